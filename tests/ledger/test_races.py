"""Two people act on one assignment at once: exactly one wins, the other is told so, and the ledger agrees."""

import threading
from datetime import date

import pytest
from django.db import connection

from tests import make
from tests.ledger import stages
from tests.ledger.events import again, verbs
from tracker.ledger import Refused, assigning, bills, days, evaluations, figures, replies, suggestions
from tracker.ledger.check import faults
from tracker.ledger.overdue import write_overdue
from tracker.ledger.trail import FASTER
from tracker.models import Body, Event, FigureProposal, ReportReading

DAY, LATE = stages.ASKED, stages.KEPT
PAPER = {"source": "paper", "note": "回执扫描件"}


def unit(share):
    return make.acting("unit", body=share.unit)


def referral():
    return make.acting("referral_office", body=make.system())


def rate(share, rating, by=None):
    lead = share.suggestion.sponsors.get(role="lead")
    said = PAPER if by else {}
    return evaluations.evaluate_reply(
        by or make.as_sponsor(lead), share, lead, rating, LATE, comment="没有解决", **said
    )


PAIRS = {
    "reply, reply": (stages.received, *[lambda row: make.reply(row, LATE)] * 2),
    "reply, extend": (
        stages.received,
        lambda row: make.reply(row, LATE),
        lambda row: assigning.extend(referral(), row, DAY, stages.END, "情况复杂"),
    ),
    "extend, reply": (
        stages.received,
        lambda row: assigning.extend(referral(), row, DAY, stages.END, "情况复杂"),
        lambda row: make.reply(row, LATE),
    ),
    "accept, refuse": (
        stages.return_asked,
        lambda row: assigning.accept_return(referral(), row, LATE),
        lambda row: assigning.refuse_return(referral(), row, "属本单位职责"),
    ),
    "return, reply": (
        stages.received,
        lambda row: assigning.return_assignment(unit(row), row, DAY, "不属职责"),
        lambda row: make.reply(row, LATE),
    ),
    "rate, rate": (
        stages.replied,
        lambda row: rate(row, "satisfied"),
        lambda row: rate(row, "unsatisfied", make.by()),
    ),
    "reply again, correct": (
        lambda *who: stages.rehandling(*who, commitments=[]),
        lambda row: make.reply(row, LATE),
        lambda row: correct(row),
    ),
    "look back, rate": (
        stages.closed,
        lambda row: evaluations.look_back(make.by(), row, LATE, "没有落实"),
        lambda row: evaluations.look_back(make.by("second"), row, LATE, "没有落实"),
    ),
    "withdraw, reply": (
        stages.received,
        lambda row: suggestions.withdraw(make.by(), again(row.suggestion), DAY, "另行提出"),
        lambda row: make.reply(row, LATE),
    ),
}


def correct(share):
    old = share.evaluations.get(sponsor__role="lead")
    old.assignment = share
    return evaluations.correct(make.as_sponsor(old.sponsor), old, "satisfied", LATE, "误填")


@pytest.mark.parametrize("pair", PAIRS)
def test_of_two_with_the_same_assignment_before_them_exactly_one_wins(pair, deputy, other):
    stage, first, second = PAIRS[pair]
    row = stage(deputy, other)
    mine, theirs = again(row), again(row)
    first(mine)
    count = Event.objects.count()
    with pytest.raises(Refused, match=FASTER):
        second(theirs)
    assert Event.objects.count() == count
    assert list(faults()) == []


def test_of_two_with_the_same_suggestion_before_them_exactly_one_wins(deputy, other):
    row = stages.accepted(deputy, other)
    stale = again(row)
    make.assignment(row)
    for verb in (
        lambda: make.assignment(stale, make.handling_unit("示例财政局"), role="split_handler"),
        lambda: suggestions.withdraw(make.by(), stale, stages.ASSIGNED, "另行提出"),
        lambda: suggestions.merge(make.by(), stale, row, stages.ASSIGNED),
    ):
        with pytest.raises(Refused, match=FASTER):
            verb()
    bill = stages.accepted(deputy, other, "bill")
    stale = again(bill)
    bills.put_on_agenda(make.by(), bill, LATE)
    with pytest.raises(Refused, match=FASTER):
        bills.treat_as_suggestion(make.by(), stale, LATE)


def test_nobody_confirms_a_text_that_was_amended_meanwhile(deputy, other):
    row = suggestions.draft(make.by(), deputy.term, "suggestion", "session", "示例建议", deputy, joint=[other])
    mine = row.sponsors.select_related("suggestion").get(role="joint")
    assert mine.suggestion.title == "示例建议"
    suggestions.amend(make.by(), again(row), title="另一件示例建议")
    with pytest.raises(Refused, match=FASTER):
        suggestions.confirm(make.as_sponsor(mine), mine, LATE, "system")


def at_once(*deeds):
    """What each of several deeds said, done in threads that start together; an empty text where it was done."""
    gate, said = threading.Barrier(len(deeds)), {}

    def run(number, deed):
        gate.wait()
        try:
            deed()
            said[number] = ""
        except Refused as refusal:
            said[number] = str(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(said.values())


RACES = {name: PAIRS[name] for name in ("reply, reply", "reply, extend", "rate, rate", "withdraw, reply")}


@pytest.mark.parametrize("pair", RACES)
def test_of_two_at_the_same_moment_exactly_one_wins(pair, truly, deputy, other):
    stage, first, second = RACES[pair]
    row = stage(deputy, other)
    for by in (referral, make.by, lambda: unit(row), lambda: make.acting("deputy", person=deputy.person)):
        by()
    mine, theirs = again(row), again(row)
    assert at_once(lambda: first(mine), lambda: second(theirs)) == ["", FASTER]
    assert list(faults()) == []


def test_two_runs_at_the_same_moment_write_a_due_day_once(truly, deputy, other):
    share, by = stages.assigned(deputy, other), make.by()
    late = [lambda: write_overdue(by, stages.END)] * 3
    assert at_once(*late) == ["", "", ""]
    assert verbs(share).count("overdue") == 1
    assert list(faults()) == []


def test_two_days_set_at_the_same_moment_both_move_what_is_open(truly, deputy, other):
    share, by = stages.assigned(deputy, other), make.acting("administrator")
    holidays = [date(2023, 5, 4), date(2023, 5, 5)]
    deeds = [lambda day=day: days.set_day(by, day, False, "示例通知") for day in holidays]
    assert at_once(*deeds) == ["", ""]
    assert again(share).due_on == date(2023, 5, 6)
    assert list(faults()) == []


def test_a_run_and_an_extension_at_the_same_moment_leave_the_trail_true(truly, deputy, other):
    share, by, to = stages.received(deputy, other), make.by(), referral()
    deeds = [
        lambda: write_overdue(by, stages.END),
        lambda: assigning.extend(to, again(share), DAY, stages.END, "情况复杂"),
    ]
    assert at_once(*deeds) == ["", ""]
    assert list(faults()) == []


def test_of_two_items_merged_into_each_other_at_the_same_moment_one_leads(truly, deputy, other):
    first, second, by = stages.accepted(deputy, other), stages.accepted(deputy, other), make.by()
    pairs = [(again(first), again(second)), (again(second), again(first))]
    said = at_once(*[lambda one=one, two=two: suggestions.merge(by, one, two, LATE) for one, two in pairs])
    assert said[0] == "" and "不能作为并案的主件" in said[1]
    assert list(faults()) == []


def test_two_receipts_of_two_sponsors_at_the_same_moment_never_leave_a_state_behind(truly, deputy, other):
    share = stages.received(deputy, other)
    make.reply(share, stages.REPLIED)
    sponsors = [(again(share), one, make.as_sponsor(one)) for one in share.suggestion.sponsors.all()]
    deeds = [
        lambda row=row, one=one, by=by: evaluations.evaluate_reply(by, row, one, "satisfied", LATE)
        for row, one, by in sponsors
    ]
    assert set(at_once(*deeds)) <= {"", FASTER}
    assert list(faults()) == []


def test_two_split_handlers_who_reply_at_the_same_moment_both_do_and_the_suggestion_follows(truly, deputy, other):
    first = stages.received(deputy, other, "split_handler")
    second = make.assignment(again(first.suggestion), make.handling_unit("示例财政局"), role="split_handler")
    rows = [(again(share), unit(share)) for share in (first, second)]
    deeds = [lambda row=row, by=by: replies.reply(by, row, LATE, reply_class="A") for row, by in rows]
    assert at_once(*deeds) == ["", ""]
    assert again(first.suggestion).state == "replied"
    assert list(faults()) == []


@pytest.fixture
def report(truly):
    """A report of a body, not stored yet, and two of its office."""
    body = Body.objects.create(code="body", name="示例区人大", level="district", kind="congress")
    said = {"owner": body, "title": "报告", "publisher": "示例日报", "text": "视察1次。", "sha256": "a" * 64}
    return said, [make.acting("office", username=name, body=body) for name in ("first", "second")]


def test_of_two_who_send_one_report_at_the_same_moment_one_reads_it(report):
    said, office = report
    deeds = [lambda by=by: figures.read_report(by, ReportReading(**said), []) for by in office]
    told = at_once(*deeds)
    assert told[0] == "" and "不必再传" in told[1]


def test_a_report_is_not_closed_while_something_of_it_is_opened_again(report):
    said, (first, second) = report
    row = FigureProposal(quote="视察1次", offset=0, value="1", unit="次")
    reading = figures.read_report(first, ReportReading(**said), [row])
    figures.reject(first, again(row))
    told = at_once(
        lambda: figures.finish_reading(first, again(reading)), lambda: figures.reconsider(second, again(row))
    )
    assert told[0] == "" and told[1]
    assert (again(reading).state, again(row).state) in {("done", "rejected"), ("open", "proposed")}
    assert list(faults()) == []
