"""Every row of a file is accounted for and says what it said, whoever wrote it and however the sheet is laid out."""

import zipfile
from datetime import datetime

import pytest

from tests import make
from tests.intake.books import check, load
from tests.intake.cells import unaccounted
from tests.intake.hostile.parts import ROW, SHEET, STYLES, merged, packed, row, sheet, styles, zipped
from tests.intake.writers import NAMES, SAID, WRITERS, lying
from tracker.intake import grid
from tracker.ledger.check import faults
from tracker.models import DutyRecord

NONE = {"new": 0, "unchanged": 0, "changed": 0, "rejected": 0}


@pytest.fixture
def named(term):
    """The deputies that the sheet names."""
    for number, name in NAMES.items():
        make.deputy(term, number, name)


def stored():
    """What the records say."""
    rows = DutyRecord.objects.order_by("occurred_on")
    return list(rows.values_list("mandate__number", "occurred_on", "title", "note"))


@pytest.mark.django_db
@pytest.mark.parametrize("write", WRITERS, ids=lambda write: write.__name__)
def test_a_sheet_as_clerks_have_it(tmp_path, term, named, write):
    path = tmp_path / "book.xlsx"
    write(path)
    assert unaccounted(path.read_bytes(), check("duties", path, term)) == []
    assert load("duties", path, term) == NONE | {"rows": 9, "new": 9, "written": 9}
    assert (stored(), list(faults())) == (SAID, [])
    with zipfile.ZipFile(path) as archive:
        path.write_bytes(zipped(lying({name: archive.read(name) for name in archive.namelist()})))
    assert check("duties", path, term).counts == NONE | {"rows": 9, "unchanged": 9}


@pytest.mark.django_db
def test_a_row_hidden_under_merged_cells_is_refused_and_not_lost(tmp_path, term, deputy):
    path = tmp_path / "book.xlsx"
    path.write_bytes(merged(["A2:D3"], row(2, *ROW), row(3, *ROW[:3], "走访二")))
    found = check("duties", path, term)
    assert unaccounted(path.read_bytes(), found) == []
    assert (found.counts["rows"], found.counts["rejected"], len(found.errors)) == (2, 2, 7)


def values(data):
    """The values of the second row."""
    (page,) = grid.sheets(data)
    return page.whole().rows[2]


def test_the_formats_of_chinese_excels_are_days():
    formats = (14, 31, 57, 58, 32, 49)
    cells = "".join(f'<c s="{style}"><v>45047</v></c>' for style in range(1, len(formats) + 1))
    found = values(packed({SHEET: sheet(f'<row r="2">{cells}</row>'), STYLES: styles(*formats)}))
    assert found == [*[datetime(2023, 5, 1)] * 5, 45047]


def test_a_format_of_the_file_itself_comes_before_those_of_excel():
    own = '<numFmts><numFmt numFmtId="31" formatCode="0.00"/></numFmts><cellXfs>'
    text = styles(31).replace("<cellXfs>", own)
    assert values(packed({SHEET: sheet('<row r="2"><c s="1"><v>45047</v></c></row>'), STYLES: text})) == [45047]
