"""The actions of the search."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Action, Context, DataDict

from ckanext.ambon.search.counting import report
from ckanext.ambon.search.indexing import saving
from ckanext.ambon.search.logic import schema
from ckanext.ambon.search.suggesting import suggest


@tk.side_effect_free
@tk.validate_action_data(schema.ambon_suggest)
def ambon_suggest(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Propose how a question may go on while it is typed.

    :param q: what was typed so far; from two letters on
    :type q: string
    :param limit: at most so many (default 10)
    :type limit: integer

    :returns: a list of ``kind`` (``query``, ``office``, ``topic``, ``place``, ``dataset``,
        ``layanan``, ``peraturan``), ``text``, ``url`` and sometimes ``note``
    :rtype: list of dictionaries

    Example::

        GET /api/3/action/ambon_suggest?q=pendu
    """
    tk.check_access("ambon_suggest", context, data_dict)
    return suggest(data_dict.get("q") or "", data_dict["limit"])


@tk.side_effect_free
@tk.validate_action_data(schema.ambon_search_terms)
def ambon_search_terms(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """List what readers searched for in vain.

    Nothing about readers is stored; a question counts from the fifth time on. The
    numbers of a day are there the day after.

    :param days: how many past days count (default 90)
    :type days: integer

    :returns: ``since`` (a date), ``fewest`` (5), ``unanswered`` (questions that found
        nothing) and ``unused`` (questions after which no entry was opened), both lists
        of ``term`` and ``asked``, the most asked first
    :rtype: dictionary

    Example::

        GET /api/3/action/ambon_search_terms?days=30
    """
    tk.check_access("ambon_search_terms", context, data_dict)
    return report.terms(data_dict["days"])


@tk.chained_action
def datastore_create(original: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's `datastore_create`; searches find the entry by its new rows."""
    return _with_rows(original(context, data_dict))


@tk.chained_action
def datastore_upsert(original: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's `datastore_upsert`; searches find the entry by its new rows."""
    return _with_rows(original(context, data_dict))


@tk.chained_action
def datastore_delete(original: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's `datastore_delete`; searches no longer find the entry by rows that are gone."""
    return _with_rows(original(context, data_dict))


def _with_rows(answer: Any) -> Any:
    """Have the index learn the entry whose rows were changed: they stand in its document."""
    resource = model.Resource.get(str(answer.get("resource_id")))
    if resource is not None and resource.package_id:
        saving.rows_changed(resource.package_id)
    return answer
