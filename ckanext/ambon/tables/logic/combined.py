"""One table of the city from all public tables that follow the same standard.

It is read where the rows are, every time anew: there is nothing that could lag behind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import Context
from ckanext.datastore.backend.postgres import get_read_engine

from ckanext.ambon.domain import opd, vocabularies
from ckanext.ambon.domain.table_standards import Column, Standard
from ckanext.ambon.domain.table_standards.matching import places
from ckanext.ambon.tables.logic.standards import language

OWN = ("opd", "opd_name", "dataset")
STREAMED = 2000

_TYPES: Mapping[str, Any] = {
    "bigint": sa.BigInteger(),
    "numeric": sa.Numeric(),
    "integer": sa.Integer(),
    "date": sa.Date(),
    "timestamp": sa.DateTime(),
    "text": sa.Text(),
    "boolean": sa.Boolean(),
}
# Types of PostgreSQL that can stand for a wanted one without a loss.
_FITTING: Mapping[str, frozenset[str]] = {
    "bigint": frozenset({"int8", "int4", "bigint", "integer"}),
    "integer": frozenset({"int4", "integer", "int8", "bigint"}),
    "numeric": frozenset({"numeric", "int8", "int4", "bigint", "integer", "float8"}),
    "date": frozenset({"date"}),
    "timestamp": frozenset({"timestamp", "date"}),
    "text": frozenset({"text"}),
    "boolean": frozenset({"bool", "boolean"}),
}


@dataclass(frozen=True)
class Source:
    """A public table that follows the standard; `columns` names its column for each of ours."""

    resource_id: str
    dataset: str
    title: str
    opd: str
    opd_name: str
    columns: Mapping[str, str]

    @property
    def as_plain(self) -> dict[str, Any]:
        """The source for the API."""
        return {key: value for key, value in asdict(self).items() if key != "columns"}


@dataclass(frozen=True)
class LeftOut:
    """A table that says it follows the standard and does not fit."""

    resource_id: str
    dataset: str
    why: str

    @property
    def as_plain(self) -> dict[str, str]:
        """The table for the API."""
        return asdict(self)


@dataclass(frozen=True)
class Combined:
    """The combined table of a standard."""

    standard: Standard
    sources: tuple[Source, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return (*OWN, *(column.name for column in self.standard.columns))

    @property
    def fields(self) -> list[dict[str, str]]:
        """Names and types of its columns."""
        types = [_stored(column) for column in self.standard.columns]
        return [
            {"id": name, "type": kind}
            for name, kind in zip(self.names, ("text", "text", "text", *types), strict=True)
        ]

    def total(self) -> int:
        """Count the rows."""
        with get_read_engine().connect() as connection:
            return sum(_count(connection, source) for source in self.sources)

    def placed(self) -> int:
        """Count the rows that have coordinates."""
        wanted = [self.standard.column(name) for name in self.standard.coordinates or ()]
        if not wanted:
            return 0
        with get_read_engine().connect() as connection:
            return sum(_count(connection, source, wanted) for source in self.sources)

    def records(self, limit: int, offset: int = 0) -> list[dict[str, Any]]:
        """Return some rows, as JSON takes them: table after table, in the order of each."""
        found: list[dict[str, Any]] = []
        with get_read_engine().connect() as connection:
            for source in self.sources:
                count = _count(connection, source) if offset else 0
                if offset and offset >= count:
                    offset -= count
                    continue
                query = self._query(source).limit(limit - len(found)).offset(offset)
                found += [self._record(row) for row in connection.execute(query)]
                offset = 0
                if len(found) == limit:
                    break
        return found

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield all rows, without holding them."""
        with get_read_engine().connect() as connection:
            streaming = connection.execution_options(yield_per=STREAMED)
            for source in self.sources:
                for row in streaming.execute(self._query(source)):
                    yield self._record(row)

    def _record(self, row: Any) -> dict[str, Any]:
        return {name: plain(value) for name, value in zip(self.names, row, strict=True)}

    def _query(self, source: Source) -> Any:
        own = (source.opd, source.opd_name, source.dataset)
        literals = [sa.literal(value, sa.Text()) for value in own]
        known = [_value(column, source) for column in self.standard.columns]
        labelled = [
            value.label(name) for value, name in zip((*literals, *known), self.names, strict=True)
        ]
        return sa.select(*labelled).select_from(_table(source)).order_by(sa.column("_id"))


def combine(standard: Standard, only: str | None = None) -> Combined:
    """Return the combined table of a standard, of all OPD or of one."""
    sources: list[Source] = []
    left_out: list[LeftOut] = []
    wanted = (opd.current_code(only) or only) if only else None
    for resource, package, owner in _marked(standard):
        if wanted and owner.name != wanted:
            continue
        found = _source(standard, resource, package, owner)
        (sources if isinstance(found, Source) else left_out).append(found)  # type: ignore[arg-type]
    sources.sort(key=lambda one: (one.opd, one.dataset, one.resource_id))
    return Combined(standard, tuple(sources), tuple(left_out))


def _marked(standard: Standard) -> list[tuple[model.Resource, model.Package, model.Group]]:
    """Return the public files that say they follow the standard."""
    query = model.Session.query(model.Resource, model.Package, model.Group)
    query = query.join(model.Package, model.Resource.package_id == model.Package.id)
    query = query.join(model.Group, model.Package.owner_org == model.Group.id)
    query = query.filter(
        model.Resource.state == "active",
        model.Package.state == "active",
        model.Package.private.is_(False),
        sa.cast(model.Resource.extras, sa.Text).like('%"table_standard"%'),
    )
    named = (tuple(one) for one in query)
    return [one for one in named if one[0].extras.get("table_standard") == standard.name]


def _source(
    standard: Standard, resource: model.Resource, package: model.Package, owner: model.Group
) -> Source | LeftOut:
    fields = _fields(resource.id)
    if fields is None:
        return LeftOut(resource.id, package.name, tk._("It has no table that everybody may read."))
    at = places(standard, [(name, name) for name in fields])
    names = list(fields)
    columns = {name: names[i] for name, i in at.items()}
    if why := _misfit(standard, columns, fields):
        return LeftOut(resource.id, package.name, why)
    code = owner.name
    name = vocabularies.label("opd", code) if opd.opd(code) else owner.title or code
    return Source(resource.id, package.name, package.title or package.name, code, name, columns)


def _fields(resource_id: str) -> dict[str, str] | None:
    """Return names and types of a table as the public sees it, None where it may not."""
    question = {"resource_id": resource_id, "limit": 0, "include_total": False}
    try:
        found = tk.get_action("datastore_search")(Context(user=""), question)
    except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError):
        return None
    return {field["id"]: field["type"] for field in found["fields"] if field["id"][0] != "_"}


def _misfit(standard: Standard, columns: Mapping[str, str], fields: Mapping[str, str]) -> str:
    for column in standard.columns:
        label = column.label[language()]
        own = columns.get(column.name)
        if column.required and own is None:
            return tk._("The required column “{label}” is missing.").format(label=label)
        if own is not None and fields[own] not in _FITTING[_stored(column)]:
            message = tk._("The column “{label}” is stored as {type}, not in the standard's type.")
            return message.format(label=label, type=fields[own])
    return ""


def _stored(column: Column) -> str:
    term = vocabularies.term("column_types", column.type)
    return term.data["postgres"] if term else "text"


def _table(source: Source) -> Any:
    return sa.table(source.resource_id)


def _count(connection: Any, source: Source, filled: Sequence[Column] = ()) -> int:
    """Count the rows of a table, those in which some columns are filled."""
    query = sa.select(sa.func.count()).select_from(_table(source))
    query = query.where(*(_value(column, source).is_not(None) for column in filled))
    return connection.execute(query).scalar_one()


def _value(column: Column, source: Source) -> Any:
    kind = _TYPES[_stored(column)]
    name = source.columns.get(column.name)
    return sa.cast(sa.column(name) if name else sa.null(), kind)


def plain(value: Any) -> Any:
    """Return a value as JSON takes it: numbers as numbers, days as text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value
