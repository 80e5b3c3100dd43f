"""The search stays as good as it is: what it finds, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

from tests.unit.personal_data import measuring


def test_nearly_every_column_about_persons_is_found(tmp_path: Path) -> None:
    wanted, missed = measuring.persons(tmp_path, range(100, 103))
    assert wanted >= 300
    assert len(missed) <= wanted * 0.01, missed


def test_nearly_no_clean_column_raises_an_alarm(tmp_path: Path) -> None:
    columns, alarms = measuring.clean(tmp_path, range(100, 101))
    assert columns >= 300
    assert len(alarms) <= columns * 0.01, alarms


def test_small_counts_are_pointed_out_only_where_the_subject_is_sensitive(tmp_path: Path) -> None:
    for heading, wanted, found in measuring.counts(tmp_path, 7):
        assert found == wanted, heading
