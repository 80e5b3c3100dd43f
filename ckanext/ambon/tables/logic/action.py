"""The actions of the tables."""

from __future__ import annotations

import base64
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, DataDict

from ckanext.ambon.domain import table_standards
from ckanext.ambon.domain.table_standards.template import filename, template
from ckanext.ambon.tables.logic import combined, publishing, rows, schema, standards

# --- Table standards -------------------------------------------------------------------


@tk.side_effect_free
def ambon_table_standard_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """List the table standards of the city.

    :returns: of each standard ``name``, and ``title`` and ``description`` in both languages
    :rtype: list of dictionaries

    Example::

        GET /api/3/action/ambon_table_standard_list
    """
    tk.check_access("ambon_table_standard_list", context, data_dict)
    return [standards.short(found) for found in table_standards.standards()]


@tk.side_effect_free
@tk.validate_action_data(schema.ambon_table_standard_show)
def ambon_table_standard_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Show a table standard: its columns with types, units, limits, values and definitions.

    :param name: name of the standard
    :type name: string

    :returns: ``name``, ``title``, ``description``, ``topic``, ``key`` (the columns that tell
        rows apart), ``coordinates``, ``further_columns``, ``gaps`` (what is not known) and
        ``columns``, each with ``name``, ``label``, ``type``, ``unit``, ``required``, ``min``,
        ``max``, ``pattern``, ``vocabulary``, ``values``, ``sum_of``, ``sensitive``,
        ``definition``, ``source`` (null where the definition has none) and ``example``
    :rtype: dictionary

    Example::

        GET /api/3/action/ambon_table_standard_show?name=penduduk
    """
    tk.check_access("ambon_table_standard_show", context, data_dict)
    return standards.full(standards.known(data_dict["name"]))


@tk.side_effect_free
@tk.validate_action_data(schema.ambon_table_template)
def ambon_table_template(context: Context, data_dict: DataDict) -> dict[str, str]:
    """Give the Excel template of a table standard.

    :param name: name of the standard
    :type name: string

    :returns: ``filename``, ``mimetype``, ``url`` (where the file itself is) and ``content``,
        the file in base64
    :rtype: dictionary

    Example::

        GET /api/3/action/ambon_table_template?name=penduduk
    """
    tk.check_access("ambon_table_template", context, data_dict)
    found = standards.known(data_dict["name"])
    return {
        "filename": filename(found),
        "mimetype": standards.XLSX,
        "url": tk.h.url_for("ambon_standards.template", name=found.name, qualified=True),
        "content": base64.b64encode(template(found)).decode(),
    }


@tk.side_effect_free
@tk.validate_action_data(schema.ambon_table_combined)
def ambon_table_combined(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Give the rows of all departments that follow one table standard, as one table.

    Only public tables are in it. A column that a table does not have is null.

    :param name: name of the standard
    :type name: string
    :param opd: code of one OPD, to see its rows only (optional)
    :type opd: string
    :param limit: how many rows (optional, default: 100)
    :type limit: int
    :param offset: how many rows to leave out at the beginning (optional, default: 0)
    :type offset: int

    :returns: ``fields`` (``opd``, ``opd_name``, ``dataset``, then the columns of the standard),
        ``records``, ``total``, ``sources`` (the tables that are in it) and ``left_out`` (tables
        that say they follow the standard and do not fit, with ``why``)
    :rtype: dictionary

    Example::

        GET /api/3/action/ambon_table_combined?name=harga-bahan-pokok&limit=5
    """
    tk.check_access("ambon_table_combined", context, data_dict)
    found = combined.combine(standards.known(data_dict["name"]), data_dict.get("opd"))
    return {
        "fields": found.fields,
        "records": found.records(data_dict["limit"], data_dict["offset"]),
        "total": found.total(),
        "sources": [source.as_plain for source in found.sources],
        "left_out": [one.as_plain for one in found.left_out],
    }


# --- Single rows -----------------------------------------------------------------------


@tk.validate_action_data(schema.ambon_table_row_save)
def ambon_table_row_save(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Add a row to a table that follows a table standard, or change one.

    Values are checked by the standard; nothing is written where one is refused.

    :param resource_id: the file that holds the table
    :type resource_id: string
    :param row: values by the names of columns; a column that is not given is empty
    :type row: dictionary
    :param row_id: ``_id`` of the row to change (optional; without it a row is added)
    :type row_id: int
    :param seen: ``seen`` of the row that was edited; refused if it was changed since (optional)
    :type seen: string

    :returns: the row as it is stored, with its ``_id``
    :rtype: dictionary

    Example::

        POST /api/3/action/ambon_table_row_save
        {"resource_id": "…", "row": {"tanggal": "2026-11-24", "komoditas": "Beras medium",
         "satuan": "kg", "harga_min": 14000, "harga_maks": 14500}}
    """
    tk.check_access("ambon_table_row_save", context, data_dict)
    table = rows.opened(data_dict["resource_id"])
    return rows.save(
        context, table, data_dict["row"], data_dict.get("row_id"), data_dict.get("seen")
    )


@tk.validate_action_data(schema.ambon_table_row_delete)
def ambon_table_row_delete(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Delete a row of a table that follows a table standard.

    :param resource_id: the file that holds the table
    :type resource_id: string
    :param row_id: ``_id`` of the row
    :type row_id: int
    :param seen: ``seen`` of the row that was looked at; refused if it was changed since (optional)
    :type seen: string

    :returns: the row that was deleted
    :rtype: dictionary

    Example::

        POST /api/3/action/ambon_table_row_delete  {"resource_id": "…", "row_id": 12}
    """
    tk.check_access("ambon_table_row_delete", context, data_dict)
    table = rows.opened(data_dict["resource_id"])
    return rows.delete(context, table, data_dict["row_id"], data_dict.get("seen"))


# --- From a file to a table --------------------------------------------------------------


@tk.validate_action_data(schema.ambon_table_preview)
def ambon_table_preview(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Read a spreadsheet: its tables, their types and first rows, and what is asked.

    A small file is read at once. A large one is left to the worker: ``state`` is ``waiting`` or
    ``reading`` then, and calling again tells how far it is. An upload is only looked at.

    :param id: id of the resource whose uploaded file is read (or ``upload``)
    :type id: string
    :param upload: a file that is sent along (multipart form) and not kept
    :type upload: file

    :returns: ``state`` (``waiting``, ``reading``, ``read``, ``refused``, ``loading``, ``asks``,
        ``published``, ``failed``), ``progress`` (0 to 1), ``message``, and, once read, ``tables``,
        each with ``key``, ``sheet``, ``range``, ``columns``, ``rows`` (the first), ``row_count``,
        ``excluded_rows``, ``warnings``, ``questions`` (open), ``answered``, ``offers``,
        ``standard`` and ``failures``
    :rtype: dictionary

    Example::

        POST /api/3/action/ambon_table_preview  {"id": "…"}
    """
    tk.check_access("ambon_table_preview", context, data_dict)
    if data_dict.get("id"):
        return publishing.of_file(data_dict["id"])
    return publishing.of_upload(data_dict["upload"])


@tk.validate_action_data(schema.ambon_table_answer)
def ambon_table_answer(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Answer what a file does not decide; the answers hold for all files of this shape.

    Next month's file of the same shape from the same OPD does not ask again.

    :param id: id of the resource
    :type id: string
    :param answers: ``value`` of an option by the ``key`` of its question; an empty value takes
        the answer back
    :type answers: dictionary

    :returns: the preview as it is now, as ``ambon_table_preview`` gives it
    :rtype: dictionary

    Example::

        POST /api/3/action/ambon_table_answer
        {"id": "…", "answers": {"3f2a…:jumlah:separator": "thousand"}}
    """
    tk.check_access("ambon_table_answer", context, data_dict)
    return publishing.answer(context, data_dict["id"], data_dict["answers"])


@tk.validate_action_data(schema.ambon_table_publish)
def ambon_table_publish(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Publish tables of a file: typed rows in the DataStore, in the place of those before.

    Readers see the old rows or the new ones, never a mixture. The first table goes into the
    resource of the file, every further one into a resource of its own.

    :param id: id of the resource
    :type id: string
    :param tables: ``key`` of each table to publish (optional where the file has one)
    :type tables: list of strings
    :param agreed: ``key`` of each of ``checks`` that is agreed to (optional)
    :type agreed: list of strings

    :returns: as ``ambon_table_status``; ``asks`` where something is to be agreed to first
    :rtype: dictionary

    Example::

        POST /api/3/action/ambon_table_publish  {"id": "…", "agreed": ["gone:luas"]}
    """
    tk.check_access("ambon_table_publish", context, data_dict)
    agreed = data_dict.get("agreed") or []
    return publishing.publish(context, data_dict["id"], data_dict.get("tables") or [], agreed)


@tk.side_effect_free
@tk.validate_action_data(schema.ambon_table_status)
def ambon_table_status(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Tell how far a file is on its way to a table.

    :param id: id of the resource
    :type id: string

    :returns: ``state`` (``new`` where this version was not read yet), ``progress`` (0 to 1),
        ``message``, ``is_late`` (no worker has begun for two minutes),
        ``checks`` (what is to be agreed to before publishing, each with ``key`` and
        ``why``), ``published`` (``table``, ``resource_id``, ``rows`` of each) and ``updated_at``
    :rtype: dictionary

    Example::

        GET /api/3/action/ambon_table_status?id=…
    """
    tk.check_access("ambon_table_status", context, data_dict)
    return publishing.status(data_dict["id"])
