"""Bring a version back at once, or leave a large one to the worker."""

from __future__ import annotations

from dataclasses import astuple

import ckan.plugins.toolkit as tk

from ckanext.ambon.tables import model as kept
from ckanext.ambon.tables.publishing import reading
from ckanext.ambon.tables.publishing import work as publishing
from ckanext.ambon.tables.restoring import returning, versions
from ckanext.ambon.tables.restoring.returning import Wish


def start(wish: Wish) -> None:
    """Bring a small version back now, leave a large one to the worker."""
    known = versions.of_file(wish.resource_id)
    _refuse_at_work(wish.resource_id)
    returning.refuse_changed(known, wish.seen)
    if known.version(wish.version).is_small:
        returning.bring_back(wish)
    else:
        publishing.later(known.file, bring_back_later, list(astuple(wish)))


def bring_back_later(resource_id: str, version: str, user: str, seen: str | None) -> None:
    """Bring a version back that was left to the worker."""
    file = reading.stored(resource_id)
    if not publishing.is_due(file):
        return
    kept.tell(resource_id, file.version, state=kept.LOADING, progress=0.0)
    meter = reading.Meter(file, kept.LOADING)
    try:
        returning.bring_back(Wish(resource_id, version, user, seen), meter)
    except tk.ValidationError as refused:
        text = "; ".join(str(text) for text in refused.error_summary.values())
        publishing.failed(file, text)


def _refuse_at_work(resource_id: str) -> None:
    """Refuse while the worker reads or publishes the file: it would lose its place."""
    known = kept.table_file(resource_id)
    if known is not None and publishing.refreshed(known).state in kept.AT_WORK:
        message = tk._("This file is being worked on. Wait until that has ended; then try again.")
        raise tk.ValidationError({"id": [message]})
