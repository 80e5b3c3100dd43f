"""A copy without what was found: nothing of it is left, and the rest is as before."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from ckanext.ambon.domain.personal_data import remedies, scan
from ckanext.ambon.domain.personal_data.remedies import CUT, DROP, DROP_SHEET, MASK, Remedy
from ckanext.ambon.domain.spreadsheets.limits import Limits
from ckanext.ambon.domain.spreadsheets.opening import open_workbook
from tests.unit.personal_data.people import Person
from tests.unit.spreadsheets import making

TITLES = ["Nama", "Kelurahan", "Nilai"]


def workbook(folder: Path) -> Path:
    person = Person(1)
    people = [[n, person.name(), person.nik(), "Passo", n * 10] for n in range(1, 7)]
    signed = [[], ["", "Kepala Dinas"], ["", f"NIP {person.nip()}"]]
    rows = [["DAFTAR"], [], ["No", "Nama", "NIK", "Kelurahan", "Nilai"], *people, *signed]
    path = making.sheets(
        folder / "a.xlsx",
        {"Data": rows, "Mentah": [["Nama", "NIK"], *([p[1], p[2]] for p in people)]},
        hidden=["Mentah"],
    )
    book = openpyxl.load_workbook(path)
    book["Data"]["E4"].comment = Comment(person.mobile(), "x")
    book.save(path)
    return path


def cleaned(path: Path, *done: Remedy) -> Path:
    content, ending = remedies.write(remedies.clean(open_workbook(path, Limits()), done))
    target = path.with_name(f"b.{ending}")
    target.write_bytes(content)
    return target


def test_nothing_is_left_of_what_was_dropped_cut_and_masked(tmp_path: Path) -> None:
    target = cleaned(
        workbook(tmp_path),
        Remedy("Data", "NIK", DROP),
        Remedy("Data", "Nama", MASK),
        Remedy("Data", None, CUT),
        Remedy("Mentah", None, DROP_SHEET),
    )
    assert scan(target) == []
    sheet = openpyxl.load_workbook(target)["Data"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_col=4)]
    assert rows[0] == ["No", "Nama", "Kelurahan", "Nilai"]
    assert rows[1][2:] == ["Passo", 10]
    assert str(rows[1][1])[1:].strip("• ") == ""
    assert len(rows) == 7


def test_what_is_not_chosen_is_found_again(tmp_path: Path) -> None:
    target = cleaned(workbook(tmp_path), Remedy("Data", "NIK", DROP))
    found = {(one.sheet, one.kind) for one in scan(target)}
    assert ("Data", "nip") in found
    assert ("Mentah", "nik") in found


def test_rows_are_counted_by_group(tmp_path: Path) -> None:
    rows = [
        ["Nama", "L/P", "Kelurahan"],
        ["A B", "L", "Passo"],
        ["C D", "P", "Passo"],
        ["E F", "L", "Passo"],
    ]
    path = making.xlsx(tmp_path / "a.xlsx", rows)
    counted = remedies.count_by(open_workbook(path, Limits()), ["Kelurahan", "L/P"])
    content, _ending = remedies.write(counted)
    (tmp_path / "b.xlsx").write_bytes(content)
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx").active
    assert sheet is not None
    assert [[c.value for c in row] for row in sheet.iter_rows()] == [
        ["Kelurahan", "L/P", "Jumlah"],
        ["Passo", "L", 2],
        ["Passo", "P", 1],
    ]


def test_a_csv_stays_a_csv(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    person = Person(2)
    lines = [f"{person.name()},{person.nik()},Passo" for _ in range(4)]
    path.write_text("\n".join(["Nama,NIK,Kelurahan", *lines]))
    target = cleaned(path, Remedy("a", "NIK", DROP), Remedy("a", "Nama", DROP))
    assert target.read_text().splitlines()[:2] == ["Kelurahan", "Passo"]


@pytest.mark.parametrize(
    ("done", "is_nothing"),
    [
        ([Remedy("Data", title, DROP) for title in TITLES], True),
        ([Remedy("Data", title, DROP) for title in TITLES[1:]], False),
        ([Remedy("Data", None, DROP_SHEET)], True),
        ([Remedy("Data", None, CUT)], False),
    ],
)
def test_a_copy_of_which_only_the_heading_is_left_is_nothing(
    tmp_path: Path, done: list[Remedy], *, is_nothing: bool
) -> None:
    rows = [["DAFTAR PENERIMA"], [], TITLES, *([f"Wati {n}", "Passo", n] for n in range(5))]
    book = open_workbook(making.sheets(tmp_path / "a.xlsx", {"Data": rows}), Limits())
    assert remedies.leaves_nothing(book, done, remedies.clean(book, done)) is is_nothing
