"""`ckan ambon opd`: the OPD of the file as CKAN's organizations."""

from __future__ import annotations

from collections import Counter
from typing import Any

import click

from ckanext.ambon.commands import ambon
from ckanext.ambon.commands.calling import call

# What is done, in the plan and in the sum.
WORDS = {
    "created": "dibuat",
    "renamed": "ganti kode",
    "updated": "diperbarui",
    "restored": "diaktifkan lagi",
    "placed": "diletakkan di bawah walidata",
    "merged": "digabung",
}
SHORTEST = 60


@ambon.group(short_help="OPD Kota Ambon")
def opd() -> None:
    """OPD Kota Ambon, dari schemas/vocabularies/opd.yaml."""


@opd.command()
@click.option("--dry-run", is_flag=True, help="Hanya tunjukkan bedanya, jangan ubah apa pun.")
def sync(*, dry_run: bool) -> None:
    """Samakan organisasi CKAN dengan berkas OPD.

    Membuat, memperbarui, mengganti kode, dan menggabung; tidak pernah menghapus. Semua
    berhasil atau tidak ada yang berubah. Isian yang kosong di berkas tidak disentuh.
    """
    found = call("ambon_opd_sync", {"dry_run": dry_run})
    for difference in found:
        click.echo(_line(difference))
    click.echo(_sum([one for one in found if one["change"] in WORDS], dry_run=dry_run))


@opd.command()
@click.argument("text")
def resolve(text: str) -> None:
    """Cari OPD yang dimaksud oleh nama, singkatan, atau kode TEXT."""
    found = call("ambon_opd_resolve", {"text": text})
    if found["code"]:
        click.echo(f"{found['code']} ({found['reason']})")
        return
    for candidate in found["candidates"]:
        click.echo(f"mungkin {candidate['code']}: {candidate['name']} ({candidate['reason']})")
    raise click.ClickException(f"Tidak pasti: {found['reason']}.")


def _line(difference: dict[str, Any]) -> str:
    code, change = difference["opd"], difference["change"]
    old, new = _shown(difference["old"]), _shown(difference["new"])
    if change == "unknown":
        return f"{code}: tidak ada di berkas OPD, dibiarkan ({old})"
    if change == "created":
        return f"{code}: {WORDS[change]} ({new})"
    if change == "merged":
        moved = "{entries} entri dan {members} anggota".format_map(difference["old"])
        return f"{code}: {WORDS[change]} ke {new}, {moved} ikut"
    return f"{code}: {difference['field']}: {old or '(kosong)'} → {new or '(kosong)'}"


def _shown(value: Any) -> str:
    words = ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    if isinstance(value, bool):
        words = "ya" if value else "tidak"
    return words if len(words) <= SHORTEST else f"{words[: SHORTEST - 1]}…"


def _sum(changes: list[dict[str, Any]], *, dry_run: bool) -> str:
    if not changes:
        return "Organisasi sudah sama dengan berkas OPD; tidak ada yang berubah."
    # Several fields of one OPD are one update.
    counts = Counter(change for change, _opd in {(one["change"], one["opd"]) for one in changes})
    words = ", ".join(f"{counts[change]} {WORDS[change]}" for change in WORDS if counts[change])
    return f"Akan: {words}. Belum ada yang diubah." if dry_run else f"Selesai: {words}."
