"""CKAN speaks Indonesian: messages, plurals, dates, and the scripts' words."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.exceptions import CkanConfigurationException
from ckan.lib import i18n
from flask import render_template_string

from ckanext.ambon.language import order


class TestMessages:
    @pytest.mark.parametrize(
        ("message", "text"),
        [
            ("Log in", "Masuk"),
            ("Datasets", "Dataset"),
            ("Resources", "Berkas"),
            ("Missing value", "Wajib diisi"),
            ("active", "aktif"),
            ("Owner org", "Organisasi"),
            ("No organization", "Tanpa organisasi"),
        ],
    )
    def test_core_and_extensions_are_translated(self, speak: Any, message: str, text: str) -> None:
        with speak("id"):
            assert tk._(message) == text

    def test_one_form_serves_every_number(self, speak: Any) -> None:
        with speak("id"):
            one, many = "{number} dataset found", "{number} datasets found"
            assert {tk.ungettext(one, many, n) for n in (0, 1, 2, 5)} == {
                "{number} dataset ditemukan"
            }

    def test_so_it_does_in_a_page(self, speak: Any) -> None:
        source = "{{ ungettext('{number} dataset found', '{number} datasets found', n) }}"
        with speak("id"):
            said = {render_template_string(source, n=n) for n in (0, 1, 2, 5)}
        assert said == {"{number} dataset ditemukan"}

    def test_english_stays_english(self, speak: Any) -> None:
        with speak("en"):
            assert tk._("Log in") == "Log in"


class TestDates:
    @pytest.mark.parametrize(
        ("language", "options", "text"),
        [
            ("id", {}, "31 Desember 2024"),
            ("id", {"with_hours": True}, "31 Desember 2024, 01.30 WIT"),
            ("en", {"with_hours": True}, "31 December 2024, 01:30 WIT"),
            ("id", {"date_format": "%Y"}, "2024"),
        ],
    )
    def test_a_moment_is_told_on_ambons_clock(
        self, speak: Any, language: str, options: dict[str, Any], text: str
    ) -> None:
        """The last days of a year are those that core tells with the wrong year."""
        with speak(language):
            assert tk.h.render_datetime(datetime(2024, 12, 30, 16, 30), **options) == text

    def test_an_unreadable_date_is_empty(self, speak: Any) -> None:
        with speak("id"):
            assert tk.h.render_datetime("besok") == ""


class TestTimesAgo:
    @pytest.mark.parametrize(
        ("language", "days", "text"), [("id", 3, "3 hari lalu"), ("en", 3, "3 days ago")]
    )
    def test_it_is_told_in_words(self, speak: Any, language: str, days: int, text: str) -> None:
        moment = datetime.now(timezone.utc) - timedelta(days=days)
        with speak(language):
            assert tk.h.time_ago_from_timestamp(moment) == text
            assert tk.h.localised_nice_date(moment) == text

    def test_a_moment_ago_is_just_now(self, speak: Any) -> None:
        with speak("id"):
            assert tk.h.localised_nice_date(datetime.now(timezone.utc)) == "Baru saja"


class TestSizes:
    @pytest.mark.parametrize(("language", "text"), [("id", "1,2 MB"), ("en", "1.2 MB")])
    def test_a_size_is_told_in_thousands(self, speak: Any, language: str, text: str) -> None:
        with speak(language):
            assert tk.h.localised_filesize(1_234_567) == text


class TestScripts:
    def test_the_scripts_have_their_words(self, app: Any) -> None:
        i18n.build_js_translations()
        words = app.get("/api/i18n/id").json
        assert words["Searching..."] == [None, "Mencari …"]
        assert words["Remove item"] == [None, "Buang"]
        assert words[""]["plural-forms"] == "nplurals=1; plural=0;"


class TestOrder:
    def test_another_plugin_first_is_refused_with_a_sentence(self) -> None:
        with pytest.raises(CkanConfigurationException, match="must stand first"):
            order.refuse_wrong_plugin_order({"ckan.plugins": "ambon ambon_language"})

    def test_first_is_right(self) -> None:
        order.refuse_wrong_plugin_order({"ckan.plugins": "ambon_language ambon"})
