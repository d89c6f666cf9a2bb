"""What looks odd about a duty record."""

from datetime import date

import pytest

from tests import make
from tracker.ledger import duties, people
from tracker.ledger.odd import oddities
from tracker.models import DutyKind, Session

pytestmark = pytest.mark.django_db
TODAY = date(2024, 1, 1)


@pytest.fixture
def odd(term, deputy):
    """What is odd about a record of a kind on a day."""

    def ask(kind, day, **fields):
        of_kind = DutyKind.objects.get(code=kind)
        row = duties.record(make.by(), deputy, of_kind, day, "示例", **fields)
        return oddities(row, list(term.sessions.all()), TODAY)

    return ask


@pytest.mark.parametrize(
    ("kind", "day"),
    [("visit", date(2023, 3, 1)), ("session_speech", date(2023, 1, 17)), ("training", date(2023, 1, 14))],
)
def test_a_timely_record_is_not_odd(odd, kind, day):
    assert odd(kind, day) == []


def test_a_day_to_come_is_odd(odd):
    assert odd("visit", date(2024, 1, 2)) == ["2024-01-02 尚未到来。"]


def test_a_day_before_the_mandate_is_odd(odd):
    assert odd("visit", date(2023, 1, 12)) == ["2023-01-12 不在代表 600001 的任期内（2023-01-13 至 今）。"]


def test_the_first_day_out_of_office_is_odd(odd, deputy):
    people.end(make.by(), deputy, date(2023, 9, 1), "辞职")
    assert odd("visit", date(2023, 8, 31)) == []
    assert odd("visit", date(2023, 9, 1)) == ["2023-09-01 不在代表 600001 的任期内（2023-01-13 至 2023-09-01）。"]


def test_a_speech_on_no_session_day_is_odd(odd):
    assert odd("session_speech", date(2023, 1, 18)) == ["2023-01-18 不在任何一次会议的会期内，不会计入「审议发言」。"]


def test_a_recess_activity_on_a_session_day_is_odd(odd):
    assert odd("visit", date(2023, 1, 17)) == ["2023-01-17 在第1次会议会期内，「走访」只计闭会期间的，不会计入。"]


def test_a_day_outside_the_session_named_is_odd(odd):
    assert odd("training", date(2023, 1, 18), session=Session.objects.get()) == [
        "2023-01-18 不在第1次会议会期内（2023-01-13 至 2023-01-17）；请核对日期和会次。"
    ]
