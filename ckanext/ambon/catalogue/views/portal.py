"""The pages about the portal itself, and what comes before every page."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, redirect
from werkzeug.wrappers import Response as AnyResponse

from ckanext.ambon.catalogue import addresses
from ckanext.ambon.catalogue.pages import sending
from ckanext.ambon.catalogue.pages.sitemap import places

catalogue = Blueprint("ambon", __name__)
catalogue.before_app_request(addresses.follow_old_opd)
catalogue.before_app_request(addresses.leave_dead_end)
# What was added last is done first.
catalogue.after_app_request(sending.compress)
catalogue.after_app_request(sending.open_no_session)


@catalogue.get("/tentang")
def about() -> str:
    """Say what the portal is, and how to cite and reuse what it holds."""
    return tk.render("ambon/pages/about.html")


@catalogue.get("/panduan")
def guide() -> str:
    """Say how a department publishes."""
    return tk.render("ambon/pages/guide.html")


@catalogue.get("/pengembang")
def developers() -> str:
    """Say how programs read the portal."""
    return tk.render("ambon/pages/developers.html")


@catalogue.get("/privasi")
def privacy() -> str:
    """Say what the portal knows of its readers."""
    return tk.render("ambon/pages/privacy.html")


@catalogue.get("/favicon.ico")
def favicon() -> AnyResponse:
    """Send those who ask for the picture by its old name to the one there is."""
    return redirect(tk.h.url_for_static("/ambon/favicon.svg"), 301)


@catalogue.get("/sitemap.xml")
def sitemap() -> Response:
    """List every public page for search engines."""
    text = tk.render("ambon/sitemap.xml", {"places": list(places())})
    return Response(text, content_type="application/xml; charset=utf-8")
