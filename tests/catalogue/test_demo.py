"""`ckan ambon demo`: what it publishes, what it leaves alone, and what it takes out again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from ckan import model
from ckan.lib import uploader
from ckanext.datastore.backend.postgres import get_write_engine
from werkzeug.datastructures import FileStorage

from ckanext.ambon.catalogue.cli import demo as cli_demo
from demo import compose, publish, read
from demo.read import Entry

DATASET = "kemiskinan-kota-ambon"
OLD_LAW, NEW_LAW = "perda-1-2003", "perda-1-2012"
LETTER = "se-443-34-10-se-2025-2025"
SERVICE = "layanan-vaksinasi-rabies-hewan-peliharaan"
FEW = (DATASET, OLD_LAW, NEW_LAW, LETTER, SERVICE)
OPD = ("bappeda-litbang", "bpprd", "dinas-pertanian-ketahanan-pangan")
TRACES = ("package", "resource", "resource_view", "member", "activity", "tag", "package_tag")

Act = Callable[..., Any]
Command = Callable[..., Any]
Few = list[Entry]


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch, opd_file: Any, row: Any) -> Few:
    """Let demo/ hold a few entries, and the city the OPD that have them."""
    chosen = [entry for entry in read.entries() if entry.name in FEW]
    monkeypatch.setattr(read, "entries", lambda: chosen)
    opd_file(*(row(code) for code in OPD))
    publish.drop_table(compose.file_id(DATASET))
    return chosen


@pytest.fixture
def loaded(command: Command) -> str:
    """Load, and return what the command said."""
    return said(command("demo", "load"))


def said(result: Any) -> str:
    assert result.exit_code == 0, result.output
    return result.output


def last_line(output: str) -> str:
    return output.strip().splitlines()[-1]


def edit(act: Act, name: str, **fields: Any) -> None:
    act("package_patch", id=name, **fields)


def traces() -> dict[str, int]:
    """Count what a load may leave behind: rows, tables, files."""
    count = "select count(*) from "
    rows = {name: model.Session.execute(sa.text(f'{count}"{name}"')).scalar() for name in TRACES}
    with get_write_engine().connect() as datastore:
        tables = f"{count} pg_tables where schemaname = 'public'"
        rows["tables"] = datastore.execute(sa.text(tables)).scalar()
        rows["counted"] = datastore.execute(sa.text(f"{count} _table_stats")).scalar()
    return rows


def stored_file() -> Path:
    storage = uploader.get_resource_uploader({})
    return Path(str(storage.get_path(compose.file_id(DATASET))))


class TestLoad:
    def test_each_type_is_published_with_its_relations(self, loaded: str, act: Act) -> None:
        assert last_line(loaded) == "5 entri: 5 dibuat."
        types = Counter(found["type"] for found in act("package_search")["results"])
        assert types == {"dataset": 1, "peraturan": 3, "layanan": 1}
        law = act("package_show", id=NEW_LAW)
        assert {"kind": "replaces", "target": OLD_LAW} in law["relations"]
        assert act("package_show", id=SERVICE)["legal_basis"][0]["peraturan"] == LETTER

    def test_numbers_are_numbers_and_empty_cells_are_null(self, loaded: str, act: Act) -> None:
        found = act("datastore_search", resource_id=compose.file_id(DATASET), sort="tahun")
        first = found["records"][0]
        assert (first["tahun"], first["persentase_penduduk_miskin"]) == (2018, 4.73)
        assert (first["garis_kemiskinan"], first["kode_wilayah"]) == (None, "81.71")
        assert found["total"] == 8

    def test_columns_fill_the_data_dictionary(self, loaded: str, act: Act) -> None:
        fields = act("datastore_search", resource_id=compose.file_id(DATASET), limit=0)["fields"]
        share = next(field for field in fields if field["id"] == "persentase_penduduk_miskin")
        assert share["type"] == "numeric"
        assert share["info"]["unit"] == "persen"
        assert share["info"]["notes"].startswith("Penduduk dengan pengeluaran")

    def test_the_file_is_the_original_and_has_one_view(
        self, loaded: str, act: Act, app: Any, few: Few
    ) -> None:
        [file] = act("package_show", id=DATASET)["resources"]
        original = few[0].table
        assert original is not None
        assert (
            app.get(file["url"].replace("http://test.ckan.net", "")).data == original.read_bytes()
        )
        [view] = act("resource_view_list", id=file["id"])
        assert view["view_type"] == "datatables_view"

    def test_what_it_noted_is_not_public(self, loaded: str, act: Act) -> None:
        assert "plugin_data" not in act("package_show", id=DATASET)

    def test_a_second_load_changes_nothing_and_says_so(
        self, loaded: str, command: Command, act: Act
    ) -> None:
        before = traces(), [act("package_show", id=name)["metadata_modified"] for name in FEW]
        assert last_line(said(command("demo", "load"))) == "5 entri: 5 sudah sama."
        after = traces(), [act("package_show", id=name)["metadata_modified"] for name in FEW]
        assert after == before

    def test_one_that_was_cut_short_goes_on(self, loaded: str, command: Command, act: Act) -> None:
        publish.drop_table(compose.file_id(DATASET))
        assert last_line(said(command("demo", "load"))) == "5 entri: 1 dilengkapi, 4 sudah sama."
        assert act("datastore_search", resource_id=compose.file_id(DATASET))["total"] == 8


class TestWhatOthersChanged:
    def test_an_edited_entry_is_left_alone_and_told(
        self, loaded: str, command: Command, act: Act
    ) -> None:
        edit(act, OLD_LAW, title="Diubah petugas")
        output = said(command("demo", "load"))
        assert f"{OLD_LAW}: sudah diubah orang dan dibiarkan" in output
        assert act("package_show", id=OLD_LAW)["title"] == "Diubah petugas"

    def test_a_file_that_was_replaced_is_left_alone(
        self, loaded: str, command: Command, act: Act, tmp_path: Path
    ) -> None:
        newer = tmp_path / f"{DATASET}.csv"
        newer.write_text("tahun\n2026\n")
        with newer.open("rb") as stream:
            upload = FileStorage(stream, filename=newer.name)
            act("resource_patch", id=compose.file_id(DATASET), upload=upload)
        assert f"{DATASET}: sudah diubah" in said(command("demo", "load"))
        assert stored_file().read_bytes() == newer.read_bytes()

    def test_an_entry_of_the_same_name_is_not_taken_over(self, command: Command, act: Act) -> None:
        act("ambon_opd_sync")
        mine = {"notes": "Milik OPD.", "topics": ["sosial"], "regulation_kind": "perda"}
        act(
            "package_create",
            name=OLD_LAW,
            title="Milik OPD",
            type="peraturan",
            owner_org=OPD[1],
            regulation_year="2003",
            **mine,
        )
        output = said(command("demo", "load"))
        assert f"{OLD_LAW}: bernama sama dengan entri lain dan dibiarkan" in output
        assert act("package_show", id=OLD_LAW)["title"] == "Milik OPD"
        said(command("demo", "remove"))
        assert act("package_show", id=OLD_LAW)["title"] == "Milik OPD"

    def test_a_newer_demo_updates_what_nobody_changed(
        self, loaded: str, command: Command, act: Act, few: Few, tmp_path: Path
    ) -> None:
        table = tmp_path / "data.csv"
        assert few[0].table is not None
        table.write_text("".join(few[0].table.read_text().splitlines(keepends=True)[:2]))
        few[0] = replace(few[0], fields={**few[0].fields, "title": "Lebih baru"}, table=table)
        assert last_line(said(command("demo", "load"))) == "5 entri: 1 diperbarui, 4 sudah sama."
        assert act("package_show", id=DATASET)["title"] == "Lebih baru"
        assert act("datastore_search", resource_id=compose.file_id(DATASET))["total"] == 1
        assert last_line(said(command("demo", "load"))) == "5 entri: 5 sudah sama."


class TestRemove:
    def test_exactly_what_was_loaded_is_gone(self, command: Command, act: Act) -> None:
        act("ambon_opd_sync")
        act("ambon_topic_sync")
        before = traces()
        said(command("demo", "load"))
        assert stored_file().exists()
        assert last_line(said(command("demo", "remove"))) == "5 entri: 5 dihapus."
        assert traces() == before
        assert not stored_file().exists()
        assert act("package_search")["count"] == 0

    def test_opd_and_topics_stay(self, loaded: str, command: Command, act: Act) -> None:
        said(command("demo", "remove"))
        assert set(OPD) <= set(act("organization_list"))
        assert len(act("group_list")) == 10

    def test_an_edited_entry_goes_only_if_asked_for(
        self, loaded: str, command: Command, act: Act
    ) -> None:
        edit(act, DATASET, method="Survei")
        assert f"{DATASET}: sudah diubah" in said(command("demo", "remove"))
        assert act("package_search")["count"] == 1
        said(command("demo", "remove", "--edited-too"))
        assert act("package_search")["count"] == 0

    def test_nothing_loaded_is_nothing_to_remove(self, command: Command) -> None:
        assert last_line(said(command("demo", "remove"))) == "0 entri."


class TestRefusals:
    def test_a_wrong_file_writes_nothing(self, command: Command, act: Act, few: Few) -> None:
        few[1] = replace(few[1], fields={**few[1].fields, "owner_org": "bprd"})
        result = command("demo", "load")
        assert result.exit_code == 1
        assert "OPD “bprd” tidak dikenal. Mungkin maksudnya “bpprd”?" in result.output
        assert act("package_search")["count"] == 0
        assert act("organization_list") == []

    def test_an_installed_package_says_that_it_has_no_demo(
        self, command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(cli_demo, "FOLDER", tmp_path / "demo")
        result = command("demo", "load")
        assert result.exit_code == 1
        assert "salinan repositori" in result.output
