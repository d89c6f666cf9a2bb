"""Who replied in time, as the days of the facts say and as any past day knew it."""

from datetime import date

from tests import make
from tests.scores.handled import as_of, figures, late_by, rate, reply, share
from tracker.ledger import assigning, suggestions
from tracker.models import Assignment

DUE, DAY_AFTER, LATER = date(2023, 5, 4), date(2023, 5, 5), date(2023, 6, 30)


def timeliness(on, **scope):
    return figures(as_of(on, **scope)["timeliness"])


def test_a_reply_on_the_due_day_is_in_time_and_one_a_day_later_is_not(deputy):
    on_the_day, late = share(deputy), share(deputy)
    reply(on_the_day, DUE)
    reply(late, DAY_AFTER)
    found = as_of(LATER)["timeliness"]
    assert (found.numerator, found.denominator) == ((on_the_day.pk,), (on_the_day.pk, late.pk))
    assert found.percent == "50.00"


def test_what_is_not_yet_due_is_not_late_and_not_counted(deputy):
    row = share(deputy)
    found = as_of(date(2023, 5, 3))
    assert figures(found["timeliness"]) == (0, 0) and found["timeliness"].percent is None
    assert (found.counts["not_yet_due"], found.counts["overdue"]) == ((row.pk,), ())
    assert figures(found["timeliness_of_received"]) == (0, 1)


def test_on_its_due_day_it_is_due_and_on_the_day_after_overdue(deputy):
    row = share(deputy)
    today, tomorrow = as_of(DUE), as_of(DAY_AFTER)
    assert figures(today["timeliness"]) == figures(tomorrow["timeliness"]) == (0, 1)
    assert (today.count("not_yet_due"), today.count("overdue"), today.counts["at_risk"]) == (0, 0, (row.pk,))
    assert (tomorrow.counts["overdue"], tomorrow.count("at_risk")) == ((row.pk,), 0)


def test_a_fortnight_before_its_due_day_it_is_at_risk(deputy):
    share(deputy)
    assert [as_of(day).count("at_risk") for day in (date(2023, 4, 19), date(2023, 4, 20))] == [0, 1]


def test_an_early_reply_counts_before_the_due_day(deputy):
    reply(share(deputy), date(2023, 3, 1))
    assert timeliness(date(2023, 2, 28)) == (0, 0)
    assert timeliness(date(2023, 3, 1)) == (1, 1)


def test_an_extension_moves_the_due_day_from_the_day_on_which_it_was_granted(deputy):
    row = share(deputy)
    assigning.extend(late_by(), row, date(2023, 5, 4), date(2023, 6, 9), "涉及面广")
    reply(row, date(2023, 6, 9))
    assert timeliness(date(2023, 5, 3)) == (0, 0)
    assert as_of(date(2023, 5, 3)).count("at_risk") == 1
    assert timeliness(DAY_AFTER) == (0, 0)
    assert timeliness(date(2023, 6, 9)) == (1, 1)


def test_a_second_extension_does_not_hide_the_first(deputy):
    row = share(deputy)
    assigning.extend(late_by(), row, date(2023, 4, 10), date(2023, 5, 31), "涉及面广")
    assigning.extend(late_by(), row, date(2023, 5, 30), date(2023, 7, 10), "仍在会商")
    assert [as_of(day).count("not_yet_due") for day in (DAY_AFTER, date(2023, 5, 31), LATER)] == [1, 1, 1]
    assert [as_of(day).count("at_risk") for day in (date(2023, 4, 9), date(2023, 5, 16), date(2023, 5, 17))] == [
        0,
        0,
        1,
    ]


def test_a_returned_assignment_counts_until_its_return(deputy):
    row = share(deputy)
    assigning.receive(late_by(), row, date(2023, 2, 2))
    assigning.return_assignment(late_by(), row, date(2023, 2, 3), "不属本单位职责")
    assigning.accept_return(late_by(), row, date(2023, 2, 10))
    assert [as_of(day).count("assignments") for day in (date(2023, 2, 9), date(2023, 2, 10))] == [1, 0]


def test_what_ended_with_the_withdrawal_of_its_suggestion_counts_until_then(deputy):
    row = share(deputy)
    suggestion = row.suggestion
    suggestions.consent(late_by(), suggestion.sponsors.get(), date(2023, 3, 1))
    suggestions.withdraw(late_by(), suggestion, date(2023, 3, 2), "问题已经解决")
    before, after = as_of(date(2023, 3, 1)), as_of(date(2023, 3, 2))
    assert (before.count("assignments"), before.count("suggestions")) == (1, 1)
    assert (after.count("assignments"), after.count("suggestions")) == (0, 0)


def test_the_span_has_both_of_its_days(deputy):
    rows = [share(deputy, date(2023, 2, day)) for day in (1, 2, 3)]
    found = as_of(LATER, first=date(2023, 2, 2), last=date(2023, 2, 3))
    assert found.counts["assignments"] == (rows[1].pk, rows[2].pk)
    assert as_of(date(2023, 2, 2)).count("assignments") == 2


def test_each_split_handler_counts_and_a_co_handler_counts_apart(deputy):
    first = share(deputy, role="split_handler")
    share(deputy, of=first.suggestion, unit=make.handling_unit("示例财政局"), role="split_handler")
    helper = share(deputy, of=first.suggestion, unit=make.handling_unit("示例交通局"), role="co_handler")
    reply(helper, date(2023, 2, 20))
    found = as_of(LATER)
    assert (found.count("assignments"), found.count("units"), found.counts["co_handlers"]) == (2, 2, (helper.pk,))
    assert figures(found["timeliness"]) == (0, 2)
    assert figures(found["co_handler_timeliness"]) == (1, 1)


def test_a_later_round_never_makes_the_first_late(deputy):
    row = reply(share(deputy), date(2023, 3, 1))
    rate(row, date(2023, 3, 10), "unsatisfied")
    waiting, over = as_of(date(2023, 4, 9)), as_of(date(2023, 4, 11))
    assert (waiting.count("overdue"), waiting.count("not_yet_due"), waiting.counts["at_risk"]) == (0, 0, (row.pk,))
    assert (over.counts["overdue"], over.count("not_yet_due")) == ((row.pk,), 0)
    assert figures(over["timeliness"]) == (1, 1)


def test_the_days_to_the_first_reply_have_a_median(deputy):
    assert as_of(LATER).median_days is None
    for days in (10, 20, 50, 5):
        reply(share(deputy, date(2023, 2, 1)), date.fromordinal(date(2023, 2, 1).toordinal() + days))
    assert str(as_of(LATER).median_days) == "15"


def test_a_row_loaded_with_an_extension_but_no_day_of_it_is_extended(deputy):
    row = share(deputy)
    Assignment.objects.filter(pk=row.pk).update(extended_to=date(2023, 6, 9))
    assert timeliness(DAY_AFTER) == (0, 0)
