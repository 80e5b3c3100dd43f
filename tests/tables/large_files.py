"""A file for the tests that is left to the worker, and a worker in the process of the test."""

from __future__ import annotations

from ckan.lib import jobs

COUNT = 1200


def lines(count: int = COUNT, catch: str = "ikan") -> bytes:
    """Return a CSV with a column of every kind."""
    rows = (
        f"{n};Wainitu;{n % 28 + 1:02}/03/2024;{n % 900 + 1}.250,5;{catch} {n}"
        for n in range(1, count + 1)
    )
    return "\n".join(["Nomor;Kelurahan;Tanggal;Jumlah (kg);Catatan", *rows, ""]).encode()


def at_work() -> None:
    """Do what was left to the worker, in this process."""
    jobs.Worker().work(burst=True)
