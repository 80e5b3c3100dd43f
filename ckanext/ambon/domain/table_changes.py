"""What changes when a table is put in the place of another, where it may be a mistake."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ckanext.ambon.domain.numbers import number_text

# A thousand times, with room for what really changed meanwhile.
FACTOR = 500
SHOWN = 8


@dataclass(frozen=True)
class Measures:
    """A table measured: columns, median and largest of numbers, rows repeated in each period."""

    columns: Mapping[str, Mapping[str, Any]]
    sizes: Mapping[str, tuple[Any, Any]]
    periods: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Change:
    """One thing to agree to: `key` names it, `why` says it to the officer."""

    key: str
    why: str

    @property
    def as_plain(self) -> dict[str, str]:
        """The change as plain values for `json.dumps`."""
        return {"key": self.key, "why": self.why}


def changes(old: Measures, new: Measures, source: str = "berkas ini") -> Iterator[Change]:
    """Yield what is to be asked before `new`, of `source`, goes in the place of `old`."""
    for name, column in old.columns.items():
        title = column.get("label") or name
        if name not in new.columns:
            why = f"Kolom “{title}” ada di tabel yang terbit dan tidak ada di {source}."
            yield Change(f"gone:{name}", why)
            continue
        yield from _units(name, title, column, new.columns[name])
        yield from _sizes(name, title, old.sizes.get(name), new.sizes.get(name))
        periods = old.periods.get(name, {}), new.periods.get(name, {})
        yield from _periods(name, title, *periods, source)


def _units(
    name: str, title: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Change]:
    before, after = old.get("unit") or "", new.get("unit") or ""
    if before and before.lower() != after.lower():
        why = f"Satuan kolom “{title}” berubah dari “{before}” menjadi “{after or 'kosong'}”."
        yield Change(f"unit:{name}", why)


def _sizes(
    name: str, title: str, old: tuple[Any, Any] | None, new: tuple[Any, Any] | None
) -> Iterator[Change]:
    """Ask where the usual or the largest value is another order of size."""
    for before, after, word in zip(
        old or (), new or (), ("Nilai tengah", "Nilai terbesar"), strict=False
    ):
        ratio = Decimal(after) / Decimal(before) if before and after else Decimal(1)
        if ratio >= FACTOR or ratio <= Decimal(1) / FACTOR:
            shown = f"{number_text(before, 'id')} menjadi {number_text(after, 'id')}"
            yield Change(f"size:{name}", f"{word} kolom “{title}” berubah dari {shown}.")
            return


def _periods(
    name: str, title: str, old: Mapping[str, int], new: Mapping[str, int], source: str
) -> Iterator[Change]:
    """Ask where periods are lost, or repeat rows; a single one may follow another."""
    gone = sorted(set(old) - set(new))
    if gone and new and not (len(old) == len(new) == 1):
        why = f"Kolom “{title}”: {_list(gone)} ada di tabel yang terbit dan tidak ada di {source}."
        yield Change(f"period:{name}", why)
    doubled = sorted(one for one in new if new[one] > old.get(one, 0))
    if doubled:
        why = f"Kolom “{title}”: {_list(doubled)} berisi baris yang sama lebih dari sekali."
        yield Change(f"double:{name}", why)


def _list(values: list[str]) -> str:
    more = f" dan {len(values) - SHOWN} lainnya" if len(values) > SHOWN else ""
    return ", ".join(values[:SHOWN]) + more
