"""What search engines read of a page: schema.org as JSON-LD."""

from __future__ import annotations

import json
from typing import Any

import ckan.plugins.toolkit as tk
from markupsafe import Markup

from ckanext.ambon.catalogue.pages import entries
from ckanext.ambon.domain import regions, vocabularies

Entry = dict[str, Any]

FORCE = {
    "in_force": "InForce",
    "amended": "InForce",
    "replaced": "NotInForce",
    "revoked": "NotInForce",
    "expired": "NotInForce",
}
CITY = {"@type": "AdministrativeArea", "name": "Kota Ambon"}


def ambon_structured_data(entry: Entry) -> Markup:
    """Return the JSON-LD of an entry, safe inside a script element."""
    describe = {"layanan": _service, "peraturan": _regulation}.get(entry["type"], _dataset)
    return _script({**_common(entry), **describe(entry)})


def ambon_structured_site() -> Markup:
    """Return the JSON-LD of the portal itself, with its search."""
    home = tk.h.url_for("home.index", qualified=True)
    search = tk.h.url_for("dataset.search", qualified=True)
    action = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{words}}"},
        "query-input": "required name=words",
    }
    site = {"@type": "WebSite", "name": tk.config["ckan.site_title"], "url": home}
    return _script({"@context": "https://schema.org", **site, "potentialAction": action})


def ambon_structured_office(organization: dict[str, Any]) -> Markup:
    """Return the JSON-LD of an OPD."""
    office = {
        **(_organization(organization) or {}),
        "email": organization.get("email"),
        "telephone": organization.get("telephone"),
        "address": organization.get("address"),
        "sameAs": organization.get("website"),
    }
    return _script({"@context": "https://schema.org", **office})


def _common(entry: Entry) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "name": entry["title"],
        "description": entries.ambon_summary(entry),
        "url": tk.h.url_for(
            f"{entry['type']}.read", id=entry["name"], qualified=True, locale="default"
        ),
    }


def _dataset(entry: Entry) -> dict[str, Any]:
    office = _organization(entry.get("organization"))
    licence = entries.ambon_licence(entry)
    return {
        "@type": "Dataset",
        "inLanguage": "id",
        "identifier": entry["id"],
        "creator": office,
        "publisher": office,
        "license": licence and licence["url"],
        "isAccessibleForFree": True,
        "keywords": [tag["name"] for tag in entry.get("tags") or []],
        "temporalCoverage": _coverage(entry),
        "spatialCoverage": [_place(code) for code in entry.get("region_codes") or []],
        "dateModified": (entry.get("metadata_modified") or "")[:10],
        "variableMeasured": _variables(entry),
        "distribution": [_download(file) for file in entry.get("resources") or []],
    }


def _service(entry: Entry) -> dict[str, Any]:
    return {
        "@type": "GovernmentService",
        "provider": _organization(entry.get("organization")),
        "areaServed": CITY,
        "serviceType": [topic["label"] for topic in entries.ambon_topics(entry)],
        "serviceOutput": entry.get("product") and {"@type": "Thing", "name": entry["product"]},
        "availableChannel": [_channel(channel) for channel in entry.get("channels") or []],
    }


def _regulation(entry: Entry) -> dict[str, Any]:
    kind = entry.get("regulation_kind")
    return {
        "@type": "Legislation",
        "inLanguage": "id",
        "legislationIdentifier": entry["name"],
        "legislationType": kind and vocabularies.label("regulation_kinds", kind),
        "legislationDate": entry.get("date_enacted"),
        "legislationDateVersion": entry.get("date_effective"),
        "legislationJurisdiction": CITY,
        "legislationLegalForce": _force(entry.get("regulation_status")),
        "legislationPassedBy": entry.get("teu")
        and {"@type": "GovernmentOrganization", "name": entry["teu"]},
        "legislationChanges": _changed(entry),
    }


def _changed(entry: Entry) -> list[dict[str, Any]]:
    kinds = ("amends", "replaces", "revokes")
    changed = [found for found in entry.get("relations") or [] if found["kind"] in kinds]
    held = [tk.h.ambon_regulation(found["target"]) for found in changed]
    return [{"@type": "Legislation", "name": one["title"]} for one in held if one]


def _organization(organization: dict[str, Any] | None) -> dict[str, Any] | None:
    if not organization:
        return None
    url = tk.h.url_for(
        "organization.read", id=organization["name"], qualified=True, locale="default"
    )
    return {"@type": "GovernmentOrganization", "name": organization.get("title"), "url": url}


def _coverage(entry: Entry) -> str | None:
    spans = entry.get("temporal_coverage") or []
    days = sorted(day for span in spans for day in (span.get("start"), span.get("end")) if day)
    return f"{days[0]}/{days[-1]}" if days else None


def _place(code: str) -> dict[str, str]:
    region = regions.region(code)
    return {"@type": "Place", "name": region.name if region else code, "identifier": code}


def _variables(entry: Entry) -> list[str]:
    columns = [
        column for file in entry.get("resources") or [] for column in file.get("columns") or []
    ]
    return list(dict.fromkeys(column.get("label") or column["name"] for column in columns))


def _download(file: dict[str, Any]) -> dict[str, Any]:
    kind = file.get("mimetype") or file.get("format")
    return {
        "@type": "DataDownload",
        "name": file.get("name"),
        "encodingFormat": kind,
        "contentUrl": file.get("url"),
    }


def _channel(channel: dict[str, Any]) -> dict[str, Any]:
    found = {
        "@type": "ServiceChannel",
        "name": channel.get("text"),
        "serviceUrl": channel.get("url"),
    }
    return _filled(found)


def _force(status: str | None) -> str | None:
    return f"https://schema.org/{FORCE[status]}" if status in FORCE else None


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}


def _script(data: dict[str, Any]) -> Markup:
    text = json.dumps(_filled(data), ensure_ascii=False)
    # Inside a script element only these three can end it or open another.
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 -- escaped above
