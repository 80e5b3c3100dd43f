"""The catalogue's own pages, and what comes before every page."""

from __future__ import annotations

from flask import Blueprint

from ckanext.ambon.catalogue import addresses

catalogue = Blueprint("ambon", __name__)
catalogue.before_app_request(addresses.follow_old_opd)
