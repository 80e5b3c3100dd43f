"""What of a visit counts: an entry read by a reader, a question asked on a search page."""

from __future__ import annotations

import re
import unicodedata
from typing import Any
from urllib.parse import parse_qs, urlsplit

import ckan.plugins.toolkit as tk

from ckanext.ambon.search.counting import tally

SEARCH_PAGES = re.compile(r"(/en)?/(dataset|layanan|peraturan)/?")
ROBOTS = re.compile(r"bot|crawl|spider|slurp|preview|monitor|curl|wget|python|java|go-http", re.I)
LONGEST_TERM = 80

# What looks like an address or the number of a person is not kept, whoever typed it.
YEAR = re.compile(r"\b(19|20)\d\d\b")
PERSONAL = re.compile(r"@|(\d[\s.-]?){6}")


def entry_read(entry: dict[str, Any]) -> None:
    """Count that a page of `entry` is read, and that the question that led to it was of use."""
    if (
        not _is_reader()
        or not _is_page_of(entry)
        or entry.get("private")
        or entry.get("state") != "active"
    ):
        return
    tally.add("reads", entry["id"])
    if words := _words_before():
        tally.add("used", words)


def question_asked(search_results: dict[str, Any]) -> None:
    """Count the question of a search page, and that it found nothing if so."""
    if not _is_reader() or not SEARCH_PAGES.fullmatch(tk.request.path):
        return
    words = term(tk.request.args.get("q", ""))
    # Pages after the first and narrowed lists are the same question again.
    if not words or set(tk.request.args) - {"q"}:
        return
    tally.add("asked", words)
    if not search_results["count"]:
        tally.add("empty", words)


def term(text: str) -> str:
    """Return a question as it is counted: one spelling of case and space, nothing personal."""
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return "" if len(folded) > LONGEST_TERM or PERSONAL.search(YEAR.sub("", folded)) else folded


def _is_page_of(entry: dict[str, Any]) -> bool:
    """Tell whether it is the entry's own page: CKAN asks for each entry of a list too."""
    asked = tk.request.view_args or {} if tk.request else {}
    return asked.get("id") in (entry["id"], entry["name"])


def _is_reader() -> bool:
    """Tell whether a person reads a page: no officer, no robot, no program, no preloading."""
    if not tk.request or tk.request.method != "GET" or tk.current_user.is_authenticated:
        return False
    agent = tk.request.headers.get("User-Agent", "")
    ahead = tk.request.headers.get("Sec-Purpose", "") or tk.request.headers.get("Purpose", "")
    return bool(agent) and not ROBOTS.search(agent) and "prefetch" not in ahead


def _words_before() -> str:
    """Return the question of our own search page from which the reader came."""
    came_from = urlsplit(tk.request.headers.get("Referer", ""))
    if came_from.netloc != tk.request.host or not SEARCH_PAGES.fullmatch(came_from.path):
        return ""
    return term(parse_qs(came_from.query).get("q", [""])[0])
