"""An answer changes the reading at once, as its option had shown; and it is found again."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ckanext.ambon.domain.spreadsheets import Table, read
from ckanext.ambon.domain.spreadsheets.consequences import said
from tests.unit.spreadsheets import making

ASKED: dict[str, tuple[list[list[Any]], dict[str, Any]]] = {
    "separator": ([["Nama", "Nilai"], ["A", "1.234"], ["B", "2.500"]], {}),
    "percent": ([["Nama", "Persentase"], ["A", 0.125], ["B", 0.5]], {}),
    "percent-in-text": ([["Nama", "Persentase (%)"], ["A", "0,125"], ["B", "0,5"]], {}),
    "not-a-number": ([["Nama", "Nilai"], ["A", 5], ["B", "lihat"], ["C", 7]], {}),
    "marks": ([["Nama", "Nilai"], ["A", 5], ["B", "6*"], ["C", 7]], {}),
    "brackets": ([["Nama", "Nilai"], ["A", 5], ["B", "(6)"], ["C", 7]], {}),
    "thousands": ([["Nama", "Jumlah Penduduk"], ["A", 49.213], ["B", 850]], {}),
    "lost-digits": ([["Nama", "NIK"], ["A", 8171010101900000], ["B", 8171010202910000]], {}),
    "lost-zeros": ([["Nama", "No HP"], ["A", 81343012345], ["B", "085243012346"]], {}),
    "lost-decimals": ([["Nama", "Kode"], ["A", 4.1], ["B", 4.12]], {}),
    "became-dates": ([["Umur", "L"], ["0-4", 5], [date(2025, 9, 5), 6], ["10-14", 7]], {}),
    "error": ([["Nama", "Nilai"], ["A", 5], ["B", "#REF!"], ["C", 7]], {}),
    "no-value": ([["Nama", "Nilai"], ["A", 5], ["B", "=1+1"], ["C", 7]], {}),
    "mark": ([["Nama", "L"], ["A", 5], ["B", "x"], ["C", 7], ["Keterangan: x = rahasia"]], {}),
    "date-order": ([["Nama", "Tanggal"], ["A", "10/13/2025"], ["B", "10/2/2025"]], {}),
    "date-order-native": (
        [["Nama", "Tanggal"], ["A", "13/10/2025"], ["B", date(2025, 3, 2)]],
        {},
    ),
    "impossible-date": ([["Nama", "Tanggal"], ["A", "30/02/2025"], ["B", "1/2/2025"]], {}),
    "not-a-date": ([["A", "Tanggal"], ["a", "1/2/2025"], ["b", "2/2/2025"], ["c", "besok"]], {}),
    "century": ([["Nama", "Tgl Lahir"], ["A", "1/2/25"], ["B", "2/2/30"]], {}),
    "serial-date": ([["Nama", "Tanggal"], ["A", 45000], ["B", 45001]], {}),
    "merged": ([["Nama", "Guru"], ["A", 10], ["B", None], ["C", 5]], {"merges": ["B2:B3"]}),
    "blank": (
        [["Kec", "Kel", "N"], ["X", "a", 1], [None, "b", 2], *(["Y", c, 3] for c in "cdefgh")],
        {},
    ),
}


def made(tmp_path: Path, rows: list[list[Any]], **how: Any) -> Path:
    return making.xlsx(tmp_path / "a.xlsx", rows, **how)


def value_at(table: Table, title: str, cell: str) -> str:
    titles = [column.title for column in table.columns]
    if title not in titles:
        return "kolom tidak diterbitkan"
    row = table.row_numbers.index(int(cell.lstrip("ABCDEF")))
    return said(table.rows[row][titles.index(title)])


@pytest.mark.parametrize("name", ASKED)
def test_each_answer_does_what_its_option_showed(tmp_path: Path, name: str) -> None:
    rows, how = ASKED[name]
    path = made(tmp_path, rows, **how)
    question = next(q for q in read(path).tables[0].questions if q.column)
    assert name.startswith(question.key.split(":")[-1])
    options = [option for option in question.options if option.value != "mend"]
    assert options
    for option in options:
        reading = read(path, answers={question.key: option.value})
        table = reading.tables[0]
        assert question.key not in {one.key for one in table.questions}
        assert {one.key: one.answer for one in table.answered}[question.key] == option.value
        assert option.examples
        for cell, _shown, effect in option.examples:
            assert value_at(table, question.column or "", cell) == effect


ROWS = [["K", "L"], ["A", 1], ["B", 2], ["C", 3]]
COLUMNS = [["K", "L", "P"], ["A", 1, 2], ["B", 2, 3]]
LONE = [["K", "L"], ["Benteng"], ["A", 1], ["C", 3]]
CITY = [["K", "IPM"], ["Sirimau", 81.2], ["Baguala", 80.1], ["Kota Ambon", 80.9]]


@pytest.mark.parametrize(
    ("rows", "how", "topic", "value", "wanted"),
    [
        (ROWS, {"hidden_rows": [3]}, "hidden-rows", "take", ("K L", 3)),
        (ROWS, {"hidden_rows": [3]}, "hidden-rows", "drop", ("K L", 2)),
        (COLUMNS, {"hidden_columns": ["C"]}, "hidden-columns", "take", ("K L P", 2)),
        (COLUMNS, {"hidden_columns": ["C"]}, "hidden-columns", "drop", ("K L", 2)),
        (LONE, {}, "lone", "row", ("K L", 3)),
        (LONE, {}, "lone", "section", ("Kelompok K L", 2)),
        (CITY, {}, "city", "drop", ("K IPM", 2)),
        (CITY, {}, "city", "row", ("K IPM", 3)),
    ],
)
def test_answers_about_the_table(
    tmp_path: Path, rows: Any, how: Any, topic: str, value: str, wanted: tuple[str, int]
) -> None:
    path = made(tmp_path, rows, **how)
    (question,) = read(path).tables[0].questions
    assert question.key.endswith(f":{topic}")
    table = read(path, answers={question.key: value}).tables[0]
    assert (" ".join(column.title for column in table.columns), table.row_count) == wanted
    assert not table.questions


def test_wide_years_turn_long_when_told(tmp_path: Path) -> None:
    path = made(tmp_path, [["Kecamatan", "2023", "2024"], ["Sirimau", 5, 6], ["Baguala", 7, 8]])
    reading = read(path)
    (offer,) = reading.tables[0].offers
    assert reading.status == "ok"
    table = read(path, answers={offer.key: "long"}).tables[0]
    assert [column.title for column in table.columns] == ["Kecamatan", "Tahun", "Nilai"]
    assert list(table.rows)[:2] == [("Sirimau", 2023, 5), ("Sirimau", 2024, 6)]
    assert read(path, answers={offer.key: "wide"}).tables[0].rows == reading.tables[0].rows


def test_to_mend_the_file_is_no_answer(tmp_path: Path) -> None:
    path = made(tmp_path, *ASKED["not-a-number"][:1])
    (question,) = read(path).tables[0].questions
    assert read(path, answers={question.key: "mend"}).status == "ask"


def test_an_answer_that_does_not_fit_is_said_and_not_used(tmp_path: Path) -> None:
    path = made(tmp_path, ASKED["separator"][0])
    (question,) = read(path).tables[0].questions
    for given in ({question.key: "thousand"}, {"0123456789ab:nilai:separator": "dot"}):
        reading = read(path, answers=given)
        assert reading.status == "ask"
        assert any("tidak cocok lagi" in warning for warning in reading.warnings)
    unasked = made(tmp_path, [["Nama", "Nilai"], ["A", 5], ["B", 7]])
    assert read(unasked, answers={question.key: "dot"}).warnings == ()


def test_next_months_file_has_the_same_shape_and_keys(tmp_path: Path) -> None:
    def month(name: str, year: int, rows: int) -> Path:
        data = [[f"Kel {n}", f"{n}.234", f"{n}.500"] for n in range(1, rows)]
        head = ["Kelurahan", f"Luas s.d. {name} {year}", "Nilai"]
        return made(tmp_path, [[f"DATA BULAN {name}"], head, *data])

    first = read(month("Januari", 2025, 4))
    keys = {q.key: "dot" for q in first.tables[0].questions}
    second = read(month("Maret", 2026, 9), answers=keys)
    assert first.shape == second.shape
    assert len(keys) == 2
    assert second.status == "ok"
    assert second.tables[0].rows[0] == ("Kel 1", 1234, 1500)
    other = made(tmp_path, [["Kelurahan", "Nilai"], ["A", 5], ["B", 6]])
    assert read(other).shape != first.shape


def test_keys_hold_nothing_of_the_rows(tmp_path: Path) -> None:
    rows, how = ASKED["not-a-number"]
    before = read(made(tmp_path, rows, **how)).tables[0].questions
    moved = [rows[0], ["Z", 1], *rows[1:]]
    assert [q.key for q in read(made(tmp_path, moved)).tables[0].questions] == [
        q.key for q in before
    ]


def test_batches_give_all_rows_in_order(tmp_path: Path) -> None:
    path = made(tmp_path, [["Nama", "Nilai"], *([f"n{i}", i] for i in range(12))])
    table = read(path).tables[0]
    parts = list(table.batches(5))
    assert [len(part) for part in parts] == [5, 5, 2]
    assert table.row_count == 12
    assert [row for part in parts for row in part] == list(table.rows)


def test_the_name_of_the_upload_is_the_name_of_the_sheet(tmp_path: Path) -> None:
    path = making.csv(tmp_path / "tmp123", "a,b\nx,1\ny,2\n")
    assert read(path, name="Data Juli.csv").tables[0].sheet == "Data Juli"


def test_an_offer_for_years_names_the_years_and_shows_their_figures(tmp_path: Path) -> None:
    rows = [["Uraian", "Garis (Rp)", None], [None, 2020, 2019], ["Kota", 410988, 386198]]
    path = made(tmp_path, rows, merges=["B1:C1", "A1:A2"])
    offer = read(path).tables[0].offers[0]
    assert offer.why == "Tahun 2020 sampai 2019 berjajar sebagai kolom."
    assert offer.options[1].examples[0] == ("B3", "410988", "410988 di baris 2020")
