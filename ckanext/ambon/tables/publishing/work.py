"""What is done at once or by the worker: read a file, publish its tables; and how far it is."""

from __future__ import annotations

import datetime
import json
import logging
import uuid
from collections.abc import Collection, Sequence
from typing import Any

import ckan.plugins.toolkit as tk
import psycopg2
from ckan import model
from redis.exceptions import RedisError
from rq import get_current_job
from rq.job import JobStatus
from sqlalchemy.exc import SQLAlchemyError

from ckanext.ambon.domain.spreadsheets.model import Reading, Table
from ckanext.ambon.tables import model as kept
from ckanext.ambon.tables.guarding import checking, records
from ckanext.ambon.tables.publishing import finding, reading, telling
from ckanext.ambon.tables.publishing.publication import (
    AskError,
    Count,
    Order,
    OvertakenError,
    UnsearchedError,
    publish,
)
from ckanext.ambon.tables.publishing.reading import Meter, Stored

log = logging.getLogger(__name__)

TIMEOUT = 3600
# A worker at work gives a sign every half minute; one that was killed gives none.
SILENT = 120
_ENDED = (JobStatus.FAILED, JobStatus.STOPPED, JobStatus.CANCELED, JobStatus.FINISHED)


def read(file: Stored) -> kept.TableFile:
    """Read a small file now, leave a large one to the worker."""
    if file.is_small:
        return reading.keep(file, reading.read(file))
    return later(file, read_later, [file.resource_id])


def read_later(resource_id: str) -> None:
    """Read a file that was left to the worker."""
    file = reading.stored(resource_id)
    if not is_due(file):
        return
    try:
        reading.keep(file, reading.read(file, Meter(file, kept.READING)))
    except Exception:
        failed(file, telling.UNREAD)
        raise


def start(order: Order, keys: Sequence[str]) -> None:
    """Publish tables of a small file now, leave those of a large one to the worker."""
    if order.file.is_small:
        _publish(order, reading.read(order.file), keys, Meter(order.file, kept.LOADING))
    else:
        arguments = [order.file.resource_id, order.user, list(keys), list(order.agreed)]
        later(order.file, publish_later, arguments)


def publish_later(
    resource_id: str, user: str, keys: Sequence[str], agreed: Collection[str]
) -> None:
    """Publish tables of a file that was left to the worker."""
    file = reading.stored(resource_id)
    if not is_due(file):
        return
    _search_first(file)
    meter = Meter(file, kept.LOADING)
    try:
        found = reading.read(file, lambda part: meter(part / 2))
        _publish(Order(file, user, agreed), found, keys, meter)
    except tk.ValidationError as refused:
        failed(file, "; ".join(str(text) for text in refused.error_summary.values()))


def is_due(file: Stored) -> bool:
    """Tell whether this job is still the one that is to be done for the file.

    It is not where another file was uploaded since, which nobody has ordered to be published,
    or where its work is done and only its end was not noted.
    """
    job, known = get_current_job(), kept.table_file(file.resource_id)
    if job is None or known is None:
        return True
    is_named = (known.version, known.job_id) == (file.version, job.id)
    return is_named and known.state in (*kept.AT_WORK, kept.FAILED)


def _search_first(file: Stored) -> None:
    """Search the file for personal data where that was left to the worker too."""
    checked = records.check(file.resource_id)
    if checked is not None and checked.state == records.WAITING:
        checking.check_later(file.resource_id)


def _publish(order: Order, found: Reading, keys: Sequence[str], meter: Meter) -> None:
    """Publish the tables with these keys, one after another."""
    refuse_withheld(order.file)
    wanted = [table for table in found.tables if table.key in keys]
    _refuse_open(found, wanted)
    try:
        message = _publish_each(order, found, wanted, meter)
    except AskError as asked:
        _asks(order.file, found, asked)
    except OvertakenError:
        failed(order.file, telling.OVERTAKEN)
    except (SQLAlchemyError, psycopg2.Error, OSError, RuntimeError) as error:
        _broken(order.file, error)
    else:
        # In one step: who looks in between would see a file that waits to be published.
        reading.keep(order.file, found, state=kept.PUBLISHED, message=message)


def _publish_each(order: Order, found: Reading, wanted: Sequence[Table], meter: Meter) -> str:
    """Publish tables; return what is to be said of them, if anything."""
    done, message = 0, ""
    rows = sum(table.row_count for table in wanted) or 1
    for table in wanted:
        try:
            publish(order, found, table, _counting(meter, done, rows))
        except UnsearchedError as error:
            log.exception("Rows of %s cannot be searched", order.file.resource_id, exc_info=error)
            message = telling.UNSEARCHED
        done += table.row_count
    return message


def _counting(meter: Meter, done: int, rows: int) -> Count:
    """Return what tells the meter how many rows are stored: its second half is for that."""
    return lambda count: meter(0.5 + (done + count) / rows / 2)


def refuse_withheld(file: Stored) -> None:
    """Refuse a file that is kept from the public: its rows would go out."""
    checked = records.check(file.resource_id)
    if checked is None or checked.state not in records.WITHHELD:
        return
    message = tk._(
        "This file is withheld, because it holds personal data or was not searched yet. "
        "Clean it or ask for an exception first; then publish its table."
    )
    raise tk.ValidationError({"id": [message]})


def _refuse_open(found: Reading, wanted: Sequence[Table]) -> None:
    if found.error:
        raise tk.ValidationError({"id": [found.error]})
    if not wanted:
        raise tk.ValidationError({"tables": [tk._("The file has no such table any more.")]})
    titles = [question.why for table in wanted for question in table.questions]
    if titles:
        message = tk.ungettext(
            "{n} question about this table is open: {first}",
            "{n} questions about this table are open: {first}",
            len(titles),
        )
        raise tk.ValidationError({"tables": [message.format(n=len(titles), first=titles[0])]})


def _asks(file: Stored, found: Reading, asked: AskError) -> None:
    checks = json.dumps([change.as_plain for change in asked.changes], ensure_ascii=False)
    reading.keep(file, found, state=kept.ASKS, checks=checks)


def _broken(file: Stored, error: Exception) -> None:
    log.exception("Publishing the table of %s failed", file.resource_id, exc_info=error)
    failed(file, telling.UNSTORED)


def failed(file: Stored, message: str) -> None:
    model.Session.rollback()
    known = {"state": kept.FAILED, "message": message, "progress": 0.0}
    kept.tell(file.resource_id, file.version, **known)


def later(file: Stored, job: Any, arguments: list[Any]) -> kept.TableFile:
    """Leave something to the worker, and note which job it is."""
    known = kept.table_file(file.resource_id)
    if known is not None and known.state in kept.AT_WORK and known.version == file.version:
        found = refreshed(known)
        if found.state in kept.AT_WORK:
            return found
    job_id = str(uuid.uuid4())
    told = {"version": file.version, "state": kept.WAITING, "progress": 0.0, "message": ""}
    # Noted before it is queued: a job begins only where it is the one that is noted.
    noted = kept.keep(file.resource_id, job_id=job_id, **told)
    rq_kwargs = {"timeout": TIMEOUT, "job_id": job_id}
    try:
        tk.enqueue_job(job, arguments, title=f"Tabel {file.resource_id}", rq_kwargs=rq_kwargs)
    except RedisError:
        log.exception("Nothing can be left to the worker: the queue does not answer")
        return kept.keep(file.resource_id, state=kept.FAILED, message=telling.UNQUEUED)
    return noted


def refreshed(known: kept.TableFile) -> kept.TableFile:
    """Return what is known, and say so where its job is lost."""
    if known.state not in kept.AT_WORK or not known.job_id:
        return known
    if _is_at_work(known.job_id):
        return known
    latest = kept.table_file(known.resource_id) or known
    if latest.state not in kept.AT_WORK or latest.job_id != known.job_id:
        return latest
    return kept.keep(known.resource_id, progress=0.0, **_lost(latest))


def _lost(known: kept.TableFile) -> dict[str, str]:
    """Return what is to be said of a file whose job is lost: its rows may be published already."""
    parts = kept.parts(known.resource_id).values()
    targets = {one.target_id for one in parts if one.version == known.version}
    if known.state == kept.LOADING and targets & finding.all_missing():
        return {"state": kept.PUBLISHED, "message": telling.UNSEARCHED}
    return {"state": kept.FAILED, "message": telling.LOST}


def _is_at_work(job_id: str) -> bool:
    try:
        job = tk.job_from_id(job_id)
        status = job.get_status()
    except KeyError:
        return False
    except RedisError:
        return True  # Nobody knows; the queue will tell when it answers again.
    if status == JobStatus.STARTED and job.last_heartbeat:
        silent = datetime.datetime.now(datetime.timezone.utc) - _aware(job.last_heartbeat)
        return silent.total_seconds() < SILENT
    return status not in _ENDED


def _aware(moment: datetime.datetime) -> datetime.datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.timezone.utc)
