"""The lead's receipts: first and final, corrected, of co-handlers, late or missing."""

from datetime import date

from tests import make
from tests.scores.handled import as_of, figures, late_by, rate, reply, share
from tracker.ledger import evaluations, suggestions
from tracker.models import Sponsor

MARCH, LATER = date(2023, 3, 1), date(2023, 6, 30)
SATISFACTIONS = ("first_satisfaction", "first_satisfaction_of_replied", "final_satisfaction")


def satisfactions(on):
    found = as_of(on)
    return [figures(found[code]) for code in SATISFACTIONS]


def test_satisfied_and_basically_satisfied_count_alike(deputy):
    for rating in ("satisfied", "basically", "unsatisfied"):
        rate(reply(share(deputy), MARCH), date(2023, 3, 10), rating)
    found = as_of(LATER)
    assert satisfactions(LATER) == [(2, 3), (2, 3), (2, 3)]
    assert found["first_satisfaction"].percent == "66.67"
    assert [found.count(f"first_{name}") for name in ("satisfied", "basically", "unsatisfied")] == [1, 1, 1]


def test_a_reply_without_receipt_is_never_satisfactory(deputy):
    rate(reply(share(deputy), MARCH), date(2023, 3, 10))
    reply(share(deputy), MARCH)
    share(deputy)
    assert satisfactions(LATER) == [(1, 1), (1, 2), (1, 1)]


def test_a_second_round_changes_the_final_and_never_the_first(deputy):
    row = reply(share(deputy), MARCH)
    rate(row, date(2023, 3, 10), "unsatisfied")
    rate(reply(row, date(2023, 4, 1)), date(2023, 4, 5), "basically")
    assert satisfactions(date(2023, 4, 4)) == [(0, 1), (0, 1), (0, 1)]
    assert satisfactions(date(2023, 4, 5)) == [(0, 1), (0, 1), (1, 1)]
    assert as_of(LATER).counts["rehandled"] == (row.pk,)


def test_a_correction_counts_from_its_day_on(deputy):
    row = reply(share(deputy), MARCH)
    old = rate(row, date(2023, 3, 10), "unsatisfied")
    evaluations.correct(late_by(), old, "satisfied", date(2023, 3, 20), "填错了")
    assert satisfactions(date(2023, 3, 19)) == [(0, 1), (0, 1), (0, 1)]
    assert satisfactions(date(2023, 3, 20)) == [(1, 1), (1, 1), (1, 1)]
    assert [as_of(day).count("rehandled") for day in (date(2023, 3, 19), date(2023, 3, 20))] == [1, 0]


def test_a_correction_of_a_correction_leaves_one_receipt(deputy):
    row = reply(share(deputy), MARCH)
    old = rate(row, date(2023, 3, 10))
    new = evaluations.correct(late_by(), old, "basically", date(2023, 3, 11), "填错了")
    evaluations.correct(late_by(), new, "unsatisfied", date(2023, 3, 12), "又核实了", comment="没有解决")
    assert [satisfactions(date(2023, 3, day))[0] for day in (10, 11, 12)] == [(1, 1), (1, 1), (0, 1)]


def test_the_receipts_of_joint_sponsors_are_not_counted(term, deputy):
    other = make.deputy(term, "600002")
    row = reply(share(deputy, of=make.suggestion(deputy, date(2023, 1, 20), joint=[other])), MARCH)
    joint = row.suggestion.sponsors.get(role=Sponsor.Role.JOINT)
    evaluations.evaluate_reply(late_by(), row, joint, "unsatisfied", MARCH, comment="没有解决")
    assert satisfactions(LATER) == [(0, 0), (0, 1), (0, 0)]


def test_the_sponsor_of_a_merged_suggestion_does_not_speak_for_its_lead_item(term, deputy):
    other = make.suggestion(make.deputy(term, "600002"), date(2023, 1, 20))
    item = make.suggestion(deputy, date(2023, 1, 20))
    suggestions.merge(late_by(), other, item, date(2023, 1, 30))
    row = reply(share(deputy, of=item), MARCH)
    rate(row, date(2023, 3, 10))
    evaluations.evaluate_reply(late_by(), row, other.sponsors.get(), "unsatisfied", date(2023, 3, 15), comment="没有")
    found = as_of(LATER)
    assert figures(found["first_satisfaction"]) == (1, 1)
    assert (found.count("assignments"), found.count("suggestions")) == (1, 2)


def test_co_handlers_are_rated_apart(deputy):
    host = share(deputy)
    helper = share(deputy, of=host.suggestion, unit=make.handling_unit("示例交通局"), role="co_handler")
    rate(reply(helper, MARCH), date(2023, 3, 10), "unsatisfied")
    rate(reply(helper, date(2023, 3, 20)), date(2023, 3, 25))
    found = as_of(LATER)
    assert [figures(found[code]) for code in SATISFACTIONS] == [(0, 0), (0, 0), (0, 0)]
    assert figures(found["co_handler_satisfaction"]) == (0, 1)
    assert found["co_handler_final_satisfaction"].numerator == (helper.pk,)
    assert found.count("rehandled") == 0


def test_twenty_working_days_without_a_receipt_are_flagged(deputy):
    row = reply(share(deputy), MARCH)
    last, after = as_of(date(2023, 3, 29)), as_of(date(2023, 3, 30))
    assert (last.counts["without_receipt"], last.count("no_receipt")) == ((row.pk,), 0)
    assert after.counts["no_receipt"] == (row.pk,)
    rate(row, date(2023, 4, 1))
    assert as_of(date(2023, 4, 1)).count("without_receipt") == 0


def test_the_reply_of_a_new_round_waits_for_a_receipt_of_its_own(deputy):
    row = reply(share(deputy), MARCH)
    rate(row, date(2023, 3, 10), "unsatisfied")
    assert as_of(date(2023, 3, 31)).count("without_receipt") == 0
    reply(row, date(2023, 4, 1))
    assert as_of(date(2023, 4, 2)).counts["without_receipt"] == (row.pk,)


def test_the_third_round_is_for_the_council(deputy):
    row = share(deputy)
    for day in (1, 10):
        rate(reply(row, date(2023, 3, day)), date(2023, 3, day + 5), "unsatisfied")
    assert [as_of(date(2023, 3, day)).count("council") for day in (14, 15)] == [0, 1]
