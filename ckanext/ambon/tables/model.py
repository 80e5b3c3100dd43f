"""What is kept of files that hold tables: how far each is, answers given, tables published."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from ckan import model
from ckan.plugins import toolkit as tk
from sqlalchemy.orm import Mapped, mapped_column

WAITING = "waiting"  # the worker will read or publish it
READING = "reading"
READ = "read"
REFUSED = "refused"
LOADING = "loading"
ASKS = "asks"  # read, and before publishing something is to be agreed to
PUBLISHED = "published"
FAILED = "failed"

AT_WORK = (WAITING, READING, LOADING)


def now() -> datetime.datetime:
    """Return the time as it is stored."""
    return datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)


class TableFile(tk.BaseModel):
    """The file of a resource on its way to a table; `version` says which file is meant."""

    __tablename__ = "ambon_table_file"
    __table_args__ = {"extend_existing": True}  # noqa: RUF012

    resource_id: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True)
    version: Mapped[str] = mapped_column(sa.UnicodeText, nullable=False, default="")
    state: Mapped[str] = mapped_column(sa.UnicodeText, nullable=False, default=WAITING)
    progress: Mapped[float] = mapped_column(sa.Float, nullable=False, default=0.0)
    message: Mapped[str] = mapped_column(sa.UnicodeText, nullable=False, default="")
    shape: Mapped[str] = mapped_column(sa.UnicodeText, nullable=False, default="")
    preview: Mapped[str] = mapped_column(sa.UnicodeText, nullable=False, default="{}")
    checks: Mapped[str] = mapped_column(sa.UnicodeText, nullable=False, default="[]")
    job_id: Mapped[str] = mapped_column(sa.UnicodeText, nullable=False, default="")
    updated_at: Mapped[datetime.datetime] = mapped_column(sa.DateTime, nullable=False, default=now)

    @property
    def found(self) -> dict[str, Any]:
        """What was read, without most of the rows."""
        return json.loads(self.preview)

    @property
    def open_checks(self) -> list[dict[str, Any]]:
        """What is to be agreed to before the table that is there is replaced."""
        return json.loads(self.checks)


class Answer(tk.BaseModel):
    """An answer of an OPD to a question about all files of one shape."""

    __tablename__ = "ambon_table_answer"
    __table_args__ = {"extend_existing": True}  # noqa: RUF012

    opd: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True)
    shape: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True)
    key: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True)
    value: Mapped[str] = mapped_column(sa.UnicodeText, nullable=False)
    user_id: Mapped[str] = mapped_column(sa.UnicodeText, nullable=False, default="")
    at: Mapped[datetime.datetime] = mapped_column(sa.DateTime, nullable=False, default=now)


class Part(tk.BaseModel):
    """The resource in which one table of a file is published."""

    __tablename__ = "ambon_table_part"
    __table_args__ = {"extend_existing": True}  # noqa: RUF012

    resource_id: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True)
    table_key: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True)
    target_id: Mapped[str] = mapped_column(sa.UnicodeText, nullable=False, index=True)
    version: Mapped[str] = mapped_column(sa.UnicodeText, nullable=False, default="")
    row_count: Mapped[int] = mapped_column(sa.BigInteger, nullable=False, default=0)
    at: Mapped[datetime.datetime] = mapped_column(sa.DateTime, nullable=False, default=now)


def table_file(resource_id: str) -> TableFile | None:
    """Return what is known of the file of a resource, as it is stored now."""
    return model.Session.get(TableFile, resource_id, populate_existing=True)


def keep(resource_id: str, **known: Any) -> TableFile:
    """Write what is known of the file of a resource, and commit."""
    found = table_file(resource_id) or TableFile(resource_id=resource_id)
    for name, value in {**known, "updated_at": now()}.items():
        setattr(found, name, value)
    model.Session.add(found)
    model.Session.commit()
    return found


def tell(resource_id: str, version: str, **known: Any) -> TableFile | None:
    """Write what became of one version of a file; of one that another has replaced, nothing."""
    found = table_file(resource_id)
    if found is None or found.version != version:
        return found
    return keep(resource_id, **known)


def saying(message: str) -> list[TableFile]:
    """Return the files of which this is said."""
    return list(model.Session.query(TableFile).filter_by(message=message))


def answers(opd: str, shape: str) -> dict[str, str]:
    """Return what an OPD answered about files of a shape, by the keys of the questions."""
    query = model.Session.query(Answer).filter_by(opd=opd, shape=shape)
    return {one.key: one.value for one in query}


def remember(opd: str, shape: str, given: Mapping[str, str], user_id: str) -> None:
    """Keep answers of an OPD about files of a shape; an empty one is forgotten."""
    for key, value in given.items():
        place = {"opd": opd, "shape": shape, "key": key}
        found = model.Session.get(Answer, tuple(place.values()))
        if found is not None and not value:
            model.Session.delete(found)
        elif value:
            model.Session.merge(Answer(**place, value=value, user_id=user_id, at=now()))
    model.Session.commit()


def parts(resource_id: str) -> dict[str, Part]:
    """Return what was published of a file, by the keys of its tables."""
    query = model.Session.query(Part).filter_by(resource_id=resource_id)
    return {one.table_key: one for one in query}


def keep_part(**known: Any) -> None:
    """Note where a table of a file is published, and commit."""
    model.Session.merge(Part(**known, at=now()))
    model.Session.commit()
