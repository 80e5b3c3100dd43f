"""The actions of the guard: what was found, why it may stay, how it is cleaned, who allows it."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context, DataDict

from ckanext.ambon.domain.personal_data.remedies import Remedy
from ckanext.ambon.tables import model as kept
from ckanext.ambon.tables.guarding import checking, records, remedying, schema


@tk.side_effect_free
@tk.validate_action_data(schema.ambon_pii_show)
def ambon_pii_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Tell what was found in a file, and what was said and decided about it.

    For those who may edit the dataset. No whole number or name is in the answer.

    :param id: id of the resource
    :type id: string

    :returns: ``state``, ``withheld``, ``remark``, ``findings`` (as the command prints them)
        and ``decisions`` (``what``, ``text``, ``by``, ``at``), the last first
    :rtype: dictionary

    Example::

        GET /api/3/action/ambon_pii_show?id=4c3b…
    """
    tk.check_access("ambon_pii_show", context, data_dict)
    return _told(_checked(data_dict["id"]))


@tk.validate_action_data(schema.ambon_pii_reason)
def ambon_pii_reason(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Say why a file with weak findings or small counts may be public.

    :param id: id of the resource
    :type id: string
    :param reason: the reason, in a sentence
    :type reason: string

    :returns: as ``ambon_pii_show``
    :rtype: dictionary

    Example::

        POST /api/3/action/ambon_pii_reason {"id": "4c3b…", "reason": "Angka sudah digabung."}
    """
    tk.check_access("ambon_pii_reason", context, data_dict)
    checked = _checked(data_dict["id"])
    _say(context, checked, records.REASON, data_dict["reason"])
    return _told(checked)


@tk.validate_action_data(schema.ambon_pii_ask)
def ambon_pii_ask(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Ask Walidata to let a withheld file be public all the same.

    :param id: id of the resource
    :type id: string
    :param reason: why the law allows it, in a sentence
    :type reason: string

    :returns: as ``ambon_pii_show``
    :rtype: dictionary

    Example::

        POST /api/3/action/ambon_pii_ask {"id": "4c3b…", "reason": "Wajib diumumkan menurut …"}
    """
    tk.check_access("ambon_pii_ask", context, data_dict)
    checked = _withheld(data_dict["id"])
    _say(context, checked, records.ASKED, data_dict["reason"])
    return _told(checked)


@tk.validate_action_data(schema.ambon_pii_decide)
def ambon_pii_decide(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Allow or refuse an exception that was asked for; for Walidata's administrators.

    It holds for this version of the file: another one is searched anew.

    :param id: id of the resource
    :type id: string
    :param approve: whether the file may be public
    :type approve: boolean
    :param note: the ground of the decision, in a sentence
    :type note: string

    :returns: as ``ambon_pii_show``
    :rtype: dictionary

    Example::

        POST /api/3/action/ambon_pii_decide {"id": "4c3b…", "approve": false, "note": "…"}
    """
    tk.check_access("ambon_pii_decide", context, data_dict)
    checked = _withheld(data_dict["id"])
    if records.last_word(checked) != records.ASKED:
        raise tk.ValidationError({"id": [tk._("No exception was asked for this file.")]})
    what = records.APPROVED if data_dict["approve"] else records.REFUSED
    if data_dict["approve"]:
        checked.state = records.EXCEPTED
    _say(context, checked, what, data_dict["note"])
    checking.reindex(checked.package_id)
    return _told(checked)


@tk.validate_action_data(schema.ambon_pii_revoke)
def ambon_pii_revoke(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Take an exception back: the file is withheld again; for Walidata's administrators.

    :param id: id of the resource
    :type id: string
    :param note: the ground, in a sentence
    :type note: string

    :returns: as ``ambon_pii_show``
    :rtype: dictionary

    Example::

        POST /api/3/action/ambon_pii_revoke {"id": "4c3b…", "note": "Dasar hukumnya dicabut."}
    """
    tk.check_access("ambon_pii_revoke", context, data_dict)
    checked = _excepted(data_dict["id"])
    # A file that could not be searched says so in its remark.
    checked.state = records.UNREADABLE if checked.remark else records.BLOCKED
    _close_further(checked)
    _say(context, checked, records.REVOKED, data_dict["note"])
    checking.reindex(checked.package_id)
    return _told(checked)


@tk.side_effect_free
@tk.validate_action_data(schema.ambon_pii_list)
def ambon_pii_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """List the exceptions that wait for a decision; for Walidata's administrators.

    :param allowed: those that were allowed and still hold, instead (optional, default: false)
    :type allowed: boolean

    :returns: as ``ambon_pii_show``, with ``id``, ``name``, ``package_id`` and ``dataset``
    :rtype: list of dictionaries

    Example::

        GET /api/3/action/ambon_pii_list
    """
    tk.check_access("ambon_pii_list", context, data_dict)
    wanted = records.exceptions if data_dict.get("allowed") else records.open_requests
    found = [(one, model.Resource.get(one.resource_id)) for one in wanted()]
    return [
        {
            **_told(one),
            "id": one.resource_id,
            "part": one.part,
            "name": resource.name or resource.url,
            "package_id": one.package_id,
            "dataset": resource.package.title,
        }
        for one, resource in found
        if resource is not None
    ]


@tk.validate_action_data(schema.ambon_pii_clean)
def ambon_pii_clean(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Make a clean copy of a file; shown first, and with ``save`` put in the file's place.

    :param id: id of the resource
    :type id: string
    :param remedies: what to do: a list of ``sheet``, ``column`` (null for what stands outside
        of the table) and ``way``: ``drop``, ``mask``, ``cut`` or ``drop_sheet``
    :type remedies: list of dictionaries
    :param group_by: titles of columns: the copy only counts the rows for each group (optional)
    :type group_by: list of strings
    :param save: put the copy in the place of the file (optional, default: false)
    :type save: boolean

    :returns: ``name``, ``sheets`` (their first rows), ``left`` (what is still found),
        ``is_table`` (false where a single column is left), ``saved``
    :rtype: dictionary

    Example::

        POST /api/3/action/ambon_pii_clean
        {"id": "4c3b…", "remedies": [{"sheet": "Data", "column": "NIK", "way": "drop"}]}
    """
    tk.check_access("ambon_pii_clean", context, data_dict)
    resource = _resource(data_dict["id"])
    chosen = [
        Remedy(str(one.get("sheet") or ""), one.get("column"), one["way"])
        for one in data_dict.get("remedies") or []
    ]
    told = {"id": resource.id, "url_type": resource.url_type, "url": resource.url}
    cleaned = remedying.clean(told, chosen, data_dict.get("group_by") or [])
    saved = bool(data_dict.get("save"))
    if saved:
        remedying.replace(context, told, cleaned)
    sheets = [{"name": name, "rows": rows} for name, rows in cleaned.sheets]
    told = {"name": cleaned.name, "left": cleaned.left, "is_table": cleaned.is_table}
    return {**told, "sheets": sheets, "saved": saved}


def _resource(resource_id: str) -> model.Resource:
    found = model.Resource.get(resource_id)
    if found is None:
        raise tk.ObjectNotFound(tk._("There is no such file."))
    return found


def _checked(resource_id: str) -> records.Check:
    """Return what is known of the file, or of its rows where they are what is withheld."""
    _resource(resource_id)
    rows = records.check(resource_id, records.ROWS)
    if rows is not None and rows.state in records.WITHHELD:
        return rows
    found = records.check(resource_id) or rows
    if found is None:
        raise tk.ObjectNotFound(tk._("This file has not been searched: it is only a link."))
    return found


def _withheld(resource_id: str) -> records.Check:
    checked = _checked(resource_id)
    if checked.state not in (records.BLOCKED, records.UNREADABLE):
        raise tk.ValidationError({"id": [tk._("This file is not withheld.")]})
    return checked


def _excepted(resource_id: str) -> records.Check:
    _resource(resource_id)
    for part in (records.ROWS, records.FILE):
        found = records.check(resource_id, part)
        if found is not None and found.state == records.EXCEPTED:
            return found
    raise tk.ValidationError({"id": [tk._("No exception holds for this file.")]})


def _close_further(checked: records.Check) -> None:
    """Withhold the further tables of a file too; they stand in resources of their own."""
    for part in kept.parts(checked.resource_id).values():
        if part.target_id != checked.resource_id:
            told = {"id": part.target_id, "package_id": checked.package_id}
            known = {"state": records.BLOCKED, "findings": checked.findings}
            records.keep(told, records.ROWS, "", **known)


def _say(context: Context, checked: records.Check, what: str, text: str) -> None:
    user = model.User.get(context.get("user") or "")
    records.decide(checked, what, text, user.id if user else "")
    model.Session.commit()


def _told(checked: records.Check) -> dict[str, Any]:
    return {
        "state": checked.state,
        "withheld": checked.state in records.WITHHELD,
        "remark": checked.remark,
        "findings": checked.found,
        "decisions": [
            {"what": one.what, "text": one.text, "by": _name(one.user_id), "at": str(one.at)}
            for one in records.decisions(checked)
        ],
    }


def _name(user_id: str) -> str:
    user = model.User.get(user_id) if user_id else None
    return str(user.display_name) if user else ""
