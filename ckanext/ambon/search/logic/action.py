"""The actions of the search."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, DataDict

from ckanext.ambon.search.counting import report
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
