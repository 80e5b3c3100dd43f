"""What the tests of the tables share: the catalogue's fixtures, and persons who do not exist."""

from __future__ import annotations

# The rooms are tested in one CKAN, with the same fixtures.
from conftest_catalogue import *  # noqa: F403
