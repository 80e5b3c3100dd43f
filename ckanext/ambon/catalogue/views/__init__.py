"""The catalogue's own pages, one module for each kind."""

from __future__ import annotations

from ckanext.ambon.catalogue.views.downloads import downloads
from ckanext.ambon.catalogue.views.inquiries import inquiries
from ckanext.ambon.catalogue.views.portal import catalogue

__all__ = ["catalogue", "downloads", "inquiries"]
