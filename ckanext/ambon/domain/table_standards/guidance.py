"""A standard in words for who fills it in: the instruction sheet, hints in cells and forms."""

from __future__ import annotations

from collections.abc import Iterator

from ckanext.ambon.domain import vocabularies
from ckanext.ambon.domain.numbers import number_text
from ckanext.ambon.domain.table_standards.model import NUMERIC, Column, Standard

COLUMNS = ("Kolom", "Wajib", "Isi", "Satuan", "Arti", "Sumber definisi", "Contoh")
WIDTHS = (26, 8, 34, 10, 60, 34, 26)
NO_SOURCE = "belum ada"


def lines(standard: Standard) -> tuple[str, ...]:
    """Return what stands over the list of columns in the instruction sheet."""
    key = ", ".join(standard.column(name).label["id"] for name in standard.key)
    steps = [
        standard.title["id"],
        standard.description["id"],
        "",
        "1. Isi lembar “Data”, satu baris satu catatan. Jangan ubah judul kolomnya.",
        "2. Kolom berjudul merah wajib diisi. Kolom lain boleh kosong bila tidak ada datanya.",
        "3. Kolom dengan daftar pilihan diisi dari daftarnya.",
        "4. Tanpa baris jumlah, tanpa sel gabungan, tanpa tanda tangan di bawah tabel.",
        f"5. Tiap baris dibedakan oleh: {key}. Tidak boleh ada dua baris yang sama.",
        "6. Unggah berkas ini apa adanya; lembar Petunjuk dan Contoh boleh dibiarkan.",
    ]
    if not standard.further_columns:
        steps.append("7. Jangan menambah kolom: standar ini hanya memuat yang boleh dibuka.")
    return tuple(steps)


def row(column: Column) -> tuple[str, ...]:
    """Return the line of a column in the instruction sheet."""
    example = column.example
    if column.vocabulary and example is not None:
        example = vocabularies.label(column.vocabulary, str(example))
    return (
        column.title(),
        "ya" if column.required else "tidak",
        content(column),
        column.unit or "",
        column.definition["id"],
        column.source or NO_SOURCE,
        "" if example is None else str(example),
    )


def content(column: Column, language: str = "id") -> str:
    """Return in a sentence what a cell of the column may hold."""
    kind = vocabularies.label("column_types", column.type, language)
    parts = [kind, *_limits(column, language)]
    if column.vocabulary:
        word = {"id": "pilih dari daftar", "en": "choose from the list"}[language]
        parts = [kind, word]
    if column.form:
        parts.append(column.form[language])
    return f"{', '.join(parts)}."


def hint(column: Column) -> str:
    """Return what a cell says when it is entered."""
    need = "Wajib diisi." if column.required else "Boleh kosong."
    return f"{need} {content(column)} {column.definition['id']}"


def _limits(column: Column, language: str) -> Iterator[str]:
    words = {"id": ("paling kecil", "paling besar"), "en": ("at least", "at most")}[language]
    for word, limit in zip(words, (column.min, column.max), strict=True):
        if limit is not None and column.type in NUMERIC:
            told = str(limit) if column.type == "year" else number_text(limit, language)
            yield f"{word} {told}"
