"""The data directories stand where `paths` says, and hold what is expected."""

from __future__ import annotations

from ckanext.ambon import paths


def test_schemas_hold_the_vocabularies() -> None:
    assert (paths.SCHEMAS / "vocabularies" / "opd.yaml").is_file()


def test_templates_have_one_root_per_room() -> None:
    assert (paths.TEMPLATES / "catalogue").is_dir()


def test_translations_of_our_own_messages_are_there() -> None:
    assert (paths.I18N / "ambon").is_dir()


def test_the_search_index_has_its_configuration() -> None:
    assert (paths.SOLR / "conf" / "schema.xml").is_file()
