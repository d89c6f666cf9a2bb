"""A term judged part by part."""

import pytest

from tests.exports import world
from tracker.models import Mandate
from tracker.scores import calendar
from tracker.scores.parts import judge_parts

pytestmark = pytest.mark.django_db


def parts(term, size):
    periods = [calendar.period_of(term, 2023), calendar.period_of(term, None)]
    return list(judge_parts(term, Mandate.objects.filter(term=term), periods, world.judge(term).on, size))


@pytest.mark.parametrize("size", [1, 3])
def test_the_parts_say_of_each_deputy_what_the_whole_says(size):
    term = world.build()
    found = parts(term, size)
    assert len(found) == -(-4 // size)
    assert [row for part in found for row in part.standings] == world.judge(term).standings


def test_a_term_without_deputies_is_one_part():
    term = world.build()
    (empty,) = judge_parts(term, Mandate.objects.none(), [calendar.period_of(term, 2023)], world.judge(term).on)
    assert empty.standings == []
