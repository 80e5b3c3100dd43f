"""CSV and its kin: any delimiter, any encoding an Indonesian office saves in."""

from __future__ import annotations

import csv
import re
from codecs import getincrementaldecoder
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from ckanext.ambon.domain.spreadsheets import columnwise
from ckanext.ambon.domain.spreadsheets.limits import Limits
from ckanext.ambon.domain.spreadsheets.model import Cell, RefusedError, Sheet, Workbook

if TYPE_CHECKING:
    from ckanext.ambon.domain.spreadsheets.sketch import Memory
    from ckanext.ambon.domain.spreadsheets.textparts import TextPart

DELIMITERS = ",;\t|"
_BLANK = "\ufeff \t\r\n\xa0"
_DECLARED = re.compile(r"\ufeff?sep=(.)\r?\n", re.IGNORECASE)
_WINDOWS = (
    "Huruf di berkas ini dibaca sebagai Windows-1252. "
    "Periksa huruf khusus (misalnya é) di baris-baris pertama."
)
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


Progress = Callable[[int, int], None]

LARGE = 1_500_000


def read(path: Path, limits: Limits, name: str) -> Workbook:
    """Return a text file as a workbook of one sheet."""
    text, encoding = decode(path.read_bytes())
    if not text.strip("\ufeff\x00\r\n\t ,;"):
        raise RefusedError("Berkas ini kosong. Unggah berkas yang berisi tabel.")
    declared = _DECLARED.match(text)
    lines = text[declared.end() :] if declared else text
    sign = declared[1] if declared else delimiter(lines)
    shift = 2 if declared else 1
    rows = _rows(lines, sign, shift, limits)
    warnings = () if encoding != "cp1252" else (_WINDOWS,)
    return Workbook("csv", (Sheet(name, rows),), warnings=warnings)


@dataclass(frozen=True)
class Stream:
    """A large text file, gone through row by row."""

    path: Path
    name: str
    encoding: str
    sign: str
    is_declared: bool
    limits: Limits
    progress: Progress | None = None
    memory: Memory | None = None
    is_text = True

    @property
    def warnings(self) -> tuple[str, ...]:
        return (_WINDOWS,) if self.encoding == "cp1252" else ()

    def parts(self) -> Generator[TextPart, None, None]:
        """Yield the rows, some ten thousand at a time; raises `RefusedError`."""
        # Slow to load and large in memory: only who reads a large file is to have it.
        from ckanext.ambon.domain.spreadsheets import textparts  # noqa: PLC0415

        total = self.path.stat().st_size
        dialect = textparts.Dialect(self.encoding, self.sign, self.is_declared)
        with (
            self.path.open("rb") as data,
            closing(columnwise.ahead(textparts.parts(data, dialect))) as parts,
        ):
            for part in parts:
                self.limits.check_cells(0)
                yield part
                if self.progress:
                    self.progress(data.tell(), total)

    def silent(self) -> Stream:
        """Return the same file, which tells nobody how far it is read."""
        return replace(self, progress=None)


def stream(
    path: Path, limits: Limits, name: str, progress: Progress | None, memory: Memory | None = None
) -> Stream:
    """Return a large text file as rows to go through."""
    with path.open("rb") as file:
        head = file.read(100_000)
    encoding = decode(head[: len(head) // 2 * 2], is_part=True)[1]
    if encoding == "utf-8" and not _is_utf8(path):
        encoding = "cp1252"
    text = head.decode(encoding, errors="replace")
    declared = _DECLARED.match(text)
    sign = declared[1] if declared else delimiter(text[: text.rfind("\n") + 1])
    is_declared = declared is not None
    limits.check_columns(max(line.count(sign) + 1 for line in [text[:1], *text.splitlines()]))
    return Stream(path, name, encoding, sign, is_declared, limits, progress, memory)


def _is_utf8(path: Path) -> bool:
    decoder = getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while part := file.read(1_000_000):
                decoder.decode(part)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def decode(data: bytes, *, is_part: bool = False) -> tuple[str, str]:
    """Return the text and the encoding; UTF-8 if it can be, else what Windows writes.

    Of a part of a file the last letter may be cut.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, errors="ignore") if is_part else _strict(data, name), name
    if name := _wide(data[:4000]):
        return data.decode(name, errors="ignore") if is_part else _strict(data, name), name
    if b"\x00" in data:
        raise RefusedError("Berkas ini bukan tabel yang dikenal (isinya biner).")
    if is_part:
        return data.decode("utf-8", errors="ignore"), "utf-8"
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
    reader = csv.reader(StringIO(text, newline=""), delimiter=sign, skipinitialspace=True)
    try:
        for number, record in enumerate(reader, start=shift):
            limits.check_columns(len(record))
            cells = {i: Cell(field) for i, field in enumerate(record, 1) if field.strip(_BLANK)}
            if cells:
                rows[number] = cells
                count += len(cells)
                if number % 5000 == 0:
                    limits.check_cells(count)
    except csv.Error as error:
        raise RefusedError(f"Baris {reader.line_num} tidak dapat dibaca sebagai CSV.") from error
    limits.check_cells(count)
    return rows
