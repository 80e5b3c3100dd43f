"""Does what the worker does with one uploaded file, ours or xloader's way, and says when.

`worker.py ours|xloader FILE [XLOADER]`, inside CKAN; prints a line of JSON for each event.
"""

from __future__ import annotations

import gc
import importlib
import json
import logging
import os
import sys
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.cli import CKANConfigLoader
from ckan.config.middleware import make_app
from werkzeug.datastructures import FileStorage

OPD = "disdukcapil"


def main() -> None:
    """Upload the file, load its rows, and take all away again."""
    way, path = sys.argv[1], Path(sys.argv[2])
    app: Any = make_app(CKANConfigLoader(os.environ["CKAN_INI"]).get_config())
    with app._wsgi_app.test_request_context():  # noqa: SLF001 - as CKAN's own commands do
        user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
        entry = tk.get_action("package_create")({"user": user}, _entry())
        resource = _uploaded(user, entry["id"], path)
        say("start", id=resource, memory=_memory("VmRSS"))
        try:
            _ours(resource, user) if way == "ours" else _xloader(resource, path, sys.argv[3])
        finally:
            say("end", memory=_memory("VmHWM"))
            sys.stdin.readline()
            tk.get_action("datastore_delete")({"user": user}, {"id": resource, "force": True})
            tk.get_action("dataset_purge")({"user": user}, {"id": entry["id"]})


def say(event: str, **told: Any) -> None:
    """Tell the one who measures what happened just now."""
    print(
        json.dumps({"event": event, "at": time.time(), "cpu": time.process_time(), **told}),
        flush=True,
    )


def _entry() -> dict[str, Any]:
    return {
        "type": "dataset",
        "name": f"ukur-{os.getpid()}-{int(time.time())}",
        "title": "Ukuran pemuatan",
        "notes": "Berkas untuk mengukur lama pemuatan.",
        "owner_org": OPD,
        "topics": ["kependudukan"],
    }


def _uploaded(user: str, entry: str, path: Path) -> str:
    # Read into memory before memory is measured, and let go after.
    file = FileStorage(BytesIO(path.read_bytes()), path.name)
    told = {"package_id": entry, "name": "Ukuran", "url": path.name, "upload": file}
    return tk.get_action("resource_create")({"user": user}, told)["id"]


def _memory(name: str) -> int:
    """Return resident memory now (`VmRSS`) or at most (`VmHWM`), in MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(one.split()[1]) // 1024 for one in lines if one.startswith(f"{name}:"))


def _ours(resource: str, user: str) -> None:
    from ckanext.ambon.tables import model as kept  # noqa: PLC0415 - needs the plugins loaded
    from ckanext.ambon.tables.guarding import checking  # noqa: PLC0415
    from ckanext.ambon.tables.publishing import reading, work  # noqa: PLC0415

    _forget_peak()
    if not reading.stored(resource).is_small:
        checking.check_later(resource)
        say("searched")
        work.read_later(resource)
    else:
        work.read(reading.stored(resource))
    known = kept.table_file(resource)
    say("read", state=known.state if known else "")
    keys = [one["key"] for one in known.found["tables"]] if known else []
    work.publish_later(resource, user, keys, [])
    known = kept.table_file(resource)
    say("done", state=known.state if known else "", message=known.message if known else "")


def _xloader(resource: str, path: Path, folder: str) -> None:
    import ckanext  # noqa: PLC0415

    # Behind our own packages: CKAN's versions win.
    sys.path.append(folder)
    ckanext.__path__.append(f"{folder}/ckanext")
    loader = importlib.import_module("ckanext.xloader.loader")

    log = logging.getLogger("bench")
    fields = loader.load_csv(str(path), resource, mimetype="text/csv", logger=log)
    loader.calculate_record_count(resource_id=resource, logger=log)
    say("usable")
    loader.create_column_indexes(fields=fields, resource_id=resource, logger=log)
    say("done")
    # It leaves a transaction open, which would keep the table from being taken away.
    gc.collect()


def _forget_peak() -> None:
    """Let `VmHWM` begin anew: the upload is not what is measured."""
    Path("/proc/self/clear_refs").write_text("5")


if __name__ == "__main__":
    main()
