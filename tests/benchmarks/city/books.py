"""The compliance workbook of all 60,000 deputies, beside bare XlsxWriter writing the same cells."""

import os
import sys
from contextlib import closing
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

from tests.benchmarks.measure import against, keep, measured
from tests.benchmarks.peak import peak
from tests.benchmarks.table import Bound
from tests.runner.parts import ROOT
from tracker.exports import terms
from tracker.scores.parts import judge_terms

from .world import ON, YEAR

RUNS = 2


def measure(world) -> None:
    """Writing what was gathered, which is the same on any database, and the whole as a command."""
    with TemporaryDirectory() as folder:
        if world.where == "SQLite":
            written(world, Path(folder))
        asked = ["export", "compliance", f"{folder}/all.xlsx", "--all-terms", "--year", str(YEAR), "--on", str(ON)]
        took, megabytes = peak([sys.executable, "manage.py", *asked], cwd=ROOT, env=os.environ)
    name = "compliance workbook of all terms as a command, judging and start-up included"
    keep(world.row(name, seconds=took, bounds=(Bound("MB", "<", 120),), figures={"MB": megabytes}))


def written(world, folder: Path) -> None:
    """The workbook of what was gathered against its cells alone."""
    found = terms.gather(judge_terms(YEAR, ON), YEAR, ON)
    row = world.row(f"compliance workbook of {found.number:,} rows, written", figures={"cells": cells(found)})
    bare = against("bare XlsxWriter, constant memory, the same cells", lambda: write_bare(found, folder / "bare.xlsx"))
    measured(
        row,
        lambda: terms.write(found, str(folder / "ours.xlsx"), made_on=ON),
        bare,
        bounds=[("ratio", "≤", 1.3)],
        runs=RUNS,
    )


def cells(found) -> int:
    """How many cells the lists of deputies have."""
    return sum(len(level.heads) * len(level.rows) for level in found.levels.values())


def write_bare(found, path: Path) -> None:
    """Write the cells of the lists of deputies, all in one format."""
    with closing(xlsxwriter.Workbook(path, {"constant_memory": True})) as book:
        look = book.add_format({"border": 1})
        for level in found.levels.values():
            sheet = book.add_worksheet()
            number, string, blank = sheet.write_number, sheet.write_string, sheet.write_blank
            for row, values in enumerate(chain([[head for _, head in level.heads]], level.rows)):
                for column, value in enumerate(values):
                    if type(value) is int:
                        number(row, column, value, look)
                    elif value:
                        string(row, column, str(value), look)
                    else:
                        blank(row, column, None, look)
