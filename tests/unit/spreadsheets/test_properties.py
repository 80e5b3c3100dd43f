"""Any table in any Indonesian layout is read back equal, or asked about; never silently wrong."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.unit.spreadsheets import making
from tests.unit.spreadsheets.judging import judge, truth

PLACES = [
    "Wainitu",
    "Silale",
    "Rijali",
    "Ahusen",
    "Passo",
    "Halong",
    "Poka",
    "Tihu",
    "Soya",
    "Ema",
    "Naku",
    "Laha",
]
MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]


def same(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class Kind:
    """A kind of column: its title, its type, how a value is drawn, and how offices write it."""

    title: str
    type: str
    values: st.SearchStrategy[Any]
    written: Any
    format: str = ""
    true: Any = same


def thousands(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def decimals(value: Decimal) -> str:
    return f"{value:,}".replace(",", " ").replace(".", ",").replace(" ", ".")


counts = st.integers(0, 2_000_000)
fractions = st.decimals(0, 99999, places=2)
days = st.dates(date(2000, 1, 1), date(2026, 12, 31))

KINDS = [
    Kind("Jumlah Penduduk", "integer", counts, lambda v: v),
    Kind("Jumlah KK", "integer", counts, thousands),
    Kind("Jumlah Siswa", "integer", counts, str),
    Kind("Luas (ha)", "number", fractions, decimals, true=lambda v: v),
    Kind("Panjang (km)", "number", fractions, float, true=lambda v: v),
    Kind("Produksi (ton)", "number", st.decimals(0, 99999, places=3), decimals, true=lambda v: v),
    Kind("Cakupan", "percent", st.decimals(0, 1, places=3), float, "0.0%", true=lambda v: v * 100),
    Kind(
        "Capaian (%)",
        "percent",
        st.decimals(1, 200, places=2),
        lambda v: f"{decimals(v)}%",
        true=lambda v: v,
    ),
    Kind("Pagu", "currency", counts, lambda v: f"Rp {thousands(v)},00"),
    Kind("Anggaran (Rp)", "currency", counts, lambda v: v, "#,##0"),
    Kind("Tanggal", "date", days, lambda v: f"{v.day} {MONTHS[v.month - 1]} {v.year}", true=str),
    Kind("Tgl Mulai", "date", days, lambda v: f"{v:%d/%m/%Y}", true=str),
    Kind("Tgl Selesai", "date", days, lambda v: v, "dd/mm/yyyy", true=str),
    Kind("Tahun", "year", st.integers(1990, 2030), lambda v: v),
    Kind("Kode", "code", st.integers(0, 999), lambda v: f"{v:03}", true=lambda v: f"{v:03}"),
    Kind("Kode Pos", "code", st.integers(10000, 99999), lambda v: v, true=str),
    Kind("NIK", "code", st.integers(10**15, 10**16 - 1), str, true=str),
    Kind("Aktif", "boolean", st.booleans(), lambda v: "Ya" if v else "Tidak"),
    Kind("Jenis", "text", st.sampled_from(["Negeri", "Swasta", "Rusak berat"]), lambda v: v),
]


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[Kind], list[list[Any]]]:
    kinds = draw(
        st.lists(st.sampled_from(KINDS), min_size=1, max_size=5, unique_by=lambda kind: kind.title)
    )
    places = draw(st.lists(st.sampled_from(PLACES), min_size=2, max_size=8, unique=True))
    rows = [
        [place, *(draw(st.one_of(k.values, k.values, k.values, st.none())) for k in kinds)]
        for place in places
    ]
    assume(any(value is not None for row in rows for value in row[1:]))
    return kinds, rows


@st.composite
def layouts(draw: st.DrawFn) -> dict[str, Any]:
    flags = ("letterhead", "number", "numbers", "total", "source", "signature", "gap")
    found = {flag: draw(st.booleans()) for flag in flags}
    return found | {
        "missing": draw(st.sampled_from([None, "-", "n/a", "…"])),
        "at": draw(st.sampled_from([(1, 1), (3, 2)])),
    }


def sheet_rows(
    kinds: list[Kind], rows: list[list[Any]], layout: dict[str, Any]
) -> tuple[list[list[Any]], int]:
    """Return the rows of the sheet, and which of them is the first of the data."""
    head = (
        [["PEMERINTAH KOTA AMBON"], ["DINAS PENDIDIKAN"], [], ["DATA KELURAHAN"], []]
        if layout["letterhead"]
        else []
    )
    running = [["No"]] if layout["number"] else []
    title = [name for part in running for name in part] + [
        "Kelurahan",
        *(kind.title for kind in kinds),
    ]
    numbers = [[f"({n})" for n in range(1, len(title) + 1)]] if layout["numbers"] else []
    body = [
        ([number] if layout["number"] else [])
        + [
            row[0],
            *(
                layout["missing"] if v is None else k.written(v)
                for k, v in zip(kinds, row[1:], strict=True)
            ),
        ]
        for number, row in enumerate(rows, 1)
    ]
    if layout["gap"] and len(body) > 3 and any(value is not None for value in rows[-1][1:]):
        body.insert(2, [])
    first = len(head) + 1 + len(numbers)
    return [*head, title, *numbers, *body, *foot_rows(kinds, rows, layout)], first


def foot_rows(kinds: list[Kind], rows: list[list[Any]], layout: dict[str, Any]) -> list[list[Any]]:
    """Return what stands under the data: total, source, signature."""
    foot: list[list[Any]] = []
    if layout["total"]:
        foot.append(
            [None] * bool(layout["number"])
            + ["Jumlah", *(_sum(k, [r[i] for r in rows]) for i, k in enumerate(kinds, 1))]
        )
    if layout["source"]:
        foot.append(["Sumber: Dinas Pendidikan Kota Ambon"])
    if layout["signature"]:
        foot += [
            [],
            [None, "Ambon, 31 Desember 2024"],
            [None, "Kepala Dinas,"],
            [],
            [None, "F. TUASIKAL, S.Pd"],
            [None, "NIP. 19680101 199003 1 001"],
        ]
    return foot


def _sum(kind: Kind, values: list[Any]) -> Any:
    known = [value for value in values if value is not None]
    if kind.type not in ("integer", "number", "currency") or not known:
        return None
    return kind.written(sum(known))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), layouts())
def test_a_table_is_read_back_equal_or_asked(table: Any, layout: Any) -> None:
    kinds, rows = table
    lines, first = sheet_rows(kinds, rows, layout)
    top, left = layout["at"]
    formats = {}
    for index, kind in enumerate(kinds):
        column = making_letter(left + index + 1 + bool(layout["number"]))
        if kind.format:
            formats[f"{column}{top + first}:{column}{top + len(lines) - 1}"] = kind.format
    wanted = truth(
        " | ".join(["Kelurahan:text", *(f"{kind.title}:{kind.type}" for kind in kinds)]),
        [
            [
                row[0],
                *(None if v is None else k.true(v) for k, v in zip(kinds, row[1:], strict=True)),
            ]
            for row in rows
        ],
    )
    with tempfile.TemporaryDirectory() as folder:
        path = making.xlsx(Path(folder) / "a.xlsx", lines, formats=formats, at=(top, left))
        verdict = judge(path, wanted)
    assert not verdict.silently_wrong, (verdict, lines)
    assert not verdict.missed, (verdict, lines)


def making_letter(number: int) -> str:
    return chr(64 + number)


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from(
        [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<table>", b"\xff\xfe"]
    ),
)
def test_any_bytes_are_read_or_refused(data: Any, head: Any) -> None:
    from ckanext.ambon.domain.spreadsheets import read

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        path.write_bytes(head + data)
        assert read(path).status in ("ok", "ask", "refused")
