"""Every list of values can be read, and a mistake in one is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.ambon import paths
from ckanext.ambon.domain import vocabularies
from ckanext.ambon.domain.vocabularies import VocabularyError

FILES = sorted((paths.SCHEMAS / "vocabularies").glob("*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_list_is_sound(file: Path) -> None:
    assert vocabularies.vocabulary(file.stem)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (
            "- value: a\n  label: {id: A, en: A}\n- value: a\n  label: {id: B, en: B}\n",
            3,
            "sudah ada",
        ),
        ("- value: a\n  label: {id: A}\n", 1, "belum berlabel: en"),
        ("- label: {id: A, en: A}\n", 1, "perlu `value`"),
        ("- value: 2.12\n  label: {id: A, en: A}\n", 1, "berupa teks"),
        ("- value: a\n  label: [\n", 3, "YAML"),
        ("- value: a\n  label: {id: A, en: A}\n  lable: B\n", 1, "yang terdekat: “label”"),
        ("- a\n", 1, "perlu kolom"),
        ("value: a\n", 1, "harus daftar"),
        ("- ? [a]\n  : b\n", 1, "YAML"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    file = tmp_path / "list.yaml"
    file.write_text(text)
    with pytest.raises(VocabularyError, match=rf"list\.yaml, baris {line}: ") as error:
        vocabularies.read(file)
    assert says in str(error.value)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    file = tmp_path / "list.yaml"
    file.write_bytes("- value: kafé".encode("latin-1"))
    with pytest.raises(VocabularyError, match=r"list\.yaml: .*UTF-8"):
        vocabularies.read(file)
    file.write_bytes(b"- value: \x00")
    with pytest.raises(VocabularyError, match=r"list\.yaml: YAML"):
        vocabularies.read(file)


def test_the_error_tells_programs_file_and_line() -> None:
    error = VocabularyError("opd.yaml", 7, "salah")
    assert (error.file, error.line, str(error)) == ("opd.yaml", 7, "opd.yaml, baris 7: salah")


def test_an_opd_is_a_term_too() -> None:
    found = vocabularies.term("opd", "bpbd")
    assert found is not None
    assert found.label["en"] == "Disaster Management Agency"
    assert found.data["kind"] == "badan"


def test_further_keys_are_those_of_lists_that_exist() -> None:
    assert set(vocabularies.FURTHER_KEYS) <= {file.stem for file in FILES}


def test_a_missing_list_is_named() -> None:
    with pytest.raises(VocabularyError, match=r"planets\.yaml.*berkas tidak ada"):
        vocabularies.vocabulary("planets")


def test_labels_come_in_the_language_asked_for() -> None:
    assert vocabularies.label("levels", "kota", "en") == "City"
    assert vocabularies.label("levels", "kota", "fr") == "Kota"
    assert vocabularies.label("levels", "planet") == "planet"


@pytest.mark.parametrize(
    ("text", "near"), [("kelurahn", "kelurahan"), ("KOTA", "kota"), ("xyz", None)]
)
def test_the_nearest_known_word(text: str, near: str | None) -> None:
    assert vocabularies.nearest(text, ["kota", "kelurahan"]) == near
