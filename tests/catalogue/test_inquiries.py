"""“This is wrong” and “I need this data”: from the form to the answer."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest
from ckan import model
from ckan.lib import jobs
from ckan.lib.redis import connect_to_redis
from ckan.tests import factories, helpers
from entries import act, entry

from ckanext.ambon.catalogue.logic import inquiries
from ckanext.ambon.catalogue.model import Inquiry
from ckanext.ambon.domain import opd

OFFICE = "disdukcapil"
TEXT = "Angka tahun 2021 tertukar dengan 2022."


@pytest.fixture(autouse=True)
def _nobody_counted() -> None:
    """Forget who sent how much."""
    store = connect_to_redis()
    for key in store.scan_iter("ambon:rate:*"):
        store.delete(key)


@pytest.fixture
def office() -> dict[str, Any]:
    factories.Organization(name=opd.WALIDATA, title="Diskominfo")
    return factories.Organization(name=OFFICE, title="Disdukcapil", email="kantor@example.org")


@pytest.fixture
def dataset(office: dict[str, Any]) -> dict[str, Any]:
    return act("package_create", **entry(office["id"], "jumlah-penduduk"))


def report(app: Any, **fields: str) -> Any:
    """Send the form as a reader's browser does."""
    return app.post("/lapor", data={"text": TEXT, **fields}, follow_redirects=False)


def only() -> Inquiry:
    found = model.Session.query(Inquiry).all()
    assert len(found) == 1
    return found[0]


class TestForm:
    def test_it_stores_and_shows_the_number(self, app: Any, dataset: dict[str, Any]) -> None:
        answer = report(app, package_id="jumlah-penduduk")
        stored = only()
        assert (stored.text, stored.opd, stored.package_id) == (TEXT, OFFICE, dataset["id"])
        page = app.get(answer.headers["Location"])
        assert stored.written in page.body
        assert TEXT not in page.body

    def test_data_may_be_asked_of_an_office(self, app: Any, office: dict[str, Any]) -> None:
        app.post("/minta-data", data={"text": "Data lahir 2024", "opd": OFFICE})
        assert (only().kind, only().opd) == ("wanted", OFFICE)

    def test_without_an_office_walidata_is_asked(self, app: Any, office: dict[str, Any]) -> None:
        report(app)
        assert only().opd == opd.WALIDATA

    def test_a_mistake_loses_nothing(self, app: Any, office: dict[str, Any]) -> None:
        page = report(app, email="bukan-alamat", name="Rina")
        assert TEXT in page.body
        assert "Rina" in page.body
        assert 'aria-describedby="error-email"' in page.body
        assert model.Session.query(Inquiry).count() == 0

    def test_an_empty_one_is_refused(self, app: Any, office: dict[str, Any]) -> None:
        assert 'id="error-text"' in report(app, text=" ").body

    def test_reading_the_form_sets_no_cookie(self, app: Any, dataset: dict[str, Any]) -> None:
        page = app.get("/lapor?package_id=jumlah-penduduk")
        assert "Set-Cookie" not in page.headers
        assert dataset["title"] in page.body

    def test_an_entry_that_is_hidden_is_not_named(self, app: Any, office: dict[str, Any]) -> None:
        act("package_create", **entry(office["id"], "rahasia", private=True, title="Judul rahasia"))
        assert "Judul rahasia" not in app.get("/lapor?package_id=rahasia").body
        assert "Judul rahasia" not in report(app, package_id="rahasia").body
        assert model.Session.query(Inquiry).count() == 0


class TestSpam:
    def test_the_hidden_field_catches_programs(self, app: Any, office: dict[str, Any]) -> None:
        assert report(app, situs="http://example.org").status_code == 200
        assert model.Session.query(Inquiry).count() == 0

    def test_one_address_may_send_only_so_many(
        self, app: Any, office: dict[str, Any], ckan_config: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(ckan_config, "ckanext.ambon.inquiries_per_hour", 2)
        for _ in range(3):
            report(app)
        assert model.Session.query(Inquiry).count() == 2

    def test_the_address_is_stored_nowhere(self, app: Any, office: dict[str, Any]) -> None:
        report(app)
        keys = [key.decode() for key in connect_to_redis().scan_iter("ambon:rate:*")]
        assert keys
        assert "127.0.0.1" not in "".join(keys)


class TestMails:
    @pytest.fixture
    def post_bag(self, letters: list[EmailMessage]) -> Callable[[], dict[str, str]]:
        """Return a function that lets the worker send, and what went to whom."""

        def sent() -> dict[str, str]:
            jobs.Worker().work(burst=True)
            return {
                str(one["To"]).strip("<> "): f"{one['Subject']}\n{one.get_content()}"
                for one in letters
            }

        return sent

    def test_office_and_sender_are_told(
        self, app: Any, dataset: dict[str, Any], post_bag: Callable[[], dict[str, str]]
    ) -> None:
        report(app, package_id="jumlah-penduduk", name="Rina", email="rina@example.org")
        sent = post_bag()
        number = only().written
        assert set(sent) == {"kantor@example.org", "rina@example.org"}
        assert TEXT in sent["kantor@example.org"]
        assert number in sent["kantor@example.org"].splitlines()[0]
        assert "melaporkan" in sent["kantor@example.org"]
        assert f"/lapor/{number}" in sent["rina@example.org"]
        assert TEXT not in sent["rina@example.org"]

    def test_an_office_without_address_is_told_by_its_administrators(
        self, app: Any, post_bag: Callable[[], dict[str, str]]
    ) -> None:
        boss = factories.User(email="kepala@example.org")
        member = {"name": boss["name"], "capacity": "admin"}
        factories.Organization(name=opd.WALIDATA, users=[member])
        report(app)
        assert set(post_bag()) == {"kepala@example.org"}

    def test_the_sender_hears_when_it_is_settled(
        self, app: Any, dataset: dict[str, Any], post_bag: Callable[[], dict[str, str]]
    ) -> None:
        report(app, package_id="jumlah-penduduk", email="rina@example.org")
        post_bag()
        with app.flask_app.test_request_context():
            act("ambon_inquiry_close", number=only().number, answer="Sudah diperbaiki.")
        assert "Sudah diperbaiki." in post_bag()["rina@example.org"]


class TestOfficers:
    @pytest.fixture
    def of_office(self, dataset: dict[str, Any]) -> dict[str, Any]:
        """Return an editor of the office."""
        user = factories.UserWithToken()
        helpers.call_action(
            "organization_member_create", id=OFFICE, username=user["name"], role="editor"
        )
        return user

    @pytest.fixture
    def of_another(self) -> dict[str, Any]:
        """Return an editor of another office."""
        user = factories.UserWithToken()
        member = {"name": user["name"], "capacity": "editor"}
        factories.Organization(name="bpbd", users=[member])
        return user

    def test_the_office_sees_and_settles(
        self, app: Any, of_office: dict[str, Any], dataset: dict[str, Any]
    ) -> None:
        report(app, package_id="jumlah-penduduk")
        number = only().written
        headers = {"Authorization": of_office["token"]}
        assert TEXT in app.get("/laporan", headers=headers).body
        app.post(f"/laporan/{number}", data={"answer": "Selesai."}, headers=headers)
        assert TEXT not in app.get("/laporan", headers=headers).body
        assert TEXT in app.get("/laporan?selesai=1", headers=headers).body
        assert "Selesai." in app.get(f"/lapor/{number}").body

    def test_another_office_neither_sees_nor_settles(
        self, app: Any, of_another: dict[str, Any], dataset: dict[str, Any]
    ) -> None:
        report(app, package_id="jumlah-penduduk")
        headers = {"Authorization": of_another["token"]}
        assert TEXT not in app.get("/laporan", headers=headers).body
        assert app.post(f"/laporan/{only().number}", headers=headers).status_code == 403
        assert only().closed is None

    def test_readers_see_no_list(self, app: Any, office: dict[str, Any]) -> None:
        assert app.get("/laporan").status_code == 403

    def test_an_unknown_number_is_not_found(self, app: Any) -> None:
        assert app.get("/lapor/222-222").status_code == 404


def test_who_asked_is_forgotten_after_the_time_that_the_form_names(
    app: Any, office: dict[str, Any]
) -> None:
    report(app, name="Rina", email="rina@example.org")
    assert inquiries.forget_senders() == 0
    only().created -= datetime.timedelta(days=181)
    model.Session.commit()
    assert inquiries.forget_senders() == 1
    assert (only().name, only().email, only().text) == (None, None, TEXT)
