"""Asks a CKAN of its own for entries, as fast as questions come: one a line, answered in ms.

    python bench/speed/asker.py INI SOLR_URL [PLUGINS]

The question goes the whole way of the API, from the request to the JSON of the answer,
without a web server in between. Without PLUGINS those of the ini are loaded.
"""

from __future__ import annotations

import sys
import time
from typing import Any

from ckan.cli import CKANConfigLoader
from ckan.config.middleware import make_app

ADDRESS = "/api/3/action/package_search"


def main(ini: str, solr_url: str, plugins: str | None = None) -> None:
    """Answer each line with the milliseconds its search took, and how many it found."""
    config = CKANConfigLoader(ini).get_config()
    config["solr_url"] = solr_url
    if plugins is not None:
        config["ckan.plugins"] = plugins
    client = application(config).test_client()
    for line in sys.stdin:
        begun, worked = time.perf_counter(), time.process_time()
        answer = client.get(ADDRESS, query_string={"q": line.strip(), "rows": "10"})
        size = len(answer.get_data())
        times = time.perf_counter() - begun, time.process_time() - worked
        print(*(f"{one * 1000:.3f}" for one in times), size, flush=True)


def application(config: Any) -> Any:
    """Return the Flask application inside of CKAN's."""
    made: Any = make_app(config)
    return made._wsgi_app  # noqa: SLF001 - as CKAN's own commands do


if __name__ == "__main__":
    main(*sys.argv[1:])
