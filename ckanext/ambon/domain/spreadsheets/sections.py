"""Lines between the rows that head what follows; they become a column of their own."""

from __future__ import annotations

import re
from collections.abc import Collection

from ckanext.ambon.domain.spreadsheets.answers import Answers
from ckanext.ambon.domain.spreadsheets.body import Body
from ckanext.ambon.domain.spreadsheets.draft import Draft, DraftColumn
from ckanext.ambon.domain.spreadsheets.grid import Grid, cell_text, is_label
from ckanext.ambon.domain.spreadsheets.model import Cell, Excluded, Option, Question, address
from ckanext.ambon.domain.spreadsheets.rows import Frame
from ckanext.ambon.domain.spreadsheets.rows import is_item as is_item_of_list

_HEADING = re.compile(
    r"(kec|kecamatan|kel|kelurahan|desa|puskesmas|dinas|wilayah|tahun|bulan|triwulan|kelompok|"
    r"bidang)\b|([A-Z]|[IVX]+)[.)]\s",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(19|20)\d\d")
_WORDS = (
    "kecamatan",
    "kelurahan",
    "desa",
    "negeri",
    "puskesmas",
    "dinas",
    "tahun",
    "bulan",
    "triwulan",
    "provinsi",
)


def settle(grid: Grid, body: Body, shape: Frame, given: Answers) -> list[Question]:
    """Tell sections from rows that hold only a label; what stays open is asked."""
    if not body.lone:
        return []
    _end_lists(grid, body, shape)
    sure = [row for row in body.lone if _is_section(grid, row, body, shape)]
    doubted = [row for row in body.lone if row not in sure]
    labels = [row for row in doubted if _has_label(grid, row, shape)]
    body.excluded += [Excluded(row, "catatan") for row in doubted if row not in labels]
    # A first row without a heading over it says that the lone rows head nothing.
    is_headed = bool(sure) or bool(labels and body.data and labels[0] < body.data[0])
    is_open = (
        bool(labels) and is_headed and not (shape.right - shape.left == 1 and not shape.numeric)
    )
    question = _question(grid, labels, shape, given) if is_open else None
    if question and question.answer == "section":
        sure, labels = sorted([*sure, *labels]), []
    body.sections.update({row: _text(grid, row, shape) for row in sure})
    body.excluded += [Excluded(row, "judul kelompok") for row in sure]
    body.data = sorted({*body.data, *labels})
    return [question] if question else []


def _is_section(grid: Grid, row: int, body: Body, shape: Frame) -> bool:
    filled = grid.filled(row, shape.left, shape.right)
    if not filled:
        return False
    area = grid.area(row, filled[0])
    is_wide = area is not None and area.right > area.left
    is_other = filled[0] in shape.numeric and any(one > row for one in body.data)
    return (
        is_wide
        or is_other
        or filled[0] == shape.running
        or row in _listed(grid, body, shape)
        or _heads(grid, row, filled[0], body)
    )


def _listed(grid: Grid, body: Body, shape: Frame) -> dict[int, int]:
    """Return the lone rows over lists of items, with the last item of each."""
    found: dict[int, int] = {}
    column = min(shape.labels - {shape.running}, default=shape.left)
    rows = sorted({*body.data, *body.lone})
    head: int | None = None
    for row in rows:
        is_item = is_item_of_list(grid.cell(row, column))
        if row in body.lone:
            head = None if is_item else row
        elif not is_item:
            head = None
        elif head:
            found[head] = row
    return found


def _end_lists(grid: Grid, body: Body, shape: Frame) -> None:
    """Remember the rows after lists that belong to no list any more."""
    for last in _listed(grid, body, shape).values():
        following = min((row for row in (*body.data, *body.lone) if row > last), default=0)
        body.ends |= {following} & set(body.data)


def _heads(grid: Grid, row: int, column: int, body: Body) -> bool:
    """Tell whether the text is written as a heading, and the labels under it are not."""
    text = grid.text(row, column)
    labels = [grid.text(one, column) for one in body.data if grid.text(one, column)]
    if len(body.totals) >= len(body.lone) > 1:
        return True
    written = (_HEADING.match, str.isupper, _YEAR.fullmatch)
    return bool(labels) and any(test(text) and not any(map(test, labels)) for test in written)


def _has_label(grid: Grid, row: int, shape: Frame) -> bool:
    filled = grid.filled(row, shape.left, shape.right)
    return bool(filled) and filled[0] in shape.labels


def _text(grid: Grid, row: int, shape: Frame) -> str:
    filled = grid.filled(row, shape.left, shape.right)
    words = [column for column in filled if is_label(grid.cell(row, column))]
    return cell_text(grid.cell(row, words[-1] if words else filled[-1]))


def _question(grid: Grid, rows: list[int], shape: Frame, given: Answers) -> Question:
    cells = [(row, grid.filled(row, shape.left, shape.right)[0]) for row in rows]
    why = "Baris ini hanya berisi nama: judul kelompok, atau baris tanpa data?"
    shown = [(address(*cell), grid.text(*cell)) for cell in cells[:3]]
    options = (
        Option("row", "Baris tanpa data", tuple((a, t, "baris sendiri") for a, t in shown)),
        Option("section", "Judul kelompok", tuple((a, t, "isi kolom baru") for a, t in shown)),
    )
    return given.ask("lone", [address(*cell) for cell in cells], why, options)


def fill_column(
    grid: Grid, draft: Draft, sections: dict[int, str], ends: Collection[int] = ()
) -> bool:
    """Put the sections into the column they stand in, where it holds nothing else."""
    for column in draft.columns:
        is_empty = not any(column.cells.get(row) for row in draft.rows)
        if (
            sections
            and is_empty
            and all(grid.text(r, column.number) == t for r, t in sections.items())
        ):
            column.cells.update(_by_row(draft, sections, ends))
            return True
    return False


def _by_row(
    draft: Draft, sections: dict[int, str], ends: Collection[int]
) -> dict[int, Cell | None]:
    """Return for each row the section that it stands under."""
    cells: dict[int, Cell | None] = {}
    current: str | None = None
    lines = sorted(sections)
    for row in draft.rows:
        while lines and lines[0] < row:
            current = sections[lines.pop(0)]
        current = None if row in ends else current
        cells[row] = Cell(current) if current else None
    return cells


def add_column(draft: Draft, sections: dict[int, str], ends: Collection[int] = ()) -> None:
    """Put the sections before the other columns, as a column with a title of our own."""
    if not sections:
        return
    cells = _by_row(draft, sections, ends)
    title = _title(list(sections.values()), {column.title.lower() for column in draft.columns})
    draft.columns.insert(0, DraftColumn(0, (title,), cells, is_derived=True))


def _title(texts: list[str], taken: set[str]) -> str:
    for word in _WORDS:
        if (
            all(re.search(rf"\b{word}\b", text, re.IGNORECASE) for text in texts)
            and word not in taken
        ):
            return word.capitalize()
    return "Kelompok"
