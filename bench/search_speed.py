"""How fast `package_search` answers: beside plain CKAN at 2,000 entries, and at 100,000.

    python bench/search_speed.py

Uses the servers and the entries of a running portal (AMBON_STATE), with cores of its own.
Both are asked the judged questions in turn, plain CKAN without any plugin and by its own
schema. Wanted: our median no slower than plain CKAN's; the 95th percentile at 100,000
entries at most 1.5 times that at 1,000. Takes about ten minutes.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from bench.speed.cores import Cores
from stack import settings
from stack.portal import Portal

QUERIES = Path(__file__).parent.parent / "tests" / "search" / "queries.yaml"
ASKER = Path(__file__).with_name("speed") / "asker.py"
ROUNDS = 4
SLOWER, GROWN = 1.0, 1.5


def main() -> int:
    """Fill the cores, ask, print, and take the cores away."""
    portal = Portal(settings.read())
    questions = [one["q"] for one in yaml.safe_load(QUERIES.read_text()) if one["relevant"]]
    cores = Cores(portal.solr)
    try:
        slower = beside_ckan(portal, cores, questions)
        grown = at_many(portal, cores, questions)
    finally:
        cores.drop()
    return int(slower > SLOWER or grown > GROWN)


def beside_ckan(portal: Portal, cores: Cores, questions: list[str]) -> float:
    """Return our median in parts of plain CKAN's, at 2,000 entries."""
    plain = Asker(portal, cores.make("bench_plain", 2_000, plain=True), plugins="")
    ours = Asker(portal, cores.make("bench_2000", 2_000))
    times = asked_in_turn((plain, ours), questions)
    report("2 000 entri, CKAN", times[0])
    report("2 000 entri, ambon", times[1])
    found = statistics.median(times[1]) / statistics.median(times[0])
    print(f"nisbah median {found:.2f} (paling banyak {SLOWER})")
    return found


def at_many(portal: Portal, cores: Cores, questions: list[str]) -> float:
    """Return the 95th percentile at 100,000 entries in parts of that at 1,000."""
    few = Asker(portal, cores.make("bench_1000", 1_000, light=True))
    many = Asker(portal, cores.make("bench_100000", 100_000, light=True))
    times = asked_in_turn((few, many), questions)
    report("1 000 entri, ambon", times[0])
    report("100 000 entri, ambon", times[1])
    found = p95(times[1]) / p95(times[0])
    print(f"nisbah p95 {found:.2f} (paling banyak {GROWN})")
    return found


class Asker:
    """A process with a CKAN that asks one core."""

    def __init__(self, portal: Portal, solr_url: str, plugins: str | None = None) -> None:
        command = [sys.executable, str(ASKER), str(portal.state.config), solr_url]
        command += [] if plugins is None else [plugins]
        pipe: Any = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)

    def __call__(self, question: str) -> float:
        """Return how many milliseconds a question took."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{question}\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline().split()[0])

    def end(self) -> None:
        """End the process."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def asked_in_turn(askers: tuple[Asker, ...], questions: list[str]) -> list[list[float]]:
    """Return the times of each, after every question was asked once."""
    times: list[list[float]] = [[] for _asker in askers]
    for turn in range(ROUNDS + 1):
        for question in questions:
            for asker, found in zip(askers, times, strict=True):
                time = asker(question)
                # The first round fills what caches there are.
                if turn:
                    found.append(time)
    for asker in askers:
        asker.end()
    return times


def p95(found: list[float]) -> float:
    """Return the time that 95 of 100 questions stay under."""
    return statistics.quantiles(found, n=20)[-1]


def report(title: str, found: list[float]) -> None:
    """Print median and 95th percentile."""
    print(f"{title:<22} median {statistics.median(found):6.1f} ms   p95 {p95(found):6.1f} ms")


if __name__ == "__main__":
    sys.exit(main())
