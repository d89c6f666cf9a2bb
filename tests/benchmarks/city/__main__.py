"""The door of the measurements in the city; 1 when one of them broke."""

import sys
import traceback

from . import books, contents, judging, lists, pages, scoring, writing
from .world import world

PARTS = {
    "contents": contents.measure,
    "scoring": scoring.measure,
    "judging": judging.measure,
    "pages": pages.measure,
    "lists": lists.measure,
    "books": books.measure,
    "writing": writing.measure,
}


def main(names: list[str]) -> int:
    """Measures the parts of these names, all without any; those after one that broke still run."""
    found, well = world(), True
    for name in names or PARTS:
        try:
            PARTS[name](found)
        except Exception:
            traceback.print_exc()
            well = False
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
