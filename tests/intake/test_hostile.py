"""A workbook that nobody should open gets one plain sentence that says what to do, and harms nobody."""

import pytest

from tests.intake.hostile import cells, heavy, packages, texts
from tests.intake.hostile.packages import MB
from tests.intake.hostile.parts import SHEET, packed, sheet, stored
from tests.intake.hostile.telling import wrong
from tracker.intake import reader
from tracker.intake.child import TOO_MUCH


def test_packages():
    assert wrong(packages.KINDS) == {}


def test_texts():
    assert wrong(texts.KINDS) == {}


def test_rows_and_cells():
    assert wrong(cells.KINDS) == {}


@pytest.fixture
def apart(settings):
    """Workbooks are read in processes of their own."""
    settings.IMPORTS_IN_PROCESS = False


def test_a_process_that_works_too_long_is_ended(apart):
    data = stored({SHEET: sheet(tail="<a/>" * 5_000_000)})
    with pytest.raises(reader.Unreadable, match=TOO_MUCH):
        list(reader.messages(data, limits=reader.Limits(seconds=1)))


def test_a_process_that_takes_too_much_memory_gives_up(apart):
    data = packed({SHEET: heavy.text("𠮷" + heavy.long(2_000))})
    with pytest.raises(reader.Unreadable, match=TOO_MUCH):
        list(reader.messages(data, limits=reader.Limits(memory=256 * MB)))


def test_another_process_says_the_same(apart):
    names = ("a formula of many cells", "a million cells merged", "an attribute of 5 MB", "a shared text of 5 MB")
    kinds = cells.KINDS | texts.KINDS
    assert wrong({name: kinds[name] for name in names}) == {}
