"""What `make up` does again because a file changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from stack import marks, settings


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of nothing."""
    monkeypatch.setattr(marks, "ROOT", tmp_path)
    monkeypatch.setattr(marks, "configuration_files", list)
    return tmp_path


@pytest.mark.parametrize(
    ("file", "again"),
    [
        ("ckanext/ambon/domain/citations.py", True),
        ("ckanext/ambon/domain/opd/naming.py", True),
        ("ckanext/ambon/search/document/texts.py", True),
        ("ckanext/ambon/search/indexing/documents.py", True),
        ("ckanext/ambon/catalogue/index.py", True),
        ("schemas/dataset.yaml", True),
        ("schemas/vocabularies/regions.yaml", True),
        ("requirements/portal.txt", True),
        ("schemas/words/synonyms.txt", False),
        ("templates/catalogue/home/index.html", False),
    ],
)
def test_the_index_is_made_anew_where_documents_may_be_others(
    root: Path, file: str, *, again: bool
) -> None:
    choices = settings.read({})
    before = marks.documents(choices)
    changed = root / file
    changed.parent.mkdir(parents=True)
    changed.write_text("changed")
    assert (marks.documents(choices) != before) is again
