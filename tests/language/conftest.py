"""What the tests of the language share: an application in a language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _language(with_plugins: None) -> None:
    """Load the plugins that `test.ini` names."""


@pytest.fixture
def empty_site(clean_db: None, clean_index: None) -> None:
    """Begin with nothing stored."""


@pytest.fixture
def speak(app: Any) -> Callable[[str], Any]:
    """Return a function that opens a request in a language."""

    def in_language(language: str) -> Any:
        environ = {"CKAN_LANG": language, "CKAN_LANG_IS_DEFAULT": language == "id"}
        return app.flask_app.test_request_context(environ_overrides=environ)

    return in_language
