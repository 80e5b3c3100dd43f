"""What an entry says, apart from ids, times and what the portal works out: to see a change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from demo import schema

Package = Mapping[str, Any]


def fingerprint(package: Package) -> str:
    """Return a short text that differs for packages that say different things.

    Takes what `compose.package` made as well as what `package_show` answers.
    """
    text = json.dumps(_content(package), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _content(package: Package) -> dict[str, Any]:
    fields = {key: package.get(key) for key in schema.fields(package["type"])}
    owner = (package.get("organization") or {}).get("name") or package["owner_org"]
    tags = sorted(tag["name"] for tag in package.get("tags", []))
    files = [_file(package["type"], resource) for resource in package.get("resources", [])]
    hidden = bool(package.get("private")) or package.get("state", "active") != "active"
    told = {**fields, "owner_org": owner, "tag_string": tags, "resources": files, "hidden": hidden}
    return _without_empty(told)


def _file(kind: str, resource: Package) -> dict[str, Any]:
    fields = {key: resource.get(key) for key in schema.file_fields(kind)}
    return {**fields, "url": str(resource.get("url", "")).rsplit("/", 1)[-1]}


def _without_empty(value: Any) -> Any:
    """Drop what holds nothing: whether a form sent an empty field makes no difference."""
    if isinstance(value, dict):
        kept = {key: _without_empty(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if not _is_empty(inner)}
    return [_without_empty(item) for item in value] if isinstance(value, list) else value


def _is_empty(value: Any) -> bool:
    """Nought is a value: a service that costs nothing says so."""
    return value is None or value is False or value in ("", [], {})
