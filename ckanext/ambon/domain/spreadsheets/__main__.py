"""`python -m ckanext.ambon.domain.spreadsheets FILE [--json]`: print what is in a file."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from ckanext.ambon.domain.spreadsheets.reading import read
from ckanext.ambon.domain.spreadsheets.report import as_json, summary


def main(arguments: list[str] | None = None) -> int:
    """Print a reading; 0 where it was read, 2 where it was refused."""
    parser = argparse.ArgumentParser(prog="ckan ambon table read", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    reading = read(options.file)
    text = json.dumps(as_json(reading), ensure_ascii=False) if options.json else summary(reading)
    sys.stdout.write(f"{text}\n")
    return 2 if reading.error else 0


if __name__ == "__main__":
    sys.exit(main())
