"""Pages as readers get them: what is known is shown, what is not is said, nothing is invented."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from ckan.tests import factories
from entries import act, entry

from ckanext.ambon.catalogue import pages

OFFICE = "disdukcapil"


@pytest.fixture(autouse=True)
def office(_catalogue: None) -> None:
    """Found the OPD and the topic that the entries of these tests need."""
    factories.Organization(name=OFFICE, title="Dinas Kependudukan dan Pencatatan Sipil Kota Ambon")
    factories.Group(name="sosial", title="Sosial")


@pytest.fixture
def read(app: Any) -> Any:
    """Return a function that reads a page as anybody may, as soup."""

    def get(address: str, status: int = 200) -> BeautifulSoup:
        answer = app.get(address, status=status)
        return BeautifulSoup(answer.body, "html.parser")

    return get


def publish(name: str, kind: str = "dataset", **more: Any) -> dict[str, Any]:
    return act("package_create", **entry(OFFICE, name, kind, **more))


def linked_data(page: BeautifulSoup) -> dict[str, Any]:
    script = page.find("script", type="application/ld+json")
    assert script is not None
    return json.loads(script.text)


class TestDataset:
    def test_what_is_not_known_is_said(self, read: Any) -> None:
        publish("penduduk")
        facts = read("/dataset/penduduk").find("aside").text
        assert facts.count("belum dinyatakan") >= 4

    def test_quoted_figures_are_named_before_the_table(self, read: Any) -> None:
        publish("penduduk", figures_status="quoted", source="BPS")
        assert "Angka kutipan" in read("/dataset/penduduk").find(class_="note").text

    def test_official_figures_carry_no_note(self, read: Any) -> None:
        publish("penduduk", figures_status="official")
        assert read("/dataset/penduduk").find(class_="note") is None

    def test_data_until_is_the_last_day_covered(self, read: Any) -> None:
        span = [{"start": "2018-01-01", "end": "2025-12-31"}]
        publish("penduduk", temporal_coverage=span)
        assert "data sampai 31 Desember 2025" in read("/dataset/penduduk").find("main").text

    def test_markup_in_a_title_stays_text(self, read: Any) -> None:
        publish("jahat", title="</script><script>alert(1)</script>")
        page = read("/dataset/jahat")
        assert page.find("script", type=None) is None
        assert linked_data(page)["name"] == "</script><script>alert(1)</script>"

    def test_an_entry_that_is_not_public_is_not_found(self, read: Any) -> None:
        publish("rahasia", private=True)
        assert "rahasia" not in read("/dataset/rahasia", status=404).find("main").text.lower()


class TestTable:
    @pytest.fixture
    def file(self) -> dict[str, Any]:
        """Return a file whose table has numbers, a gap and a year."""
        columns = [
            {"name": "tahun", "label": "Tahun", "type": "year"},
            {"name": "jumlah", "label": "Jumlah", "type": "integer", "unit": "jiwa"},
        ]
        resource = {"name": "Penduduk", "url": "http://example.org/a.csv", "columns": columns}
        found = publish("penduduk", resources=[resource])["resources"][0]
        fields = [{"id": "tahun", "type": "integer"}, {"id": "jumlah", "type": "bigint"}]
        rows = [{"tahun": 2024, "jumlah": 21610}, {"tahun": 2025, "jumlah": None}]
        act("datastore_create", resource_id=found["id"], force=True, fields=fields, records=rows)
        return found

    def test_numbers_are_indonesian_years_are_not_and_gaps_are_said(
        self, read: Any, file: dict[str, Any]
    ) -> None:
        table = read("/dataset/penduduk").find("table", class_="data")
        cells = [[cell.text.strip() for cell in row.find_all("td")] for row in table.tbody("tr")]
        assert cells == [["2024", "21.610"], ["2025", "belum ada"]]
        assert [head.text for head in table.find_all("th")] == ["Tahun", "Jumlahjiwa"]

    def test_a_word_narrows_the_rows(self, read: Any, file: dict[str, Any]) -> None:
        page = read(f"/dataset/penduduk/resource/{file['id']}?q=2024")
        assert [row.td.text.strip() for row in page.find("table").tbody("tr")] == ["2024"]

    def test_a_page_that_does_not_exist_is_no_error(self, read: Any, file: dict[str, Any]) -> None:
        page = read(f"/dataset/penduduk/resource/{file['id']}?page=-3")
        assert len(page.find("table").tbody("tr")) == 2


class TestLinkedData:
    def test_a_dataset_names_its_office_period_and_place(self, read: Any) -> None:
        span = [{"start": "2018-01-01", "end": "2025-12-31"}]
        publish("penduduk", temporal_coverage=span, region_codes=["81.71"])
        data = linked_data(read("/dataset/penduduk"))
        assert data["@type"] == "Dataset"
        assert data["creator"]["@type"] == "GovernmentOrganization"
        assert data["temporalCoverage"] == "2018-01-01/2025-12-31"
        assert data["spatialCoverage"][0]["identifier"] == "81.71"

    def test_a_licence_that_is_not_stated_is_left_out(self, read: Any) -> None:
        publish("penduduk", license_id="notspecified")
        assert "license" not in linked_data(read("/dataset/penduduk"))

    def test_a_regulation_whose_status_is_unknown_claims_no_force(self, read: Any) -> None:
        publish("perda-1-2020", "peraturan", regulation_status="unknown")
        data = linked_data(read("/peraturan/perda-1-2020"))
        assert data["@type"] == "Legislation"
        assert "legislationLegalForce" not in data

    def test_a_regulation_that_was_replaced_is_not_in_force(self, read: Any) -> None:
        publish("perda-1-2020", "peraturan", regulation_status="replaced")
        data = linked_data(read("/peraturan/perda-1-2020"))
        assert data["legislationLegalForce"] == "https://schema.org/NotInForce"


class TestService:
    def test_components_without_text_are_not_published_yet(self, read: Any) -> None:
        publish("ktp", "layanan", requirements=[{"text": "Kartu keluarga"}], fee_kind="gratis")
        page = read("/layanan/ktp")
        assert "2 dari 14" in page.find("aside").text
        answers = page.find(class_="answers").text
        assert "Kartu keluarga" in answers
        assert "Gratis" in answers
        assert answers.count("belum diterbitkan") == 2

    def test_a_legal_basis_links_to_the_regulation_held_here(self, read: Any) -> None:
        publish("perda-1-2020", "peraturan")
        basis = [{"text": "Perda 1/2020", "peraturan": "perda-1-2020"}, {"text": "UU 23/2006"}]
        publish("ktp", "layanan", legal_basis=basis)
        page = read("/layanan/ktp")
        assert page.find("a", string="Perda 1/2020")["href"] == "/peraturan/perda-1-2020"
        assert page.find("a", string="UU 23/2006") is None
        assert page.find("li", string="UU 23/2006") is not None

    def test_the_regulation_shows_the_service_that_rests_on_it(self, read: Any) -> None:
        publish("perda-1-2020", "peraturan")
        publish("ktp", "layanan", legal_basis=[{"text": "Perda", "peraturan": "perda-1-2020"}])
        assert read("/peraturan/perda-1-2020").find("a", href="/layanan/ktp") is not None


class TestRegulation:
    def test_a_relation_shows_on_both_ends(self, read: Any) -> None:
        publish("perda-4-2016", "peraturan")
        relation = [{"kind": "amends", "target": "perda-4-2016"}]
        publish("perda-1-2021", "peraturan", relations=relation)
        assert read("/peraturan/perda-1-2021").find("a", href="/peraturan/perda-4-2016")
        old = read("/peraturan/perda-4-2016")
        assert "Diubah oleh" in old.find(attrs={"aria-labelledby": "relations-title"}).text
        assert old.find("a", href="/peraturan/perda-1-2021")

    def test_data_that_name_a_regulation_and_it_lead_to_each_other(self, read: Any) -> None:
        numbered = {"regulation_number": "16", "regulation_year": 2021}
        publish("perwali-16-2021", "peraturan", regulation_kind="perwali", **numbered)
        publish("tarif", notes="Tarif parkir menurut Peraturan Wali Kota Ambon 16/2021.")
        law = read("/dataset/tarif").find(attrs={"aria-labelledby": "law-title"})
        assert law.find("a", href="/peraturan/perwali-16-2021")
        naming = read("/peraturan/perwali-16-2021").find(attrs={"aria-labelledby": "naming-title"})
        assert naming.find("a", href="/dataset/tarif")

    def test_a_regulation_that_is_named_but_not_held_is_no_link(self, read: Any) -> None:
        publish("tarif", source="Perda 9/1999")
        law = read("/dataset/tarif").find(attrs={"aria-labelledby": "law-title"})
        assert "9/1999" in law.text
        assert law.find("a") is None

    def test_what_the_council_only_agreed_to_stands_apart(self, read: Any) -> None:
        publish("perda-2026-rokok", "peraturan", regulation_status="approved")
        publish("perda-1-2020", "peraturan", regulation_status="in_force")
        page = read("/peraturan/")
        apart = page.find(attrs={"aria-labelledby": "approved"})
        assert [link["href"] for link in apart.find_all("a")] == ["/peraturan/perda-2026-rokok"]


class TestSearchPage:
    def test_a_filter_can_be_taken_away_alone(self, read: Any) -> None:
        publish("penduduk", level="kota")
        page = read("/dataset/?q=penduduk&level=kota&groups=sosial")
        hrefs = [link["href"] for link in page.find(class_="chips").find_all("a")]
        assert hrefs[0] == "/dataset/?q=penduduk&groups=sosial"
        assert hrefs[-1] == "/dataset/?q=penduduk"

    def test_a_new_question_keeps_the_filters(self, read: Any) -> None:
        publish("penduduk", level="kota")
        form = read("/dataset/?level=kota&page=1").find("main").find("form")
        kept = {field["name"]: field["value"] for field in form.find_all(type="hidden")}
        assert kept["level"] == "kota"

    def test_nothing_found_says_what_to_try(self, read: Any) -> None:
        page = read("/dataset/?q=xyzzy")
        assert "0 hasil" in page.find(class_="result-count").text
        assert page.find("main").find("a", href="/organization/") is not None

    def test_the_feed_is_of_exactly_this_search(self, read: Any) -> None:
        publish("penduduk", level="kota")
        feed = read("/dataset/?q=penduduk&level=kota").find("link", type="application/atom+xml")
        assert feed["href"] == "/feeds/custom.atom?q=penduduk&level=kota"

    def test_a_need_leads_to_the_services_that_answer_it(self, read: Any) -> None:
        publish("ktp", "layanan", title="Penerbitan KTP")
        publish("tamu", "layanan", title="Kunjungan tamu")
        needs = read("/layanan/").find(attrs={"aria-labelledby": "needs"}).find_all("a")
        assert [need.span.text for need in needs] == ["Mengurus KTP"]
        found = read(needs[0]["href"])
        assert [link["href"] for link in found.select(".entries a")] == ["/layanan/ktp"]
        assert found.find(attrs={"aria-labelledby": "needs"}) is None

    def test_services_are_narrowed_to_those_online(self, read: Any) -> None:
        publish("ktp", "layanan", channels=[{"kind": "kantor", "text": "Loket"}])
        publish("izin", "layanan", channels=[{"kind": "daring", "text": "Aplikasi"}])
        found = read("/layanan/?vocab_channel=daring")
        assert [link["href"] for link in found.select(".entries a")] == ["/layanan/izin"]
        assert "Daring" in found.select_one(".chips").text

    def test_a_door_shows_only_its_type(self, read: Any) -> None:
        publish("penduduk")
        publish("ktp", "layanan")
        links = [link["href"] for link in read("/layanan/").select(".entries a")]
        assert links == ["/layanan/ktp"]


class TestTopic:
    def test_it_begins_with_three_of_many_datasets(self, read: Any) -> None:
        for number in range(4):
            publish(f"penduduk-{number}")
        page = read("/group/sosial")
        first = page.find(attrs={"aria-labelledby": "first-title"})
        assert len(first.select(".entries > li")) == 3
        assert first.find("h3").a["href"].startswith("/dataset/penduduk-")

    def test_few_datasets_or_a_question_need_no_beginning(self, read: Any) -> None:
        publish("penduduk")
        page = read("/group/sosial")
        assert page.find(attrs={"aria-labelledby": "first-title"}) is None


class TestFrame:
    def test_a_reader_gets_no_cookie_and_no_token(self, app: Any) -> None:
        for address in ("/", "/dataset/", "/tentang", "/dataset/tidak-ada", "/dataset/?page=abc"):
            answer = app.get(address)
            assert "Set-Cookie" not in answer.headers, address
            assert "csrf" not in answer.body, address

    def test_the_other_language_keeps_the_question(self, read: Any) -> None:
        link = read("/dataset/?q=penduduk").find("a", hreflang="en")
        assert link["href"] == "/en/dataset/?q=penduduk"

    def test_the_menu_marks_where_the_reader_is(self, read: Any) -> None:
        publish("ktp", "layanan")
        current = read("/layanan/ktp").select(".site-menu [aria-current]")
        assert [link["href"] for link in current] == ["/layanan/"]

    def test_canonical_has_no_query(self, read: Any) -> None:
        canonical = read("/dataset/?q=penduduk").find("link", rel="canonical")["href"]
        assert canonical == "http://test.ckan.net/dataset/"

    def test_the_sitemap_holds_public_entries_only(self, app: Any) -> None:
        publish("penduduk")
        publish("rahasia", private=True)
        text = app.get("/sitemap.xml").body
        assert "http://test.ckan.net/dataset/penduduk" in text
        assert "rahasia" not in text

    def test_robots_names_the_sitemap(self, app: Any) -> None:
        assert "Sitemap: http://test.ckan.net/sitemap.xml" in app.get("/robots.txt").body


class TestSending:
    def test_a_page_is_compressed_for_who_asks(self, app: Any) -> None:
        answer = app.get("/tentang", headers={"Accept-Encoding": "gzip"})
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in answer.headers["Vary"]

    def test_a_page_is_plain_for_who_does_not(self, app: Any) -> None:
        assert "Content-Encoding" not in app.get("/tentang").headers


def test_every_helper_of_the_pages_has_a_sentence_that_says_what_it_returns() -> None:
    found = pages.template_helpers()
    assert len(found) > 40
    assert [name for name, helper in found.items() if not helper.__doc__] == []
