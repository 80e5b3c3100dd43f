"""The index follows the database: at once after a save, and whatever happens, in the end."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.lib import search
from ckan.tests import factories, helpers

from ckanext.ambon.search.indexing import addresses, entries, outbox, saving, worker

REFUSED = "The database refuses."
Publish = Callable[..., dict[str, Any]]


@pytest.fixture
def publish() -> Publish:
    """Return a function that publishes an entry of one organization."""
    organization = factories.Organization(name="dinas-cengkih")

    def create(**fields: Any) -> dict[str, Any]:
        known = {"notes": "x", "topics": ["kependudukan"], "type": "dataset"}
        return factories.Dataset(owner_org=organization["id"], **{**known, **fields})

    return create


@pytest.fixture(autouse=True)
def _awake() -> None:
    """Begin with nothing known of how Solr was a moment ago."""
    addresses.forget()


@pytest.fixture
def solr_away(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Let Solr be away, until the function that is returned is called."""
    address = tk.config["solr_url"]
    monkeypatch.setitem(tk.config, "solr_url", "http://127.0.0.1:9/solr/ckan")

    def back() -> None:
        tk.config["solr_url"] = address
        addresses.forget()

    yield back
    back()


def names(fq: str = "*:*", **options: Any) -> list[str]:
    found = helpers.call_action("package_search", fq=fq, rows=100, **options)
    return sorted(entry["name"] for entry in found["results"])


def waiting() -> int:
    model.Session.rollback()
    return model.Session.execute(sa.select(sa.func.count()).select_from(outbox.NOTES)).scalar() or 0


def act(action: str, **data: Any) -> Any:
    """Call an action as the site itself."""
    site_user = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    return helpers.call_action(action, {"user": site_user["name"]}, **data)


def patch(entry: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return act("package_patch", id=entry["id"], **fields)


class TestASave:
    def test_is_found_by_who_searches_next_and_leaves_no_note(self, publish: Publish) -> None:
        entry = publish(title="Cengkih kering")
        assert names("+title:cengkih") == [entry["name"]]
        assert waiting() == 0

    def test_that_changes_the_title_is_found_under_the_new_one_alone(
        self, publish: Publish
    ) -> None:
        entry = patch(publish(title="Cengkih kering"), title="Pala kering")
        assert names("+title:pala") == [entry["name"]]
        assert names("+title:cengkih") == []

    def test_that_is_rolled_back_never_shows(self, publish: Publish) -> None:
        entry = publish(title="Cengkih kering")
        package = model.Package.get(entry["id"])
        assert package is not None
        package.title = "Pala kering"
        model.Session.flush()
        saving.after_commit(entry["id"])
        model.Session.rollback()
        worker.empty()
        assert names("+title:cengkih") == [entry["name"]]
        assert names("+title:pala") == []

    def test_that_fails_after_core_has_indexed_it_never_shows(
        self, publish: Publish, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail() -> None:
            model.Session.rollback()
            raise RuntimeError(REFUSED)

        entry = publish(title="Cengkih kering")
        with monkeypatch.context() as patched:
            patched.setattr(model.repo, "commit", fail)
            with pytest.raises(RuntimeError, match=REFUSED):
                patch(entry, title="Pala kering")
        worker.empty()
        assert names("+title:pala") == []

    def test_that_makes_private_hides_it_from_everybody_else(self, publish: Publish) -> None:
        patch(publish(title="Cengkih kering"), private=True)
        assert names() == []
        assert len(names(include_private=True)) == 1

    def test_that_deletes_or_purges_takes_it_out(self, publish: Publish) -> None:
        first, second = publish(), publish()
        act("package_delete", id=first["id"])
        act("dataset_purge", id=second["id"])
        assert names() == []
        assert waiting() == 0


class TestTheDatabaseNotes:
    """Every change, by whomever and however."""

    @pytest.mark.parametrize(
        "change",
        [
            "UPDATE package SET title = 'Pala'",
            "UPDATE package SET state = 'deleted'",
            "INSERT INTO resource (id, package_id, url, position, state, extras)"
            " SELECT 'r', id, 'http://x.test', 9, 'active', '{}' FROM package",
            "UPDATE \"group\" SET title = 'Dinas Pala' WHERE is_organization",
            "UPDATE member SET state = 'deleted' WHERE table_name = 'package'",
            "UPDATE tag SET name = 'pala'",
            "DELETE FROM package_tag",
        ],
    )
    def test_a_change_in_sql(self, publish: Publish, change: str) -> None:
        publish(tags=[{"name": "cengkih"}])
        worker.empty()
        assert waiting() == 0
        model.Session.execute(sa.text(change))
        model.Session.commit()
        assert waiting() == 1

    def test_nothing_where_a_row_is_written_as_it_was(self, publish: Publish) -> None:
        publish()
        model.Session.execute(sa.text("UPDATE package SET title = title"))
        model.Session.commit()
        assert waiting() == 0

    def test_the_rename_of_an_organization_for_all_its_entries(self, publish: Publish) -> None:
        for _ in range(3):
            publish()
        worker.empty()
        act("organization_patch", id="dinas-cengkih", title="Dinas Pala")
        worker.empty()
        found = helpers.call_action("package_search")["results"]
        assert [one["organization"]["title"] for one in found] == ["Dinas Pala"] * 3


class TestSolrAway:
    def test_a_save_works_and_is_found_when_solr_is_back(
        self, publish: Publish, solr_away: Callable[[], None]
    ) -> None:
        entry = publish(title="Cengkih kering")
        assert waiting() == 1
        assert worker.empty() == 0
        solr_away()
        worker.empty()
        assert names("+title:cengkih") == [entry["name"]]

    def test_a_save_waits_little_for_a_solr_that_does_not_answer(
        self, publish: Publish, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with socket.create_server(("127.0.0.1", 0)) as silent:
            address = f"http://127.0.0.1:{silent.getsockname()[1]}/solr/ckan"
            real = tk.config["solr_url"]
            monkeypatch.setitem(tk.config, "solr_url", address)
            monkeypatch.setitem(tk.config, "solr_timeout", 1)
            entry = publish(title="Cengkih kering")
            assert addresses.rests()
        monkeypatch.setitem(tk.config, "solr_url", real)
        addresses.forget()
        worker.empty()
        assert names("+title:cengkih") == [entry["name"]]

    def test_what_may_still_be_on_its_way_gets_a_second_look(
        self, publish: Publish, solr_away: Callable[[], None], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        entry = publish(title="Cengkih kering")
        worker.empty()
        solr_away()
        worker.empty()
        assert waiting() == 1
        model.Session.execute(sa.update(outbox.NOTES).values(due=sa.func.now()))
        model.Session.commit()
        worker.empty()
        assert waiting() == 0
        assert names("+title:cengkih") == [entry["name"]]


class TestWhatTheIndexRefuses:
    def test_does_not_hold_up_the_rest(
        self, publish: Publish, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made = entries.documents.of

        def with_a_wrong_date(ids: Any) -> list[dict[str, Any]]:
            wrong = {"metadata_created": "never"}
            return [{**one, **(wrong if one["title"] == "Salah" else {})} for one in made(ids)]

        with monkeypatch.context() as patched:
            patched.setattr(entries.documents, "of", with_a_wrong_date)
            publish(title="Salah")
            right = publish(title="Benar")
            model.Session.execute(sa.text("UPDATE package SET notes = 'y'"))
            model.Session.commit()
            worker.empty()
            assert names() == [right["name"]]
        model.Session.rollback()
        reason = model.Session.execute(sa.select(outbox.NOTES.c.refusal)).scalar()
        assert "never" in str(reason)
        model.Session.execute(sa.update(outbox.NOTES).values(due=sa.func.now()))
        model.Session.commit()
        worker.empty()
        assert len(names()) == 2


class TestTwoSaves:
    def test_the_one_that_is_told_later_cannot_bring_back_the_older(
        self, publish: Publish, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        entry = publish(title="Cengkih kering")
        held: list[list[str]] = []
        with monkeypatch.context() as patched:
            patched.setattr(saving, "tell", held.append)
            patch(entry, title="Pala kering")
        patch(entry, title="Kenari kering")
        for ids in held:
            saving.tell(ids)
        assert names("+title:kenari") == [entry["name"]]

    def test_at_the_same_time_end_in_what_the_database_holds(self, publish: Publish) -> None:
        entry = publish(title="Cengkih kering")
        threads = [
            threading.Thread(target=_rename, args=(entry["id"], f"Judul {number}"))
            for number in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        worker.empty()
        model.Session.rollback()
        package = model.Session.get(model.Package, entry["id"], populate_existing=True)
        assert package is not None
        assert search.show(entry["id"])["title"] == package.title


def _rename(entry_id: str, title: str) -> None:
    model.Session.execute(
        sa.text("UPDATE package SET title = :title WHERE id = :id"),
        {"title": title, "id": entry_id},
    )
    saving.after_commit(entry_id)
    model.Session.commit()
    model.Session.remove()
