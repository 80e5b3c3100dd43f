"""The actions for what readers report and ask for."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, DataDict

from ckanext.ambon.catalogue.logic import inquiries, schema


@tk.validate_action_data(schema.ambon_inquiry_create)
def ambon_inquiry_create(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Tell an office that something is wrong, or that data are wanted.

    No account is needed. The office that publishes the entry and Walidata get a mail.

    :param kind: ``mistake`` or ``wanted``
    :type kind: string
    :param text: what is wrong, or what is wanted and what for
    :type text: string
    :param package_id: id or name of the entry it is about (optional)
    :type package_id: string
    :param resource_id: id of the file it is about (optional)
    :type resource_id: string
    :param opd: code of the OPD that is asked, where it is about no entry (optional)
    :type opd: string
    :param name: name of who asks (optional)
    :type name: string
    :param email: where the answer is to go (optional; deleted after a time)
    :type email: string

    :returns: ``number``, ``kind``, ``opd``, ``created``, ``closed``, ``answer``
    :rtype: dictionary

    Example::

        POST /api/3/action/ambon_inquiry_create
        {"kind": "mistake", "text": "Tahun 2021 tertukar.", "package_id": "jumlah-penduduk"}
    """
    tk.check_access("ambon_inquiry_create", context, data_dict)
    return inquiries.create(context, data_dict)


@tk.side_effect_free
@tk.validate_action_data(schema.ambon_inquiry_show)
def ambon_inquiry_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Tell what became of a report or a request; neither its text nor its sender.

    :param number: the number that its sender got
    :type number: string

    :returns: as `ambon_inquiry_create`
    :rtype: dictionary

    Example::

        GET /api/3/action/ambon_inquiry_show?number=7K3-QX2
    """
    tk.check_access("ambon_inquiry_show", context, data_dict)
    return inquiries.public(inquiries.find(data_dict["number"]))


@tk.side_effect_free
@tk.validate_action_data(schema.ambon_inquiry_list)
def ambon_inquiry_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """List what readers reported to the OPD of the caller; to Walidata, all of it.

    :param closed: those that are settled instead of the open ones (default false)
    :type closed: boolean

    :returns: as `ambon_inquiry_create`, with ``text``, ``name``, ``email``, ``entry``,
        ``resource_id`` and ``closed_by``; at most 200
    :rtype: list of dictionaries

    Example::

        GET /api/3/action/ambon_inquiry_list?closed=true
    """
    tk.check_access("ambon_inquiry_list", context, data_dict)
    mine = tk.get_action("organization_list_for_user")(context, {"permission": "update_dataset"})
    return inquiries.of_offices([one["name"] for one in mine], closed=data_dict["closed"])


@tk.validate_action_data(schema.ambon_inquiry_close)
def ambon_inquiry_close(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Note that a report or a request is settled, and tell its sender.

    :param number: its number
    :type number: string
    :param answer: a few words on what was done; its sender and who has the number read them
        (optional)
    :type answer: string

    :returns: as `ambon_inquiry_create`
    :rtype: dictionary

    Example::

        POST /api/3/action/ambon_inquiry_close
        {"number": "7K3-QX2", "answer": "Angka 2021 sudah diperbaiki."}
    """
    inquiry = inquiries.find(data_dict["number"])
    tk.check_access("ambon_inquiry_close", context, {"opd": inquiry.opd})
    return inquiries.close(inquiry, context.get("user", ""), data_dict.get("answer"))
