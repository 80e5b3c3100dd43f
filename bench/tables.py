"""How fast and in how much memory files become tables, against ckanext-xloader on one server.

Wanted: 300,000 rows of CSV typed and readable in half the time that xloader takes to a table of
text that users may read, searchable no later than xloader's; a million rows within 300 MB over
idle; 40,000 rows of XLSX within 15 s; 200 rows from upload to preview within one second.
Starts a portal of its own; takes about six minutes.

Xloader searches nothing for personal data; what follows is told with and without that search.

Measured on 24 November 2026 on two quiet cores, in seconds from the stored file, five runs:
xloader lets users read after 6.2 to 8.0 and search after 5.9 to 7.8. Ours has searched it for
personal data after 1.8 to 2.2 and read it 0.4 to 0.5 later; its rows are there 1.5 to 2.0 after
"publish" and found 2.3 to 2.9 after that. To readable rows that is 0.26 to 0.36 of xloader's time,
0.51 to 0.64 with the search for personal data; to rows that are found 0.60 to 0.83, and 0.86 to
1.11. A million rows take 198 MB over idle; 40,000 rows of XLSX are readable after 11.8; 200 rows
of XLSX are read after 0.4.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg2
from openpyxl import Workbook

from stack import settings
from stack.portal import Portal
from stack.state import any_free_port

XLOADER = "ckanext-xloader==2.6.0"
WORKER = Path(__file__).parent / "loading" / "worker.py"
HEADER = ["id", "Kelurahan", "Tanggal", "Penduduk", "Luas (ha)", "Anggaran (Rp)", "Keterangan"]
PLACES = ("Wainitu", "Silale", "Rijali", "Ahusen", "Passo", "Halong", "Poka", "Tihu", "Naku")
# Stands in the last row only.
SOUGHT = "penanda"
EVERY = 0.1

Times = dict[str, float]


def main() -> None:
    """Measure everything in one run, on the portal of `AMBON_BENCH_STATE` or one of its own."""
    folder = Path(tempfile.mkdtemp(prefix="ambon-bench-"))
    portal = _portal(folder)
    try:
        xloader = _xloader(folder)
        _compare(portal, _csv(folder, 300_000), xloader)
        _million(portal, _csv(folder, 1_000_000))
        _workbooks(portal, folder)
    finally:
        portal.down()
        shutil.rmtree(folder, ignore_errors=True)


def _portal(folder: Path) -> Portal:
    choices = {"AMBON_STATE": str(folder / "state"), "AMBON_PORT": str(any_free_port())}
    portal = Portal(settings.read({**choices, "AMBON_DEMO": "0"}))
    portal.up()
    # What is measured does the worker's work itself.
    portal.web.stop()
    portal.worker.stop()
    return portal


def _xloader(folder: Path) -> Path:
    target = folder / "xloader"
    command = [sys.executable, "-m", "pip", "install", "-q", "--target", str(target), XLOADER]
    subprocess.run(command, check=True)
    # A package of its own here would hide our part of `ckanext`.
    (target / "ckanext" / "__init__.py").unlink(missing_ok=True)
    return target


def _rows(count: int) -> Iterator[list[Any]]:
    chance = random.Random(1)  # noqa: S311 - the same rows each time
    first = date(2015, 1, 1)
    for number in range(1, count + 1):
        word = SOUGHT if number == count else "catatan"
        yield [
            number,
            chance.choice(PLACES),
            first + timedelta(days=chance.randrange(4000)),
            chance.randrange(2_000_000),
            round(chance.random() * 90_000, 2),
            chance.randrange(10**9),
            f"{word} nomor {chance.randrange(10**6)}",
        ]


def _csv(folder: Path, count: int) -> Path:
    """Write a file as an Indonesian office has it."""
    path = folder / f"{count}.csv"
    with path.open("w") as file:
        file.write(",".join(HEADER) + "\n")
        for number, place, day, people, area, money, note in _rows(count):
            hectares = f"{area:.2f}".replace(".", ",")
            rupiah = f"{money:,}".replace(",", ".")
            file.write(f'{number},{place},{day:%d/%m/%Y},{people},"{hectares}",{rupiah},{note}\n')
    return path


def _xlsx(folder: Path, count: int) -> Path:
    path = folder / f"{count}.xlsx"
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    for row in (HEADER, *_rows(count)):
        sheet.append(row)
    book.save(path)
    return path


def _compare(portal: Portal, path: Path, xloader: Path) -> None:
    theirs = _measured(portal, path, "xloader", str(xloader))
    ours = _measured(portal, path, "ours")
    print(f"300.000 baris CSV ({path.stat().st_size / 1e6:.0f} MB), detik:")
    _tell("xloader", theirs, ("readable", "usable", "searchable", "done", "processor"))
    _tell("kita", ours, ("searched", "read", "readable", "searchable", "done", "processor"))
    for name, bound in (("usable", 0.5), ("searchable", 1.0)):
        mine = "readable" if name == "usable" else name
        alike = (ours[mine] - ours["searched"]) / theirs[name]
        print(
            f"  nisbah {mine}: {alike:.2f} (paling banyak {bound:.2f}), "
            f"dengan pencarian data pribadi {ours[mine] / theirs[name]:.2f}"
        )


def _million(portal: Portal, path: Path) -> None:
    found = _measured(portal, path, "ours")
    print(f"1.000.000 baris CSV: {found['memory']:.0f} MB di atas diam (paling banyak 300)")
    _tell("kita", found, ("searched", "read", "readable", "searchable", "done", "processor"))


def _workbooks(portal: Portal, folder: Path) -> None:
    long = _measured(portal, _xlsx(folder, 40_000), "ours")
    _tell("40.000 baris XLSX (paling banyak 15 s)", long, ("searched", "read", "readable", "done"))
    short = _measured(portal, _xlsx(folder, 200), "ours")
    _tell("200 baris XLSX (terbaca paling banyak 1 s)", short, ("read", "done"))


def _tell(title: str, times: Times, names: tuple[str, ...]) -> None:
    print(f"  {title}: " + ", ".join(f"{name} {times[name]:.1f}" for name in names))


def _measured(portal: Portal, path: Path, *way: str) -> Times:
    """Return the seconds from the uploaded file to each event, and the memory over idle in MB."""
    environment = {**os.environ, "CKAN_INI": str(portal.state.config)}
    command = [sys.executable, str(WORKER), way[0], str(path), *way[1:]]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as worker:
        assert worker.stdin, worker.stdout
        events: dict[str, Any] = {}
        watch = None
        for line in worker.stdout or ():
            if not line.startswith('{"event"'):
                continue
            told = json.loads(line)
            events[told["event"]] = told
            if told["event"] == "start":
                watch = Watch(portal, told["id"])
            if told["event"] == "end" and watch:
                watch.join()
                worker.stdin.write("\n")
                worker.stdin.flush()
    start = events["start"]["at"]
    times = {name: one["at"] - start for name, one in events.items()}
    times |= {name: at - start for name, at in (watch.seen.items() if watch else ())}
    # On a machine that does other things too, this is what stays comparable.
    times["processor"] = events["end"]["cpu"] - events["start"]["cpu"]
    return {**times, "memory": events["end"]["memory"] - events["start"]["memory"]}


class Watch(threading.Thread):
    """Asks the database, as any reader could, since when rows are there and found."""

    def __init__(self, portal: Portal, table: str) -> None:
        super().__init__(daemon=True)
        self.seen: Times = {}
        self._connection = psycopg2.connect(portal.postgres.url("ckan", "datastore"))
        self._connection.autocommit = True
        self._questions = {
            "readable": f'SELECT 1 FROM "{table}" WHERE _id > 0 LIMIT 1',  # noqa: S608
            "searchable": f'SELECT 1 FROM "{table}" WHERE _full_text @@ '  # noqa: S608
            f"plainto_tsquery('indonesian', '{SOUGHT}')",
        }
        self.start()

    def run(self) -> None:
        """Ask until both are so."""
        patience = time.monotonic() + 600
        while len(self.seen) < len(self._questions) and time.monotonic() < patience:
            for name, question in self._questions.items():
                if name not in self.seen and self._answers(question):
                    self.seen[name] = time.time()
            time.sleep(EVERY)
        self._connection.close()

    def _answers(self, question: str) -> bool:
        with self._connection.cursor() as cursor:
            try:
                cursor.execute(question)
            except psycopg2.Error:
                return False
            return cursor.fetchone() is not None


if __name__ == "__main__":
    main()
