"""The forms of the three types, as an editor of one OPD fills them in."""

from __future__ import annotations

from typing import Any

import pytest
from entries import act, entry
from forms import Office, Typed, filled, get, make_office, mistakes, opened, send, value

KINDS = ["dataset", "layanan", "peraturan"]


@pytest.fixture(autouse=True)
def _topics(_catalogue: None) -> None:
    act("ambon_topic_sync")


@pytest.fixture
def office(_catalogue: None) -> Office:
    return make_office()


def new(app: Any, office: Office, name: str, kind: str = "dataset", **typed: Any) -> Typed:
    """Return the form of a new entry in which only what is required was filled in."""
    least = {key: found for key, found in entry(office["id"], name, kind).items() if key != "type"}
    return opened(app, office, f"/{kind}/new", **{**least, "topics": ["sosial", ""], **typed})


@pytest.mark.parametrize("kind", KINDS)
class TestNew:
    def test_required_fields_stand_in_the_open_group(
        self, kind: str, app: Any, office: Office
    ) -> None:
        groups = get(app, office, f"/{kind}/new").select("details.form-group-fold")
        assert len(groups) > 3
        assert [group.has_attr("open") for group in groups] == [True] + [False] * (len(groups) - 1)
        for name in ("title", "notes", "owner_org", "topics"):
            assert groups[0].select_one(f'[name="{name}"]') is not None

    def test_what_is_left_empty_stays_unknown(self, kind: str, app: Any, office: Office) -> None:
        send(app, office, f"/{kind}/new", new(app, office, f"formulir-{kind}", kind))
        shown = act("package_show", id=f"formulir-{kind}")
        assert (shown["type"], [group["name"] for group in shown["groups"]]) == (kind, ["sosial"])
        unknown = {"next_release", "priority_data", "level", "fee_min", "date_enacted", "source"}
        assert unknown.isdisjoint(shown)

    def test_the_address_is_made_from_the_title(self, kind: str, app: Any, office: Office) -> None:
        typed = {"title": "Data: Ambon, 2025", "name": ""}
        send(app, office, f"/{kind}/new", {**new(app, office, "x", kind), **typed})
        assert act("package_show", id="data-ambon-2025")["type"] == kind

    def test_it_is_published_without_a_file(self, kind: str, app: Any, office: Office) -> None:
        send(app, office, f"/{kind}/new", new(app, office, f"tanpa-{kind}", kind))
        step = f"/{kind}/tanpa-{kind}/resource/new"
        assert "Berkas tidak wajib" in get(app, office, step).text
        send(app, office, step, {**opened(app, office, step), "save": "go-metadata"})
        assert act("package_show", id=f"tanpa-{kind}")["state"] == "active"


class TestAddress:
    def test_two_entries_of_one_title_have_two_addresses(self, office: Office) -> None:
        both = [entry(office["id"], "kembar") for _ in range(2)]
        names = [act("package_create", **{**one, "name": ""})["name"] for one in both]
        assert names == ["kembar", "kembar-2"]

    def test_a_change_without_an_address_keeps_it(self, office: Office) -> None:
        stored = act("package_create", **entry(office["id"], "tetap"))
        changed = {key: found for key, found in stored.items() if key != "name"}
        assert act("package_update", **{**changed, "title": "Lain"})["name"] == "tetap"

    def test_an_address_in_use_is_refused(self, app: Any, office: Office) -> None:
        act("package_create", **entry(office["id"], "alamat-lama"))
        page = send(app, office, "/dataset/new", new(app, office, "alamat-lama"))
        assert "sudah dipakai entri lain" in mistakes(page)
        assert "alamat-lama-2" in mistakes(page)


class TestMistake:
    def test_the_form_says_what_to_write_and_keeps_what_was_typed(
        self, app: Any, office: Office
    ) -> None:
        typed = {
            "contact-0-name": "Bidang Satu",
            "contact-1-name": "Bidang Dua",
            "contact-1-email": "bukan surel",
            "temporal_coverage-0-start": "2025-01-01",
            "temporal_coverage-0-end": "2024-01-01",
            "source_urls": "https://ambon.go.id\nhttps://example.org",
        }
        page = send(app, office, "/dataset/new", new(app, office, "formulir-salah", **typed))
        assert "“bukan surel” bukan alamat surel. Contoh: dinas@ambon.go.id." in mistakes(page)
        assert "Akhir (2024-01-01) lebih awal" in mistakes(page)
        for name, text in typed.items():
            assert value(page, name).splitlines() == text.splitlines()
        assert value(page, "title") == "Formulir salah"
        assert page.select_one('input[name="topics"][value="sosial"]').has_attr("checked")

    def test_the_group_with_the_mistake_opens(self, app: Any, office: Office) -> None:
        typed = new(app, office, "formulir-lipat", next_release="besok")
        page = send(app, office, "/dataset/new", typed)
        field = page.select_one('[name="next_release"]')
        assert field.find_parent("details").has_attr("open")

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ({"title": "  "}, "Judul: Wajib diisi"),
            ({"topics": ""}, "Pilih sekurangnya satu"),
            ({"next_release": "31-02-2025"}, "2026-11-24"),
            ({"next_release": "0026-02-01"}, "bukan tanggal"),
            ({"region_codes": "31.71"}, "di luar Kota Ambon"),
            ({"license_id": "cc-nc"}, "tidak ada dalam daftar"),
            ({"urusan": "2.1"}, "Maksudnya"),
            ({"ppid_class": "dikecualikan", "private": "False"}, "tidak boleh publik"),
        ],
    )
    def test_each_mistake_has_its_sentence(
        self, app: Any, office: Office, typed: Typed, says: str
    ) -> None:
        page = send(app, office, "/dataset/new", new(app, office, "formulir-uji", **typed))
        assert says in mistakes(page)

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ({"fee_min": "50000", "fee_max": "1000"}, "lebih kecil"),
            ({"fee_min": "lima ribu"}, "bukan bilangan bulat"),
            ({"duration_value": "5"}, "Pilih satuannya"),
            ({"duration_unit": "hari"}, "Tulis angkanya"),
            ({"channels-0-kind": "merpati"}, "tidak ada dalam daftar"),
            ({"channels-0-url": "ambon"}, "bukan alamat"),
            ({"legal_basis-0-peraturan": "perda-999"}, "Tidak ada peraturan"),
        ],
    )
    def test_each_mistake_of_a_service_has_its_sentence(
        self, app: Any, office: Office, typed: Typed, says: str
    ) -> None:
        form = new(app, office, "layanan-uji", "layanan", **typed)
        assert says in mistakes(send(app, office, "/layanan/new", form))


class TestFile:
    @pytest.fixture
    def place(self, office: Office) -> str:
        """Return the address at which a file of a dataset is added."""
        act("package_create", **entry(office["id"], "berberkas"))
        return "/dataset/berberkas/resource/new"

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ({"name": "Berkas", "url": ""}, "Berkas atau alamat"),
            ({"name": " ", "url": "https://example.org/a.csv"}, "Judul berkas"),
            ({"period_start": "2025-02-01", "period_end": "2025-01-01"}, "lebih awal"),
            ({"columns-0-name": "a", "columns-1-name": "a"}, "Sudah ada kolom bernama “a”"),
            ({"columns-0-name": "a", "columns-0-type": "uang"}, "tidak ada dalam daftar"),
            ({"columns-0-name": "a", "columns-0-vocabulary": "kota"}, "Tidak ada daftar kode"),
        ],
    )
    def test_each_mistake_has_its_sentence(
        self, app: Any, office: Office, place: str, typed: Typed, says: str
    ) -> None:
        whole = {"name": "Berkas", "url": "https://example.org/a.csv", **typed}
        page = send(app, office, place, opened(app, office, place, **whole))
        assert says in mistakes(page)
        assert act("package_show", id="berberkas")["resources"] == []
        for name in typed.keys() - {"columns-0-type"}:
            assert value(page, name) == typed[name]

    def test_a_column_left_empty_says_neither_yes_nor_no(
        self, app: Any, office: Office, place: str
    ) -> None:
        whole = {"name": "Berkas", "url": "https://example.org/a.csv", "columns-0-name": "a"}
        send(app, office, place, opened(app, office, place, **whole))
        file = act("package_show", id="berberkas")["resources"][0]
        assert file["columns"] == [{"name": "a"}]
        assert "period_start" not in file


class TestItems:
    @pytest.fixture(autouse=True)
    def _service(self, office: Office) -> None:
        items = [{"text": "Satu"}, {"text": "Dua"}]
        act("package_create", **entry(office["id"], "bersyarat", "layanan", requirements=items))

    def test_one_is_added_without_scripts(self, app: Any, office: Office) -> None:
        typed = opened(app, office, "/layanan/edit/bersyarat", **{"requirements-2-text": "Tiga"})
        send(app, office, "/layanan/edit/bersyarat", typed)
        stored = act("package_show", id="bersyarat")["requirements"]
        assert [item["text"] for item in stored] == ["Satu", "Dua", "Tiga"]

    def test_an_emptied_list_stays_empty_after_a_mistake(self, app: Any, office: Office) -> None:
        emptied = {"requirements-0-text": "", "requirements-1-text": "", "duration_value": "lama"}
        typed = opened(app, office, "/layanan/edit/bersyarat", **emptied)
        page = send(app, office, "/layanan/edit/bersyarat", typed)
        assert "bukan bilangan bulat" in mistakes(page)
        send(app, office, "/layanan/edit/bersyarat", {**filled(page), "duration_value": ""})
        assert not act("package_show", id="bersyarat").get("requirements")


class TestExempt:
    """What the law exempts is public by no path."""

    @pytest.mark.parametrize(
        "action", ["package_create", "package_patch", "package_update", "bulk_update_public"]
    )
    def test_it_stays_private(self, action: str, office: Office) -> None:
        name = f"kecuali-{action.replace('_', '-')}"
        secret = entry(office["id"], name, ppid_class="dikecualikan", private=True)
        if action != "package_create":
            secret = act("package_create", **secret)
        many = {"datasets": [secret.get("id")], "org_id": office["id"]}
        with pytest.raises(Exception, match="ppid_class"):
            act(action, **{**secret, **many, "private": False})
