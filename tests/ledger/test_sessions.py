"""The verbs on sessions, delegations and their speech rolls."""

from datetime import date

import pytest

from tests import make
from tests.kept import kept
from tests.ledger.events import again, agrees, last, verbs
from tracker.ledger import Refused, sessions
from tracker.ledger.check import faults
from tracker.models import ElectoralUnit, Session

OPENS, CLOSES = date(2024, 1, 21), date(2024, 1, 24)


@pytest.fixture
@kept
def second(term):
    make.unit(term, "涪陵区", 2)
    return sessions.convene(make.by(), term, 2, OPENS, CLOSES)


@pytest.fixture
def delegation(second):
    return second.delegations.first()


def test_a_session_seats_a_delegation_of_each_unit(second):
    assert [row.unit.name for row in second.delegations.all()] == ["万州区", "涪陵区"]
    assert verbs(second) == ["convene"]
    assert [verbs(row) for row in second.delegations.all()] == [["seat"]] * 2


def test_a_session_may_seat_only_some_units(term):
    row = sessions.convene(make.by(), term, 2, OPENS, CLOSES, units=[])
    sessions.seat_delegation(make.by(), row, make.unit(term))
    assert row.delegations.count() == 1


def test_a_session_twice_is_refused(second, term):
    with pytest.raises(Refused, match="本届已有这次会议"):
        sessions.convene(make.by(), term, 2, OPENS, CLOSES)


def test_a_session_that_closes_before_it_opens_is_refused(term):
    with pytest.raises(Refused, match="闭幕日期早于开幕日期"):
        sessions.convene(make.by(), term, 2, CLOSES, OPENS)
    assert Session.objects.count() == 1


def test_a_delegation_is_seated_once(second, term):
    with pytest.raises(Refused):
        sessions.seat_delegation(make.by(), second, make.unit(term))


def test_a_delegation_of_another_term_is_refused(second):
    fifth = make.term("chongqing-congress-5", 5, date(2018, 1, 20), make.START)
    with pytest.raises(Refused, match="不属于"):
        sessions.seat_delegation(make.by(), second, make.unit(fifth))


def test_the_days_of_a_session_are_amended(second):
    sessions.amend_session(make.by(), second, "延期一天", closes_on=date(2024, 1, 25))
    assert (last(second).before, last(second).note) == ({"closes_on": "2024-01-24"}, "延期一天")
    assert agrees(second)


def test_what_is_said_about_a_session_is_changed(second):
    sessions.amend_session(make.by(), second, note="日期待核")
    assert (again(second).note, last(second).verb) == ("日期待核", "amend")


def test_a_roll_is_completed_by_somebody_on_a_day(delegation):
    sessions.complete_roll(make.by("liaison"), delegation, CLOSES)
    assert (again(delegation).speech_roll_completed_on, again(delegation).completed_by.username) == (CLOSES, "liaison")
    assert last(delegation).before == {"speech_roll_completed_on": None, "completed_by": None}


def test_a_roll_is_completed_once(delegation):
    sessions.complete_roll(make.by(), delegation, CLOSES)
    with pytest.raises(Refused, match="发言名单已于 2024-01-24 登记完成"):
        sessions.complete_roll(make.by(), delegation, CLOSES)


def test_of_two_who_complete_a_roll_exactly_one_wins(delegation):
    stale = again(delegation)
    sessions.complete_roll(make.by("first"), delegation, CLOSES)
    with pytest.raises(Refused, match="别人刚刚改动了"):
        sessions.complete_roll(make.by("second"), stale, CLOSES)
    assert again(delegation).completed_by.username == "first"


def test_a_complete_roll_is_reopened_with_a_reason(delegation):
    sessions.complete_roll(make.by(), delegation, CLOSES)
    with pytest.raises(Refused, match="请写明重新打开发言名单的原因"):
        sessions.reopen_roll(make.by(), delegation, " ")
    sessions.reopen_roll(make.by(), delegation, "漏登一人")
    assert (again(delegation).speech_roll_completed_on, last(delegation).note) == (None, "漏登一人")
    assert agrees(delegation)


def test_an_open_roll_is_not_reopened(delegation):
    with pytest.raises(Refused, match="发言名单尚未登记完成"):
        sessions.reopen_roll(make.by(), delegation, "漏登一人")


def test_all_rolls_are_completed_at_once(second, delegation):
    sessions.complete_roll(make.by(), delegation, CLOSES)
    assert sessions.complete_all_rolls(make.by(), second, CLOSES) == 1
    assert sessions.complete_all_rolls(make.by(), second, CLOSES) == 0
    assert [verbs(row) for row in second.delegations.all()] == [["seat", "complete_roll"]] * 2


def test_records_without_a_day_follow_the_last_day_of_their_session(second, term):
    fields = {"session": second, "day_known": False}
    speech = make.record(make.deputy(term), make.kind("session_speech", "session"), CLOSES, "审议发言", **fields)
    sessions.amend_session(make.by(), second, "延期一天", closes_on=date(2024, 1, 25))
    assert (again(speech).occurred_on, last(speech).verb) == (date(2024, 1, 25), "follow")
    assert agrees(speech)


def test_a_roll_is_not_complete_before_its_session_has_closed(delegation):
    with pytest.raises(Refused, match="不能在此之前"):
        sessions.complete_roll(make.by(), delegation, date(2024, 1, 23))


def test_a_roll_completed_before_a_later_last_day_is_open_again(second, delegation):
    sessions.complete_roll(make.by(), delegation, CLOSES)
    sessions.amend_session(make.by(), second, "延期一天", closes_on=date(2024, 1, 25))
    assert again(delegation).speech_roll_completed_on is None
    assert last(delegation).verb == "reopen_roll"


def test_many_sessions_seat_every_unit_of_their_term_and_their_rolls_are_completed_at_once(term):
    ElectoralUnit.objects.create(term=term, name="另一单位", order=9)
    rows = [Session(term=term, ordinal=n, opens_on=date(2024, n, 1), closes_on=date(2024, n, 2)) for n in (7, 8)]
    seated = sessions.convene_many(make.by(), rows)
    assert len(seated) == 2 * ElectoralUnit.objects.filter(term=term).count()
    sessions.complete_rolls(make.by(), seated, date(2024, 8, 2))
    assert {row.speech_roll_completed_on for row in rows[1].delegations.all()} == {date(2024, 8, 2)}
    assert verbs(seated[0]) == ["seat", "complete_roll"] and not list(faults())


def test_no_roll_of_many_is_completed_before_its_session_closes(term):
    row = Session(term=term, ordinal=7, opens_on=date(2024, 7, 1), closes_on=date(2024, 7, 2))
    seated = sessions.convene_many(make.by(), [row])
    with pytest.raises(Refused, match="才闭幕"):
        sessions.complete_rolls(make.by(), seated, date(2024, 7, 1))
