"""Lighthouse on the five pages that visitors meet first, and what the home page weighs.

    python bench/lighthouse.py [URL] [RUNS]

Asks a running portal with the demonstration data (default http://127.0.0.1:5000) as a slow
phone would, takes the median of RUNS (default 1) and prints a table. Wanted: 95 or more of
100 in each category; the home page at most 150 kB in at most 12 requests. Needs npm (which
fetches Lighthouse the first time) and Chromium.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import urllib.request
from statistics import median
from typing import Any

PROGRAM = ["npx", "--yes", "lighthouse@12"]
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST, HEAVIEST, MOST = 95, 150_000, 12
DATASET, SERVICE = "jumlah-penduduk", "layanan-penerbitan-ktp-elektronik-baru"

Report = dict[str, Any]


def main(site: str, runs: int) -> int:
    """Print the scores; return 1 where one is lower, or the home page heavier, than wanted."""
    reports = {name: [measured(url) for _ in range(runs)] for name, url in pages(site).items()}
    print(f"{'halaman':10}" + "".join(f"{name:>16}" for name in CATEGORIES))
    low = [low_scores(name, found) for name, found in reports.items()]
    heavy = too_heavy(reports["home"][0])
    return int(heavy or any(low))


def pages(site: str) -> dict[str, str]:
    """Return the address of one page of each type."""
    with urllib.request.urlopen(f"{site}/api/3/action/package_show?id={DATASET}") as answer:
        resources = json.load(answer)["result"]["resources"]
    table = next(resource["id"] for resource in resources if resource["datastore_active"])
    return {
        "home": f"{site}/",
        # Answers to a question are kept from search engines on purpose, the list is not.
        "search": f"{site}/dataset/",
        "dataset": f"{site}/dataset/{DATASET}",
        "resource": f"{site}/dataset/{DATASET}/resource/{table}",
        "service": f"{site}/layanan/{SERVICE}",
    }


def measured(url: str) -> Report:
    """Return Lighthouse's report on a page."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or ""
    options = ["--output=json", "--quiet", "--chrome-flags=--headless=new --no-sandbox"]
    done = subprocess.run(
        [*PROGRAM, url, *options, "--only-categories=" + ",".join(CATEGORIES)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "CHROME_PATH": chromium},
    )
    found: Report = json.loads(done.stdout)
    return found


def low_scores(name: str, reports: list[Report]) -> list[str]:
    """Print a page's scores; return the categories with less than wanted."""
    scores = {
        category: round(100 * median(report["categories"][category]["score"] for report in reports))
        for category in CATEGORIES
    }
    print(f"{name:10}" + "".join(f"{score:16}" for score in scores.values()))
    return [category for category, score in scores.items() if score < LEAST]


def too_heavy(report: Report) -> bool:
    """Print what the page transferred; tell whether it is more than wanted."""
    requests = report["audits"]["network-requests"]["details"]["items"]
    size = sum(request.get("transferSize", 0) for request in requests)
    print(f"home: {len(requests)} permintaan, {size / 1000:.0f} kB")
    return len(requests) > MOST or size > HEAVIEST


if __name__ == "__main__":
    asked = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:5000"
    sys.exit(main(asked.rstrip("/"), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
