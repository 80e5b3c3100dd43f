"""Search the files of an entry as it is saved, and the rows that go into the DataStore.

What is small is searched at once, in the transaction of the saving; what is large waits for the
worker, and stays inside meanwhile.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import is_zipfile

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib import search
from redis.exceptions import RedisError
from sqlalchemy import event

from ckanext.ambon.domain import personal_data
from ckanext.ambon.domain.personal_data import Finding, UnsearchableError
from ckanext.ambon.domain.spreadsheets.limits import Limits
from ckanext.ambon.domain.spreadsheets.model import RefusedError, SlowError
from ckanext.ambon.tables.guarding import files, gate, records
from ckanext.ambon.tables.remembering import Remembered

log = logging.getLogger(__name__)

# Larger files would keep the officer, and the transaction, waiting.
AT_ONCE = 1_500_000
AT_ONCE_PACKED = 400_000  # a workbook holds a multiple of its size
AT_ONCE_SECONDS = 15.0


def check_entry(package: model.Package) -> None:
    """Search every file of an entry that is new or another than before."""
    for resource in package.resources:
        told = {"id": resource.id, "package_id": package.id, "url_type": resource.url_type}
        path = files.path_of(told)
        known = records.check(resource.id)
        if path is None or (known is not None and known.version == files.version_of(path)):
            continue
        if known is not None and gate.is_from_before(known, path):
            continue
        _check(told, path, resource.url or "")


def _check(resource: Mapping[str, Any], path: Path, url: str) -> None:
    try:
        if path.stat().st_size <= (AT_ONCE_PACKED if is_zipfile(path) else AT_ONCE):
            check_file(resource, path, url, Limits(seconds=AT_ONCE_SECONDS))
        else:
            wait(resource, path)
    except SlowError:
        # That the server is busy is no fault of the file.
        wait(resource, path)


def wait(resource: Mapping[str, Any], path: Path) -> None:
    """Leave a file to the worker; until then it is not public."""
    records.keep(dict(resource), records.FILE, files.version_of(path), state=records.WAITING)
    resource_id = str(resource["id"])
    event.listen(model.Session(), "after_commit", lambda _session: _enqueue(resource_id), once=True)


def _enqueue(resource_id: str) -> None:
    title, rq_kwargs = f"Data pribadi {resource_id}", {"timeout": 900}
    try:
        tk.enqueue_job(check_later, [resource_id], title=title, rq_kwargs=rq_kwargs)
    except RedisError:
        # The file is stored, and stays inside until it is searched: by night at the latest.
        log.exception("The file of %s cannot be left to the worker", resource_id)


def check_later(resource_id: str) -> None:
    """Search a file that was left to the worker, and let its entry be seen as it is now."""
    resource = model.Resource.get(resource_id)
    if resource is None or resource.state != "active":
        return
    told = {"id": resource.id, "package_id": resource.package_id, "url_type": resource.url_type}
    path = files.path_of(told)
    if path is not None:
        check_file(told, path, resource.url or "")
        model.Session.commit()
        reindex(str(resource.package_id))


def check_file(
    resource: Mapping[str, Any], path: Path, url: str, limits: Limits | None = None
) -> records.Check:
    """Search one file now, and keep what was found.

    Raises `SlowError` where the time of `limits` is up; without them, that is a finding.
    """
    version = files.version_of(path)
    try:
        memory = Remembered(str(resource["id"]), version)
        found = personal_data.scan(path, Path(url).name, limits, memory)
    except UnsearchableError as error:
        known = {"state": records.ASKS, "remark": str(error)}
    except RefusedError as error:
        if limits is not None and isinstance(error, SlowError):
            raise
        known = {"state": records.UNREADABLE, "remark": str(error)}
    else:
        known = {"state": state_of(found), "findings": as_json(found)}
    return records.keep(dict(resource), records.FILE, version, **known)


def state_of(found: list[Finding]) -> str:
    """Return what findings make of a file."""
    if any(one.blocks for one in found):
        return records.BLOCKED
    return records.ASKS if found else records.CLEAR


def as_json(found: list[Finding]) -> str:
    """Return findings as they are kept."""
    return json.dumps([one.as_plain for one in found], ensure_ascii=False)


def check_rows(resource: Mapping[str, Any], found: list[Finding]) -> None:
    """Keep what was found in rows for the DataStore; what blocks, blocks at once."""
    known = records.check(resource["id"], records.ROWS)
    before = known.found if known is not None else []
    state = state_of(found)
    if not found or (known is not None and _is_covered(known, state, found)):
        return
    told = {"id": resource["id"], "package_id": resource["package_id"]}
    plain = [one.as_plain for one in found]
    kinds = {_kind(one) for one in plain}
    plain += [one for one in before if _kind(one) not in kinds]
    findings = json.dumps(plain, ensure_ascii=False)
    records.keep(told, records.ROWS, "", state=state, findings=findings)
    model.Session.commit()
    reindex(resource["package_id"])


def _is_covered(known: records.Check, state: str, found: list[Finding]) -> bool:
    """Tell whether nothing is new in what was found: an exception holds for what was known."""
    kinds = {_kind(one) for one in known.found}
    is_new = any(_kind(one.as_plain) not in kinds for one in found if one.blocks)
    if known.state in (records.BLOCKED, records.EXCEPTED):
        return not is_new
    return state == known.state and not any(_kind(one.as_plain) not in kinds for one in found)


def _kind(finding: Mapping[str, Any]) -> tuple[Any, Any]:
    return finding["column"], finding["kind"]


def reindex(package_id: str) -> None:
    """Let the search index follow what is withheld."""
    search.rebuild(package_id)
