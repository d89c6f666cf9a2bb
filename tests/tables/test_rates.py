"""The rates as a page shows them, without a page."""

from decimal import Decimal

import pytest

from tests import make
from tracker.scores.rates import CLASSES, Rate, Rates, measure
from tracker.scores.shares import Register
from tracker.tables import rate_rows, rates
from tracker.tables.rate_words import RATE_LABELS

EMPTY = measure(Register(make.START, make.START, make.START))
SOME = Rate("timeliness", (1, 3), (1, 2, 3))


def link(**number):
    return "/rows/?" + "&".join(number.values())


def no_link(**number):
    return ""


def answered(**numbers):
    """Rates of which only the classes of replies hold anything, so many in each."""
    ends = [sum(numbers.get(name, 0) for name in CLASSES[: place + 1]) for place in range(len(CLASSES))]
    whole, starts = tuple(range(ends[-1])), [0, *ends[:-1]]
    found = {f"class_{name}": whole[start:end] for name, start, end in zip(CLASSES, starts, ends, strict=True)}
    found["implementation"] = found["class_A"]
    return Rates({code: Rate(code, part, whole) for code, part in found.items()}, {}, None)


def test_a_rate_shows_both_its_numbers_and_what_is_left():
    shown = rates.figure(SOME, link)
    assert (shown.percent, shown.numbers) == ("66.67%", {"numerator": 2, "denominator": 3, "rest": 1})
    part = '<a href="/rows/?timeliness&amp;{}">{}</a>'.format
    assert shown.fraction == f"{part('numerator', 2)} / {part('denominator', 3)}"
    assert shown.rest == part("rest", 1)


def test_a_rate_without_a_denominator_has_no_percent_and_opens_nothing():
    shown = rates.figure(EMPTY["timeliness"], link)
    assert (shown.percent, shown.fraction, shown.rest) == ("—", "0 / 0", "")


def test_who_may_not_open_rows_reads_plain_numbers():
    assert rates.figure(SOME, no_link).fraction == "2 / 3"


def test_every_rate_but_the_classes_stands_on_a_card_or_in_the_table():
    assert {*rates.ON_CARDS, *rates.OTHERS} == {code for code in RATE_LABELS if not code.startswith("class_")}


@pytest.mark.parametrize("code", EMPTY.counts)
def test_every_count_has_a_name_of_its_own(code):
    names = [str(rates.count_label(code)) for code in EMPTY.counts]
    assert names.count(str(rates.count_label(code))) == 1


@pytest.mark.parametrize(("days", "shown"), [(None, "—"), (Decimal("60"), "60"), (Decimal("45.5"), "45.5")])
def test_the_median_of_days_is_a_plain_number(days, shown):
    found = Rates(EMPTY.rates, EMPTY.counts, days)
    assert rates.counts(found, link)[-1].numbers == (shown,)


def test_the_classes_fill_the_bar_side_by_side():
    bar = rates.classes(answered(A=88, B=10, C=2), link, {"A": "已解决", "B": "正在解决", "C": "以后解决"})
    assert [(row.name, row.x, row.width) for row in bar] == [("A", 0, 880), ("B", 880, 100), ("C", 980, 20)]
    assert [row.holds_name for row in bar] == [True, False, False]


def test_a_class_the_body_does_not_have_is_shown_only_where_it_was_used():
    names = [row.name for row in rates.classes(answered(A=1, D=1), link, {"A": "已解决", "B": "正在解决"})]
    assert names == ["A", "B", "D"]


@pytest.mark.parametrize(
    ("code", "column"),
    [
        ("timeliness", "due_on"),
        ("co_handlers_overdue", "until"),
        ("co_handler_satisfaction", "first_rating"),
        ("final_unsatisfied", "final_rating"),
        ("class_B", "reply_class"),
        ("withheld_privacy", "disclosure"),
        ("contacted", "contacted_on"),
        ("no_receipt", "receipt_by"),
        ("assignments_in_session", "assigned_on"),
    ],
)
def test_the_rows_of_a_number_show_why_they_were_counted(code, column):
    assert column in [shown.name for shown in rate_rows.AssignmentRows([], code=code).columns]
