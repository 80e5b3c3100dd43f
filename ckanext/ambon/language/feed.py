"""Feeds that say in the reader's language what they hold."""

from __future__ import annotations

from typing import Any

from ckan.lib.i18n import get_lang

# CKAN's own feed; the toolkit has none.
from ckan.views.feed import CKANFeed

from ckanext.ambon.language import unmarked


class Feed(CKANFeed):
    """CKAN's feed, its title and description translated, its language the page's."""

    def __init__(self, feed_title: str, feed_link: str, feed_description: str, **more: Any) -> None:
        told = (unmarked.translated(feed_title), feed_link, unmarked.translated(feed_description))
        super().__init__(*told, **{**more, "language": get_lang()})
