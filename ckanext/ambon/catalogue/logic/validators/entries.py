"""Checks that look at more than one value of an entry, or at other entries."""

from __future__ import annotations

from itertools import chain, count
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model

# The same as the form does with the title while it is typed.
from ckan.lib.munge import munge_title_to_name
from ckan.types import Context, FlattenDataDict, FlattenErrorDict, FlattenKey

from ckanext.ambon.domain import numbers

# The key of a column's name, without the numbers: resources, 0, columns, 1, name.
NAME = ("columns", "name")


def ambon_name_from_title(
    key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context
) -> None:
    """An entry without an address keeps the one it has; a new one gets one from its title."""
    if data.get(key) and data[key] is not tk.missing:
        return
    own, title = context.get("package"), data.get(("title",))
    if own is None and (
        title in (None, "") or title is tk.missing or isinstance(title, (dict, list))
    ):
        # What is wrong is the title, and that is said there.
        data.pop(key, None)
        raise tk.StopOnError
    data[key] = own.name if own else _free_name(munge_title_to_name(str(title)))


def ambon_free_name(
    key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context
) -> None:
    """The address is not that of another entry; one that cannot be an address is nobody's."""
    if errors[key]:
        raise tk.StopOnError
    found = model.Package.get(str(data[key]))
    own = context.get("package")
    if found is not None and (own is None or found.id != own.id):
        message = tk._(
            "The address “{name}” belongs to another entry already. "
            "Choose another, for example {other}."
        )
        errors[key].append(message.format(name=data[key], other=_free_name(str(data[key]))))
        raise tk.StopOnError


def ambon_file_needed(
    key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context
) -> None:
    """A file, or the address of one, belongs to every resource."""
    upload = data.get((*key[:-1], "upload")) or data.get((*key[:-1], "__extras"), {}).get("upload")
    if not data.get(key) and not upload:
        errors[key].append(tk._("Upload a file, or write the address where it is."))
        raise tk.StopOnError


def ambon_spans_in_order(
    key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context
) -> None:
    """No period ends before it begins."""
    for start in [found for found in data if found[-1] in ("start", "period_start")]:
        end = (*start[:-1], start[-1].replace("start", "end"))
        if errors.get(start) or errors.get(end) or not (data[start] and data.get(end)):
            continue
        if str(data[end]) < str(data[start]):
            message = tk._("The end ({end}) lies before the beginning ({start}).")
            errors.setdefault(end, []).append(message.format(end=data[end], start=data[start]))


def ambon_columns_differ(
    key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context
) -> None:
    """No two columns of a file have the same name."""
    seen: set[tuple[Any, str]] = set()
    for column in sorted(_column_names(data)):
        place = (column[:2], str(data[column]))
        if place in seen:
            message = tk._(
                "Another column is called “{name}” already. Write the name as in the file."
            )
            errors.setdefault(column, []).append(message.format(name=data[column]))
        seen.add(place)


def ambon_exempt_stays_private(
    key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context
) -> None:
    """What the law exempts can never be public."""
    if data.get(("ppid_class",)) == "dikecualikan" and not data.get(("private",)):
        message = tk._(
            "Exempt information can never be public. "
            "Set the visibility to private, or choose another class."
        )
        errors.setdefault(("ppid_class",), []).append(message)


def ambon_fees_in_order(
    key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context
) -> None:
    """The highest fee is not below the lowest."""
    low, high = _number(data.get(("fee_min",))), _number(data.get(("fee_max",)))
    if low is not None and high is not None and high < low:
        message = tk._("The highest fee ({high}) lies below the lowest ({low}).")
        texts = {"high": numbers.number_text(high), "low": numbers.number_text(low)}
        errors.setdefault(("fee_max",), []).append(message.format(**texts))


def ambon_duration_is_whole(
    key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context
) -> None:
    """A number of the duration has its unit, and the unit its number."""
    value, unit = data.get(("duration_value",)), data.get(("duration_unit",))
    if value and not unit:
        message = tk._("Choose the unit, for example working days.")
        errors.setdefault(("duration_unit",), []).append(message)
    if unit and not value:
        message = tk._("Write the number, for example 5.")
        errors.setdefault(("duration_value",), []).append(message)


def _free_name(name: str) -> str:
    """Return the name, or the name with the first number behind it that no entry has."""
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    return next(found for found in names if model.Package.get(found) is None)


def _column_names(data: FlattenDataDict) -> list[FlattenKey]:
    """Return the keys of the names of all columns of all files."""
    return [key for key in data if key[0] == "resources" and key[2:3] + key[4:] == NAME]


def _number(value: Any) -> int | None:
    return int(value) if isinstance(value, (str, int)) and str(value).isdigit() else None
