"""What docs/work_report.md says of the workbook is so."""

import re
from pathlib import Path

from tests.exports.test_workreport import SHEETS
from tracker.exports.workreport import ROW_LIMIT
from tracker.exports.workreport.where import FINDERS
from tracker.models import Measure
from tracker.scores.indicators.counting import COUNTERS, OF_COUNTS, OF_RATES
from tracker.scores.indicators.shapes import SUMMED
from tracker.tables.indicator_words import defined

PAGE = (Path(__file__).parents[1] / "docs" / "work_report.md").read_text("utf-8")


def test_the_page_has_the_sheets_in_their_order_and_the_limit():
    table = PAGE.split("## The workbook")[1].split("明细见 names")[0]
    assert re.findall(r"^\| ([^a-z|-]+) \|", table, re.M) == SHEETS and f"over {ROW_LIMIT:,}" in table


def test_every_measure_is_counted_defined_and_found():
    for measure in Measure.values:
        assert measure in {*COUNTERS, *OF_COUNTS, *OF_RATES, *SUMMED} and measure in FINDERS
        assert "%" not in defined(measure, ["visit"], {"visit": "走访"}, grassroots_only=True)
