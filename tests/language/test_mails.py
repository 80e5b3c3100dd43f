"""Mails are in the portal's language, whoever asked for them, and hold no English."""

from __future__ import annotations

import re
from email.message import EmailMessage
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.tests import factories, helpers

ENGLISH = re.compile(r"\b(you|your|the|please|click|password|dear|have|message|been|this)\b", re.I)

pytestmark = pytest.mark.usefixtures("empty_site")


def text_of(letter: EmailMessage) -> str:
    return f"{letter['Subject']}\n{letter.get_content()}"


def only(letters: list[EmailMessage]) -> str:
    assert len(letters) == 1
    text = text_of(letters[0])
    assert not ENGLISH.findall(re.sub(r"https?://\S+", "", text)), text
    return text


@pytest.fixture
def officer() -> dict[str, Any]:
    address = {"name": "rina", "email": "rina@example.org"}
    return factories.User(**address, activity_streams_email_notifications=True)


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_invitation(speak: Any, letters: list[EmailMessage], language: str) -> None:
    office = factories.Organization(title="Dinas Kesehatan")
    asked = {"email": "baru@example.org", "group_id": office["id"], "role": "editor"}
    with speak(language):
        helpers.call_action("user_invite", **asked)
    text = only(letters)
    assert text.startswith("Undangan ke ")
    assert "Dinas Kesehatan" in text


def test_a_forgotten_password(app: Any, letters: list[EmailMessage], officer: Any) -> None:
    app.post("/user/reset", data={"user": officer["name"]})
    text = only(letters)
    assert "kata sandi baru" in text
    assert "/user/reset/" in text


def test_news_of_what_one_follows(
    speak: Any, letters: list[EmailMessage], officer: Any, ckan_config: Any, monkeypatch: Any
) -> None:
    monkeypatch.setitem(ckan_config, "ckan.activity_streams_email_notifications", True)
    entry = factories.Dataset(topics=["kesehatan"], owner_org=factories.Organization()["id"])
    helpers.call_action("follow_dataset", {"user": officer["name"]}, id=entry["id"])
    other = {"user": factories.Sysadmin()["name"]}
    helpers.call_action("package_patch", other, id=entry["id"], notes="Baru.")
    with speak("en"):
        tk.get_action("send_email_notifications")({"ignore_auth": True}, {})
    text = only(letters)
    assert "1 kegiatan baru" in text
    assert "/dashboard" in text
