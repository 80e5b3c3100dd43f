"""The tables of this room; `migration/ambon` makes them."""

from __future__ import annotations

import datetime

import sqlalchemy as sa
from ckan.plugins.toolkit import BaseModel
from sqlalchemy.orm import Mapped


class Inquiry(BaseModel):
    """What a reader reported or asked for; `opd` is the name of the organization that answers.

    `name` and `email` are emptied after a time; `closed`, `closed_by` and `answer` are set
    when the OPD is done with it.
    """

    __table__ = sa.Table(
        "ambon_inquiry",
        BaseModel.metadata,
        sa.Column("number", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("opd", sa.Text, nullable=False),
        sa.Column("package_id", sa.Text),
        sa.Column("resource_id", sa.Text),
        sa.Column("name", sa.Text),
        sa.Column("email", sa.Text),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed", sa.DateTime(timezone=True)),
        sa.Column("closed_by", sa.Text),
        sa.Column("answer", sa.Text),
    )

    number: Mapped[str]
    kind: Mapped[str]
    text: Mapped[str]
    opd: Mapped[str]
    package_id: Mapped[str | None]
    resource_id: Mapped[str | None]
    name: Mapped[str | None]
    email: Mapped[str | None]
    created: Mapped[datetime.datetime]
    closed: Mapped[datetime.datetime | None]
    closed_by: Mapped[str | None]
    answer: Mapped[str | None]

    @property
    def written(self) -> str:
        """The number as people read it: “7K3-QX2”."""
        return f"{self.number[:3]}-{self.number[3:]}"
