"""`ckan ambon user`: accounts of officers."""

from __future__ import annotations

from typing import Any

import click

from ckanext.ambon.commands import ambon
from ckanext.ambon.commands.calling import call, quiet

by_hand = click.option(
    "--print-link", is_flag=True, help="Jangan kirim surel; tampilkan tautannya di sini."
)


@ambon.group(short_help="Akun petugas")
def user() -> None:
    """Akun petugas OPD."""


@user.command()
@click.argument("name")
@click.argument("email")
@click.option("--opd", required=True, help="Kode OPD, misalnya disdukcapil.")
@click.option("--role", default="editor", show_default=True, help="admin, editor, atau member.")
@by_hand
def invite(name: str, email: str, *, opd: str, role: str, print_link: bool) -> None:
    """Undang petugas: buat akun NAME di OPD dan kirim tautan sekali pakai ke EMAIL."""
    data = {"name": name, "email": email, "opd": opd, "role": role, "send": not print_link}
    with quiet("ckan.lib.mailer"):
        done = call("ambon_user_invite", data)
    click.echo(f"Akun {done['name']} dibuat di {done['opd']} sebagai {done['role']}.")
    _tell(done)


@user.command()
@click.argument("name")
@by_hand
def reset(name: str, *, print_link: bool) -> None:
    """Beri akun NAME tautan sekali pakai untuk membuat kata sandi baru."""
    with quiet("ckan.lib.mailer"):
        done = call("ambon_user_reset", {"name": name, "send": not print_link})
    _tell(done)


def _tell(done: dict[str, Any]) -> None:
    if done["mailed"]:
        click.echo(f"Tautan sekali pakai dikirim ke {done['email']}.")
        return
    if done["mail_error"]:
        click.echo(f"Surel tidak terkirim ({done['mail_error']}).")
    click.echo("Sampaikan sendiri tautan sekali pakai ini kepada pemilik akun:")
    click.echo(done["link"])
