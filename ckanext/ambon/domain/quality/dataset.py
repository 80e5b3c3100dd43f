"""What a complete dataset has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ckanext.ambon.domain.quality.rule import Entry, Rule, rows, say

# Formats of files that have columns, and those that a program can read.
TABLES = frozenset({"csv", "tsv", "xlsx", "xls", "ods"})
READABLE = TABLES | {"json", "geojson", "xml", "kml", "gpkg", "shp"}


class OfDataset(Rule):
    types = ("dataset",)


class Licence(OfDataset):
    name = "licence"
    advice = say(
        "Pilih lisensi terbuka, agar orang tahu apa yang boleh dilakukan.",
        "Choose an open licence, so that people know what they may do.",
    )

    def is_met(self, entry: Entry) -> bool:
        """Tell whether a licence is stated."""
        return entry.get("license_id") not in (None, "", "notspecified")


class Tags(OfDataset):
    name = "tags"
    fields = ("tags",)
    advice = say(
        "Tambahkan beberapa kata kunci yang diketik orang saat mencari.",
        "Add some keywords that people type when they search.",
    )


class Period(OfDataset):
    name = "period"
    advice = say(
        "Isi periode yang dicakup data: dari dan sampai tanggal berapa.",
        "Fill in the period that the data cover, from and to.",
    )

    def is_met(self, entry: Entry) -> bool:
        """Tell whether a period has a beginning or an end."""
        spans = rows(entry.get("temporal_coverage"))
        return any(span.get("start") or span.get("end") for span in spans)


class Frequency(OfDataset):
    name = "frequency"
    advice = say(
        "Pilih seberapa sering data ini diperbarui.", "Choose how often these data are renewed."
    )

    def is_met(self, entry: Entry) -> bool:
        """Tell whether a frequency is known."""
        frequency = entry.get("frequency") or ""
        return bool(frequency) and not frequency.endswith("/UNKNOWN")


class Standard(OfDataset):
    name = "standard"
    fields = ("concept", "definition", "measure", "unit")
    advice = say(
        "Lengkapi standar data: konsep, definisi, ukuran, dan satuan.",
        "Complete the data standard: concept, definition, measure and unit.",
    )


class Classification(OfDataset):
    name = "classification"
    fields = ("classification",)
    advice = say(
        "Sebutkan klasifikasinya, misalnya menurut jenis kelamin; tanpa rincian pun sebutkan.",
        "Name the classification, for example by sex; if there is none, say so.",
    )


class Place(OfDataset):
    name = "place"
    fields = ("level", "region_codes")
    advice = say(
        "Isi tingkat penyajian dan wilayah yang dicakup.",
        "Fill in the level and the regions that are covered.",
    )


class Method(OfDataset):
    name = "method"
    fields = ("method",)
    advice = say(
        "Jelaskan singkat bagaimana data dikumpulkan.", "Say shortly how the data were collected."
    )


class Readable(OfDataset):
    name = "readable"
    advice = say(
        "Tambahkan berkas yang terbaca program, sebaiknya CSV atau XLSX.",
        "Add a file that programs can read, best CSV or XLSX.",
    )

    def is_met(self, entry: Entry) -> bool:
        """Tell whether a file is more than a picture of the data."""
        return bool(_files(entry, READABLE))


class Columns(OfDataset):
    name = "columns"
    advice = say(
        "Jelaskan arti setiap kolom pada tiap tabel.", "Explain every column of every table."
    )

    def is_met(self, entry: Entry) -> bool:
        """Tell whether there are tables, or readable files, and every table is explained."""
        tables = [rows(file.get("columns")) for file in _files(entry, TABLES)]
        explained = all(table and all(c.get("definition") for c in table) for table in tables)
        return explained and bool(_files(entry, READABLE))


class Confirmed(OfDataset):
    name = "confirmed"
    advice = say(
        "Angka masih kutipan: OPD perlu memastikannya, lalu pilih “Angka resmi”.",
        "The figures are quoted: the OPD should confirm them, then choose “Official”.",
    )

    def is_met(self, entry: Entry) -> bool:
        """Tell whether the OPD vouches for the figures."""
        return entry.get("figures_status") == "official"


def _files(entry: Entry, formats: frozenset[str]) -> list[Mapping[str, Any]]:
    files = rows(entry.get("resources"))
    return [file for file in files if str(file.get("format") or "").lower() in formats]
