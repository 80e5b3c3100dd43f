"""Two people edit one entry: who saves later is shown what the other saved meanwhile.

A form carries `ambon_seen`, the time of the version that it showed. Programs that do not
send it save as in plain CKAN.
"""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context

SEEN = "ambon_seen"


def checked(context: Context, data: dict[str, Any]) -> dict[str, Any]:
    """Return what is to be saved, without the mark; `ValidationError` if it is out of date."""
    marked = [one for one in data.get("resources") or [] if isinstance(one, dict) and one.get(SEEN)]
    if data.get(SEEN) or marked:
        _refuse_stale(_stored(context, data), data)
    resources = [_without_mark(one) for one in data.get("resources") or []]
    return {**_without_mark(data), **({"resources": resources} if "resources" in data else {})}


def _refuse_stale(stored: dict[str, Any], data: dict[str, Any]) -> None:
    message = tk._(
        "Somebody saved this after you opened it. Compare both versions below; "
        "save once more to keep yours."
    )
    if data.get(SEEN) and data[SEEN] != stored["metadata_modified"]:
        raise tk.ValidationError({SEEN: [message]})
    times = {one["id"]: one["metadata_modified"] for one in stored["resources"]}
    stale = [_is_stale(one, times) for one in data.get("resources") or []]
    if any(stale):
        raise tk.ValidationError({"resources": [{SEEN: [message]} if old else {} for old in stale]})


def _is_stale(resource: dict[str, Any], times: dict[str, str]) -> bool:
    seen = resource.get(SEEN)
    return bool(seen) and seen != times.get(resource.get("id", ""), seen)


def _stored(context: Context, data: dict[str, Any]) -> dict[str, Any]:
    """Return the entry as it is stored, once nobody else is in the middle of saving it."""
    name = data.get("id") or data.get("name")
    model.Package.get(name, for_update=True)
    asking = Context(user=context.get("user", ""), ignore_auth=True, use_cache=False)
    return tk.get_action("package_show")(asking, {"id": name})


def _without_mark(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key != SEEN}
