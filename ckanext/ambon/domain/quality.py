"""How complete an entry is: rules, each with the advice that helps to meet it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

Entry = Mapping[str, Any]
Text = Mapping[str, str]


class Rule:
    """One thing that a complete entry has. A subclass says how it is seen, or names fields."""

    name: ClassVar[str]
    types: ClassVar[tuple[str, ...]] = ("dataset", "layanan", "peraturan")
    advice: ClassVar[Text]
    fields: ClassVar[tuple[str, ...]] = ()

    def is_met(self, entry: Entry) -> bool:
        """Tell whether every field of the rule is filled in."""
        return all(_is_filled(entry.get(field)) for field in self.fields)


class Summary(Rule):
    name = "summary"
    advice: ClassVar[Text] = {
        "id": "Tulis ringkasan sekurangnya satu kalimat utuh (60 huruf).",
        "en": "Write a summary of at least one full sentence (60 letters).",
    }

    def is_met(self, entry: Entry) -> bool:
        """Tell whether the first paragraph is long enough to say something."""
        return len((entry.get("notes") or "").split("\n\n")[0]) >= 60


class Contact(Rule):
    name = "contact"
    advice: ClassVar[Text] = {
        "id": "Tambahkan surel atau telepon kantor yang dapat dihubungi.",
        "en": "Add an e-mail or a telephone of the office.",
    }

    def is_met(self, entry: Entry) -> bool:
        """Tell whether an office can be reached."""
        contacts = _list(entry.get("contact"))
        ways = ("email", "telephone", "url")
        return any(contact.get(way) for contact in contacts for way in ways)


class Licence(Rule):
    name = "licence"
    types = ("dataset",)
    advice: ClassVar[Text] = {
        "id": "Pilih lisensi terbuka, agar orang tahu apa yang boleh dilakukan.",
        "en": "Choose an open licence, so that people know what they may do.",
    }

    def is_met(self, entry: Entry) -> bool:
        """Tell whether a licence is stated."""
        return entry.get("license_id") not in (None, "", "notspecified")


class Tags(Rule):
    name = "tags"
    types = ("dataset",)
    fields = ("tags",)
    advice: ClassVar[Text] = {
        "id": "Tambahkan beberapa kata kunci yang diketik orang saat mencari.",
        "en": "Add some keywords that people type when they search.",
    }


class Period(Rule):
    name = "period"
    types = ("dataset",)
    fields = ("temporal_coverage",)
    advice: ClassVar[Text] = {
        "id": "Isi periode yang dicakup data: dari dan sampai tanggal berapa.",
        "en": "Fill in the period that the data cover, from and to.",
    }


class Frequency(Rule):
    name = "frequency"
    types = ("dataset",)
    advice: ClassVar[Text] = {
        "id": "Pilih seberapa sering data ini diperbarui.",
        "en": "Choose how often these data are renewed.",
    }

    def is_met(self, entry: Entry) -> bool:
        """Tell whether a frequency is known."""
        frequency = entry.get("frequency") or ""
        return bool(frequency) and not frequency.endswith("/UNKNOWN")


class Standard(Rule):
    name = "standard"
    types = ("dataset",)
    fields = ("concept", "definition", "measure", "unit")
    advice: ClassVar[Text] = {
        "id": "Lengkapi standar data: konsep, definisi, ukuran, dan satuan.",
        "en": "Complete the data standard: concept, definition, measure and unit.",
    }


class Place(Rule):
    name = "place"
    types = ("dataset",)
    fields = ("level", "region_codes")
    advice: ClassVar[Text] = {
        "id": "Isi tingkat penyajian dan wilayah yang dicakup.",
        "en": "Fill in the level and the regions that are covered.",
    }


class Method(Rule):
    name = "method"
    types = ("dataset",)
    fields = ("method",)
    advice: ClassVar[Text] = {
        "id": "Jelaskan singkat bagaimana data dikumpulkan.",
        "en": "Say shortly how the data were collected.",
    }


class Columns(Rule):
    name = "columns"
    types = ("dataset",)
    advice: ClassVar[Text] = {
        "id": "Jelaskan arti setiap kolom pada tiap berkas.",
        "en": "Explain every column of every file.",
    }

    def is_met(self, entry: Entry) -> bool:
        """Tell whether there are files, and every one explains its columns."""
        files = _list(entry.get("resources"))
        columns = [_list(file.get("columns")) for file in files]
        return bool(files) and all(
            found and all(c.get("definition") for c in found) for found in columns
        )


class Confirmed(Rule):
    name = "confirmed"
    types = ("dataset",)
    advice: ClassVar[Text] = {
        "id": "Angka masih kutipan: OPD perlu memastikannya, lalu pilih “Angka resmi”.",
        "en": "The figures are quoted: the OPD should confirm them, then choose “Official”.",
    }

    def is_met(self, entry: Entry) -> bool:
        """Tell whether the OPD vouches for the figures."""
        return entry.get("figures_status") == "official"


class Delivery(Rule):
    name = "delivery"
    types = ("layanan",)
    fields = ("requirements", "steps", "duration_text", "fee_text", "product", "complaints")
    advice: ClassVar[Text] = {
        "id": "Terbitkan enam komponen wajib: syarat, langkah, lama, biaya, hasil, aduan.",
        "en": "Publish the six duties: requirements, steps, time, fee, result, complaints.",
    }


class Channels(Rule):
    name = "channels"
    types = ("layanan",)
    fields = ("channels",)
    advice: ClassVar[Text] = {
        "id": "Isi di mana layanan diminta: kantor, alamat daring, jam buka.",
        "en": "Fill in where the service is asked for: office, address online, hours.",
    }


class Management(Rule):
    name = "management"
    types = ("layanan",)
    fields = (
        "legal_basis", "facilities", "competence", "supervision", "staff",
        "service_guarantee", "safety_guarantee", "evaluation",
    )  # fmt: skip
    advice: ClassVar[Text] = {
        "id": "Lengkapi delapan komponen pengelolaan layanan.",
        "en": "Complete the eight components of how the service is run.",
    }


class Number(Rule):
    name = "number"
    types = ("peraturan",)
    fields = ("regulation_number", "regulation_year")
    advice: ClassVar[Text] = {
        "id": "Isi nomor dan tahun peraturan.",
        "en": "Fill in number and year.",
    }


class Status(Rule):
    name = "status"
    types = ("peraturan",)
    advice: ClassVar[Text] = {
        "id": "Nyatakan apakah peraturan ini masih berlaku.",
        "en": "State whether the regulation is still in force.",
    }

    def is_met(self, entry: Entry) -> bool:
        """Tell whether the status is known."""
        return entry.get("regulation_status") not in (None, "", "unknown")


class Dates(Rule):
    name = "dates"
    types = ("peraturan",)
    fields = ("date_enacted", "date_promulgated")
    advice: ClassVar[Text] = {
        "id": "Isi tanggal penetapan dan pengundangan.",
        "en": "Fill in the dates of enactment and promulgation.",
    }


class File(Rule):
    name = "file"
    types = ("peraturan",)
    fields = ("resources",)
    advice: ClassVar[Text] = {
        "id": "Unggah naskah peraturannya.",
        "en": "Upload the text of the regulation.",
    }


RULES: tuple[type[Rule], ...] = (
    Summary, Contact, Licence, Tags, Period, Frequency, Standard, Place, Method, Columns, Confirmed,
    Delivery, Channels, Management, Number, Status, Dates, File,
)  # fmt: skip


@dataclass(frozen=True)
class Completeness:
    """How many of the rules for its type an entry meets, and which it does not."""

    met: int
    total: int
    missing: tuple[Rule, ...]

    @property
    def score(self) -> int:
        """The share of rules met, 0 to 100."""
        return round(100 * self.met / self.total) if self.total else 100


def completeness(entry: Entry) -> Completeness:
    """Judge an entry as `package_show` gives it; lists may still be JSON texts."""
    rules = [rule() for rule in RULES if entry.get("type", "dataset") in rule.types]
    missing = tuple(rule for rule in rules if not rule.is_met(entry))
    return Completeness(len(rules) - len(missing), len(rules), missing)


def _is_filled(value: Any) -> bool:
    if isinstance(value, str) and value[:1] in ("[", "{"):
        value = _list(value)
    return value not in (None, "", [], {})


def _list(value: Any) -> list[Mapping[str, Any]]:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return []
    return list(value) if isinstance(value, Iterable) else []
