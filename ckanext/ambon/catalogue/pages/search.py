"""A search page: facets, chosen filters, order, pages and feed, all as plain links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

import ckan.plugins.toolkit as tk

from ckanext.ambon.domain import opd, vocabularies

# Values of a facet that are shown before the rest is folded away, and facets open at first.
SHOWN = 6
OPEN = (
    "dataset_type",
    "groups",
    "vocab_channel",
    "fee_kind",
    "is_permit",
    "regulation_kind",
    "regulation_status",
)

Parameters = list[tuple[str, str]]


def ambon_facets(search_facets: dict[str, Any], titles: dict[str, str]) -> list[dict[str, Any]]:
    """Return the facets that hold something: `name`, `title`, `open`, `first` and `rest` items."""
    facets = []
    for name, title in titles.items():
        items = [_facet_item(name, item) for item in _sorted_items(name, search_facets)]
        chosen = any(item["chosen"] for item in items)
        if items:
            is_open = chosen or name in OPEN
            facets.append({"name": name, "title": title, "open": is_open, **_folded(items)})
    return sorted(
        facets, key=lambda facet: OPEN.index(facet["name"]) if facet["name"] in OPEN else 9
    )


def _folded(items: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Return what is shown `first`, with all that is chosen, and the `rest`, folded away."""
    first = [item for at, item in enumerate(items) if at < SHOWN or item["chosen"]]
    return {"first": first, "rest": [item for item in items if item not in first]}


def ambon_needs(search_facets: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the needs that services of the portal answer, for a door of their own."""
    counts = {item["name"]: item for item in search_facets.get("vocab_need", {}).get("items", [])}
    needs = [need.value for need in vocabularies.vocabulary("needs") if need.value in counts]
    return [_facet_item("vocab_need", counts[need]) for need in needs]


def ambon_chips(titles: dict[str, str], search_facets: dict[str, Any]) -> list[dict[str, str]]:
    """Return the filters that are on, each with the address of the search without it."""
    return [
        {
            "label": f"{titles.get(name) or _title(name)}: {_chip(name, value, search_facets)}",
            "url": _without(name, value),
        }
        for name, value in _filters()
    ]


def _title(name: str) -> str:
    """Return the name of a filter that has no list of its own beside the results."""
    return {"tags": tk._("Tags")}.get(name, name)


def ambon_search_url(**changes: str | None) -> str:
    """Return the address of this search with parameters replaced, or left out where None."""
    kept = [(key, value) for key, value in _asked() if key not in changes]
    return _address(kept + [(key, value) for key, value in changes.items() if value])


def ambon_plain_search() -> str:
    """Return the address of this search with no filter at all."""
    words = tk.request.args.get("q", "")
    return _address([("q", words)] if words else [])


def ambon_hidden_fields() -> Parameters:
    """Return what a new question keeps of the present search: the filters and the order."""
    return [(key, value) for key, value in _asked() if key != "q"]


def ambon_orders(selected: str | None) -> list[dict[str, Any]]:
    """Return the orders a reader may choose: `label`, `url`, `chosen`."""
    orders = (
        (tk._("Best match"), None),
        (tk._("Newest first"), "metadata_modified desc"),
        (tk._("By title"), "title_string asc"),
    )
    asked = selected if selected in [sort for _label, sort in orders] else None
    return [
        {"label": label, "url": ambon_search_url(sort=sort), "chosen": sort == asked}
        for label, sort in orders
    ]


def ambon_page_links(current: int, last: int) -> list[dict[str, Any]]:
    """Return the pages of a result around the present one; `number` None stands for a gap."""
    near = sorted({1, last, current - 1, current, current + 1} & set(range(1, last + 1)))
    links: list[dict[str, Any]] = []
    for before, number in zip([0, *near], near, strict=False):
        if number - before > 1:
            links.append({"number": None})
        links.append({"number": number, "url": _page(number), "chosen": number == current})
    return links if last > 1 else []


def ambon_feed_url(**fixed: str) -> str:
    """Return the address of the Atom feed of exactly this search."""
    asked = [(key, value) for key, value in _asked() if key != "sort"]
    query = urlencode([*asked, *fixed.items()])
    return tk.h.url_for("feeds.custom" if query else "feeds.general") + (
        f"?{query}" if query else ""
    )


def ambon_is_narrowed() -> bool:
    """Tell whether the reader asked for anything at all."""
    return bool(tk.request.args.get("q") or _filters())


def ambon_split_approved(items: Iterable[dict[str, Any]]) -> tuple[list[Any], list[Any]]:
    """Return the regulations that exist, and apart from them those only agreed by the council."""
    both = list(items)
    approved = [item for item in both if item.get("regulation_status") == "approved"]
    return [item for item in both if item not in approved], approved


def ambon_approved_among(search_facets: dict[str, Any]) -> int:
    """Return how many of the regulations found are only agreed by the council."""
    chosen = tk.request.args.getlist("regulation_status")
    if chosen and "approved" not in chosen:
        # The list still counts them, for those who would choose them.
        return 0
    items = search_facets.get("regulation_status", {}).get("items", [])
    return sum(item["count"] for item in items if item["name"] == "approved")


def _sorted_items(name: str, search_facets: dict[str, Any]) -> list[dict[str, Any]]:
    items = search_facets.get(name, {}).get("items", [])
    if name in ("vocab_year", "regulation_year"):
        return sorted(items, key=lambda item: item["name"], reverse=True)
    return sorted(items, key=lambda item: (-item["count"], item["display_name"]))


def _facet_item(name: str, item: dict[str, Any]) -> dict[str, Any]:
    value = item["name"]
    chosen = (name, value) in _filters()
    url = _without(name, value) if chosen else _address([*_unpaged(), (name, value)])
    return {"label": _label(name, item), "count": item["count"], "url": url, "chosen": chosen}


def _label(name: str, item: dict[str, Any]) -> str:
    value = item["name"]
    if name == "organization":
        return tk.h.ambon_opd_name({"name": value, "title": item["display_name"]})
    return tk.h.ambon_label("topics", value) if name == "groups" else item["display_name"]


def _chip(name: str, value: str, search_facets: dict[str, Any]) -> str:
    items = search_facets.get(name, {}).get("items", [])
    found = next((item for item in items if item["name"] == value), None)
    if found:
        return _label(name, found)
    office = opd.opd(value) if name == "organization" else None
    return office.title if office else value


def _asked() -> Parameters:
    return [pair for pair in tk.request.args.items(multi=True) if pair[1]]


def _unpaged() -> Parameters:
    return [(key, value) for key, value in _asked() if key != "page"]


def _filters() -> Parameters:
    return [(key, value) for key, value in _unpaged() if key not in ("q", "sort") and key[0] != "_"]


def _page(number: int) -> str:
    return ambon_search_url(page=str(number) if number > 1 else None)


def _without(name: str, value: str) -> str:
    return _address([pair for pair in _unpaged() if pair != (name, value)])


def _address(parameters: Parameters) -> str:
    path = tk.h.url_for(tk.request.path)
    return f"{path}?{urlencode(parameters)}" if parameters else path
