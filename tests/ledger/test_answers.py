"""A deputy's word on what others entered: it may verify, it never changes content, the office settles."""

from datetime import date

import pytest

from tests import make
from tests.kept import kept
from tracker.ledger import Refused, answers, duties
from tracker.ledger.check import faults
from tracker.models import Body, DutyRecord, Event

DAY = date(2023, 3, 1)


@pytest.fixture
@kept
def entered(deputy):
    """A record of the deputy that the clerk submitted."""
    return make.record(deputy, make.kind("visit"), DAY, verified=False)


@pytest.fixture
def by(entered):
    """The deputy who acts."""
    return make.acting("deputy", person=entered.mandate.person)


@pytest.fixture
def as_second_person(entered):
    """The setting of the body by which a confirmation verifies."""
    Body.objects.update(confirmation_verifies=True)
    return DutyRecord.objects.get(pk=entered.pk)


def test_a_confirmation_verifies_where_the_body_says_so(by, as_second_person):
    answers.answer(by, as_second_person, "confirmed")
    row = DutyRecord.objects.get(pk=as_second_person.pk)
    assert (row.state, row.verified_by, row.verified_at) == ("verified", by.user, by.at)
    assert list(Event.objects.order_by("-pk").values_list("verb", flat=True)[:2]) == ["verify", "answer_roll"]
    assert not list(faults())


def test_a_confirmation_is_a_word_and_no_more_where_the_body_does_not(by, entered):
    answers.answer(by, entered, "confirmed")
    assert DutyRecord.objects.get(pk=entered.pk).state == "submitted"


def test_a_deputy_verifies_the_own_duty_in_no_other_way(by, as_second_person):
    with pytest.raises(Refused, match="是您本人的履职"):
        duties.verify(by, as_second_person)


def test_who_entered_or_changed_a_record_is_no_second_person(by, as_second_person):
    duties.return_(make.by("verifier"), as_second_person, "补充地点")
    duties.amend(by, as_second_person, note="示例街道")
    duties.submit(make.by(), as_second_person)
    answers.answer(by, as_second_person, "confirmed")
    assert as_second_person.state == "submitted"
    mine = duties.submit(by, duties.record(by, as_second_person.mandate, make.kind("visit"), DAY, "自己登记"))
    with pytest.raises(Refused, match="由您本人登记"):
        answers.answer(by, mine, "confirmed")


def test_a_second_login_of_the_deputy_is_no_second_person(by, as_second_person):
    person, kind = as_second_person.mandate.person, make.kind("visit")
    mine = duties.submit(by, duties.record(by, as_second_person.mandate, kind, DAY, "自己登记"))
    answers.answer(make.acting("deputy", username="second-login", person=person), mine, "confirmed")
    assert DutyRecord.objects.get(pk=mine.pk).state == "submitted"


def test_nobody_answers_for_another_deputy(entered, term):
    other = make.acting("deputy", person=make.deputy(term, "600002").person)
    for who in (other, make.by()):
        with pytest.raises(Refused, match="只能由代表本人核对"):
            answers.answer(who, entered, "confirmed")


def test_an_objection_says_why_and_changes_nothing(by, entered):
    with pytest.raises(Refused, match="请写明提出异议的原因"):
        answers.answer(by, entered, "objected", " ")
    answers.answer(by, entered, "objected", "当天请假")
    assert DutyRecord.objects.get(pk=entered.pk).state == "submitted"
    with pytest.raises(Refused, match="您已经核对过"):
        answers.answer(by, entered, "objected", "当天请假")


def test_another_word_takes_the_place_of_the_first_and_so_does_a_word_on_changed_content(by, entered):
    first = answers.answer(by, entered, "objected", "当天请假")
    second = answers.answer(by, entered, "confirmed")
    first.refresh_from_db()
    assert first.settled_note == "代表改为确认无误" and second.settled_on is None
    later = make.by(at=date(2023, 6, 2))
    duties.amend(make.acting("office", later.at, username="clerk"), entered, note="改过")
    third = answers.answer(make.acting("deputy", date(2023, 6, 3), person=entered.mandate.person), entered, "confirmed")
    assert list(entered.answers.filter(settled_on=None)) == [third]


@pytest.mark.parametrize(("outcome", "state"), [("keep", "submitted"), ("return", "returned"), ("void", "void")])
def test_the_office_settles_an_objection_with_a_note(by, entered, outcome, state):
    row = answers.answer(by, entered, "objected", "当天请假")
    with pytest.raises(Refused, match="请写明处理的原因"):
        answers.settle(make.by("verifier"), row, "", outcome)
    answers.settle(make.by("verifier"), row, "已核对签到表", outcome)
    assert (row.settled_note, DutyRecord.objects.get(pk=entered.pk).state) == ("已核对签到表", state)
    with pytest.raises(Refused, match="已经处理过"):
        answers.settle(make.by(), row, "再次", "keep")


def test_nobody_settles_the_own_objection_nor_that_of_another_body(by, entered):
    row = answers.answer(by, entered, "objected", "当天请假")
    make.RoleGrant.objects.create(user=by.user, role="office", starts_on=make.START)
    elsewhere = Body.objects.create(code="elsewhere", name="别处", level="district", kind="congress")
    recorder = make.by()
    assert entered.recorded_by == recorder.user
    for who in (
        by,
        recorder,
        make.acting("office", body=elsewhere),
        make.acting("liaison", group=make.group(row.record.term)),
    ):
        with pytest.raises(Refused, match="异议须由人代工委或审核人处理"):
            answers.settle(who, row, "维持")
