"""Numbers that belong to persons, checked by their structure."""

from __future__ import annotations

import re
from datetime import date

# Each word is tried once and so far: text of a million signs without an @ takes no time.
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
PLATE = re.compile(r"([A-Z]{1,2})[\s-]?\d{1,4}[\s-]?[A-Z]{1,3}")
AKTA = re.compile(
    r"(?:AL\.?\s?)?\d{3,4}[-/](?:LT|LU|KM|CR|KW|AK)[-/]\d{8}[-/]\d{1,4}", re.IGNORECASE
)
NPWP = re.compile(r"\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}|\d{15}")
# Provinces, also former ones: a NIK is kept for life.
_PROVINCES = frozenset((
    "11", "12", "13", "14", "15", "16", "17", "18", "19", "21", "31", "32", "33", "34", "35",
    "36", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "72", "73", "74", "75",
    "76", "81", "82", "91", "92", "93", "94", "95", "96", "97",
))  # fmt: skip
# Letters before the number of a vehicle, by the office that registers it.
_PLATES = frozenset((
    "A", "AA", "AB", "AD", "AE", "AG", "B", "BA", "BB", "BD", "BE", "BG", "BH", "BK", "BL", "BM",
    "BN", "BP", "D", "DA", "DB", "DC", "DD", "DE", "DG", "DH", "DK", "DL", "DM", "DN", "DP", "DR",
    "DS", "DT", "DW", "E", "EA", "EB", "ED", "F", "G", "H", "K", "KB", "KH", "KT", "KU", "L", "M",
    "N", "P", "PA", "PB", "R", "S", "T", "W", "Z",
))  # fmt: skip
_OFFICE = re.compile(
    r"dinas|disko|disp|bappe|bkpsdm|bpbd|badan|kecamatan|kelurahan|desa|negeri|puskesmas|pkm|"
    r"^sd|^smp|^sma|^smk|^tk|rsud"
    r"|kantor|sekretariat|humas|info|admin|ambon|kota|pemkot|ppid|layanan|pengaduan|umum|uptd|"
    r"hotel|^cs|kontak|contact"
    r"|office|resto|toko|cafe|kafe|usaha|koperasi|yayasan"
)
_PREFIXES = frozenset(f"8{a}{b}" for a, b in (
    "11", "12", "13", "14", "15", "16", "17", "18", "19", "21", "22", "23", "28", "31", "32", "33",
    "38", "51", "52", "53", "55", "56", "57", "58", "59", "77", "78", "79", "81", "82", "83", "84",
    "85", "86", "87", "88", "89", "95", "96", "97", "98", "99",
))  # fmt: skip


# Words, or a fraction: the digits of a coordinate are no number of a person.
_FRACTION = re.compile(r"^\s*-?\d{1,3}[.,]\d{5,}$")
_NO_NUMBER = re.compile(r"[A-Za-z]|^\s*-?\d{1,3}[.,]\d{5,}$")


def digits(text: str) -> str:
    """Return only the digits; a whole number that became a float loses its `.0`."""
    return re.sub(r"\D", "", re.sub(r"[.,]0+$", "", text.strip()))


def is_nik(text: str) -> bool:
    """Tell whether the digits are region, birth date and serial, as in a NIK or KK."""
    if len(text) < 16:
        return False
    number = digits(text)
    if len(number) != 16 or _NO_NUMBER.search(text) or number.endswith("0000"):
        return False
    return _is_region(number[:6]) and _is_short_day(number[6:12])


def _is_region(code: str) -> bool:
    return code[:2] in _PROVINCES and code[2:4] != "00" and code[4:] != "00"


def _is_short_day(code: str) -> bool:
    day, month, year = int(code[:2]), int(code[2:4]), int(code[4:])
    day = day - 40 if day > 40 else day
    return any(_is_day(century + year, month, day) for century in (1900, 2000))


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        return date(year, month, day).year <= date.today().year
    except ValueError:
        return False


def is_sixteen(text: str) -> bool:
    """Tell whether a text is sixteen digits, whatever stands between them."""
    return 16 <= len(text) <= 40 and len(digits(text)) == 16 and not _NO_NUMBER.search(text)


def is_long_number(text: str) -> bool:
    """Tell whether a text is a number of so many digits as a telephone has."""
    is_short = 9 <= len(text) <= 30 and not re.search(r"[A-Za-z]", text)
    return is_short and 9 <= len(digits(text)) <= 15


def is_nip(text: str) -> bool:
    """Tell whether the digits are birth date, month of entry, sex and serial of an officer."""
    if len(text) < 18:
        return False
    number = digits(text)
    if (
        len(number) != 18
        or _FRACTION.search(text)
        or re.search(r"[A-Za-z]", re.sub(r"^\s*nip\.?", "", text, flags=re.I))
    ):
        return False
    year, month, day = int(number[:4]), int(number[4:6]), int(number[6:8])
    entry, entry_month = int(number[8:12]), int(number[12:14])
    is_born = 1930 <= year <= 2012 and _is_day(year, month, day)
    is_entered = year + 14 <= entry <= year + 65 and (
        1 <= entry_month <= 12 or entry_month in (21,)
    )
    return is_born and is_entered and number[14] in "12"


def is_mobile(text: str) -> bool:
    """Tell whether the number is that of a mobile telephone."""
    if len(text) < 9:
        return False
    text = re.sub(r"\(?\b(wa|hp|whatsapp)\b\.?:?\)?", "", text, flags=re.IGNORECASE)
    text = re.sub(r"[()']", "", text).strip()
    if re.search(r"[A-Za-z]", text) or re.fullmatch(r"\s*\d{1,3}(?:[.,]\d{3})+\s*", text):
        return False
    number = digits(text)
    number = number[2:] if number.startswith("62") else number.removeprefix("0")
    written = re.fullmatch(r"(\+?62|0)?[\s\-.]*8[\d\s\-.]+", text)
    return bool(written) and 9 <= len(number) <= 12 and number[:3] in _PREFIXES


def is_mobile_with_zero(text: str) -> bool:
    """Tell whether it is a mobile number that cannot be a count: 08 or +62 stands before."""
    starts = text.strip("()' ").startswith(("08", "62", "+62", "0 8", "0-8"))
    return starts and is_mobile(text)


def is_landline(text: str) -> bool:
    """Tell whether the number is that of an office or a house: area code and number."""
    return bool(re.fullmatch(r"\(?0(?:21|22|24|31|[2-9]\d{2})\)?[\s\-]?\d{5,8}", text.strip()))


def is_personal_npwp(text: str) -> bool:
    """Tell whether a tax number is a person's: the first two digits are 04 or more."""
    plain = text.strip()
    if not NPWP.fullmatch(plain):
        return False
    return int(digits(plain)[:2]) >= 4


def is_plate(text: str) -> bool:
    """Tell whether the text is the number of a vehicle."""
    return bool(PLATE.fullmatch(text.strip().upper()))


def is_sure_plate(text: str) -> bool:
    """Tell whether a text can be nothing but the number of a vehicle."""
    found = re.fullmatch(r"([A-Z]{1,2}) \d{3,4} [A-Z]{1,3}", text.strip())
    return bool(found) and found[1] in _PLATES


def is_email(text: str) -> bool:
    """Tell whether the text is an address of mail."""
    return bool(EMAIL.fullmatch(text.strip()))


def is_office_email(text: str) -> bool:
    """Tell whether the address is an office's: its name says so, or its domain is public."""
    name, _at, domain = text.strip().lower().partition("@")
    return bool(_OFFICE.search(name)) or (
        domain.endswith((".go.id", ".sch.id")) and not re.search(r"[a-z]{3}[._][a-z]{3}", name)
    )


def is_private_email(text: str) -> bool:
    """Tell whether the text is an address of mail that is no office's."""
    return "@" in text and is_email(text) and not is_office_email(text)
