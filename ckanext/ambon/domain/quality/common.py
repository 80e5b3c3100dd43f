"""What every entry has: a summary, and an office to ask."""

from __future__ import annotations

from ckanext.ambon.domain.quality.rule import Entry, Rule, rows, say


class Summary(Rule):
    name = "summary"
    advice = say(
        "Tulis ringkasan sekurangnya satu kalimat utuh (60 huruf).",
        "Write a summary of at least one full sentence (60 letters).",
    )

    def is_met(self, entry: Entry) -> bool:
        """Tell whether the first paragraph is long enough to say something."""
        return len((entry.get("notes") or "").strip().split("\n\n")[0]) >= 60


class Contact(Rule):
    name = "contact"
    advice = say(
        "Tambahkan surel atau telepon kantor yang dapat dihubungi.",
        "Add an e-mail or a telephone of the office.",
    )

    def is_met(self, entry: Entry) -> bool:
        """Tell whether an office can be reached."""
        ways = ("email", "telephone", "url")
        return any(one.get(way) for one in rows(entry.get("contact")) for way in ways)
