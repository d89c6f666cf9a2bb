"""The process that reads a workbook for another one."""

import re
import zipfile

import pytest
from openpyxl import load_workbook

from tests.intake.books import book
from tracker.intake import child, reader
from tracker.intake.archive import BAD
from tracker.intake.grid import Disordered

HEADERS = ("编号", "名称")


@pytest.fixture(autouse=True)
def apart(settings):
    """Workbooks are read in processes of their own."""
    settings.IMPORTS_IN_PROCESS = False


def told(data, **more):
    return list(reader.messages(data, **more))


def test_the_process_tells_what_the_file_holds(tmp_path):
    data = book(tmp_path, HEADERS, *(("1", f"甲{number}") for number in range(2500)), ("#N/A", None)).read_bytes()
    assert told(data) == list(child.messages(data, False))[:-1] and len(told(data)) == 5


def test_a_file_that_is_none_gets_a_sentence():
    with pytest.raises(reader.Unreadable, match=BAD[:6]):
        told(b"PK\x03\x04" + b"\0" * 50)


def test_merged_cells_make_the_file_be_read_whole(tmp_path):
    path = book(tmp_path, HEADERS, ("1", "甲"), ("2", None))
    merged = load_workbook(path)
    merged.active.merge_cells("B2:B3")
    merged.save(path)
    streamed, whole = told(path.read_bytes()), told(path.read_bytes(), whole=True)
    assert (streamed[-1], whole[-1]) == (("end", 3, 3), ("end", 3, 0))
    assert whole[1][1][2][2][1].merged


def test_rows_out_of_order_make_the_file_be_read_whole(tmp_path):
    book(tmp_path, HEADERS, ("1", "甲"), ("2", "乙"))
    with pytest.raises(Disordered):
        told(swapped(tmp_path))
    assert [row[0] for row in told(swapped(tmp_path), whole=True)[1][1]] == [1, 2, 3]


def swapped(folder):
    """A workbook whose second row stands before its first one."""
    path = folder / "swapped.xlsx"
    with zipfile.ZipFile(folder / "book.xlsx") as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            parts = re.split(rb"(<row .*?</row>)", source.read(name))
            parts[1::2] = sorted(parts[1::2], reverse=True) if name.endswith("sheet1.xml") else parts[1::2]
            target.writestr(name, b"".join(parts))
    return path.read_bytes()
