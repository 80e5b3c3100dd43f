"""A public service by the 14 components of its standard: what is published, and what is not."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

Service = dict[str, Any]

# The components in the law's order, by the field that holds each.
DELIVERY = ("requirements", "steps", "duration_text", "fee_text", "product", "complaints")
MANAGEMENT = (
    "legal_basis", "facilities", "competence", "supervision", "staff",
    "service_guarantee", "safety_guarantee", "evaluation",
)  # fmt: skip


def ambon_components(service: Service) -> dict[str, Any]:
    """Return how many of the 14 components are published, and the labels of the others."""
    labels = _labels()
    fields = DELIVERY + MANAGEMENT
    missing = [labels.get(name, name) for name in fields if not _is_published(service, name)]
    return {"total": len(fields), "published": len(fields) - len(missing), "missing": missing}


def ambon_other_components(service: Service) -> list[dict[str, str]]:
    """Return label and text of the components that have no place of their own on the page."""
    labels = _labels()
    names = ("product", "complaints", *MANAGEMENT[1:])
    return [{"label": labels.get(name, name), "text": service.get(name) or ""} for name in names]


def ambon_cost(service: Service) -> str:
    """Return what a service costs in words; empty where it is not published."""
    kind = service.get("fee_kind") or "belum_diterbitkan"
    if service.get("fee_min") or service.get("fee_max"):
        return _range(service.get("fee_min"), service.get("fee_max"))
    return "" if kind == "belum_diterbitkan" else tk.h.ambon_label("fee_kinds", kind)


def ambon_duration(service: Service) -> str:
    """Return how long a service takes: the source's words, else its number and unit."""
    if service.get("duration_text"):
        return service["duration_text"]
    number, unit = service.get("duration_value"), service.get("duration_unit")
    return f"{number} {tk.h.ambon_label('duration_units', unit)}" if number and unit else ""


def ambon_places(service: Service) -> list[dict[str, Any]]:
    """Return the ways to ask for a service, each with the `kind` in words."""
    return [
        {**channel, "kind_label": tk.h.ambon_label("channel_kinds", channel.get("kind") or "")}
        for channel in service.get("channels") or []
    ]


def ambon_legal_basis(service: Service) -> list[dict[str, Any]]:
    """Return each legal basis as `text`, with `regulation` where this portal holds it."""
    return [
        {"text": basis.get("text"), "regulation": _regulation(basis.get("peraturan"))}
        for basis in service.get("legal_basis") or []
    ]


def _regulation(name: str | None) -> dict[str, str] | None:
    return tk.h.ambon_regulation(name) if name else None


def _is_published(service: Service, name: str) -> bool:
    if name == "fee_text":
        return bool(service.get("fee_text") or ambon_cost(service))
    return bool(service.get(name))


def _labels() -> dict[str, str]:
    schema = tk.h.scheming_get_dataset_schema("layanan") or {"dataset_fields": []}
    fields = {field["field_name"]: field["label"] for field in schema["dataset_fields"]}
    return {name: tk.h.scheming_language_text(label) for name, label in fields.items()}


def _range(low: Any, high: Any) -> str:
    ends = [f"Rp{tk.h.ambon_number(int(end))}" for end in (low, high) if end not in (None, "")]
    return "–".join(dict.fromkeys(ends))
