"""Accounts of officers: invited by mail or by hand, into their own OPD, by who may."""

from __future__ import annotations

import re
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlsplit

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests import factories, helpers

from ckanext.ambon.domain import opd

LINK = re.compile(r"http://test\.ckan\.net/user/reset/\S+")
RINA = {"name": "rina", "email": "rina@example.org", "opd": "disdukcapil", "role": "editor"}
PASSWORD = "kata-sandi-panjang-1"


@pytest.fixture
def no_mail(ckan_config: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be no mail server."""
    monkeypatch.setitem(ckan_config, "smtp.server", "127.0.0.1:9")


@pytest.fixture(autouse=True)
def _opd(opd_file: Any, row: Any, sync: Any) -> None:
    opd_file(row("disdukcapil", title="Dinas Kependudukan"), row("dinas-sosial"))
    sync()


def link_in(text: str) -> str:
    found = LINK.search(text)
    assert found, text
    return found[0]


def choose_password(app: Any, link: str) -> int:
    """Fill in the page that the link leads to; return its answer's status."""
    parts = urlsplit(link)
    form = {"password1": PASSWORD, "password2": PASSWORD}
    address = f"{parts.path}?{parts.query}"
    return app.post(address, data=form, follow_redirects=False).status_code


def account(name: str) -> Any:
    """Return the account as it is stored now, or None."""
    model.Session.expire_all()
    return model.User.by_name(name)


@pytest.mark.usefixtures("with_request_context")
class TestInvitation:
    def test_mails_a_link(self, command: Any, letters: list[EmailMessage]) -> None:
        done = command("user", "invite", "rina", "rina@example.org", "--opd", "disdukcapil")
        assert done.exit_code == 0, done.output
        assert "dikirim ke rina@example.org" in done.output
        letter = letters[0]
        assert letter["To"] == "rina <rina@example.org>"
        text = letter.get_content()
        assert "Dinas Kependudukan" in text
        assert link_in(text) not in done.output

    def test_the_link_opens_the_account_once(
        self, act: Any, letters: list[EmailMessage], app: Any
    ) -> None:
        act("ambon_user_invite", **RINA)
        link = link_in(letters[0].get_content())
        assert account("rina").state == "pending"
        assert choose_password(app, link) == 302
        user = account("rina")
        assert user.state == "active"
        assert user.validate_password(PASSWORD)
        assert choose_password(app, link) == 403

    def test_puts_the_account_into_its_opd_alone(
        self, act: Any, letters: list[EmailMessage]
    ) -> None:
        act("ambon_user_invite", **RINA)
        found = helpers.call_action("organization_list_for_user", id="rina")
        assert [(one["name"], one["capacity"]) for one in found] == [("disdukcapil", "editor")]

    def test_shows_the_link_where_no_mail_is_sent(self, command: Any, no_mail: None) -> None:
        done = command("user", "invite", "rina", "rina@example.org", "--opd", "disdukcapil")
        assert done.exit_code == 0, done.output
        assert "Surel tidak terkirim" in done.output
        assert link_in(done.output)
        assert "Traceback" not in done.output

    @pytest.mark.parametrize("option", ["smtp.server", "smtp.mail_from"])
    def test_shows_the_link_where_mail_was_never_set_up(
        self, command: Any, ckan_config: Any, monkeypatch: pytest.MonkeyPatch, option: str
    ) -> None:
        monkeypatch.setitem(ckan_config, option, None)
        done = command("user", "invite", "rina", "rina@example.org", "--opd", "disdukcapil")
        assert done.exit_code == 0, done.output
        assert option in done.output
        assert link_in(done.output)

    def test_shows_the_link_where_that_is_asked_for(
        self, command: Any, letters: list[EmailMessage]
    ) -> None:
        words = ("user", "invite", "rina", "rina@example.org", "--opd", "disdukcapil")
        assert link_in(command(*words, "--print-link").output)
        assert letters == []

    def test_a_former_code_of_the_opd_will_do(
        self, opd_file: Any, row: Any, sync: Any, act: Any, letters: list[EmailMessage]
    ) -> None:
        opd_file(row("dinas-baru", former_codes=("disdukcapil",)))
        sync()
        assert act("ambon_user_invite", **RINA)["opd"] == "dinas-baru"


@pytest.mark.usefixtures("with_request_context")
class TestRefusal:
    @pytest.mark.parametrize(
        ("wrong", "field", "words"),
        [
            ({"name": "Rina Sari!"}, "name", ""),
            ({"email": "rina"}, "email", ""),
            ({"role": "editr"}, "role", "editor"),
            ({"opd": "disdukcapl"}, "opd", "disdukcapil"),
            ({"opd": "antah-berantah"}, "opd", "antah-berantah"),
        ],
    )
    def test_says_what_is_wrong_and_what_is_near(
        self, act: Any, wrong: dict[str, str], field: str, words: str
    ) -> None:
        with pytest.raises(tk.ValidationError) as refused:
            act("ambon_user_invite", **{**RINA, **wrong})
        errors: Any = refused.value.error_dict
        assert list(errors) == [field]
        assert words in errors[field][0]
        assert account("rina") is None

    def test_a_name_that_is_taken(self, act: Any, letters: list[EmailMessage]) -> None:
        factories.User(name="rina")
        with pytest.raises(tk.ValidationError) as refused:
            act("ambon_user_invite", **RINA)
        assert "name" in refused.value.error_dict
        assert letters == []

    def test_an_address_that_is_taken(self, act: Any, letters: list[EmailMessage]) -> None:
        factories.User(email="Rina@example.org")
        with pytest.raises(tk.ValidationError) as refused:
            act("ambon_user_invite", **RINA)
        assert "email" in refused.value.error_dict
        assert account("rina") is None
        assert letters == []

    def test_an_opd_without_organization_says_what_to_do(
        self, opd_file: Any, row: Any, act: Any
    ) -> None:
        opd_file(row("dinas-baru"))
        with pytest.raises(tk.ValidationError, match="ambon opd sync"):
            act("ambon_user_invite", **{**RINA, "opd": "dinas-baru"})

    def test_the_command_ends_with_the_sentence(self, command: Any) -> None:
        refused = command("user", "invite", "rina", "rina@example.org", "--opd", "disdukcapl")
        assert refused.exit_code == 1
        assert "disdukcapil" in refused.output
        assert "Traceback" not in refused.output


@pytest.mark.usefixtures("with_request_context")
class TestWhoMayInvite:
    def invite(self, user: str) -> Any:
        context = {"user": user, "ignore_auth": False}
        return helpers.call_action("ambon_user_invite", context, **RINA, send=False)

    @pytest.mark.parametrize("code", ["disdukcapil", opd.WALIDATA])
    def test_administrators_of_the_opd_and_of_walidata(self, member_of: Any, code: str) -> None:
        assert self.invite(member_of(code, "admin")["name"])["name"] == "rina"

    @pytest.mark.parametrize(
        ("code", "role"), [("disdukcapil", "editor"), ("dinas-sosial", "admin")]
    )
    def test_nobody_else(self, member_of: Any, code: str, role: str) -> None:
        with pytest.raises(tk.NotAuthorized):
            self.invite(member_of(code, role)["name"])
        assert account("rina") is None

    def test_a_stranger_does_not_learn_which_addresses_are_known(self) -> None:
        factories.User(email=RINA["email"])
        with pytest.raises(tk.NotAuthorized):
            self.invite("")


@pytest.mark.usefixtures("with_request_context")
class TestLostPassword:
    def test_one_command_shows_the_administrator_a_link(
        self, command: Any, app: Any, no_mail: None
    ) -> None:
        factories.Sysadmin(name="kepala")
        done = command("user", "reset", "kepala")
        assert done.exit_code == 0, done.output
        assert choose_password(app, link_in(done.output)) == 302
        assert account("kepala").validate_password(PASSWORD)

    def test_mails_it_where_there_is_mail(self, command: Any, letters: list[EmailMessage]) -> None:
        factories.User(name="rina", email="rina@example.org")
        done = command("user", "reset", "rina")
        assert "dikirim ke rina@example.org" in done.output
        assert link_in(letters[0].get_content())

    def test_the_old_password_works_until_a_new_one_is_chosen(
        self, act: Any, no_mail: None
    ) -> None:
        user = factories.User(password=PASSWORD)
        act("ambon_user_reset", name=user["name"])
        assert account(user["name"]).validate_password(PASSWORD)

    def test_an_unknown_account_ends_it_with_a_sentence(self, command: Any) -> None:
        refused = command("user", "reset", "siapa")
        assert refused.exit_code == 1
        assert "siapa" in refused.output
        assert "Traceback" not in refused.output

    def test_only_system_administrators_may(self, member_of: Any) -> None:
        user = member_of(opd.WALIDATA, "admin")["name"]
        with pytest.raises(tk.NotAuthorized):
            helpers.call_action("ambon_user_reset", {"user": user, "ignore_auth": False}, name=user)
