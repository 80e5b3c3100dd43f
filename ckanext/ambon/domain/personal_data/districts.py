"""The codes of all kecamatan, by which the first digits of a NIK are checked.

`districts.txt` has a line for each kabupaten or kota, with the numbers of its kecamatan
(Kepmendagri 300.2.2-2138/2025, as cahyadsn/wilayah gathers them, MIT). A NIK keeps the code it was
first given, so a code that is not listed may still be a former one.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from ckanext.ambon.domain.personal_data import numbers

# Numbers run on within one day of birth and one kecamatan, where few are born.
_MOST_A_DAY = 400


def is_sure_nik(text: str) -> bool:
    """Tell whether digits are a NIK by more than chance: of random ones, 1 in 1 500 passes.

    Of a kecamatan that is not listed, only a low serial number is taken.
    """
    if not numbers.is_nik(text):
        return False
    number = numbers.digits(text)
    is_former = f"{number[:4]}01" in codes() and int(number[12:]) <= _MOST_A_DAY
    return is_listed(text) or is_former


def is_listed(text: str) -> bool:
    """Tell whether sixteen digits begin with the code of a kecamatan, as codes of places do too."""
    return numbers.is_sixteen(text) and numbers.digits(text)[:6] in codes()


@cache
def codes() -> frozenset[str]:
    """Return the codes of all kecamatan, six digits each."""
    lines = files(__package__ or "").joinpath("districts.txt").read_text("ascii").splitlines()
    return frozenset(code for line in lines for code in _of_line(line))


def _of_line(line: str) -> list[str]:
    regency, *spans = line.split()
    edges = [(first, last or first) for first, _to, last in (one.partition("-") for one in spans)]
    return [
        f"{regency}{number:02}"
        for first, last in edges
        for number in range(int(first), int(last) + 1)
    ]
