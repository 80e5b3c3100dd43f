"""What the pages ask of the guard: the state of a file, and its findings in words."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.ambon.tables.guarding import gate, records


def ambon_pii_state(resource: dict[str, Any]) -> str:
    """Return `withheld`, `asks` (a reason is wanted), `open`, or nothing where nothing is known."""
    checked = records.check(resource["id"])
    if gate.is_withheld(resource):
        return "withheld"
    if checked is None:
        return ""
    is_asked = checked.state == records.ASKS and records.last_word(checked) != records.REASON
    return "asks" if is_asked else "open"


def ambon_pii_decides() -> bool:
    """Tell whether the reader decides about exceptions."""
    return bool(tk.current_user.is_authenticated and tk.h.check_access("ambon_pii_decide", {}))


def ambon_pii_waiting() -> int:
    """Return how many exceptions wait for a decision."""
    return len(records.open_requests())


def ambon_pii_kind(kind: str) -> str:
    """Return what a kind of personal data is called."""
    names = {
        "nik": tk._("NIK (identity number)"),
        "kk": tk._("number of a family card"),
        "nip": tk._("NIP (officer's number)"),
        "npwp": tk._("a person's tax number"),
        "phone": tk._("a person's telephone"),
        "email": tk._("a person's e-mail"),
        "name": tk._("names of persons"),
        "address": tk._("addresses where persons live"),
        "birth_date": tk._("birth dates"),
        "bank_account": tk._("bank accounts"),
        "bpjs": tk._("BPJS numbers"),
        "nisn": tk._("NISN (pupil's number)"),
        "passport": tk._("passport numbers"),
        "plate": tk._("vehicle plates"),
        "akta": tk._("numbers of civil records"),
        "health": tk._("persons' health"),
        "salary": tk._("persons' income"),
        "small_cell": tk._("counts of 1 to 4 on a sensitive subject"),
    }
    return names.get(kind, kind)


def ambon_pii_said(what: str) -> str:
    """Return what a decision is called."""
    names = {
        records.REASON: tk._("Reason given"),
        records.ASKED: tk._("Exception asked"),
        records.APPROVED: tk._("Exception allowed"),
        records.REFUSED: tk._("Exception refused"),
        records.REVOKED: tk._("Exception taken back"),
    }
    return names.get(what, what)
