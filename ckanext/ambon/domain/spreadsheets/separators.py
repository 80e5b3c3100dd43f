"""Whether `1.234` is a thousand or a fraction: column, sums and file decide, or it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from ckanext.ambon.domain.spreadsheets import figures, units
from ckanext.ambon.domain.spreadsheets.column import (
    Content,
    Decision,
    Surroundings,
    ask,
    precise,
)
from ckanext.ambon.domain.spreadsheets.figures import EN, ID, Figure
from ckanext.ambon.domain.spreadsheets.grid import fold
from ckanext.ambon.domain.spreadsheets.model import Cell, Option

_PLACE = (
    "lintang",
    "bujur",
    "latitude",
    "longitude",
    "lat",
    "long",
    "lng",
    "lon",
    "koordinat",
    "x",
    "y",
)


STYLES = {"dot": ID, "comma": EN}


def styles(written: Iterable[Figure]) -> frozenset[str]:
    """Return the styles that these numbers show beyond doubt."""
    return frozenset(figure.style for figure in written if figure.style)


def is_place(content_label: str) -> bool:
    """Tell whether the title speaks of degrees of latitude or longitude."""
    return any(word in _PLACE for word in content_label.replace("(", " ").replace(")", " ").split())


def decide(
    content: Content, around: Surroundings, written: Mapping[str, Figure], decision: Decision
) -> str | None:
    """Return the style in which undecided signs are read; where nothing decides, ask."""
    doubted = {name: figure for name, figure in written.items() if figure.leaning}
    if not doubted:
        return None
    style, reason = _style(content, around, written, decision)
    if style:
        decision.evidence.append(reason)
        return style
    entries = [entry for entry in content.entries if entry.address in doubted]
    options = (
        Option("dot", "Titik untuk ribuan, koma untuk desimal"),
        Option("comma", "Koma untuk ribuan, titik untuk desimal"),
    )
    answer = decision.put(ask(content, around, "separator", entries, reason, options))
    return STYLES.get(answer or "")


def _style(
    content: Content, around: Surroundings, written: Mapping[str, Figure], decision: Decision
) -> tuple[str | None, str]:
    if is_place(content.label):
        return EN if _all_lean(written, ID) else ID, "derajat tidak sampai ribuan"
    own = styles(written.values())
    if own:
        return _of_column(own)
    if by_sum := _by_sums(content, written):
        return by_sum, "jumlahnya hanya cocok dengan cara ini"
    return _of_nature(_thousands_by_nature(content, around.topic, decision, written), around.styles)


def _of_column(own: frozenset[str]) -> tuple[str | None, str]:
    if len(own) == 1:
        return next(iter(own)), "angka lain di kolom ini menunjukkan tandanya"
    return None, "Kolom ini memakai titik dan koma dengan dua cara yang bertentangan."


def _of_nature(counted: str | None, elsewhere: frozenset[str]) -> tuple[str | None, str]:
    """Decide by what is counted and by the other columns; they must not contradict."""
    if counted and elsewhere - {counted}:
        return None, "Judul kolom dan kolom lain menunjukkan cara menulis angka yang berbeda."
    if counted:
        return counted, "yang dihitung di kolom ini utuh, jadi tanda itu pemisah ribuan"
    if len(elsewhere) == 1:
        return next(iter(elsewhere)), "kolom lain dalam berkas menunjukkan tandanya"
    return None, (
        "Titik atau koma di angka ini dapat menandai ribuan atau desimal; "
        "berkas ini tidak menunjukkan yang mana."
    )


def _all_lean(written: Mapping[str, Figure], style: str) -> bool:
    return all(f.leaning in (style, None) for f in written.values())


def _thousands_by_nature(
    content: Content, topic: str, decision: Decision, written: Mapping[str, Figure]
) -> str | None:
    """Return the style that makes whole numbers of things that have no fractions."""
    whole = units.is_counted(content.parts) or units.is_counted([decision.unit or ""])
    whole = whole or _are_counted_by_row(content, written)
    whole = whole or (units.says_nothing(content.parts) and units.is_counted([topic]))
    rupiah = decision.type == "currency" and (decision.unit or "").startswith("Rp")
    leanings = {figure.leaning for figure in written.values() if figure.leaning}
    if (whole or rupiah) and len(leanings) == 1 and decision.type != "percent":
        return next(iter(leanings))
    return None


def _are_counted_by_row(content: Content, written: Mapping[str, Figure]) -> bool:
    """Tell whether each number in doubt counts whole things by the unit of its row."""
    told = [content.units.get(name, "") for name, figure in written.items() if figure.leaning]
    return all(units.is_counted([unit]) for unit in told)


def _by_sums(content: Content, written: Mapping[str, Figure]) -> str | None:
    """Return the one style in which a total equals the sum of its cells."""
    fitting = {style for style in (ID, EN) if any(_adds_up(t, c, style) for t, c in content.sums)}
    failing = {
        style for style in (ID, EN) if not all(_adds_up(t, c, style) for t, c in content.sums)
    }
    only = fitting - failing
    return next(iter(only)) if content.sums and len(only) == 1 else None


def _adds_up(total: Cell, cells: Iterable[Cell], style: str) -> bool:
    numbers = [_number(cell, style) for cell in cells]
    wanted = _number(total, style)
    return wanted is not None and sum((n for n in numbers if n is not None), Decimal(0)) == wanted


def _number(cell: Cell, style: str) -> Decimal | None:
    if cell.kind == "number":
        return precise(cell.value)
    figure = figures.parse(fold(str(cell.value))) if cell.kind == "text" else None
    return figure.value(style) if figure else None
