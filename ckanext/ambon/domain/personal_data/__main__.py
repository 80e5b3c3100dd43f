"""`python -m ckanext.ambon.domain.personal_data FILE [--json]`: print what was found."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from ckanext.ambon.domain.personal_data import printing
from ckanext.ambon.domain.personal_data.model import UnsearchableError
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
    except (RefusedError, UnsearchableError) as refused:
        sys.stdout.write(
            json.dumps({"findings": [], "error": str(refused)}, ensure_ascii=False) + "\n"
        )
        return 2
    if options.json:
        sys.stdout.write(json.dumps(printing.plain(found), ensure_ascii=False) + "\n")
        return 0
    lines = [printing.line(finding) for finding in found]
    sys.stdout.write("\n".join(lines or ["Tidak ada data pribadi yang ditemukan."]) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
