"""An entry as a page and a list show it: summary, period, formats, freshness, relations."""

from __future__ import annotations

import datetime
from typing import Any
from urllib.parse import urlparse
from zoneinfo import ZoneInfo

import ckan.plugins.toolkit as tk

from ckanext.ambon.catalogue import finding
from ckanext.ambon.domain import numbers, periods, vocabularies

Entry = dict[str, Any]

# Letters of a summary in a list.
SHORT = 220

# How a state looks; its word always stands beside the colour.
TONES = {
    "fresh": "good", "due": "warn", "late": "bad", "very_late": "bad",
    "in_force": "good", "amended": "warn", "approved": "warn",
    "replaced": "bad", "revoked": "bad", "expired": "bad",
}  # fmt: skip


def ambon_entry_url(entry: Entry) -> str:
    """Return the address of an entry's page."""
    return tk.h.url_for(f"{entry['type']}.read", id=entry["name"])


def ambon_trail(entry: Entry) -> list[dict[str, str]]:
    """Return the way from the door to an entry: its type, then its first topic."""
    doors = {"layanan": tk._("Services & permits"), "peraturan": tk._("Regulations")}
    kind = entry["type"] if entry["type"] in doors else "dataset"
    door = {"label": doors.get(kind) or tk._("Data"), "url": tk.h.url_for(f"{kind}.search")}
    return [door, *ambon_topics(entry)[:1]]


def ambon_summary(entry: Entry, length: int = 0) -> str:
    """Return the first paragraph of the description without its marks, cut where `length` says."""
    first = (entry.get("notes") or "").strip().split("\n\n")[0]
    return tk.h.markdown_extract(first, extract_length=length)


def ambon_more_notes(entry: Entry) -> str:
    """Return what the description says after its first paragraph."""
    return (entry.get("notes") or "").strip().partition("\n\n")[2]


def ambon_period(entry: Entry) -> str:
    """Return the period that an entry covers, in words; empty where it is not stated."""
    days = [day for span in entry.get("temporal_coverage") or [] for day in _span(span)]
    if not days:
        return ""
    return numbers.period_text(min(days), max(days), tk.h.ambon_language())


def ambon_data_until(entry: Entry) -> str:
    """Return the last day that the data cover, in words; empty where it is not stated."""
    spans = [
        *(entry.get("temporal_coverage") or []),
        *map(_file_span, entry.get("resources") or []),
    ]
    ends = [day for span in spans for day in _span({"end": span.get("end")})]
    return tk.h.ambon_date(max(ends).isoformat()) if ends else ""


def ambon_formats(entry: Entry) -> list[str]:
    """Return the formats in which the entry can be had, the row API among them."""
    files = entry.get("resources") or []
    formats = {file["format"].upper() for file in files if file.get("format")}
    return sorted(formats) + (
        ["API"] if any(file.get("datastore_active") for file in files) else []
    )


def ambon_badge(vocabulary: str, state: str | None) -> dict[str, str] | None:
    """Return `text` and `tone` of a state; None where there is none."""
    if not state:
        return None
    return {"text": tk.h.ambon_label(vocabulary, state), "tone": TONES.get(state, "")}


def ambon_topics(entry: Entry) -> list[dict[str, str]]:
    """Return `label` and `url` of each topic of an entry."""
    return [
        {"label": tk.h.ambon_label("topics", code), "url": tk.h.url_for("group.read", id=code)}
        for code in entry.get("topics") or []
    ]


def ambon_result(entry: Entry) -> dict[str, Any]:
    """Return what a list shows: `name`, `kind`, `url`, `title`, `summary`, `meta`, `badge`."""
    describe = {"layanan": _service_meta, "peraturan": _regulation_meta}.get(
        entry["type"], _data_meta
    )
    office = tk.h.ambon_opd_name(entry["organization"]) if entry.get("organization") else ""
    return {
        "name": entry["name"],
        "kind": tk.h.ambon_label("dataset_types", entry["type"]),
        "url": ambon_entry_url(entry),
        "title": entry["title"],
        "summary": ambon_summary(entry, SHORT),
        "meta": [part for part in (office, *describe(entry)) if part],
        "badge": _state_badge(entry),
        "hidden": bool(entry.get("private")) or entry.get("state") == "draft",
    }


def ambon_citation(entry: Entry) -> str:
    """Return how to cite an entry, as one line."""
    office = (entry.get("organization") or {}).get("title")
    today = tk.h.ambon_date(
        datetime.datetime.now(ZoneInfo(tk.config["ckan.display_timezone"])).isoformat()
    )
    address = tk.h.url_for(f"{entry['type']}.read", id=entry["name"], qualified=True)
    text = tk._("{office}. {title}. {portal}, {address}, read on {today}.")
    facts = {"title": entry["title"], "portal": tk.config["ckan.site_title"], "address": address}
    return text.format(office=office or tk._("Not stated"), today=today, **facts)


def ambon_licence(entry: Entry) -> dict[str, Any] | None:
    """Return `label` and `url` of the licence; None where it is not stated."""
    found = vocabularies.term("licences", entry.get("license_id") or "notspecified")
    if found is None or found.value == "notspecified":
        return None
    return {"label": tk.h.ambon_text(dict(found.label)), "url": found.data.get("url")}


def ambon_related(entry: Entry) -> list[dict[str, Any]]:
    """Return further entries of the same OPD by type: `title`, `results`, `url`."""
    office = entry.get("organization")
    if not office:
        return []
    titles = {
        "layanan": tk._("Services of the same department"),
        "peraturan": tk._("Regulations of the same department"),
        "dataset": tk._("Data of the same department"),
    }
    lists = [_of_office(kind, title, office["name"], entry) for kind, title in titles.items()]
    return [found for found in lists if found["results"]]


def ambon_resting_on(entry: Entry) -> list[dict[str, Any]]:
    """Return the services whose legal basis names this regulation."""
    fq = f'+dataset_type:layanan +vocab_relation_targets:"{entry["name"]}"'
    return [ambon_result(other) for other in _search(fq, rows=50)["results"]]


def ambon_relations(entry: Entry) -> list[dict[str, str | None]]:
    """Return what a regulation says of others: `label`, `title`, `url` if it is held here."""
    return [
        {
            "label": tk.h.ambon_label("relation_kinds", relation["kind"]),
            **(
                tk.h.ambon_regulation(relation["target"])
                or {"title": relation["target"], "url": None}
            ),
        }
        for relation in entry.get("relations") or []
    ]


def ambon_host(url: str) -> str:
    """Return the host of an address, to show where a link leads."""
    return urlparse(url).netloc or url


def _data_meta(entry: Entry) -> list[str]:
    return [_years(entry), " · ".join(ambon_formats(entry))]


def _years(entry: Entry) -> str:
    spans = [(span.get("start"), span.get("end")) for span in entry.get("temporal_coverage") or []]
    years = [year for span in spans for year in periods.years(*span)]
    return "–".join(dict.fromkeys(str(year) for year in (min(years), max(years)))) if years else ""


def _service_meta(entry: Entry) -> list[str]:
    count = len(entry.get("requirements") or [])
    needs = (
        tk.ungettext("{n} requirement", "{n} requirements", count).format(n=count) if count else ""
    )
    permit = tk.h.ambon_label("permit_states", "ya") if entry.get("is_permit") == "ya" else ""
    return [permit, _fee(entry), entry.get("duration_text") or "", needs]


def _fee(entry: Entry) -> str:
    kind = entry.get("fee_kind") or "belum_diterbitkan"
    return "" if kind == "belum_diterbitkan" else tk.h.ambon_label("fee_kinds", kind)


def _regulation_meta(entry: Entry) -> list[str]:
    enacted = entry.get("date_enacted")
    day = tk._("enacted {date}").format(date=tk.h.ambon_date(enacted)) if enacted else ""
    kind = entry.get("regulation_kind")
    return [tk.h.ambon_label("regulation_kinds", kind) if kind else "", day]


def _state_badge(entry: Entry) -> dict[str, str] | None:
    if entry["type"] == "peraturan":
        return ambon_badge("regulation_statuses", entry.get("regulation_status"))
    return ambon_badge("freshness_states", entry.get("freshness"))


def _of_office(kind: str, title: str, office: str, entry: Entry) -> dict[str, Any]:
    fq = f'+dataset_type:{kind} +organization:"{office}" -name:"{entry["name"]}"'
    found = _search(fq, rows=4)["results"]
    url = tk.h.url_for(f"{kind}.search", organization=office)
    return {"title": title, "url": url, "results": [ambon_result(other) for other in found]}


def _search(fq: str, rows: int) -> dict[str, Any]:
    return finding.found({"fq": fq, "rows": rows})


def _file_span(file: dict[str, Any]) -> dict[str, Any]:
    return {"end": file.get("period_end")}


def _span(span: dict[str, Any]) -> list[datetime.date]:
    return [day for value in (span.get("start"), span.get("end")) if (day := _day(value))]


def _day(value: Any) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
