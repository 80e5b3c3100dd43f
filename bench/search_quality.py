"""How well the search answers the judged queries: nDCG@10 by kind, and how often nothing helps.

    python bench/search_quality.py [URL] [FILE]

Asks a running portal with the demonstration data (default http://127.0.0.1:5000) the queries
of tests/search/queries.yaml, ours and plain CKAN's way, and prints a table. Wanted: 0.88
or more, nothing relevant for 4 % or less, 85 % of the `nihil` empty.
"""

from __future__ import annotations

import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections import defaultdict
from math import log2
from pathlib import Path
from typing import Any

import yaml

QUERIES = Path(__file__).parent.parent / "tests" / "search" / "queries.yaml"
ROWS = 10
# How CKAN asks without us; a program that says so is left alone.
PLAIN = {"defType": "dismax", "qf": "name^4 title^4 tags^2 groups^2 text", "mm": "2<-1 5<80%"}

Scores = dict[str, list[float]]


def main(url: str, file: Path) -> None:
    """Print the table for ours and for plain CKAN."""
    queries = yaml.safe_load(file.read_text())
    for title, extra in (("ambon", {}), ("CKAN", PLAIN)):
        scores: Scores = defaultdict(list)
        for one in queries:
            kind = one["kind"] + (" (ditahan)" if one.get("held") else "")
            scores[kind].append(score(names(url, one["q"], extra), one["relevant"]))
        show(title, scores)


def names(url: str, question: str, extra: dict[str, str]) -> list[str]:
    """Return what is found, best first; a question that is refused finds nothing."""
    query = urllib.parse.urlencode({"q": question, "rows": ROWS, **extra})
    try:
        with urllib.request.urlopen(f"{url}/api/3/action/package_search?{query}") as answer:
            return [one["name"] for one in json.load(answer)["result"]["results"]]
    except urllib.error.HTTPError:
        return []


def score(found: list[str], relevant: dict[str, int]) -> float:
    """Return nDCG@10; for a query that nothing answers 1 where nothing is shown."""
    if not relevant:
        return float(not found)
    best = gain(sorted(relevant.values(), reverse=True)[:ROWS])
    return gain([relevant.get(name, 0) for name in found]) / best


def gain(grades: list[int]) -> float:
    """Return the discounted gain, 3 for an answer and 1 for help."""
    return sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, 1))


def show(title: str, scores: Scores) -> None:
    """Print one line for each kind, and all together without `nihil`."""
    print(f"\n{title:<28}{'nDCG@10':>8}{'tanpa':>8}{'jumlah':>8}")
    for kind, found in sorted(scores.items()):
        print(line(kind, found))
    rest: Any = [one for kind, found in scores.items() if "nihil" not in kind for one in found]
    print(line("semua kecuali nihil", rest))


def line(kind: str, found: list[float]) -> str:
    """Return the mean, the share of zeros and the number of queries."""
    mean, empty = sum(found) / len(found), sum(not one for one in found) / len(found)
    return f"{kind:<28}{mean:>8.3f}{empty:>8.1%}{len(found):>8}"


if __name__ == "__main__":
    port = os.environ.get("AMBON_PORT", "5000")
    address = sys.argv[1] if len(sys.argv) > 1 else f"http://127.0.0.1:{port}"
    main(address, Path(sys.argv[2]) if len(sys.argv) > 2 else QUERIES)
