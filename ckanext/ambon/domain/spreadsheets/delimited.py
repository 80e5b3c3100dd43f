"""CSV and its kin: any delimiter, any encoding an Indonesian office saves in."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

from ckanext.ambon.domain.spreadsheets.limits import Limits
from ckanext.ambon.domain.spreadsheets.model import Cell, RefusedError, Sheet, Workbook

DELIMITERS = ",;\t|"
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def read(path: Path, limits: Limits, name: str) -> Workbook:
    """Return a text file as a workbook of one sheet."""
    text, encoding = decode(path.read_bytes())
    if not text.strip("\ufeff\x00\r\n\t ,;"):
        raise RefusedError("Berkas ini kosong. Unggah berkas yang berisi tabel.")
    declared = re.match(r"\ufeff?sep=(.)\r?\n", text, re.IGNORECASE)
    lines = text[declared.end() :] if declared else text
    sign = declared[1] if declared else delimiter(lines)
    shift = 2 if declared else 1
    rows = _rows(lines, sign, shift, limits)
    warnings = () if encoding != "cp1252" else ("Berkas dibaca sebagai Windows-1252.",)
    return Workbook("csv", (Sheet(name, rows),), warnings=warnings)


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and the encoding; UTF-8 if it can be, else what Windows writes."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _strict(data, name), name
    if name := _wide(data[:4000]):
        return _strict(data, name), name
    if b"\x00" in data:
        raise RefusedError("Berkas ini bukan tabel yang dikenal (isinya biner).")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "cp1252"


def delimiter(text: str) -> str:
    """Return the sign by which most lines fall into the same number of fields."""
    sample = text[:60_000]
    return max(DELIMITERS, key=lambda sign: _evenness(sample, sign))


def _evenness(sample: str, sign: str) -> tuple[float, int]:
    counts = Counter(
        len(row) for row in _records(sample.splitlines(keepends=True)[:200], sign) if any(row)
    )
    wide = {width: count for width, count in counts.items() if width > 1}
    if not wide:
        return 0.0, 0
    width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
    return count / sum(counts.values()), width


def _records(lines: list[str], sign: str) -> list[list[str]]:
    return list(csv.reader(lines, delimiter=sign, skipinitialspace=True))


def _wide(head: bytes) -> str | None:
    """Return the encoding of UTF-16 without its mark, told by where the zero bytes stand."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = max(len(head) // 2, 1)
    if odd / half > 0.4 and even / half < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even / half > 0.4 and odd / half < 0.1 else None


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"Huruf dalam berkas rusak (bukan {encoding}). Simpan ulang sebagai CSV UTF-8."
        raise RefusedError(message) from error


def _rows(text: str, sign: str, shift: int, limits: Limits) -> dict[int, dict[int, Cell]]:
    csv.field_size_limit(10_000_000)
    rows: dict[int, dict[int, Cell]] = {}
    count = 0
    reader = csv.reader(text.splitlines(keepends=True), delimiter=sign, skipinitialspace=True)
    try:
        for number, record in enumerate(reader, start=shift):
            cells = {
                i: Cell(field)
                for i, field in enumerate(record, 1)
                if field.strip("\ufeff \t\r\n\xa0")
            }
            if cells:
                rows[number] = cells
                count += len(cells)
                if number % 5000 == 0:
                    limits.check_cells(count)
    except csv.Error as error:
        raise RefusedError(f"Baris {reader.line_num} tidak dapat dibaca sebagai CSV.") from error
    limits.check_cells(count)
    return rows
