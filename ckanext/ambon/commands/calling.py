"""How a command calls an action: as the site itself, in Indonesian, with plain errors."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import ckan.plugins.toolkit as tk
import click

from ckanext.ambon.domain.vocabularies import VocabularyError


def call(action: str, data: dict[str, Any]) -> Any:
    """Return what the action answers; end the command with a sentence where it refuses."""
    with indonesian():
        site_user = tk.get_action("get_site_user")({"ignore_auth": True}, {})
        try:
            return tk.get_action(action)({"user": site_user["name"]}, data)
        except tk.ValidationError as error:
            raise click.ClickException(in_words(error)) from error
        except (tk.ObjectNotFound, tk.NotAuthorized, VocabularyError) as error:
            raise click.ClickException(str(error)) from error


@contextmanager
def indonesian() -> Iterator[None]:
    """Speak Indonesian: outside a request CKAN's translations are English."""
    app = click.get_current_context().meta["flask_app"]
    is_default = tk.config["ckan.locale_default"] == "id"
    language = {"CKAN_LANG": "id", "CKAN_LANG_IS_DEFAULT": is_default}
    with app.test_request_context(environ_overrides=language):
        yield


@contextmanager
def quiet(logger: str) -> Iterator[None]:
    """Hold back what `logger` would write, where the command says it in its own words."""
    disabled = logging.getLogger(logger).disabled
    logging.getLogger(logger).disabled = True
    try:
        yield
    finally:
        logging.getLogger(logger).disabled = disabled


def in_words(error: tk.ValidationError) -> str:
    """Return the messages of a refused action, one a line."""
    lines = [
        f"{field}: {text}"
        for field, texts in error.error_dict.items()
        for text in (texts if isinstance(texts, list) else [texts])
    ]
    return "\n".join(lines)
