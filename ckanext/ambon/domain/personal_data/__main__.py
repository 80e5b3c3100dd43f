"""`python -m ckanext.ambon.domain.personal_data FILE [--json]`: print what was found."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from ckanext.ambon.domain.personal_data.model import Finding
from ckanext.ambon.domain.personal_data.scanning import scan
from ckanext.ambon.domain.spreadsheets.model import RefusedError


def main(arguments: list[str] | None = None) -> int:
    """Print the findings; 0 where the file was searched, 2 where it could not be read."""
    parser = argparse.ArgumentParser(prog="ckan ambon pii scan", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    try:
        found = scan(options.file)
    except RefusedError as refused:
        sys.stdout.write(
            json.dumps({"findings": [], "error": str(refused)}, ensure_ascii=False) + "\n"
        )
        return 2
    if options.json:
        sys.stdout.write(json.dumps(_plain(found), ensure_ascii=False) + "\n")
        return 0
    lines = [_line(finding) for finding in found]
    sys.stdout.write("\n".join(lines or ["Tidak ada data pribadi yang ditemukan."]) + "\n")
    return 0


def _plain(found: list[Finding]) -> dict[str, Any]:
    return {"findings": [finding.as_plain for finding in found]}


def _line(found: Finding) -> str:
    place = found.column or "(di luar tabel)"
    return f"{found.strength:6} {found.kind:12} {place}: {found.rows} baris, {found.example_masked}"


if __name__ == "__main__":
    sys.exit(main())
