"""How much of invented personal data is found, and how often what is none raises an alarm.

`python bench/personal_data.py [SEEDS]`; wanted are 99 % found and at most 1 % false alarms.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.unit.personal_data import measuring


def main() -> None:
    """Print the figures, and what was missed or mistaken."""
    seeds = range(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
    with tempfile.TemporaryDirectory() as folder:
        told = measuring.measure(Path(folder), seeds)
        counted = list(measuring.counts(Path(folder), 1))
    print(f"personal columns  {told.personal:6}  found {told.recall:7.2%}")
    print(f"clean columns     {told.clean:6}  false alarms {told.false_alarms:7.2%}")
    right = sum(wanted == found for _heading, wanted, found in counted)
    print(f"tables of counts  {len(counted):6}  right {right / len(counted):7.2%}")
    for one in (*told.missed, *told.alarms):
        print("  ", *one)


if __name__ == "__main__":
    main()
