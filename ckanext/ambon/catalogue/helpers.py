"""What templates ask for: labels, values in words, parts of a form."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import ckan.plugins.toolkit as tk

# The toolkit's `h.lang` fails outside a request; mails and commands render too.
from ckan.lib.i18n import get_lang

from ckanext.ambon.catalogue import finding
from ckanext.ambon.domain import numbers, opd, quality, regions, table_standards, vocabularies

Field = dict[str, Any]

# What a new form has chosen already.
BEGINNINGS = {"license_id": "notspecified", "figures_status": "official"}


def ambon_choices(field: Field) -> list[dict[str, Any]]:
    """Return the values of the field's vocabulary, as scheming wants choices."""
    terms = vocabularies.vocabulary(field["vocabulary"])
    return [{"value": term.value, "label": dict(term.label)} for term in terms]


def ambon_table_standards(field: Field) -> list[dict[str, Any]]:
    """Return the table standards of the city, as scheming wants choices."""
    return [
        {"value": found.name, "label": dict(found.title)} for found in table_standards.standards()
    ]


def ambon_language() -> str:
    """Return the language of the reader: `id` or `en`."""
    return "en" if get_lang().startswith("en") else "id"


def ambon_label(vocabulary: str, value: str) -> str:
    """Return the label of a value in the reader's language."""
    return vocabularies.label(vocabulary, value, ambon_language())


def ambon_text(labels: dict[str, str]) -> str:
    """Return the text in the reader's language."""
    return labels.get(ambon_language()) or labels["id"]


def ambon_field_groups(fields: list[Field]) -> list[dict[str, Any]]:
    """Return the fields of a form in their folded groups: `name`, `title`, `fields`."""
    groups = [
        {"name": term.value, "title": ambon_label("field_groups", term.value), "fields": found}
        for term in vocabularies.vocabulary("field_groups")
        if (found := [field for field in fields if field.get("group") == term.value])
    ]
    loose = [field for field in fields if not field.get("group")]
    return groups + ([{"name": "other", "title": "", "fields": loose}] if loose else [])


def ambon_has_error(group: dict[str, Any], errors: dict[str, Any]) -> bool:
    """Tell whether a field of the group has an error."""
    return any(errors.get(field["field_name"]) for field in group["fields"])


def ambon_differences(
    fields: list[Field], stored: dict[str, Any], typed: dict[str, Any]
) -> list[Field]:
    """Return the fields in which what is stored and what was typed differ."""
    return [field for field in fields if _folded(stored, field) != _folded(typed, field)]


def ambon_typed(field: Field, typed: dict[str, Any]) -> Any:
    """Return what was typed into a field in the form in which it would be stored."""
    value = typed.get(field["field_name"])
    return ambon_items(value) if field.get("kind") in ("codes", "lines") else value


def ambon_with_default(data: dict[str, Any], field: Field) -> dict[str, Any]:
    """Return the data of a form that is new with what its field begins with."""
    default = BEGINNINGS.get(field["field_name"])
    is_new = "title" not in data
    return {**data, field["field_name"]: default} if default and is_new else data


def ambon_items(value: Any) -> list[str]:
    """Return the items of a list as a form holds it: a list, JSON text, or lines of text."""
    if isinstance(value, str) and value.startswith("["):
        value = json.loads(value)
    items = value.splitlines() if isinstance(value, str) else value or []
    return [str(item) for item in items if item]


def ambon_stored_file(file_id: str) -> dict[str, Any]:
    """Return a file of an entry as it is stored now."""
    return tk.get_action("resource_show")({}, {"id": file_id})


def ambon_item_name(field: Field, item: dict[str, Any]) -> str:
    """Return what an item of a repeating field is known by: its first subfield with a value."""
    names = (subfield["field_name"] for subfield in field["repeating_subfields"])
    return next((str(item[name]) for name in names if ambon_is_filled(item.get(name))), "")


def ambon_completeness(entry: dict[str, Any]) -> dict[str, Any]:
    """Return `met`, `total`, `score` and the advice that is `missing`, in the reader's language."""
    found = quality.completeness(entry)
    advice = [ambon_text(dict(rule.advice)) for rule in found.missing]
    return {"met": found.met, "total": found.total, "score": found.score, "missing": advice}


def ambon_date(value: Any) -> str:
    """Return a date in words; the value as it is where it is none."""
    try:
        return numbers.date_text(date.fromisoformat(str(value)[:10]), ambon_language())
    except ValueError:
        return str(value or "")


def ambon_number(value: Any) -> str:
    """Return a number with the reader's marks; the value as it is where it is none."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value)
    return numbers.number_text(value, ambon_language())


def ambon_is_filled(value: Any) -> bool:
    """Tell whether there is a value to show; `False` and 0 are values."""
    return value not in (None, "", [], {})


def ambon_filled_keys(item: dict[str, Any]) -> list[str]:
    """Return the names of the subfields that have a value."""
    return [name for name, value in item.items() if ambon_is_filled(value)]


def ambon_is_web_address(value: str) -> bool:
    """Tell whether a browser may open the value: sources are typed, and may be anything."""
    return str(value).startswith(("https://", "http://"))


def ambon_in_words(field: Field, value: Any) -> str:
    """Return a plain value as people read it, by the `kind` of its field."""
    if field.get("vocabulary") == "regions":
        return ambon_region(value)
    if field.get("vocabulary"):
        return ambon_label(
            field["vocabulary"], str(value).lower() if isinstance(value, bool) else value
        )
    if field.get("as_money"):
        return f"Rp{ambon_number(value)}"
    if field["field_name"] == "regulation_year":
        return str(value)
    return ambon_date(value) if field.get("kind") == "date" else ambon_number(value)


def ambon_region(code: str) -> str:
    """Return the name of a region with its code."""
    return f"{ambon_label('regions', code)} ({code})" if regions.region(code) else code


def ambon_opd_name(organization: dict[str, Any]) -> str:
    """Return the short name of an OPD where Ambon uses one, else its title."""
    found = opd.opd(organization.get("name", ""))
    return found.short_name if found and found.short_name_seen else organization.get("title", "")


def ambon_regulation(name: str) -> dict[str, str] | None:
    """Return `url` and `title` of a regulation of this portal, None where it has none."""
    try:
        found = tk.get_action("package_show")({}, {"id": name})
    except (tk.ObjectNotFound, tk.NotAuthorized):
        return None
    return {"url": tk.url_for("peraturan.read", id=found["name"]), "title": found["title"]}


def ambon_reverse_relations(entry: dict[str, Any]) -> list[dict[str, str]]:
    """Return what other regulations say of this one: `label`, `url`, `title` of each."""
    question = {
        "fq": f'+dataset_type:peraturan +vocab_relation_targets:"{entry["name"]}"',
        "rows": 100,
    }
    found = finding.found(question)["results"]
    return [
        {
            "label": _inverse(relation["kind"]),
            "url": tk.url_for("peraturan.read", id=other["name"]),
            "title": other["title"],
        }
        for other in found
        for relation in other.get("relations") or []
        if relation["target"] == entry["name"]
    ]


def _folded(entry: dict[str, Any], field: Field) -> Any:
    """Return a value so that it compares equal however a form or the API writes it."""
    value = ambon_typed(field, entry)
    if field.get("kind") == "owner":
        organization = entry.get("organization") or {}
        return organization.get("id") if value == organization.get("name") else value
    if field.get("kind") == "tags":
        text = entry.get("tag_string") or ",".join(tag["name"] for tag in entry.get("tags") or [])
        return sorted(tag.strip() for tag in text.split(",") if tag.strip())
    if field.get("kind") == "codes":
        return set(value)
    if isinstance(value, list):
        return [_filled_items(item) for item in value] or ""
    return "\n".join(str(value).split("\r\n")).lower() if ambon_is_filled(value) else ""


def _filled_items(item: Any) -> Any:
    if not isinstance(item, dict):
        return item
    return {key: str(item[key]).lower() for key in ambon_filled_keys(item)}


def _inverse(kind: str) -> str:
    term = vocabularies.term("relation_kinds", kind)
    return ambon_text(term.data["inverse"]) if term else kind
