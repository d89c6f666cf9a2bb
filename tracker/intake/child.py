"""The process that reads a workbook for another one, under limits: a hostile file can only harm this process. Pure.

The file comes on standard input. On standard output go pickled messages: ``("sheet", title, is visible)``,
``("rows", [(number, values, odd cells)])`` and ``("end", how many rows, last row of a merged area)`` for each sheet,
then ``("done",)``. Instead of more of them come ``("whole",)`` when the file must be read whole first, or
``("refused", sentence)``. A process that ends without one of these three could not read the file.
"""

import gc
import pickle
import resource
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import errors

from openpyxl.utils.exceptions import InvalidFileException

from . import grid
from .apart import limit
from .archive import BAD, Forbidden
from .places import TooLarge

CHUNK = 1000
SECONDS = 10
MEMORY = 512 * 1024 * 1024
TOLD = 128 * 1024 * 1024  # that the other process must keep
OUT_OF_MEMORY = errors.codes[errors.XML_ERROR_NO_MEMORY]
TOO_MUCH = "文件太大或太复杂，没有读完；请删除图片和多余的工作表，或分成几个文件导入。"
BROKEN = (
    zipfile.BadZipFile,
    InvalidFileException,
    ParseError,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    ArithmeticError,
    NotImplementedError,
    RuntimeError,
    OSError,
)


def main(whole: bool, seconds: int = SECONDS, memory: int = MEMORY):
    """Read the workbook on standard input, its sheets whole or row by row, within so much time and memory (bytes)."""
    gc.disable()  # what is read is kept or dropped at once; looking for garbage takes a quarter of the time
    limit(resource.RLIMIT_CORE, 0)
    limit(resource.RLIMIT_AS, memory)
    limit(resource.RLIMIT_CPU, seconds)
    out, sys.stdout = sys.stdout.buffer, sys.stderr  # openpyxl prints
    try:
        _tell(out, messages(sys.stdin.buffer.read(), whole))
    except MemoryError:
        _tell(out, [("refused", TOO_MUCH)])


def _tell(out: BinaryIO, told: Iterable[tuple]):
    size = 0
    for message in told:
        data = pickle.dumps(message, protocol=5)
        size += len(data)
        if size > TOLD:
            out.write(pickle.dumps(("refused", TOO_MUCH)))
            break
        out.write(data)
    out.flush()


def messages(data: bytes, whole: bool) -> Iterator[tuple]:
    """All messages about a workbook, the last one included."""
    try:
        yield from _sheets(data, whole)
        yield ("done",)
    except grid.Disordered:
        yield ("whole",)
    except (Forbidden, TooLarge) as error:
        yield ("refused", str(error))
    except MemoryError:
        yield ("refused", TOO_MUCH)
    except BROKEN as error:
        yield ("refused", TOO_MUCH if getattr(error, "code", None) == OUT_OF_MEMORY else BAD)


def _sheets(data, whole):
    for sheet in grid.sheets(data):
        yield "sheet", sheet.title, sheet.is_visible
        count = 0
        for chunk in _chunks(sheet.whole().all() if whole else sheet.stream()):
            count += len(chunk)
            yield "rows", chunk
        yield "end", count, 0 if whole else sheet.merged_down_to


def _chunks(rows: Iterable) -> Iterator[list]:
    rows = iter(rows)
    while chunk := list(islice(rows, CHUNK)):
        yield chunk
