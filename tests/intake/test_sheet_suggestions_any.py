"""Whatever a register holds: refused with sentences, or written so that the ledger agrees and knows it again."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.intake.books import check, load
from tests.intake.registers import receipt, register, reply, share, suggestion
from tracker.intake import importer
from tracker.ledger.check import faults

pytestmark = pytest.mark.django_db
NUMBERS, UNITS = st.sampled_from(["J1", "J2"]), st.sampled_from(["示例教育委", "示例交通委"])
DAYS = st.integers(0, 6).map(lambda weeks: date(2023, 1, 15) + timedelta(weeks=weeks))
MAYBE = st.sampled_from([None, "是", "否"])
ROUNDS = st.sampled_from([None, 1, 1, 2, 2, 3])
PROMISES = st.sampled_from([{}, {"承诺事项": "修路", "承诺期限": date(2023, 3, 1)}])
STAGES = st.sampled_from([None, None, "承诺事项落实情况回执"])
SUGGESTIONS = st.builds(
    suggestion, NUMBERS, 联名代表编号=st.sampled_from([None, "600002"]), 公开=MAYBE, 重点督办=MAYBE, 提出日期=DAYS
)
SHARES = st.builds(share, NUMBERS, UNITS, st.sampled_from(["主办", "分办", "协办"]), DAYS, 涉及面广难度大=MAYBE)
REPLIES = st.builds(
    lambda promise, **cells: reply(**cells, **promise),
    PROMISES,
    number=NUMBERS,
    unit=UNITS,
    on=DAYS,
    letter=st.sampled_from(["A", "A", None]),
    公开=MAYBE,
    轮次=ROUNDS,
)
RECEIPTS = st.builds(
    receipt,
    NUMBERS,
    UNITS,
    st.sampled_from(["满意", "不满意"]),
    DAYS,
    轮次=ROUNDS,
    环节=STAGES,
    代表编号=st.sampled_from([None, None, "600002"]),
    说明=st.just("看过"),
)
SHEETS = st.fixed_dictionaries(
    {
        "建议": st.lists(SUGGESTIONS, min_size=1, max_size=2),
        "承办": st.lists(SHARES, max_size=3),
        "答复": st.lists(REPLIES, max_size=4),
        "评价": st.lists(RECEIPTS, max_size=4),
    }
)


def passing(folder, term, sheets):
    """Where a register lies that has of these rows those that are not refused, and what is found in it."""
    path = register(folder, **sheets)
    while (found := check("suggestions", path, term)).errors:
        wrong = {(error.sheet, error.row - 2) for error in found.errors}
        sheets = {
            name: [row for at, row in enumerate(rows) if (name, at) not in wrong] for name, rows in sheets.items()
        }
        path = register(folder, **sheets)
    return path, found


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sheets=SHEETS, later=SHEETS)
def test_what_is_not_refused_is_written_so_that_the_ledger_agrees(tmp_path, term, deputy, sheets, later):
    with transaction.atomic():
        make.deputy(term, "600002"), make.handling_unit("示例教育委"), make.handling_unit("示例交通委")
        for rows in (sheets, later):
            path, found = passing(tmp_path, term, rows | {"建议": [suggestion("J0"), *rows["建议"]]})
            importer.write(found, make.by())
            assert not list(faults())
            assert load("suggestions", path, term)["unchanged"] == found.counts["rows"]
        transaction.set_rollback(True)
