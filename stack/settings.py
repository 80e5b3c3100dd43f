"""What the operator chose, by environment variables; the one place that reads them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PREFIX = "AMBON_"
ADMINISTRATOR = "admin"
DATABASES = ("DATABASE_URL", "DATASTORE_WRITE_URL", "DATASTORE_READ_URL")
OUTSIDE = (*DATABASES, "SOLR_URL", "REDIS_URL")
MAIL = ("SMTP_SERVER", "SMTP_USER", "SMTP_PASSWORD", "SMTP_FROM")
KNOWN = {"STATE", "PORT", "HOST", "DEMO", "SITE_URL", "WORKERS", *OUTSIDE, *MAIL}


class Problem(Exception):  # noqa: N818 - it is no error of the program
    """Something that the operator can mend; the message says what and how."""


@dataclass(frozen=True)
class Settings:
    """The choices for one portal. Addresses of outside servers stand in `outside`."""

    state: Path
    port: int
    host: str
    demo: bool
    site_url: str
    workers: int
    smtp: Mapping[str, str] = field(default_factory=dict)
    outside: Mapping[str, str] = field(default_factory=dict)


def read(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings that `AMBON_*` describe; raise `Problem` for a bad value."""
    given = {
        k.removeprefix(PREFIX): v for k, v in environment.items() if k.startswith(PREFIX) and v
    }
    _refuse_unknown(given)
    # Lower ports are root's, and nothing that serves is root.
    port = _number(given, "PORT", 5000, range(1024, 65536))
    return Settings(
        state=state_folder(environment),
        port=port,
        host=given.get("HOST", "127.0.0.1"),
        demo=_number(given, "DEMO", 1, range(2)) == 1,
        site_url=_site_url(given, port),
        workers=_number(given, "WORKERS", min(os.cpu_count() or 1, 4), range(1, 65)),
        smtp={name.removeprefix("SMTP_").lower(): given[name] for name in MAIL if name in given},
        outside=_outside(given),
    )


def state_folder(environment: Mapping[str, str]) -> Path:
    """Return the state folder; a relative one is meant from the top of the checkout."""
    return (ROOT / (environment.get(f"{PREFIX}STATE") or ".stack")).absolute()


def _refuse_unknown(given: Mapping[str, str]) -> None:
    unknown = sorted(PREFIX + name for name in set(given) - KNOWN)
    if unknown:
        known = ", ".join(sorted(PREFIX + name for name in KNOWN))
        message = f"Tidak dikenal: {', '.join(unknown)}. Yang ada: {known}."
        raise Problem(message)


def _site_url(given: Mapping[str, str], port: int) -> str:
    url = given.get("SITE_URL", f"http://127.0.0.1:{port}").rstrip("/")
    if not url.startswith(("http://", "https://")):
        message = f"{PREFIX}SITE_URL harus diawali http:// atau https://, bukan “{url}”."
        raise Problem(message)
    return url


def _outside(given: Mapping[str, str]) -> dict[str, str]:
    outside = {name: given[name] for name in OUTSIDE if name in given}
    missing = [PREFIX + name for name in DATABASES if name not in outside]
    if missing and len(missing) < len(DATABASES):
        message = f"Basis data luar perlu ketiga alamatnya; belum ada: {', '.join(missing)}."
        raise Problem(message)
    return outside


def _number(given: Mapping[str, str], name: str, default: int, allowed: range) -> int:
    text = given.get(name, str(default))
    if not text.isdecimal() or int(text) not in allowed:
        message = (
            f"{PREFIX}{name} harus bilangan {allowed[0]} sampai {allowed[-1]}, bukan “{text}”."
        )
        raise Problem(message)
    return int(text)
