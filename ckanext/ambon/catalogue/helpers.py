"""What templates ask for: labels, values in words, parts of a form."""

from __future__ import annotations

from datetime import date
from typing import Any

import ckan.plugins.toolkit as tk

# The toolkit's `h.lang` fails outside a request; mails and commands render too.
from ckan.lib.i18n import get_lang

from ckanext.ambon.domain import numbers, opd, quality, regions, vocabularies

Field = dict[str, Any]


def ambon_choices(field: Field) -> list[dict[str, Any]]:
    """Return the values of the field's vocabulary, as scheming wants choices."""
    terms = vocabularies.vocabulary(field["vocabulary"])
    return [{"value": term.value, "label": dict(term.label)} for term in terms]


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
    question = {"fq": f'+dataset_type:peraturan +vocab_relation_targets:"{entry["name"]}"', "rows": 100}
    found = tk.get_action("package_search")({}, question)["results"]
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


def _inverse(kind: str) -> str:
    term = vocabularies.term("relation_kinds", kind)
    return ambon_text(term.data["inverse"]) if term else kind
