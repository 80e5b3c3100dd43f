"""The tables of this room; `migration/ambon_search` makes them."""

from __future__ import annotations

import datetime

import sqlalchemy as sa
from ckan.plugins.toolkit import BaseModel
from sqlalchemy.orm import Mapped


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
