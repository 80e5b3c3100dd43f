"""Why a value is refused and what to do, in both languages: files say it in Indonesian."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# By name and language: why, what to do.
MESSAGES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "empty": {
        "id": ("{label} kosong.", "Kolom ini wajib diisi."),
        "en": ("{label} is empty.", "This column must be filled in."),
    },
    "form": {
        "id": ("“{value}” tidak sesuai bentuknya.", "Tulis {form}."),
        "en": ("“{value}” does not have the right form.", "Write {form}."),
    },
    "long": {
        "id": ("Teks lebih panjang dari {most} huruf.", "Persingkat isinya."),
        "en": ("The text is longer than {most} letters.", "Shorten it."),
    },
    "unstorable": {
        "id": ("Teks memuat tanda yang tidak dapat disimpan.", "Ketik ulang isinya."),
        "en": ("The text holds a sign that cannot be stored.", "Type it anew."),
    },
    "fraction": {
        "id": ("“{value}” bukan bilangan bulat.", "Tulis bilangan tanpa koma."),
        "en": ("“{value}” is no whole number.", "Write a number without a fraction."),
    },
    "large": {
        "id": ("“{value}” terlalu besar.", "Periksa banyaknya angka."),
        "en": ("“{value}” is too large.", "Check how many digits it has."),
    },
    "number": {
        "id": (
            "“{value}” bukan bilangan.",
            "Tulis bilangannya saja, desimal dengan koma; kosongkan bila tidak ada data.",
        ),
        "en": (
            "“{value}” is no number.",
            "Write the number alone, with a decimal comma; leave it empty where it is not known.",
        ),
    },
    "two": {
        "id": ("“{value}” dapat berarti dua bilangan.", "Tulis {whole} atau {part}."),
        "en": ("“{value}” can mean two numbers.", "Write {whole} or {part}."),
    },
    "low": {
        "id": ("{value} kurang dari batasnya, {limit}.", "Periksa angka dan satuannya."),
        "en": ("{value} is below the limit of {limit}.", "Check the number and its unit."),
    },
    "high": {
        "id": ("{value} lebih dari batasnya, {limit}.", "Periksa angka dan satuannya."),
        "en": ("{value} is above the limit of {limit}.", "Check the number and its unit."),
    },
    "year": {
        "id": ("“{value}” bukan tahun.", "Tulis tahun dengan empat angka."),
        "en": ("“{value}” is no year.", "Write the year with four digits."),
    },
    "date": {
        "id": (
            "“{value}” bukan tanggal yang ada di kalender.",
            "Tulis hari/bulan/tahun, misalnya 24/11/2026.",
        ),
        "en": ("“{value}” is no day of the calendar.", "Write day/month/year, as 24/11/2026."),
    },
    "timestamp": {
        "id": ("“{value}” bukan tanggal dan jam.", "Tulis misalnya 2026-11-24 08:30."),
        "en": ("“{value}” is no date and time.", "Write for example 2026-11-24 08:30."),
    },
    "boolean": {
        "id": ("“{value}” bukan ya atau tidak.", "Tulis ya atau tidak."),
        "en": ("“{value}” is not yes or no.", "Write yes or no."),
    },
    "level": {
        "id": ("“{value}” ({meant}) bukan {levels}.", "Pilih {choices}."),
        "en": ("“{value}” ({meant}) is no {levels}.", "Choose {choices}."),
    },
    "several": {
        "id": ("“{value}” dapat berarti beberapa nilai di daftar {label}.", "Pilih {choices}."),
        "en": ("“{value}” can mean several values of the list {label}.", "Choose {choices}."),
    },
    "unlisted": {
        "id": ("“{value}” tidak ada di daftar {label}.", "Pilih {choices}."),
        "en": ("“{value}” is not in the list {label}.", "Choose {choices}."),
    },
    "double": {
        "id": ("{titles} sama dengan baris {row}.", "Hapus yang berulang, atau bedakan isinya."),
        "en": ("{titles} are those of row {row}.", "Delete the repeated row, or tell it apart."),
    },
    "sum": {
        "id": (
            "{label} {total}, padahal {parts} berjumlah {found}.",
            "Betulkan salah satunya.",
        ),
        "en": ("{label} is {total}, but {parts} add up to {found}.", "Correct one of them."),
    },
}


class CellError(Exception):
    """A value that its column refuses: why, and what to do."""

    def __init__(self, said: Mapping[str, tuple[str, str]]) -> None:
        super().__init__(" ".join(said["id"]))
        self.said = said

    @property
    def why(self) -> str:
        """Return the reason, in Indonesian."""
        return self.said["id"][0]

    @property
    def fix(self) -> str:
        """Return what to do, in Indonesian."""
        return self.said["id"][1]

    def text(self, language: str) -> str:
        """Return the reason and what to do in a language."""
        return " ".join(self.said[language])


def refusal(name: str, **told: Any) -> CellError:
    """Return the refusal of a name; a mapping among `told` says something in each language."""
    said = {}
    for language, (why, fix) in MESSAGES[name].items():
        known = {
            key: value[language] if isinstance(value, Mapping) else value
            for key, value in told.items()
        }
        said[language] = (why.format(**known), fix.format(**known))
    return CellError(said)
