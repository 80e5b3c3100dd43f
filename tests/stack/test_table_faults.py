"""A worker killed, a disk full, a database gone: readers keep what they had, work goes on."""

from __future__ import annotations

import io
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg2
import pytest
from ckanapi import RemoteCKAN, ValidationError

from stack.process import give_to_server

# More rows than are made searchable before anybody has waited for them.
COUNT = 25_000
PLACES = ("Wainitu", "Silale", "Batu Merah", "Rumah Tiga")


def lines(count: int = COUNT, fish: str = "cakalang") -> bytes:
    """Return a file that the worker reads: larger than what is read while the officer waits."""
    rows = (f"{n};{PLACES[n % 4]};{n * 7 % 9000};{fish} {n}" for n in range(1, count + 1))
    return "\n".join(["Nomor;Kelurahan;Jumlah (kg);Catatan", *rows, ""]).encode()


@dataclass
class Table:
    """A file of an OPD on its way to a table, as officers and readers see it."""

    site: Any
    api: Any
    dataset: str
    id: str = ""

    def sends(self, content: bytes) -> None:
        """Upload a file: the first, or one in the place of it."""
        told = {"upload": ("ikan.csv", io.BytesIO(content)), "url": "ikan.csv"}
        if self.id:
            self.api.resource_patch(id=self.id, **told)
        else:
            self.id = self.api.resource_create(package_id=self.dataset, name="Ikan", **told)["id"]

    def is_read(self) -> None:
        """Wait until the file was read and searched for personal data."""
        self.api.ambon_table_preview(id=self.id)
        until(lambda: self.state in ("read", "failed"))
        assert self.state == "read"

    def publishes(self, **agreed: Any) -> None:
        """Order the publication, as the officer does."""
        self.api.ambon_table_preview(id=self.id)
        self.api.ambon_table_publish(id=self.id, **agreed)

    def is_published(self, count: int = COUNT) -> None:
        """Wait until the file is published, every row of it."""
        until(lambda: self.state not in ("waiting", "loading"))
        told = self.api.ambon_table_status(id=self.id)
        assert (told["state"], told["message"]) == ("published", "")
        assert self.count() == count

    @property
    def state(self) -> str:
        """How far the file is."""
        return self.api.ambon_table_status(id=self.id)["state"]

    def count(self, **question: Any) -> int:
        """Return how many rows readers find; none where there is no table."""
        try:
            return self.site.asks("datastore_search", resource_id=self.id, **question)["total"]
        except OSError:
            return 0

    def first_rows(self) -> list[tuple[Any, ...]]:
        """Return the first rows that readers see."""
        found = self.site.asks("datastore_search", resource_id=self.id, limit=3, sort="_id")
        return [(row["_id"], row["jumlah_kg"], row["catatan"]) for row in found["records"]]


def until(is_true: Callable[[], object], seconds: float = 60, pause: float = 0.05) -> None:
    """Wait until something is true; fail where it does not become so."""
    end = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(pause)


@pytest.fixture
def table(site: Any) -> Iterator[Table]:
    """A dataset of an OPD, without a file yet."""
    token = (site.state / "admin.token").read_text().strip()
    api = RemoteCKAN(site.url, apikey=token).action
    name = f"uji-gangguan-tabel-{uuid4().hex[:8]}"
    known = {"type": "dataset", "owner_org": "disdukcapil", "topics": ["kependudukan"]}
    api.package_create(name=name, title="Hasil laut", notes="x", **known)
    yield Table(site, api, name)
    assert site.operator.types("up").returncode == 0
    api.dataset_purge(id=name)


def is_begun(site: Any, table: Table) -> bool:
    """Tell whether the worker is at a job of the table's file."""
    queue = site.queue
    jobs = map(queue.fetch_job, queue.started_job_registry.get_job_ids(cleanup=False))
    return any(job and job.meta.get("title") == f"Tabel {table.id}" for job in jobs)


@contextmanager
def read_for_long(site: Any, table: Table) -> Iterator[None]:
    """Read the table: until this ends no other takes its place."""
    address = site.operator.portal.postgres.url("ckan", "datastore")
    with closing(psycopg2.connect(address)) as reader:
        reader.cursor().execute(f'SELECT 1 FROM "{table.id}"')  # noqa: S608
        yield


def is_awaited(site: Any) -> bool:
    """Tell whether somebody waits to take a table away from its readers."""
    asked = "SELECT count(*) FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'"
    return site.operator.portal.postgres.run(asked, "datastore") != "0"


@pytest.mark.slow
def test_a_worker_killed_while_it_reads_reads_again(site: Any, table: Table) -> None:
    table.sends(lines(200_000))
    table.api.ambon_table_preview(id=table.id)
    until(lambda: is_begun(site, table))
    site.kills("worker")
    assert is_begun(site, table)
    site.operator.types("up")
    table.is_read()


def test_a_worker_killed_before_it_swaps_leaves_the_old_table_and_loads_again(
    site: Any, table: Table
) -> None:
    table.sends(lines(50))
    table.publishes()
    before = table.first_rows()
    table.sends(lines(fish="tenggiri"))
    table.is_read()
    with read_for_long(site, table):
        table.publishes()
        until(lambda: is_awaited(site))
        site.kills("worker")
        assert table.first_rows() == before
        assert table.count(q="cakalang") == 50
    site.operator.types("up")
    table.is_published()
    assert table.count(q="tenggiri") == COUNT


@pytest.mark.slow
def test_rows_whose_worker_was_killed_before_they_could_be_found_are_found_later(
    site: Any, table: Table
) -> None:
    table.sends(lines(60_000))
    table.is_read()
    table.publishes()
    until(lambda: table.count() == 60_000, pause=0)
    site.kills("worker")
    assert table.count(q="cakalang") == 0
    site.operator.types("up")
    table.is_published(60_000)
    assert table.count(q="cakalang") == 60_000


@contextmanager
def small_disk(place: Path, size: str) -> Iterator[None]:
    """Mount a disk with little room."""
    if os.geteuid():
        pytest.skip("only root mounts a disk")
    owner = place.stat()
    options = f"size={size},mode=700,uid={owner.st_uid},gid={owner.st_gid}"
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", place], check=False
    ).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def test_a_file_for_which_there_is_no_room_leaves_the_one_that_is_there(
    site: Any, table: Table
) -> None:
    table.sends(lines(50))
    table.publishes()
    path = site.state / "storage" / "resources" / table.id[:3] / table.id[3:6] / table.id[6:]
    stored, owner = path.read_bytes(), path.stat()
    with small_disk(path.parent, "64k"):
        path.write_bytes(stored)
        os.chown(path, owner.st_uid, owner.st_gid)
        with pytest.raises(ValidationError, match=r"cakram|disk"):
            table.sends(lines())
        assert [one.read_bytes() for one in path.parent.iterdir()] == [stored]
        assert table.first_rows()[0][2] == "cakalang 1"
        assert table.api.resource_show(id=table.id)["size"] == len(stored)
    table.sends(lines(50, "tenggiri"))
    assert path.read_bytes() == lines(50, "tenggiri")


@pytest.fixture
def full_database(site: Any) -> Iterator[Callable[[], None]]:
    """Let what is stored in the DataStore go to a disk that is soon full; give what widens it."""
    postgres = site.operator.portal.postgres
    place = site.state / "run" / "small"
    place.mkdir(exist_ok=True)
    give_to_server(place)
    with small_disk(place, "1m"):
        postgres.run(f"CREATE TABLESPACE small LOCATION '{place}'")
        postgres.run("GRANT CREATE ON TABLESPACE small TO ckan")
        postgres.run("ALTER DATABASE datastore SET default_tablespace = small")
        yield lambda: postgres.run("ALTER DATABASE datastore RESET default_tablespace")
        postgres.run("ALTER DATABASE datastore RESET default_tablespace")
        for kind in ("TABLE", "INDEX"):
            moved = f"ALTER {kind} ALL IN TABLESPACE small SET TABLESPACE pg_default"
            postgres.run(moved, "datastore")
        postgres.run("DROP TABLESPACE small")


@pytest.mark.slow
def test_a_full_disk_of_the_database_leaves_the_old_table_and_is_said(
    site: Any, table: Table, request: pytest.FixtureRequest
) -> None:
    table.sends(lines(50))
    table.publishes()
    before = table.first_rows()
    table.sends(lines(fish="tenggiri"))
    table.is_read()
    widen = request.getfixturevalue("full_database")
    table.publishes()
    until(lambda: table.state not in ("waiting", "loading"))
    told = table.api.ambon_table_status(id=table.id)
    assert told["state"] == "failed"
    assert "tidak berubah" in told["message"] or "is unchanged" in told["message"]
    assert table.first_rows() == before
    widen()
    table.publishes()
    table.is_published()
    assert table.count(q="tenggiri") == COUNT


@pytest.mark.slow
def test_a_database_that_goes_away_while_it_loads_leaves_the_old_table_and_it_is_said(
    site: Any, table: Table
) -> None:
    table.sends(lines(50))
    table.publishes()
    before = table.first_rows()
    table.sends(lines(fish="tenggiri"))
    table.is_read()
    with read_for_long(site, table):
        table.publishes()
        until(lambda: is_awaited(site))
        site.kills("postgres")
    until(lambda: not is_begun(site, table))
    site.operator.types("up")
    assert table.first_rows() == before
    told = table.api.ambon_table_status(id=table.id)
    assert told["state"] == "failed"
    assert "tidak berubah" in told["message"] or "is unchanged" in told["message"]
    table.publishes()
    table.is_published()
