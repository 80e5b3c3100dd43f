"""What the operator chose, by environment variables; the one place that reads them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PREFIX = "AMBON_"
ADMINISTRATOR = "admin"
PARTS = ("DATABASE_URL", "DATASTORE_WRITE_URL", "DATASTORE_READ_URL", "SOLR_URL", "REDIS_URL")


class Problem(Exception):
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
    given = {k.removeprefix(PREFIX): v for k, v in environment.items() if k.startswith(PREFIX) and v}
    host = given.get("HOST", "127.0.0.1")
    port = _number(given, "PORT", 5000, 65535)
    return Settings(
        state=(ROOT / given.get("STATE", ".stack")).absolute(),
        port=port,
        host=host,
        demo=_number(given, "DEMO", 1, 1) == 1,
        site_url=given.get("SITE_URL", f"http://127.0.0.1:{port}").rstrip("/"),
        workers=_number(given, "WORKERS", min(os.cpu_count() or 1, 4), 64),
        smtp={k.removeprefix("SMTP_").lower(): v for k, v in given.items() if k.startswith("SMTP_")},
        outside=_outside(given),
    )


def _outside(given: Mapping[str, str]) -> dict[str, str]:
    outside = {part: given[part] for part in PARTS if part in given}
    databases = [part for part in PARTS[:3] if part in outside]
    if databases and len(databases) < len(PARTS[:3]):
        names = ", ".join(PREFIX + part for part in PARTS[:3])
        message = f"Basis data luar perlu ketiganya: {names}."
        raise Problem(message)
    return outside


def _number(given: Mapping[str, str], name: str, default: int, highest: int) -> int:
    text = given.get(name, str(default))
    if not text.isdigit() or int(text) > highest:
        message = f"{PREFIX}{name} harus bilangan 0 sampai {highest}, bukan “{text}”."
        raise Problem(message)
    return int(text)
