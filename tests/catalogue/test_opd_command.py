"""What `ckan ambon opd sync` says to the operator."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ckanext.ambon.domain import opd
from ckanext.ambon.domain.vocabularies import VocabularyError

Row = Callable[..., opd.Opd]


class TestSync:
    def test_tells_what_it_did_and_then_that_nothing_is_left_to_do(
        self, opd_file: Any, row: Row, command: Any
    ) -> None:
        opd_file(row("dinas-a", title="Dinas A"))
        first = command("opd", "sync")
        assert "dinas-a: dibuat (Dinas A)" in first.output
        assert "Selesai: 2 dibuat." in first.output
        assert "tidak ada yang berubah" in command("opd", "sync").output

    def test_a_plan_says_that_nothing_was_changed(
        self, opd_file: Any, row: Row, command: Any
    ) -> None:
        opd_file(row("dinas-a"))
        planned = command("opd", "sync", "--dry-run")
        assert "Akan: 2 dibuat. Belum ada yang diubah." in planned.output

    def test_a_wrong_value_ends_it_with_a_sentence(
        self, opd_file: Any, row: Row, command: Any
    ) -> None:
        opd_file(row("dinas-a", email="bukan surel"))
        refused = command("opd", "sync")
        assert refused.exit_code == 1
        assert "dinas-a" in refused.output
        assert "Traceback" not in refused.output

    def test_a_fault_in_the_file_is_told_with_its_line(
        self, command: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def read() -> None:
            raise VocabularyError("opd.yaml", 12, "merged_into “bpkd” tidak dikenal")

        monkeypatch.setattr(opd, "opd_list", read)
        refused = command("opd", "sync")
        assert refused.exit_code == 1
        assert "opd.yaml, baris 12: merged_into “bpkd” tidak dikenal" in refused.output
        assert "Traceback" not in refused.output
