"""Work that the catalogue does by itself: the freshness in the index, once a day."""

from __future__ import annotations

import datetime

import ckan.plugins.toolkit as tk

from ckanext.ambon.catalogue.logic import inquiries
from ckanext.ambon.nightly import Job

# Shortly after midnight in Ambon: states change with the date.
AFTER_MIDNIGHT = datetime.time(0, 10)


def nightly_jobs() -> tuple[Job, ...]:
    """Return what the catalogue does every night."""
    forget = inquiries.forget_senders
    return (
        Job("freshness", "memperbarui kemutakhiran di indeks", AFTER_MIDNIGHT, renew_freshness),
        Job("inquiries", "menghapus nama dan surel pelapor lama", AFTER_MIDNIGHT, forget),
    )


def renew_freshness() -> int:
    """Renew the freshness in the index; return how many entries changed."""
    done = tk.get_action("ambon_freshness_renew")({"ignore_auth": True, "user": ""}, {})
    return done["renewed"]
