"""Real workbooks for the tests, and the two steps of an import as of 2024-01-01."""

from datetime import date

from openpyxl import Workbook, load_workbook

from tests import make
from tracker.intake import importer

ON = date(2024, 1, 1)


def book(folder, headers, *rows, name="book.xlsx", above=()):
    """A workbook of one sheet: some rows above, the headers, the rows."""
    workbook = Workbook()
    for row in (*above, headers, *rows):
        workbook.active.append(list(row))
    workbook.save(folder / name)
    return folder / name


def edit(path, **cells):
    """The same workbook with some cells set."""
    workbook = load_workbook(path)
    for address, value in cells.items():
        workbook.active[address] = value
    workbook.save(path)
    return path


def check(kind, path, term, *, user="clerk", verifier=None):
    """What a file would do."""
    verified_by = make.by(verifier).user if verifier else None
    return importer.check(kind, path, term, make.by(user), ON, verified_by=verified_by)


def load(kind, path, term, *, user="clerk", verifier=None):
    """What a file did: the counts, and how many rows were written."""
    found = check(kind, path, term, user=user, verifier=verifier)
    batch = importer.write(found, make.by(user), make.by(verifier) if verifier else None)
    return {**found.counts, "written": batch.new + batch.changed}


def errors(kind, path, term, **extra):
    """The sentences of the refused rows."""
    return [str(problem) for problem in check(kind, path, term, **extra).errors]


def warnings(kind, path, term, **extra):
    """The sentences of what is odd."""
    return [str(problem) for problem in check(kind, path, term, **extra).warnings]
