"""What the operator chose is read whole, or refused with the way out."""

from __future__ import annotations

import pytest

from stack import settings
from stack.settings import Problem


class TestDefaults:
    def test_a_portal_on_this_machine_with_the_published_data(self) -> None:
        choice = settings.read({})
        assert (choice.host, choice.port, choice.demo) == ("127.0.0.1", 5000, True)
        assert choice.site_url == "http://127.0.0.1:5000"
        assert choice.state == settings.ROOT / ".stack"

    def test_an_empty_value_counts_as_none(self) -> None:
        assert settings.read({"AMBON_PORT": ""}).port == 5000


class TestChoices:
    def test_the_address_follows_the_port(self) -> None:
        assert settings.read({"AMBON_PORT": "5055"}).site_url == "http://127.0.0.1:5055"

    def test_a_relative_state_is_meant_from_the_checkout(self) -> None:
        assert settings.read({"AMBON_STATE": "x"}).state == settings.ROOT / "x"

    def test_mail(self) -> None:
        choice = settings.read({"AMBON_SMTP_SERVER": "mail:25", "AMBON_SMTP_FROM": "a@b.id"})
        assert choice.smtp == {"server": "mail:25", "from": "a@b.id"}


class TestRefused:
    @pytest.mark.parametrize("port", ["0", "80", "65536", "-1", "lima", "²"])
    def test_a_port_that_is_none(self, port: str) -> None:
        with pytest.raises(Problem, match=f"1024 sampai 65535, bukan “{port}”"):
            settings.read({"AMBON_PORT": port})

    def test_a_site_address_without_its_kind(self) -> None:
        with pytest.raises(Problem, match="https://"):
            settings.read({"AMBON_SITE_URL": "data.ambon.go.id"})

    def test_a_third_of_an_outside_database(self) -> None:
        with pytest.raises(Problem, match="AMBON_DATASTORE_READ_URL"):
            settings.read({"AMBON_DATABASE_URL": "x", "AMBON_DATASTORE_WRITE_URL": "x"})

    def test_an_unknown_name(self) -> None:
        with pytest.raises(Problem, match="AMBON_PROT"):
            settings.read({"AMBON_PROT": "5000"})
