"""What is kept of each file that was searched: its state, what was found, who decided what."""

from __future__ import annotations

import datetime
import json
import uuid
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from ckan import model
from ckan.plugins import toolkit as tk
from sqlalchemy.orm import Mapped, mapped_column

FILE = "file"
ROWS = "rows"
CHANGED = "changed"  # rows were written, and the whole table is not searched yet

CLEAR = "clear"
ASKS = "asks"  # weak findings, small cells, or a kind of file that cannot be searched
BLOCKED = "blocked"
WAITING = "waiting"
UNREADABLE = "unreadable"
EXCEPTED = "excepted"
BEFORE = "before"  # was there before this guard; its version is unknown

WITHHELD = (BLOCKED, WAITING, UNREADABLE)

# A worker that is there has searched the largest file by then.
LATE = datetime.timedelta(hours=1)

REASON = "reason"
ASKED = "asked"
APPROVED = "approved"
REFUSED = "refused"
REVOKED = "revoked"
CLEANED = "cleaned"


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)


class Check(tk.BaseModel):
    """The search of one part of a resource: its file, or its rows in the DataStore."""

    __tablename__ = "ambon_pii_check"
    __table_args__ = {"extend_existing": True}  # noqa: RUF012

    resource_id: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True)
    part: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True)
    package_id: Mapped[str] = mapped_column(sa.UnicodeText, nullable=False, index=True)
    version: Mapped[str] = mapped_column(sa.UnicodeText, nullable=False)
    state: Mapped[str] = mapped_column(sa.UnicodeText, nullable=False, index=True)
    findings: Mapped[str] = mapped_column(sa.UnicodeText, nullable=False, default="[]")
    remark: Mapped[str] = mapped_column(sa.UnicodeText, nullable=False, default="")
    checked_at: Mapped[datetime.datetime] = mapped_column(sa.DateTime, nullable=False, default=_now)

    @property
    def found(self) -> list[dict[str, Any]]:
        """The findings; none holds a whole number or name."""
        return json.loads(self.findings)


class Decision(tk.BaseModel):
    """What a person said or decided about one version of a file."""

    __tablename__ = "ambon_pii_decision"
    __table_args__ = {"extend_existing": True}  # noqa: RUF012

    id: Mapped[str] = mapped_column(
        sa.UnicodeText, primary_key=True, default=lambda: str(uuid.uuid4())
    )
    resource_id: Mapped[str] = mapped_column(sa.UnicodeText, nullable=False, index=True)
    version: Mapped[str] = mapped_column(sa.UnicodeText, nullable=False)
    what: Mapped[str] = mapped_column(sa.UnicodeText, nullable=False)
    text: Mapped[str] = mapped_column(sa.UnicodeText, nullable=False)
    user_id: Mapped[str] = mapped_column(sa.UnicodeText, nullable=False)
    at: Mapped[datetime.datetime] = mapped_column(sa.DateTime, nullable=False, default=_now)


def check(resource_id: str, part: str = FILE) -> Check | None:
    """Return what is known of one part of a resource."""
    return model.Session.get(Check, (resource_id, part))


def checks(package_id: str) -> list[Check]:
    """Return what is known of all files of an entry."""
    return model.Session.query(Check).filter(Check.package_id == package_id).all()


def withheld(package_ids: Iterable[str]) -> set[str]:
    """Return which resources of some entries are kept from the public."""
    query = model.Session.query(Check.resource_id)
    query = query.filter(Check.package_id.in_(list(package_ids)), Check.state.in_(WITHHELD))
    return {row[0] for row in query}


def keep(resource: dict[str, str], part: str, version: str, **known: Any) -> Check:
    """Write what was found of a part of a resource, in the running transaction."""
    found = check(resource["id"], part) or Check(resource_id=resource["id"], part=part)
    found.package_id = resource["package_id"]
    values = {"findings": "[]", "remark": "", **known, "version": version, "checked_at": _now()}
    for name, value in values.items():
        setattr(found, name, value)
    model.Session.add(found)
    model.Session.flush()
    return found


def forget(resource_id: str, part: str) -> None:
    """Forget what is known of a part of a resource: a table that is no more, work that is done."""
    if found := check(resource_id, part):
        model.Session.delete(found)
        model.Session.commit()


def changed() -> list[str]:
    """Return the resources whose rows changed and were not searched since."""
    query = model.Session.query(Check.resource_id).filter(Check.part == CHANGED)
    return [row[0] for row in query.order_by(Check.checked_at)]


def decide(checked: Check, what: str, text: str, user_id: str) -> Decision:
    """Note what somebody said of this version of a file, in the running transaction."""
    noted = Decision(
        resource_id=checked.resource_id,
        version=checked.version,
        what=what,
        text=text,
        user_id=user_id,
    )
    model.Session.add(noted)
    model.Session.flush()
    return noted


def decisions(checked: Check) -> list[Decision]:
    """Return what was said of this version of a file, the last first."""
    query = model.Session.query(Decision)
    query = query.filter_by(resource_id=checked.resource_id, version=checked.version)
    return query.order_by(Decision.at.desc()).all()


def open_requests() -> list[Check]:
    """Return the blocked files for which an exception was asked and nothing was decided."""
    return [one for one in _of_files(BLOCKED, UNREADABLE) if last_word(one) == ASKED]


def exceptions() -> list[Check]:
    """Return the files that are public by an exception, the last searched first."""
    return _of_files(EXCEPTED)


def waiting() -> list[Check]:
    """Return the files that nobody searched yet, an hour and more after they came."""
    return [one for one in _of_files(WAITING) if one.checked_at < _now() - LATE]


def _of_files(*states: str) -> list[Check]:
    """Return what is known of files that are there, the last searched first."""
    query = model.Session.query(Check).join(model.Resource, model.Resource.id == Check.resource_id)
    query = query.filter(Check.state.in_(states), model.Resource.state == "active")
    return query.order_by(Check.checked_at.desc()).all()


def last_word(checked: Check) -> str:
    """Return what was last said of this version, empty where nothing was."""
    found = decisions(checked)
    return found[0].what if found else ""
