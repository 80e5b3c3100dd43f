"""`python -m ckanext.ambon.domain.words check`: the word lists, without a portal."""

from __future__ import annotations

import sys

from ckanext.ambon.domain.words import checking


def main(arguments: list[str] | None = None) -> int:
    """Print the slips of the word lists; 1 if there are any, 2 if the call is wrong."""
    given = sys.argv[1:] if arguments is None else arguments
    if given != ["check"]:
        print("Pemakaian: python -m ckanext.ambon.domain.words check", file=sys.stderr)  # noqa: T201
        return 2
    try:
        slips = [str(slip) for slip in checking.check()]
    except ValueError as error:
        slips = [str(error)]
    print("\n".join(slips) or "Daftar kata baik.")  # noqa: T201
    return 1 if slips else 0


if __name__ == "__main__":
    sys.exit(main())
