"""The catalogue's actions, and the actions of CKAN that do a little more here."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import ckan.plugins.toolkit as tk

# CKAN's actions whose help is shown together with ours.
from ckan.logic.action import create as core_create
from ckan.logic.action import get as core_get
from ckan.logic.action import update as core_update
from ckan.types import Action, Context, DataDict

from ckanext.ambon.catalogue.logic import (
    accounts,
    conflict,
    dictionary,
    index_freshness,
    items,
    opd_index,
    opd_names,
    opd_sync,
    schema,
    topics,
)
from ckanext.ambon.domain import opd, regions
from ckanext.ambon.extending import extends, help_of

# --- OPD and regions -------------------------------------------------------------------


@tk.side_effect_free
@tk.validate_action_data(schema.ambon_opd_resolve)
def ambon_opd_resolve(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Find the OPD that a name, an abbreviation or a code stands for.

    Any spelling will do. Where the text may mean several OPD no choice is made.

    :param text: name, abbreviation, present or former code of an OPD
    :type text: string

    :returns: ``code`` (null where the text does not say for certain), ``candidates``
        (a list of ``code``, ``name``, ``reason``) and ``reason``
    :rtype: dictionary

    Example::

        GET /api/3/action/ambon_opd_resolve?text=Kominfo+Kota+Ambon
    """
    tk.check_access("ambon_opd_resolve", context, data_dict)
    return _resolution(opd.resolve(data_dict["text"]))


@tk.side_effect_free
@tk.validate_action_data(schema.ambon_region_resolve)
def ambon_region_resolve(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Find the region of Ambon that a name or a code stands for.

    Knows the codes of Kemendagri and of BPS, and post codes.

    :param text: name, code or post code
    :type text: string
    :param level: ``kota``, ``kecamatan`` or ``kelurahan`` (desa and negeri too), where
        the name alone says too little (optional)
    :type level: string

    :returns: ``code`` of Kemendagri (null where the text does not say for certain),
        ``candidates`` (a list of ``code``, ``name``, ``reason``) and ``reason``
    :rtype: dictionary

    Example::

        GET /api/3/action/ambon_region_resolve?text=Nusaniwe&level=kecamatan
    """
    tk.check_access("ambon_region_resolve", context, data_dict)
    return _resolution(regions.resolve(data_dict["text"], data_dict.get("level")))


@tk.validate_action_data(schema.ambon_opd_sync)
def ambon_opd_sync(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Make CKAN's organizations agree with the file of OPD.

    Creates, updates, renames and merges, all or nothing; never deletes. For system
    administrators.

    :param dry_run: only tell what differs (optional, default: ``False``)
    :type dry_run: boolean

    :returns: the differences, each with ``opd``, ``change`` (``created``, ``renamed``,
        ``updated``, ``restored``, ``placed``, ``merged``, ``unknown``), ``field``,
        ``old``, ``new``; ``unknown`` is an organization that the file does not have,
        and is left as it is
    :rtype: list of dictionaries

    Example::

        POST /api/3/action/ambon_opd_sync  {"dry_run": true}
    """
    tk.check_access("ambon_opd_sync", context, data_dict)
    return [asdict(found) for found in opd_sync.sync(context, dry_run=data_dict["dry_run"])]


def _resolution(found: opd.Resolution) -> dict[str, Any]:
    candidates = [asdict(candidate) for candidate in found.candidates]
    return {"code": found.code, "candidates": candidates, "reason": found.reason}


@extends(core_get.organization_show)
def organization_show(next_action: Action, context: Context, data_dict: DataDict) -> Any:
    """An OPD is found by each of its former codes too, and by that of an OPD merged into it."""
    name = opd_names.current_name(str(data_dict.get("id", "")))
    return next_action(context, {**data_dict, "id": name} if name else data_dict)


@extends(core_get.organization_list)
def organization_list(next_action: Action, context: Context, data_dict: DataDict) -> Any:
    """OPD that were merged into others are not listed; former codes give the present OPD."""
    asked = tk.aslist(data_dict.get("organizations") or [], sep=",")
    visible = opd_names.visible_names(asked)
    narrowed = data_dict if visible is None else {**data_dict, "organizations": visible}
    return next_action(context, narrowed)


@extends(core_get.organization_list_for_user)
def organization_list_for_user(next_action: Action, context: Context, data_dict: DataDict) -> Any:
    """OPD that were merged into others are not listed."""
    return opd_names.without_merged(next_action(context, data_dict))


@extends(core_get.organization_autocomplete)
def organization_autocomplete(next_action: Action, context: Context, data_dict: DataDict) -> Any:
    """OPD that were merged into others are not listed."""
    return opd_names.without_merged(next_action(context, data_dict))


@extends(core_get.package_search)
def package_search(next_action: Action, context: Context, data_dict: DataDict) -> Any:
    """A filter ``organization:code`` with a former code of an OPD finds what the OPD has now."""
    asked = {key: data_dict[key] for key in ("q", "fq", "fq_list") if key in data_dict}
    present = {key: opd_names.in_query(query) for key, query in asked.items()}
    return next_action(context, {**data_dict, **present})


@extends(core_update.organization_update)
def organization_update(next_action: Action, context: Context, data_dict: DataDict) -> Any:
    """The search index follows. The code of an OPD changes only through the file of OPD."""
    opd_names.refuse_new_code(data_dict)
    updated = next_action(context, data_dict)
    if not context.get("defer_commit"):
        opd_index.reindex_later(updated["id"])
    return updated


# --- Accounts --------------------------------------------------------------------------


@tk.validate_action_data(schema.ambon_user_invite)
def ambon_user_invite(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Invite an officer: create an account in an OPD and mail a link that works once.

    For administrators of the OPD and of Walidata.

    :param name: name of the account, small letters, digits, ``-`` and ``_``
    :type name: string
    :param email: address the link is sent to
    :type email: string
    :param opd: code of the OPD
    :type opd: string
    :param role: ``admin``, ``editor`` or ``member``
    :type role: string
    :param send: mail the link (optional, default: ``True``)
    :type send: boolean

    :returns: ``name``, ``email``, ``opd``, ``role``, ``mailed``, and where no mail could
        be sent ``link``, to be passed on, and ``mail_error``
    :rtype: dictionary

    Example::

        POST /api/3/action/ambon_user_invite
        {"name": "rina", "email": "rina@example.org", "opd": "disdukcapil", "role": "editor"}
    """
    tk.check_access("ambon_user_invite", context, data_dict)
    return accounts.invite(context, data_dict)


@tk.validate_action_data(schema.ambon_user_reset)
def ambon_user_reset(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Mail the owner of an account a link to set a new password with; it works once.

    For system administrators.

    :param name: name of the account
    :type name: string
    :param send: mail the link (optional, default: ``True``)
    :type send: boolean

    :returns: ``name``, ``email``, ``mailed``, and where no mail could be sent ``link``,
        to be passed on, and ``mail_error``
    :rtype: dictionary

    Example::

        POST /api/3/action/ambon_user_reset  {"name": "rina"}
    """
    tk.check_access("ambon_user_reset", context, data_dict)
    return accounts.reset(data_dict)


# --- Forms -----------------------------------------------------------------------------


@extends(core_create.package_create)
def package_create(next_action: Action, context: Context, data_dict: DataDict) -> Any:
    """Repeating fields may come as JSON text, or as a form sends them: ``contact-0-name``."""
    items.gather(data_dict)
    items.read(data_dict, data_dict.get("type") or "dataset")
    return next_action(context, data_dict)


@extends(core_update.package_update)
def package_update(next_action: Action, context: Context, data_dict: DataDict) -> Any:
    """Repeating fields may come as JSON text, or as a form sends them: ``contact-0-name``.

    With ``ambon_seen``, the ``metadata_modified`` of the version that was edited, the save
    is refused if somebody saved another version meanwhile.
    """
    items.gather(data_dict)
    items.read(data_dict, items.kind_of(data_dict))
    return next_action(context, conflict.checked(context, data_dict))


@extends(core_update.resource_update)
def resource_update(next_action: Action, context: Context, data_dict: DataDict) -> Any:
    """The data dictionary of the file's table says what its ``columns`` say."""
    file = next_action(context, data_dict)
    dictionary.follow_columns(context, file)
    return file


# --- Topics and freshness --------------------------------------------------------------


def ambon_topic_sync(context: Context, data_dict: DataDict) -> list[dict[str, str]]:
    """Make CKAN's groups agree with the list of topics: create and update, never delete.

    For system administrators.

    :returns: what changed, each with ``topic`` and ``change`` (``created``, ``updated``)
    :rtype: list of dictionaries

    Example::

        POST /api/3/action/ambon_topic_sync  {}
    """
    tk.check_access("ambon_topic_sync", context, data_dict)
    return topics.sync_topics(context)


def ambon_freshness_renew(context: Context, data_dict: DataDict) -> dict[str, int]:
    """Bring the freshness that the search index holds up to the present day.

    For system administrators; the portal does it by itself every night.

    :returns: ``checked`` and ``renewed``, numbers of datasets
    :rtype: dictionary

    Example::

        POST /api/3/action/ambon_freshness_renew  {}
    """
    tk.check_access("ambon_freshness_renew", context, data_dict)
    return index_freshness.renew(context)


@extends(core_get.help_show)
def help_show(next_action: Action, context: Context, data_dict: DataDict) -> str | None:
    """Of an action that several plugins extend, the words of all are shown."""
    said = next_action(context, data_dict)
    return help_of(tk.get_action(data_dict["name"])) if said else said
