"""The tables of this room; `migration/ambon_search` makes them."""

from __future__ import annotations

import datetime
from typing import Any

import sqlalchemy as sa
from ckan import model
from ckan.plugins.toolkit import BaseModel
from sqlalchemy.orm import Mapped


def stands(table: Any) -> bool:
    """Tell whether the database has the table; before `ckan db upgrade` it has not."""
    name = sa.cast(sa.func.to_regclass(table.__table__.name), sa.Text)
    return model.Session.execute(sa.select(name)).scalar() is not None


class Count(BaseModel):
    """How often a name was read or asked for on a day; names no reader."""

    __table__ = sa.Table(
        "ambon_search_count",
        BaseModel.metadata,
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )

    day: Mapped[datetime.date]
    kind: Mapped[str]
    name: Mapped[str]
    count: Mapped[int]


class Note(BaseModel):
    """That the index must learn of an entry; triggers of the database write it.

    The index may learn of it from `due` on. `doubtful`: an earlier version may still be
    on its way to the index. `refusal`: why the index did not take it.
    """

    __table__ = sa.Table(
        "ambon_search_outbox",
        BaseModel.metadata,
        sa.Column("entry_id", sa.Text, primary_key=True),
        sa.Column("transaction", sa.BigInteger, primary_key=True),
        sa.Column("noted", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("doubtful", sa.Boolean, nullable=False),
        sa.Column("refusal", sa.Text, nullable=False),
    )


class Rebuild(BaseModel):
    """A new index that is being made: its name, and how far each part of the work is.

    While such rows stand, every change goes to the new index too; `spoiled` says that
    one did not get there.
    """

    __table__ = sa.Table(
        "ambon_search_rebuild",
        BaseModel.metadata,
        sa.Column("part", sa.Integer, primary_key=True),
        sa.Column("core", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
        sa.Column("spoiled", sa.Boolean, nullable=False),
    )

    part: Mapped[int]
    core: Mapped[str]
    after: Mapped[str]
    spoiled: Mapped[bool]
