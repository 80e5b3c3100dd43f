"""Makes invented persons, in the ways in which offices write them down."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

_WORDS = yaml.safe_load((Path(__file__).parent / "people.yaml").read_text(encoding="utf-8"))
GIVEN: list[str] = _WORDS["given"]
FAMILY: list[str] = _WORDS["family"]
STREETS: list[str] = _WORDS["streets"]
BANKS: list[str] = _WORDS["banks"]
DISEASES: list[str] = _WORDS["diseases"]
TITLES: dict[str, list[str]] = _WORDS["titles"]
LISTS: list[tuple[str, list[str]]] = _WORDS["lists"]

Make = Callable[["Person"], Any]


class Person(random.Random):
    """A source of invented persons; each call invents another one."""

    def day(self, first: int = 1955, last: int = 2015) -> date:
        return date(first, 1, 1) + timedelta(days=self.randrange(365 * (last - first)))

    def digits(self, count: int) -> str:
        return f"{self.randrange(10 ** (count - 1), 10**count)}"

    def name(self) -> str:
        return f"{self.choice(GIVEN)} {self.choice(FAMILY)}"

    def nik(self) -> str:
        day, woman = self.day(), self.random() < 0.5
        region = self.choice(
            ["817101", "817102", "817103", "817104", "817105", "810106", "737105", "327303"]
        )
        return f"{region}{day.day + 40 * woman:02}{day:%m%y}{self.randrange(1, 99):04}"

    def nip(self) -> str:
        born = self.day(1965, 1998)
        serial = self.randrange(1, 99)
        entry = f"{born.year + self.randrange(22, 33)}{self.choice(['01', '03', '12'])}"
        return f"{born:%Y%m%d}{entry}{self.choice('12')}{serial:03}"

    def mobile(self) -> str:
        return self.choice(["0812", "0813", "0852", "0821", "0822", "0878"]) + self.digits(8)

    def street(self) -> str:
        house, block = self.randrange(1, 90), self.randrange(1, 9)
        return f"Jl. {self.choice(STREETS)} No. {house} RT 00{block}/RW 0{block}"


def spaced(text: str, *sizes: int) -> str:
    """Return a text cut in groups, as people write long numbers."""
    parts, at = [], 0
    for size in sizes:
        parts.append(text[at : at + size])
        at += size
    return " ".join([*parts, text[at:]]).strip()


def _nip_spaced(p: Person) -> str:
    return spaced(p.nip(), 8, 6, 1)


def _npwp(p: Person) -> str:
    kind = p.choice(["04", "06", "08", "24", "45", "67"])
    return f"{kind}.{p.digits(3)}.{p.digits(3)}.{p.digits(1)}-941.000"


STYLES: dict[str, tuple[Make, ...]] = {
    "nik": (
        lambda p: p.nik(),
        lambda p: "'" + p.nik(),
        lambda p: spaced(p.nik(), 4, 4, 4),
        lambda p: spaced(p.nik(), 6, 6),
        lambda p: int(p.nik()) // 10 * 10,
        lambda p: f"{p.nik()[:6]}.{p.nik()[6:12]}.0001",
    ),
    "kk": (lambda p: p.nik(), lambda p: spaced(p.nik(), 4, 4, 4), lambda p: int(p.nik())),
    "nip": (
        lambda p: p.nip(),
        _nip_spaced,
        lambda p: "NIP. " + _nip_spaced(p),
        lambda p: p.nip()[:8] + "202321" + p.choice("12") + "001",
    ),
    "npwp": (_npwp, lambda p: _npwp(p).replace(".", "").replace("-", ""), lambda p: p.nik()),
    "phone": (
        lambda p: p.mobile(),
        lambda p: int(p.mobile()),
        lambda p: "+62 " + spaced(p.mobile()[1:], 3, 4),
        lambda p: "-".join(spaced(p.mobile(), 4, 4).split()),
        lambda p: p.mobile() + " / " + p.mobile(),
        lambda p: "62" + p.mobile()[1:],
        lambda p: spaced(p.mobile(), 4, 4) + " (WA)",
    ),
    "email": (
        lambda p: p.name().lower().replace(" ", ".") + "@gmail.com",
        lambda p: p.choice(FAMILY).lower() + p.digits(2) + "@yahoo.co.id",
        lambda p: p.name().lower().replace(" ", "_") + "@ambon.go.id",
    ),
    "name": (
        lambda p: p.name(),
        lambda p: p.name().upper(),
        lambda p: p.choice(["Ny. ", "Drs. ", "H. ", "Sdr. "]) + p.name(),
        lambda p: p.name() + p.choice([", S.Pd", ", SE", ", S.Kom., M.Si", ", A.Md.Kep"]),
        lambda p: f"{p.choice(GIVEN)} {p.choice('ABCDM')}. {p.choice(FAMILY)}",
        lambda p: p.choice(GIVEN) + " " + p.name(),
    ),
    "address": (
        lambda p: p.street(),
        lambda p: f"RT 00{p.randrange(1, 9)} RW 0{p.randrange(1, 9)} Batu Merah",
        lambda p: f"BTN {p.choice(STREETS)} Blok {p.choice('ABC')}/{p.randrange(1, 30)}",
        lambda p: f"Lorong {p.choice(STREETS)}, Kel. Waihoka",
    ),
    "birth_date": (
        lambda p: f"{p.day():%d/%m/%Y}",
        lambda p: p.day(),
        lambda p: f"{p.day():%Y-%m-%d}",
        lambda p: f"Ambon, {p.day():%d-%m-%Y}",
        lambda p: f"{p.randrange(1, 28)} Mei {p.randrange(1960, 2015)}",
    ),
    "bank_account": (
        lambda p: p.digits(10),
        lambda p: f"{p.digits(4)}-01-{p.digits(6)}-50-{p.digits(1)}",
        lambda p: int(p.digits(13)),
        lambda p: "0" + p.digits(14),
        lambda p: p.choice(BANKS) + " " + p.digits(12),
    ),
    "bpjs": (lambda p: "000" + p.digits(10), lambda p: "0001 " + spaced(p.digits(9), 4)),
    "nisn": (
        lambda p: "00" + p.digits(8),
        lambda p: int(p.digits(8)),
        lambda p: "'01" + p.digits(8),
    ),
    "passport": (lambda p: p.choice("ABCEX") + p.digits(7), lambda p: "X" + p.digits(6)),
    "plate": (
        lambda p: f"DE {p.digits(4)} {p.choice('ABLN')}{p.choice('ABCD')}",
        lambda p: f"DE{p.digits(4)}{p.choice('ABLN')}{p.choice('ABCD')}",
        lambda p: f"de {p.digits(4)} {p.choice('abln')}",
        lambda p: f"DE-{p.digits(4)}-L{p.choice('ABCD')}",
    ),
    "akta": (
        lambda p: f"8171-LT-{p.day(2000, 2020):%d%m%Y}-{p.digits(4)}",
        lambda p: f"8171-LU-{p.day(2000, 2020):%d%m%Y}-00{p.digits(2)}",
        lambda p: f"AL.817.00{p.digits(5)}",
        lambda p: f"{p.digits(4)}/CS/{p.randrange(1985, 2012)}",
    ),
    "health": (
        lambda p: p.choice(DISEASES),
        lambda p: p.choice(DISEASES).lower() + " sejak 2021",
        lambda p: p.choice(["A15.0", "B20", "E11.9", "I10", "F20.0"]),
    ),
    "salary": (
        lambda p: p.randrange(20, 90) * 100_000,
        lambda p: f"Rp {p.randrange(2, 9)}.{p.randrange(100, 999)}.000",
        lambda p: f"{p.randrange(2, 9)}.500.000",
    ),
}


def personal_table(seed: int, number: int) -> tuple[list[list[Any]], dict[str, str]]:
    """Return the rows of a sheet about persons, and which of its columns is of which kind."""
    person = Person(seed * 1000 + number)
    heading, kinds = LISTS[number % len(LISTS)]
    titles = {kind: person.choice(TITLES[kind]) for kind in kinds}
    makers = {kind: person.choice(STYLES[kind]) for kind in kinds}
    size = person.randrange(4, 15)
    columns = {titles[kind]: [makers[kind](person) for _ in range(size)] for kind in kinds}
    sex = [person.choice("LP") for _ in range(size)]
    village = [person.choice(["Waihoka", "Batu Merah", "Passo"]) for _ in range(size)]
    extra: dict[str, list[Any]] = {"L/P": sex, "Kelurahan": village, "Keterangan": ["ada"] * size}
    shown = person.sample(list(extra), person.randrange(0, 3))
    table = {"No": list(range(1, size + 1)), **columns, **{title: extra[title] for title in shown}}
    lines = [[heading.upper()], []] if heading and person.random() < 0.7 else []
    rows = [[*lines_row] for lines_row in lines]
    return [*rows, list(table), *map(list, zip(*table.values(), strict=True))], {
        titles[kind]: kind for kind in kinds
    }
