"""Words that templates need and no vocabulary holds: labels of fields, errors, chosen searches."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.ambon.catalogue import config
from ckanext.ambon.domain import vocabularies


def ambon_chosen_words() -> list[str]:
    """Return the searches that the home page proposes."""
    return config.suggested_searches()


def ambon_field_label(kind: str, name: str) -> str:
    """Return the label of a field of a dataset type in the reader's language."""
    schema = tk.h.scheming_get_dataset_schema(kind) or {}
    return _label(schema.get("dataset_fields", []), name)


def ambon_office_label(name: str) -> str:
    """Return the label of a field of an OPD in the reader's language."""
    schema = tk.h.scheming_get_organization_schema("organization") or {}
    return _label(schema.get("fields", []), name)


def ambon_topic(group: dict[str, Any]) -> dict[str, str]:
    """Return `label` and `description` of a topic in the reader's language."""
    found = vocabularies.term("topics", group["name"])
    if found is None:
        return {"label": group["title"], "description": group.get("description") or ""}
    described = tk.h.ambon_text(found.data["description"])
    return {"label": tk.h.ambon_text(dict(found.label)), "description": described}


def ambon_error(code: Any) -> dict[str, str]:
    """Return `title` and `text` of an error page: what happened, and where to go."""
    number = code[0] if isinstance(code, list) else code
    sentences = {
        403: (
            tk._("Not open to you"),
            tk._("This page is only for signed-in officers of the department concerned."),
        ),
        404: (
            tk._("Page not found"),
            tk._("The address may be mistyped, or the entry was taken away. Search for it here."),
        ),
        500: (
            tk._("Something went wrong on our side"),
            tk._("The portal could not answer. Please try again in a few minutes."),
        ),
        503: (
            tk._("The search does not answer"),
            tk._("This page needs the search. Please try again in a few minutes."),
        ),
    }
    other = (
        tk._("This request could not be answered"),
        tk._("Check the address, or begin again from the home page."),
    )
    title, text = sentences.get(number, other)
    return {"title": title, "text": text}


def _label(fields: list[dict[str, Any]], name: str) -> str:
    found = next((field for field in fields if field["field_name"] == name), None)
    return tk.h.scheming_language_text(found["label"]) if found else name
