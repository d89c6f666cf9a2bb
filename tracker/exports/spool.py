"""Rows that are many: kept in a temporary file, read again as often as a sheet needs, never held in memory."""

import pickle
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile
from weakref import finalize

CHUNK = 500
IN_MEMORY = 1_000_000  # bytes


class Spool:
    """Rows of plain values in the order they were added; a small number of them makes no file at all."""

    def __init__(self, rows: Iterable[list] = ()):
        self._file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  it goes when the rows go
        finalize(self, self._file.close)
        self._number, self._waiting = 0, []
        self.extend(rows)

    def extend(self, rows: Iterable[list]):
        """Add rows at the end."""
        for row in rows:
            self._waiting.append(row)
            self._number += 1
            if len(self._waiting) == CHUNK:
                self._put_away()

    def _put_away(self):
        self._file.seek(0, 2)
        pickle.dump(self._waiting, self._file, pickle.HIGHEST_PROTOCOL)
        self._waiting = []

    def __len__(self):
        return self._number

    def __iter__(self) -> Iterator[list]:
        start, left = 0, self._number - len(self._waiting)
        while left:
            self._file.seek(start)
            rows = pickle.load(self._file)
            start, left = self._file.tell(), left - len(rows)
            yield from rows
        yield from self._waiting
