"""What the API says: in the caller's language, and nothing left in English by CKAN."""

from __future__ import annotations

import json
import re
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Response

from ckanext.ambon.language import unmarked

ACTION = re.compile(r"/api/(\d+/)?action/")
LANGUAGES = ("en", "id")


def choose_language(_app: Any, **_more: Any) -> None:
    """Let an action that is called without a language in its address obey `Accept-Language`.

    A caller that names no language, or none that is offered, is answered in English.
    """
    if _obeys_the_caller():
        tk.request.environ["CKAN_LANG"] = _wanted()


def finish(_app: Any, response: Response, **_more: Any) -> None:
    """Tell caches what decided about the language, and translate what CKAN left in English."""
    if not ACTION.match(tk.request.path):
        return
    if _obeys_the_caller():
        response.vary.add("Accept-Language")
    if response.status_code >= 400 and response.is_json:
        _translate(response)


def _wanted() -> str:
    """Return the offered language that the caller likes best, whatever its country."""
    asked = (language.split("-")[0].lower() for language in tk.request.accept_languages.values())
    return next((language for language in asked if language in LANGUAGES), LANGUAGES[0])


def _obeys_the_caller() -> bool:
    is_open = tk.request.environ.get("CKAN_LANG_IS_DEFAULT", True)
    return bool(is_open and ACTION.match(tk.request.path))


def _translate(response: Response) -> None:
    """Translate the words of a mistake; keys and types stay what programs know."""
    answer = response.get_json()
    error = answer.get("error") if isinstance(answer, dict) else None
    if not isinstance(error, dict):
        return
    kind = {"__type": error["__type"]} if "__type" in error else {}
    answer["error"] = {**unmarked.translated_within(error), **kind}
    response.set_data(json.dumps(answer))
