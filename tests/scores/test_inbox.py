"""The days that count now, the tabs of the lists of assignments, and whose turn it is."""

from datetime import date

import pytest

from tests import make
from tests.kept import kept
from tests.scores.handled import as_of
from tracker.ledger import assigning, evaluations
from tracker.models import Assignment, HandlingRule, Who
from tracker.scores import inbox

DAY, DUE, REPLIED = date(2023, 2, 1), date(2023, 5, 4), date(2023, 4, 3)
PROMISE = [("年内完成", date(2023, 5, 15))]


@pytest.fixture
@kept
def share(deputy):
    """An assignment of 2023-02-01, due on 2023-05-04."""
    return make.assignment(make.suggestion(deputy, date(2023, 1, 15)), on=DAY)


def received(share):
    assigning.receive(make.acting("unit", body=share.unit), share, DAY)


def asked_back(share):
    received(share)
    assigning.return_assignment(make.acting("unit", body=share.unit), share, date(2023, 2, 3), "不属于本单位职责")


def replied(share):
    make.reply(share, REPLIED)


def again(share):
    replied(share)
    make.receipt(share, "unsatisfied")


def tracked(share):
    make.reply(share, REPLIED, commitments=PROMISE)
    make.receipt(share)


def closed(share):
    replied(share)
    make.receipt(share)


def found_undone(share):
    closed(share)
    evaluations.look_back(make.by(), share, date(2023, 5, 8), "没有落实")


def said(on):
    """(who, what, by, days left, late) of the only assignment on a day."""
    (turn,) = inbox.turns(Assignment.objects.all(), inbox.frame(on)).values()
    return turn.who, turn.what, turn.by, turn.days_left, turn.late


def tabs(on):
    """The tabs that hold the only assignment on a day."""
    found = inbox.counts(Assignment.objects.all(), inbox.frame(on))
    return {code for code, count in found.items() if count} - {"all"}


def stamped():
    """The assignments with the days that count now."""
    return inbox.timed(Assignment.objects.select_related("suggestion__term"))


@pytest.mark.parametrize(
    ("course", "on", "turn"),
    [
        (lambda share: None, date(2023, 4, 1), ("unit", "receive", DUE, 33, False)),
        (received, DUE, ("unit", "reply", DUE, 0, False)),
        (received, date(2023, 5, 7), ("unit", "reply", DUE, -3, True)),
        (asked_back, date(2023, 3, 1), ("referral_office", "rule_on_return", DUE, 64, False)),
        (replied, date(2023, 5, 4), ("deputy", "evaluate_reply", date(2023, 5, 4), 0, False)),
        (replied, date(2023, 5, 5), ("deputy", "evaluate_reply", date(2023, 5, 4), -1, True)),
        (again, date(2023, 5, 1), ("unit", "reply_again", date(2023, 5, 10), 9, False)),
        (tracked, date(2023, 5, 14), ("unit", "keep", date(2023, 5, 15), 1, False)),
        (tracked, date(2023, 5, 15), ("deputy", "evaluate_fulfilment", date(2023, 6, 12), 28, False)),
        (found_undone, date(2023, 5, 8), ("deputy", "evaluate_fulfilment", date(2023, 6, 5), 28, False)),
        (closed, date(2023, 6, 1), ("", "", None, None, False)),
    ],
)
def test_it_is_said_whose_turn_it_is_and_by_when(share, course, on, turn):
    course(share)
    assert said(on) == turn


@pytest.mark.parametrize(
    ("course", "on", "expected"),
    [
        (lambda share: None, date(2023, 3, 1), {"open", "to_receive"}),
        (received, date(2023, 4, 19), {"open"}),
        (received, date(2023, 4, 20), {"open", "at_risk"}),
        (received, DUE, {"open", "at_risk"}),
        (received, date(2023, 5, 5), {"open", "late"}),
        (asked_back, date(2023, 3, 1), {"open", "return_asked"}),
        (replied, date(2023, 5, 4), {"open", "to_rate"}),
        (replied, date(2023, 5, 5), {"open", "to_rate", "no_receipt"}),
        (again, date(2023, 4, 12), {"open", "rehandling"}),
        (again, date(2023, 5, 11), {"open", "rehandling", "late"}),
        (tracked, date(2023, 5, 14), {"open", "tracking"}),
        (tracked, date(2023, 5, 15), {"open", "tracking", "promised"}),
        (found_undone, date(2023, 5, 8), {"open", "tracking", "promised"}),
        (closed, date(2023, 6, 1), {"closed"}),
    ],
)
def test_each_tab_holds_what_its_name_says(share, course, on, expected):
    course(share)
    assert tabs(on) == expected


@pytest.mark.parametrize("course", [again, lambda share: (again(share), make.reply(share, date(2023, 4, 20)))])
def test_the_due_day_shown_is_that_of_the_present_round_answered_or_not(share, course):
    course(share)
    assert inbox.timed(Assignment.objects.all()).get().due_now == date(2023, 5, 10)


def test_the_third_round_stands_on_the_council_list(share):
    again(share)
    make.reply(share, date(2023, 4, 20))
    make.receipt(share, "unsatisfied", date(2023, 4, 25))
    assert (share.round, "council" in tabs(date(2023, 5, 1))) == (3, True)


def test_a_commitment_found_kept_is_no_longer_waited_for(share):
    make.reply(share, REPLIED, commitments=[*PROMISE, ("明年完成", date(2024, 5, 15))])
    make.receipt(share)
    make.fulfilment(share)
    assert said(date(2023, 5, 23)) == ("unit", "keep", date(2024, 5, 15), 358, False)


def test_a_commitment_reported_done_is_rated_before_its_day(share):
    tracked(share)
    promise = share.replies.get().commitments.get()
    make.replies.report_done(make.acting("unit", body=share.unit), promise, date(2023, 5, 2), "已经完成")
    assert said(date(2023, 5, 4))[1:3] == ("evaluate_fulfilment", date(2023, 5, 30))


def test_the_day_extended_to_counts(share):
    assigning.extend(
        make.acting("referral_office", body=make.system()), share, date(2023, 4, 1), date(2023, 6, 1), "难"
    )
    assert said(date(2023, 5, 5)) == ("unit", "receive", date(2023, 6, 1), 27, False)


def test_a_receipt_corrected_away_answers_nothing(share):
    tracked(share)
    make.fulfilment(share)
    old = share.evaluations.get(stage="fulfilment")
    by = make.as_sponsor(old.sponsor)
    evaluations.correct(by, old, "unsatisfied", date(2023, 5, 23), "核实以后", comment="没有落实")
    assert said(date(2023, 5, 24))[:2] == ("unit", "reply_again")


def test_the_rule_of_the_body_says_what_is_at_risk(share):
    HandlingRule.objects.create(body=share.suggestion.term.body, starts_on=DAY, at_risk_days=30)
    assert "at_risk" in tabs(date(2023, 4, 10))


@pytest.fixture
@kept
def changed(share):
    """The assignment under the rules of its day, when a later rule warns sooner, and the council looks earlier."""
    body = share.suggestion.term.body
    HandlingRule.objects.create(body=body, starts_on=date(2015, 8, 29), at_risk_days=10, receipt_workdays=15)
    later = {"at_risk_days": 30, "receipt_workdays": 40, "council_round": 2}
    HandlingRule.objects.create(body=body, starts_on=date(2023, 3, 1), **later)
    return share


@pytest.mark.parametrize(("on", "found"), [(date(2023, 4, 23), False), (date(2023, 4, 24), True)])
def test_what_is_at_risk_is_so_by_the_rule_of_its_day_in_the_list_and_in_the_rates(changed, on, found):
    (turn,) = inbox.turns(Assignment.objects.all(), inbox.frame(on)).values()
    assert (turn.at_risk, "at_risk" in tabs(on), bool(as_of(on).counts["at_risk"])) == (found, found, found)


def test_each_assignment_keeps_the_rule_of_its_own_day(changed):
    make.assignment(changed.suggestion, make.handling_unit("示例财政局"), on=date(2023, 3, 1), role="co_handler")
    on = date(2023, 3, 10)
    found = {row.assigned_on: inbox.frame(on).turn(row, row.suggestion.term.body_id).at_risk for row in stamped()}
    assert found == {DAY: False, date(2023, 3, 1): True}
    assert inbox.counts(Assignment.objects.all(), inbox.frame(on))["at_risk"] == 1


def test_a_receipt_and_the_council_wait_by_the_rule_of_the_day_too(changed):
    again(changed)
    assert "council" not in tabs(date(2023, 4, 20)) and as_of(date(2023, 4, 20)).counts["council"] == ()
    make.reply(changed, date(2023, 4, 20))
    assert "no_receipt" in tabs(date(2023, 5, 31)) and as_of(date(2023, 5, 31)).counts["no_receipt"]


def test_a_reply_counts_from_the_last_working_day_that_is_over():
    by = inbox.Frame(date(2023, 5, 5), inbox.Workdays(), {})
    late = inbox.last_day_late(by.on, 20, by.workdays)
    assert (late, by.workdays.add(late, 20), by.workdays.add(date(2023, 4, 4), 20)) == (
        date(2023, 4, 3),
        date(2023, 5, 4),
        date(2023, 5, 5),
    )


def test_what_waits_for_a_reply_stands_first_by_its_day(deputy):
    paper = make.suggestion(deputy, date(2023, 1, 15))
    last = make.assignment(paper, on=date(2023, 3, 1))
    first = make.assignment(paper, make.handling_unit("示例交通委"), on=DAY, role="co_handler")
    answered = make.assignment(paper, make.handling_unit("示例财政局"), on=DAY, role="co_handler")
    make.reply(answered)
    assert list(inbox.in_order(inbox.timed(Assignment.objects.all()))) == [first, last, answered]


@pytest.fixture
@kept
def two_systems(deputy):
    """An assignment in the government's system and one in the party's."""
    paper = make.suggestion(deputy, date(2023, 1, 15))
    party = make.system("党委系统", "system-party")
    return make.assignment(paper), make.assignment(paper, make.handling_unit("示例宣传部", party), role="co_handler")


def listed(role, **scope):
    """The names of the units whose assignments a role may list."""
    who = Who.of(make.acting(role, **scope).user, DAY)
    return set(inbox.visible_to(who).values_list("unit__name", flat=True))


def test_each_role_lists_its_own_assignments(two_systems):
    government, party = two_systems
    assert listed("unit", body=government.unit) == {"示例教育委"}
    assert listed("referral_office", body=party.unit) == {"示例宣传部"}
    assert listed("office") == {"示例教育委", "示例宣传部"}
    assert listed("office", body=make.system("另一人大", "other")) == set()
    assert listed("deputy") == set()


def test_a_unit_lists_what_the_units_below_it_handle(two_systems):
    below = make.handling_unit("示例教育委二处", two_systems[0].unit)
    make.assignment(two_systems[0].suggestion, below, role="co_handler")
    assert listed("unit", body=two_systems[0].unit) == {"示例教育委", "示例教育委二处"}
    assert listed("unit", body=below) == {"示例教育委二处"}


def test_the_counts_take_one_query(share, django_assert_num_queries):
    by = inbox.frame(DAY)
    with django_assert_num_queries(1):
        inbox.counts(Assignment.objects.all(), by)
