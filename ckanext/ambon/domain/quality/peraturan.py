"""What a complete regulation has."""

from __future__ import annotations

from ckanext.ambon.domain.quality.rule import Entry, Rule, say


class OfRegulation(Rule):
    """What a promulgated regulation has: one that is only agreed cannot have it yet."""

    types = ("peraturan",)

    def is_met(self, entry: Entry) -> bool:
        """Tell whether the fields are filled in, or cannot be yet."""
        return entry.get("regulation_status") == "approved" or super().is_met(entry)


class Number(OfRegulation):
    name = "number"
    fields = ("regulation_number", "regulation_year")
    advice = say("Isi nomor dan tahun peraturan.", "Fill in number and year.")


class Dates(OfRegulation):
    name = "dates"
    fields = ("date_enacted", "date_promulgated")
    advice = say(
        "Isi tanggal penetapan dan pengundangan.",
        "Fill in the dates of enactment and promulgation.",
    )


class Status(Rule):
    name = "status"
    types = ("peraturan",)
    advice = say(
        "Nyatakan apakah peraturan ini masih berlaku.",
        "State whether the regulation is still in force.",
    )

    def is_met(self, entry: Entry) -> bool:
        """Tell whether the status is known."""
        return entry.get("regulation_status") not in (None, "", "unknown")


class File(Rule):
    name = "file"
    types = ("peraturan",)
    fields = ("resources",)
    advice = say("Unggah naskah peraturannya.", "Upload the text of the regulation.")
