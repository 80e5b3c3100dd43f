"""What CKAN says without gettext is found again and translated."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import ckan
import pytest

from ckanext.ambon.language import messages, unmarked


class TestTexts:
    @pytest.mark.parametrize(
        ("english", "indonesian"),
        [
            ("File upload too large", "Berkas terlalu besar"),
            ("Unsupported upload type: text/html", "Berkas jenis text/html tidak diterima"),
            ("User 'rina' not found", "User 'rina' not found"),
            ('User "rina" was not found.', "Pengguna “rina” tidak ditemukan."),
            ("Subject package 'lama' was not found.", "Dataset asal lama tidak ditemukan."),
            (
                "Recently created or updated datasets on Ambon",
                "baru dibuat atau diperbarui di Ambon",
            ),
        ],
    )
    def test_an_exact_text_is_translated_and_no_other(
        self, speak: Any, english: str, indonesian: str
    ) -> None:
        with speak("id"):
            assert indonesian in unmarked.translated(english)

    def test_english_readers_get_english(self, speak: Any) -> None:
        with speak("en"):
            assert unmarked.translated('User "rina" was not found.') == 'User "rina" was not found.'

    def test_keys_and_numbers_stay(self, speak: Any) -> None:
        told = {"upload": ["File upload too large"], "count": 3, "rows": [{"x": None}]}
        with speak("id"):
            found = unmarked.translated_within(told)
        assert found["upload"][0].startswith("Berkas terlalu besar")
        assert (found["count"], found["rows"]) == (3, [{"x": None}])


class TestSource:
    def test_ckan_still_says_each_of_them(self) -> None:
        """An upgrade that changes a text makes ours silently useless."""
        said = "\n".join(_texts(Path(ckan.__file__).parent.parent))
        lost = [text for text in _unmarked() if not re.search(_loose(text), said)]
        assert lost == []


def _unmarked() -> list[str]:
    kinds = (group for group in messages.unseen() if group["kind"].startswith(unmarked.KIND))
    return [text for group in kinds for text in group["messages"] if "pages" not in group["kind"]]


def _loose(message: str) -> str:
    """Return a pattern for a text in CKAN's source, whatever it puts into the places."""
    pieces = re.split(r"\{\w+\}", message)
    return r"(?:%[rsid]|\{\w*\}|\{[^}]*\})".join(map(re.escape, pieces))


def _texts(root: Path) -> set[str]:
    packages = [root / package.replace(".", "/") for package in messages.PACKAGES]
    files = (file for package in packages for file in package.rglob("*.py"))
    shipped = (file for file in files if "tests" not in file.parts)
    return {text for file in shipped for text in _strings(ast.parse(file.read_text()))}


def _strings(tree: ast.AST) -> list[str]:
    plain = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    joined = [
        "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
    ]
    return [" ".join(text.split()) for text in (*plain, *joined)]
