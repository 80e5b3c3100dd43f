"""One value against its column: read into its type, or refused with the reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from ckanext.ambon.domain import numbers, opd, regions, vocabularies
from ckanext.ambon.domain.names import Resolution, key, words
from ckanext.ambon.domain.spreadsheets import dates
from ckanext.ambon.domain.table_standards.model import NUMERIC, Column, terms
from ckanext.ambon.domain.table_standards.refusals import CellError, refusal

_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+")
_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?")
_COMMA = re.compile(r"[+-]?(\d+|\d{1,3}(\.\d{3})+),\d+")
_BOOLEANS = {"ya": True, "yes": True, "true": True, "tidak": False, "no": False, "false": False}
_LONGEST = 2000
RUPIAH = ("rupiah", "rp")


def read(column: Column, value: Any) -> Any:
    """Return the value in the type of its column, None where it is empty.

    Takes what a spreadsheet holds and what a person types. Raises `CellError`. Whether an
    empty value may stand is asked by `checks`, which sees the whole row.

    >>> read(Column("jumlah", {}, "integer", {}), "1.234")
    1234
    """
    if isinstance(value, str):
        value = value.strip()
    if value is None or value == "":
        return None
    if column.vocabulary:
        return _term(column, _text(value))
    found = _READERS[column.type](_decided(column, value))
    if column.type in NUMERIC:
        _check_limits(column, found)
    if column.pattern and not re.fullmatch(column.pattern, found):
        raise refusal("form", value=found, form=column.form)
    return found


def shown(column: Column, value: Any, language: str = "id") -> str:
    """Return a stored value as a person writes it into a form, so that `read` takes it back."""
    if value is None:
        return ""
    if column.vocabulary:
        return str(value)
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if column.type in ("number", "percent", "currency"):
        return f"{Decimal(str(value)).normalize():f}".replace(".", ",")
    return str(value)[:10] if column.type == "date" else str(value)


def label(column: Column, value: Any, language: str = "id") -> str:
    """Return a stored value as a reader sees it: the label of a code, a number with its dots."""
    if value is None:
        return ""
    if column.vocabulary:
        return vocabularies.label(column.vocabulary, str(value), language)
    if column.type in ("integer", "number", "percent", "currency"):
        return numbers.number_text(Decimal(str(value)), language)
    if column.type == "date":
        return numbers.date_text(date.fromisoformat(str(value)[:10]), language)
    return shown(column, value, language)


def _decided(column: Column, value: Any) -> Any:
    """Return the one number that `1.234` can be here: by its unit, or by the column's limits.

    Nobody counts rupiah in thousandths; and a longitude of 128.195 is no 128,195 degrees.
    """
    is_open = isinstance(value, str) and _GROUPED.fullmatch(value) and value.count(".") == 1
    if not is_open or column.type not in ("number", "percent", "currency"):
        return value
    grouped, pointed = Decimal(value.replace(".", "")), Decimal(value)
    if column.type == "currency" and (column.unit or "").lower() in RUPIAH:
        return grouped
    possible = [number for number in (grouped, pointed) if _is_within(column, number)]
    return possible[0] if len(possible) == 1 else value


def _is_within(column: Column, number: Decimal) -> bool:
    is_low = column.min is not None and number < column.min
    return not is_low and not (column.max is not None and number > column.max)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = value.isoformat() if isinstance(value, date) else str(value)
    if len(text) > _LONGEST:
        raise refusal("long", most=_LONGEST)
    if "\x00" in text:
        raise refusal("unstorable")
    return text


def _integer(value: Any) -> int:
    number = _number(value) if not isinstance(value, str) or "," in value else _whole(value)
    if number != number.to_integral_value():
        raise refusal("fraction", value=value)
    if abs(number) >= 2**63:
        raise refusal("large", value=value)
    return int(number)


def _whole(text: str) -> Decimal:
    """Return a whole number; a dot before three digits parts thousands, for nothing else can be."""
    return Decimal(text.replace(".", "")) if _GROUPED.fullmatch(text) else _number(text)


def _number(value: Any) -> Decimal:
    if isinstance(value, bool | date):
        raise _not_a_number(value)
    if isinstance(value, str):
        return _written(value)
    try:
        number = Decimal(str(value))
    except InvalidOperation as error:
        raise _not_a_number(value) from error
    if not number.is_finite():
        raise _not_a_number(value)
    return number


def _written(text: str) -> Decimal:
    """Return the number that a text is; `1.234` alone may be two numbers and is asked back."""
    if _GROUPED.fullmatch(text) and text.count(".") == 1:
        whole, part = text.replace(".", ""), text.replace(".", ",")
        raise refusal("two", value=text, whole=whole, part=part)
    if _GROUPED.fullmatch(text):
        return Decimal(text.replace(".", ""))
    if _COMMA.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    raise _not_a_number(text)


def _not_a_number(value: Any) -> CellError:
    return refusal("number", value=value)


def _year(value: Any) -> int:
    text = _text(value)
    if not re.fullmatch(r"(1[5-9]|20|21)\d\d", text):
        raise refusal("year", value=text)
    return int(text)


def _date(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    written = dates.parse(str(value))
    found = written.value() if written else None
    if found is None:
        raise refusal("date", value=value)
    return found


def _timestamp(value: Any) -> datetime:
    if isinstance(value, datetime):
        return value
    try:
        return datetime.fromisoformat(str(value))
    except ValueError as error:
        raise refusal("timestamp", value=value) from error


def _boolean(value: Any) -> bool:
    found = value if isinstance(value, bool) else _BOOLEANS.get(str(value).lower())
    if found is None:
        raise refusal("boolean", value=value)
    return found


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "integer": _integer,
    "number": _number,
    "percent": _number,
    "currency": _number,
    "year": _year,
    "date": _date,
    "timestamp": _timestamp,
    "boolean": _boolean,
    "code": _text,
    "text": _text,
}


def _check_limits(column: Column, number: Decimal | int) -> None:
    if column.min is not None and number < column.min:
        raise refusal("low", value=number, limit=_limit(column, column.min))
    if column.max is not None and number > column.max:
        raise refusal("high", value=number, limit=_limit(column, column.max))


def _limit(column: Column, limit: Decimal) -> Mapping[str, str]:
    unit = f" {column.unit}" if column.unit else ""
    if column.type == "year":
        return dict.fromkeys(vocabularies.LANGUAGES, str(limit))
    return {one: f"{numbers.number_text(limit, one)}{unit}" for one in vocabularies.LANGUAGES}


def _term(column: Column, text: str) -> str:
    """Return the code for a code, a label or a name that means one value of the list."""
    known = _codes(column.vocabulary or "", column.levels)
    if found := known.get(text) or known.get(key(words(text))):
        return found
    resolved = _resolve(column, text)
    if resolved.code and resolved.code in known:
        return resolved.code
    raise _unknown(column, text, resolved)


@cache
def _codes(vocabulary: str, levels: tuple[str, ...]) -> Mapping[str, str]:
    """Return the code for every code, and for every label in its folded form."""
    found = terms(vocabulary, levels)
    labels = {key(words(one)): term.value for term in found for one in term.label.values()}
    return {**labels, **{term.value: term.value for term in found}}


def _resolve(column: Column, text: str) -> Resolution:
    if column.vocabulary == "opd":
        return opd.resolve(text)
    if column.vocabulary == "regions":
        is_low = bool(column.levels) and set(column.levels) <= {"kelurahan", "desa"}
        return regions.resolve(text, "kelurahan" if is_low else None)
    return Resolution(None)


def _unknown(column: Column, text: str, resolved: Resolution) -> CellError:
    meant = [resolved.code] if resolved.code else [one.code for one in resolved.candidates]
    known = {term.value for term in column.terms}
    told = {"value": text, "label": column.label, "choices": _choices(column, text, meant)}
    if meant and column.levels and not known & set(meant):
        label = {
            one: vocabularies.label(column.vocabulary or "", meant[0], one)
            for one in vocabularies.LANGUAGES
        }
        either = {"id": " atau ", "en": " or "}
        levels = {one: word.join(column.levels) for one, word in either.items()}
        return refusal("level", meant=label, levels=levels, **told)
    return refusal("several" if len(meant) > 1 else "unlisted", **told)


def _choices(column: Column, text: str, meant: Sequence[str]) -> Mapping[str, str]:
    """Return what to choose from: what the text may mean, what is near to it, or all."""
    likely = [term for term in column.terms if term.value in meant]
    labels = {term.label["id"]: term for term in column.terms}
    if not likely and (near := vocabularies.nearest(text, labels)):
        likely = [labels[near]]
    if not likely and len(labels) <= 8:
        likely = list(labels.values())
    if not likely:
        return {"id": "salah satu dari daftarnya", "en": "one from its list"}
    return {
        one: ", ".join(f"“{term.label[one]}”" for term in likely) for one in vocabularies.LANGUAGES
    }
