"""Publishes entries for a comparison, inside CKAN: files, coverage, tags and a topic each."""

from __future__ import annotations

import os
import sys
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.cli import CKANConfigLoader
from ckan.config.middleware import make_app

OPD = ("disdukcapil", "dpmptsp", "diskominfo-sandi")
FILES = 4


def main() -> None:
    """Publish as many entries as the argument says."""
    app: Any = make_app(CKANConfigLoader(os.environ["CKAN_INI"]).get_config())
    with app._wsgi_app.test_request_context():  # noqa: SLF001 - as CKAN's own commands do
        user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
        for number in range(int(sys.argv[1])):
            tk.get_action("package_create")({"user": user}, _entry(number))


def _entry(number: int) -> dict[str, Any]:
    return {
        "type": "dataset",
        "name": f"entri-{number}",
        "title": f"Jumlah penduduk menurut kelurahan, bagian {number}",
        "notes": "Jumlah penduduk menurut kelurahan dan jenis kelamin. " * 8,
        "owner_org": OPD[number % len(OPD)],
        "topics": ["kependudukan"],
        "tags": [{"name": "penduduk"}, {"name": "kelurahan"}],
        "temporal_coverage": [{"start": "2015-01-01", "end": "2024-12-31"}],
        "resources": [_file(year) for year in range(2020, 2020 + FILES)],
    }


def _file(year: int) -> dict[str, Any]:
    column = {"name": "jumlah", "label": "Jumlah", "definition": "Banyaknya penduduk."}
    return {
        "name": f"Penduduk {year}",
        "description": "Tabel per kelurahan.",
        "url": f"http://data.example/penduduk-{year}.csv",
        "format": "CSV",
        "columns": [column, {**column, "name": "kelurahan", "label": "Kelurahan"}],
    }


if __name__ == "__main__":
    main()
