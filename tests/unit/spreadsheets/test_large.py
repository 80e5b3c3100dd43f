"""A large file is read as a small one would be, without holding its rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ckanext.ambon.domain.spreadsheets import Reading, delimited, insheet, read
from ckanext.ambon.domain.spreadsheets.large import Rows
from tests.unit.spreadsheets import making

HEAD = "id;Kelurahan;Tanggal;Jumlah Penduduk;Luas (ha);Nilai;Catatan"
COUNT = 1500


def line(number: int) -> str:
    return (
        f"{number};{('Wainitu', 'Silale', 'Rijali')[number % 3]};{number % 12 + 1:02}/0"
        f"{number % 9 + 1}/2024;{number * 37};{number % 50},{number % 7}5;{number % 900 + 1}"
        f".{number % 1000:03};catatan {number}"
    )


def text(change: Callable[[list[str]], None]) -> str:
    lines = [HEAD, *(line(number) for number in range(1, COUNT + 1))]
    change(lines)
    return "\n".join(lines) + "\n"


def nothing(lines: list[str]) -> None:
    pass


def odd_word(lines: list[str]) -> None:
    lines[1200] = "1200;Silale;01/02/2024;lihat catatan;1,5;1.234;x"


def month_first(lines: list[str]) -> None:
    lines[1300] = "1300;Silale;02/25/2024;5;1,5;1.234;x"


def no_such_day(lines: list[str]) -> None:
    lines[1310] = "1310;Silale;30/02/2024;5;1,5;1.234;x"


def late_fraction(lines: list[str]) -> None:
    lines[1100] = "1100;Silale;02/02/2024;5;1,5;1.234,5;x"


def leading_zeros(lines: list[str]) -> None:
    lines[1400] = "0036;Silale;02/02/2024;5;1,5;1.234;x"


def total(lines: list[str]) -> None:
    lines.append(";Jumlah;;100;5,5;;")
    lines.append("Sumber: Dinas")


def letterhead(lines: list[str]) -> None:
    lines[:0] = ["PEMERINTAH KOTA AMBON;;;;;;", ";;;;;;"]


def blank_rows(lines: list[str]) -> None:
    lines.insert(700, ";;;;;;")
    lines.insert(900, "")


def repeated_header(lines: list[str]) -> None:
    lines.insert(1000, HEAD)


CHANGES = [
    nothing,
    odd_word,
    month_first,
    no_such_day,
    late_fraction,
    leading_zeros,
    total,
    letterhead,
    blank_rows,
    repeated_header,
]


def both(path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Reading, Reading]:
    monkeypatch.setattr(delimited, "LARGE", 10**9)
    monkeypatch.setattr(insheet, "LONG", 10**9)
    whole = read(path)
    monkeypatch.setattr(delimited, "LARGE", 1)
    return whole, read(path)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_large_and_small_are_read_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[list[str]], None]
) -> None:
    whole, parts = both(making.csv(tmp_path / "a.csv", text(change)), monkeypatch)
    small, large = whole.tables[0], parts.tables[0]
    assert isinstance(large.rows, Rows)
    assert [(c.title, c.type, c.unit) for c in large.columns] == [
        (c.title, c.type, c.unit) for c in small.columns
    ]
    assert [row for part in large.batches(700) for row in part] == list(small.rows)
    assert list(large.row_numbers) == list(small.row_numbers)
    assert large.row_count == small.row_count
    assert {(q.key, q.cells[:1]) for q in large.questions} == {
        (q.key, q.cells[:1]) for q in small.questions
    }
    assert [(one.row, one.why) for one in large.excluded] == [
        (one.row, one.why) for one in small.excluded
    ]
    assert large.area == small.area
    assert parts.shape == whole.shape


def right_total(lines: list[str]) -> None:
    people = sum(number * 37 for number in range(1, COUNT + 1))
    lines.append(f";Jumlah;;{people};;;")


def total_on_top(lines: list[str]) -> None:
    lines.insert(1, ";Jumlah;;1;;;")


@pytest.mark.parametrize("change", [total, right_total, total_on_top], ids=lambda one: one.__name__)
def test_the_total_of_a_large_sheet_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[list[str]], None]
) -> None:
    whole, parts = both(making.csv(tmp_path / "a.csv", text(change)), monkeypatch)
    assert isinstance(parts.tables[0].rows, Rows)
    assert parts.tables[0].warnings == whole.tables[0].warnings
    assert bool(parts.tables[0].warnings) is (change is not right_total)


def named_day(number: int) -> str:
    return f"{number % 28 + 1} {('Januari', 'Maret', 'Juli')[number % 3]} {2000 + number % 20}"


def test_a_day_that_no_calendar_has_is_found_however_late(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [f"{named_day(number)};{number}" for number in range(COUNT)]
    lines[1200] = "31 Februari 2010;7"
    path = making.csv(tmp_path / "a.csv", "\n".join(["Tanggal;Jumlah", *lines, ""]))
    whole, parts = both(path, monkeypatch)
    for found in (whole, parts):
        assert [one.cells for one in found.tables[0].questions] == [("A1202",)]


def test_texts_of_a_large_file_are_kept_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = ["  spasi di depan", "dua  spasi", "baris\npatah", "'007 agen", "TIDAK ADA DATA", "n/a"]
    odd += ["\xa0bergeser", "Sirimau\xa0", "n/a ada", "tab\tdi tengah", "-", "–", "é" * 30, "=1+1"]
    lines = [f'"{odd[n % 14] if n % 7 == 0 else f"catatan ke {n}"}";{n}' for n in range(COUNT)]
    path = making.csv(tmp_path / "a.csv", "\n".join(["Catatan;Jumlah", *lines, ""]))
    whole, parts = both(path, monkeypatch)
    assert list(parts.tables[0].rows) == list(whole.tables[0].rows)


def test_numbers_of_a_large_file_in_every_way_of_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ways = ["1.234", "12.345,5", "-7", "007", "0", "Rp 5.000", "1,5", "(300)", "12%", "", "-", "9"]
    lines = [
        f"a{n};{n * 7919};{ways[n % 7]};{ways[n % 12]};{n % 900 + 1}.000,0" for n in range(COUNT)
    ]
    path = making.csv(tmp_path / "a.csv", "\n".join(["Nama;A;B;C;D", *lines, ""]))
    whole, parts = both(path, monkeypatch)
    assert list(parts.tables[0].rows) == list(whole.tables[0].rows)


def test_a_large_sheet_of_groups_is_read_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = making.csv(tmp_path / "a.csv", "Kec;Kel;N\n" + "Sirimau;a;1\n;b;2\n;c;3\n" * 400)
    whole, parts = both(path, monkeypatch)
    assert list(parts.tables[0].rows) == list(whole.tables[0].rows)
    assert whole.tables[0].rows[1][0] == "Sirimau"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_a_large_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    content = text(nothing).replace("Rijali", "Rijalí").replace(";", "\t")
    whole, parts = both(making.csv(tmp_path / "a.csv", content, encoding), monkeypatch)
    assert list(parts.tables[0].rows) == list(whole.tables[0].rows)
    assert parts.warnings == whole.warnings


def test_an_answer_changes_a_large_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = making.csv(tmp_path / "a.csv", text(month_first))
    monkeypatch.setattr(delimited, "LARGE", 1)
    (question,) = [q for q in read(path).tables[0].questions if q.column == "Tanggal"]
    table = read(path, answers={question.key: "mdy"}).tables[0]
    assert str(table.rows[1299][2]) == "2024-02-25"
    assert question.key not in {one.key for one in table.questions}


def test_progress_is_told_to_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = making.csv(tmp_path / "a.csv", text(nothing))
    monkeypatch.setattr(delimited, "LARGE", 1)
    told: list[tuple[int, int]] = []
    read(path, progress=lambda done, whole: told.append((done, whole)))
    assert told[-1] == (path.stat().st_size, path.stat().st_size)
    assert told == sorted(told)


def test_a_long_sheet_of_a_workbook(tmp_path: Path) -> None:
    rows = [["Nama", "Kode", "Nilai"], *([f"n{i}", f"{i:05}", i / 4] for i in range(3100))]
    rows[3000] = ["x", "00007", "lihat"]
    table = read(making.xlsx(tmp_path / "a.xlsx", rows)).tables[0]
    assert isinstance(table.rows, Rows)
    assert [column.type for column in table.columns] == ["text", "code", "number"]
    assert [q.cells for q in table.questions] == [("C3001",)]
    assert list(table.rows)[2999:3001] == [("x", "00007", None), ("n3000", "03000", 750)]
