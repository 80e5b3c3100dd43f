"""A form that is opened and saved as it is changes nothing of the entry."""

from __future__ import annotations

from typing import Any

import pytest
from entries import FREQUENCY, act, entry
from forms import Office, filled, get, make_office, mistakes, send

FILE = {
    "name": "Berkas",
    "url": "https://example.org/a.csv",
    "description": "Isi *berkas*.",
    "format": "CSV",
    "period_start": "2025-01-01",
    "period_end": "2025-12-31",
    "columns": [
        {"name": "kode", "label": "Kode", "type": "code", "vocabulary": "regions"},
        {"name": "nik", "sensitive": True},
        {"name": "jumlah", "type": "integer", "unit": "jiwa", "definition": "Baris satu\ndua"},
    ],
}

WHOLE: dict[str, dict[str, Any]] = {
    "dataset": {
        "tags": [{"name": "ktp"}, {"name": "penduduk"}],
        "urusan": ["1.02", "2.12"],
        "license_id": "cc-by",
        "notes": "Ringkasan.\n\nAlinea **kedua**.",
        "priority_data": False,
        "ppid_class": "berkala",
        "frequency": f"{FREQUENCY}ANNUAL",
        "temporal_coverage": [{"start": "2024-01-01", "end": "2024-12-31"}, {"end": "2025-12-31"}],
        "next_release": "2026-03-31",
        "level": "kecamatan",
        "region_codes": ["81.71", "81.71.03"],
        "source_urls": ["https://ambon.go.id", "https://example.org/?a=1&b=2"],
        "contact": [{"name": "Bidang", "email": "a@ambon.go.id", "telephone": "0911-352123"}],
        "ms_activity": [{"title": "Pendataan", "year": 2025}],
        "ms_indicators": [{"name": "Persentase", "composite": False}, {"name": "Indeks"}],
        "resources": [FILE],
        "private": True,
    },
    "layanan": {
        "requirements": [{"text": "Kartu keluarga"}, {"text": "Surat “pengantar”, asli"}],
        "steps": [{"text": "Datang"}, {"text": "Selesai", "duration_text": "5 menit"}],
        "duration_text": "paling lama 5 hari kerja",
        "duration_value": 5,
        "duration_unit": "hari_kerja",
        "fee_kind": "bervariasi",
        "fee_min": 0,
        "fee_max": 150000,
        "channels": [{"kind": "kantor", "text": "Loket 2", "hours": "08.00–15.00"}],
        "legal_basis": [{"text": "Perpres 96/2018"}, {"text": "Perda", "peraturan": "induk"}],
        "is_permit": "ya",
    },
    "peraturan": {
        "regulation_number": "5.a",
        "regulation_year": 2020,
        "regulation_status": "in_force",
        "date_enacted": "2020-07-15",
        "relations": [{"kind": "amends", "target": "induk"}, {"kind": "revokes", "target": "Lain"}],
    },
}


@pytest.fixture(autouse=True)
def _topics(_catalogue: None) -> None:
    act("ambon_topic_sync")


@pytest.fixture
def office(_catalogue: None) -> Office:
    return make_office()


def stored(name: str) -> dict[str, Any]:
    """Return an entry without times, and of its files what the form shows."""
    shown = act("package_show", id=name)
    files = [{key: file.get(key) for key in FILE} for file in shown["resources"]]
    return {**shown, "metadata_modified": "", "resources": files}


@pytest.mark.parametrize("kind", WHOLE)
def test_a_whole_entry_saved_as_it_is_stays_as_it_is(kind: str, app: Any, office: Office) -> None:
    act("package_create", **entry(office["id"], "induk", "peraturan"))
    act("package_create", **entry(office["id"], "utuh", kind, **WHOLE[kind]))
    before = stored("utuh")
    page = get(app, office, f"/{kind}/edit/utuh")
    assert not mistakes(send(app, office, f"/{kind}/edit/utuh", filled(page)))
    assert stored("utuh") == before
    assert set(WHOLE[kind]) <= set(before)


def test_a_file_saved_as_it_is_stays_as_it_is(app: Any, office: Office) -> None:
    act("package_create", **entry(office["id"], "utuh", **WHOLE["dataset"]))
    before = stored("utuh")
    file = act("package_show", id="utuh")["resources"][0]
    place = f"/dataset/utuh/resource/{file['id']}/edit"
    assert not mistakes(send(app, office, place, filled(get(app, office, place))))
    assert stored("utuh") == before


def test_what_a_form_shows_differs_in_nothing_from_what_is_stored(app: Any, office: Office) -> None:
    """Otherwise a conflict would list fields that nobody touched."""
    act("package_create", **entry(office["id"], "utuh", **WHOLE["dataset"]))
    typed = filled(get(app, office, "/dataset/edit/utuh"))
    act("package_patch", id="utuh", title="Judul rekan")
    page = send(app, office, "/dataset/edit/utuh", typed)
    assert [title.text for title in page.select(".conflict h3")] == ["Judul"]
