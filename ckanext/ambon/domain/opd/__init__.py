"""The OPD of the city: which there are, and which one a name in the wild means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from ckanext.ambon import paths
from ckanext.ambon.domain import names, vocabularies
from ckanext.ambon.domain.names import Candidate, Resolution
from ckanext.ambon.domain.opd.file import Opd, read
from ckanext.ambon.domain.opd.words import (
    Words,
    is_elsewhere,
    is_general,
    spellings,
    variants,
    without_city,
)

# Walidata: the office that checks and publishes, and so answers for every OPD in CKAN.
WALIDATA = "diskominfo-sandi"
# More candidates than this are no help: the name is too general.
MOST = 6

Reasons = dict[str, str]  # code of an OPD → why the name may mean it


@cache
def opd_list() -> tuple[Opd, ...]:
    """Return every OPD, merged ones too; raises `VocabularyError` where the file is wrong."""
    return read(paths.SCHEMAS / "vocabularies" / "opd.yaml")


def opd(code: str) -> Opd | None:
    """Return the OPD with this code, if there is one."""
    return next((found for found in opd_list() if found.code == code), None)


def current_code(code: str) -> str | None:
    """Return the code that stands today for a present, former or merged one; None if unknown."""
    found = opd(code) or next((o for o in opd_list() if code in o.former_codes), None)
    if found is None:
        return None
    return current_code(found.merged_into) if found.merged_into else found.code


def walidata() -> str:
    """Return the code that the office of Walidata has today."""
    return current_code(WALIDATA) or WALIDATA


def resolve(text: str) -> Resolution:
    """Return which OPD a name means: one code, or candidates with reasons, or nothing.

    Never a guess. A code comes from the list: from a name or alias seen in Ambon, or from one
    customary elsewhere that no other office could claim (`ambiguous_names.yaml` has those that
    another could). Half a name, or a spelling that is only near, gives candidates.
    """
    if code := current_code(text.strip().lower()):
        return Resolution(code, reason="kode OPD")
    if is_elsewhere(text):
        return Resolution(None, reason=f"“{text}” menyebut pemerintah lain, bukan Kota Ambon")
    written = variants(text)
    found = _ambiguous(written) or _exact(written) or _partial(written) or _near(written)
    return found or Resolution(None, reason=f"tidak ada OPD yang dikenal sebagai “{text}”")


def _ambiguous(written: list[Words]) -> Resolution | None:
    for term in vocabularies.vocabulary("ambiguous_names"):
        if names.words(term.value) in written:
            known = {current_code(code): why for code, why in term.data["candidates"].items()}
            reasons = {code: why for code, why in known.items() if code}
            found = _candidates(reasons, f"“{term.value}” dipakai lebih dari satu kantor")
            return replace(found, is_shared=len(reasons) > 1) if found else None
    return None


def _exact(written: list[Words]) -> Resolution | None:
    index = _index()
    for fold in (names.key, names.bag):
        for found in (index.get(fold(one)) for one in written):
            if found and len(found) == 1:
                code, reason = next(iter(found.items()))
                return Resolution(code, reason=reason)
            if found:
                return _candidates(found, "nama ini dipakai lebih dari satu OPD")
    return None


def _partial(written: list[Words]) -> Resolution | None:
    found: Reasons = {}
    for one, texts in _present():
        full = [set(names.words(text)) for text in texts]
        if any(set(some) <= every for every in full for some in written):
            found[one.code] = "kata-katanya termuat dalam nama OPD ini"
        elif named := next((text for text in texts if _mentions(written, text)), None):
            found[one.code] = f"menyebut “{named}”"
    if len(found) > MOST:
        return Resolution(None, reason=f"terlalu umum: cocok dengan {len(found)} OPD")
    return _candidates(found, "hanya sebagian nama yang cocok")


def _near(written: list[Words]) -> Resolution | None:
    known = {
        one.code: [names.key(words) for text in texts for words in variants(text)]
        for one, texts in _present()
    }
    reason = "ejaannya hampir sama"
    near = {code: reason for words in written for code in names.near(names.key(words), known)}
    return _candidates(near, reason)


def _mentions(written: list[Words], text: str) -> bool:
    shorter = without_city(names.words(text))
    return not is_general(shorter) and any(names.holds(one, shorter) for one in written)


def _present() -> Iterable[tuple[Opd, tuple[str, ...]]]:
    """Return each OPD that stands today, with every way in which it is written."""
    for one in opd_list():
        if not one.merged_into:
            yield one, (one.title, one.short_name, *one.aliases, *one.common_aliases)


def _index() -> Mapping[str, Reasons]:
    """Return folded spelling → code → reason, over all OPD; not cached, tests change the list."""
    index: dict[str, Reasons] = {}
    for one in opd_list():
        code = current_code(one.code) or one.code
        for words, reason in spellings(one):
            for folded in (names.key(words), names.bag(words)):
                index.setdefault(folded, {}).setdefault(code, reason)
    return index


def _candidates(found: Reasons, reason: str) -> Resolution | None:
    titles = {one.code: one.title for one in opd_list()}
    listed = tuple(Candidate(code, titles.get(code, code), why) for code, why in found.items())
    return Resolution(None, listed, reason) if listed else None
