"""The actions of undo."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, DataDict

from ckanext.ambon.tables.logic import publishing
from ckanext.ambon.tables.restoring import comparing, schema, versions, work
from ckanext.ambon.tables.restoring.returning import Wish


@tk.side_effect_free
@tk.validate_action_data(schema.ambon_table_versions)
def ambon_table_versions(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """List what was published of a file before and can come back, the last replaced first.

    Of each file the last three publications are kept, for 90 days; where they are large, fewer.

    :param id: id of the resource of the file
    :type id: string

    :returns: ``seen`` (changes as soon as something is published or uploaded) and ``versions``,
        each with ``id``, ``at`` and ``by`` (when and by whom it was published),
        ``replaced_at``, ``replaced_by``, ``file`` (its name), ``has_file``, ``size`` in bytes,
        and ``tables``, each with ``resource_id``, ``rows`` and ``columns`` (their titles). A
        version without tables is the published one, whose file was replaced since
    :rtype: dictionary

    Example::

        GET /api/3/action/ambon_table_versions?id=…
    """
    tk.check_access("ambon_table_versions", context, data_dict)
    known = versions.of_file(data_dict["id"])
    return {"seen": known.seen, "versions": [one.as_plain for one in known.versions]}


@tk.validate_action_data(schema.ambon_table_restore)
def ambon_table_restore(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Bring a version back: rows, description of the columns, and the file they came from.

    Readers see what is published or the version, never a mixture. What is replaced becomes a
    version itself. A version is searched for personal data first; where there are some, it is
    refused and not kept any more. A large one is left to the worker.

    :param id: id of the resource of the file
    :type id: string
    :param version: ``id`` of the version
    :type version: string
    :param seen: ``seen`` as it was told; refused where something was published or uploaded
        since (optional)
    :type seen: string
    :param dry_run: only tell what would change (optional, default: false)
    :type dry_run: boolean

    :returns: as ``ambon_table_status``; with ``dry_run`` ``file``, ``file_now``,
        ``is_upload_lost`` (whether an upload that was never published would be gone),
        ``is_replaced_kept`` (whether what is published now becomes a version), ``seen`` and
        ``tables``, each with ``rows``, ``rows_now``, ``columns_gone``, ``columns_back`` and
        ``changes``
    :rtype: dictionary

    Example::

        POST /api/3/action/ambon_table_restore  {"id": "…", "version": "…", "dry_run": true}
    """
    tk.check_access("ambon_table_restore", context, data_dict)
    resource_id, wanted = data_dict["id"], data_dict["version"]
    if data_dict.get("dry_run"):
        return comparing.changes(resource_id, wanted)
    user = str(context.get("user") or "")
    work.start(Wish(resource_id, wanted, user, data_dict.get("seen")))
    return publishing.status(resource_id)
