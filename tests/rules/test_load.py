"""Which regulations apply to a term: its body's own, and those of bodies above that cover it."""

from datetime import date

import pytest

from tests import make
from tracker.models import Body, Regulation, RequirementValue, Term
from tracker.rules.load import books, load


@pytest.fixture
def municipal(term):
    return term


def district(kind="congress"):
    """A term of a body below the municipal congress."""
    above = Body.objects.get(code="chongqing-congress")
    body = Body.objects.create(code=f"wanzhou-{kind}", name="万州区", level="district", kind=kind, parent=above)
    return Term.objects.create(body=body, code=f"wanzhou-{kind}-18", label="第十八届", number=18, starts_on=make.START)


def codes(term):
    return [item.code for item in load(term).regulations]


def test_the_regulations_of_the_own_body_apply(municipal):
    assert codes(municipal) == ["341-311", "observer"]


def test_those_of_the_body_above_do_not_unless_they_cover_it(municipal):
    below = district()
    assert codes(below) == []
    Regulation.objects.filter(code="341-311").update(applies_below=True)
    assert codes(below) == ["341-311"]


def test_one_for_a_level_covers_that_level_alone(municipal):
    below = district()
    Regulation.objects.filter(code="341-311").update(applies_below=True, level="district")
    assert (codes(municipal), codes(below)) == (["observer"], ["341-311"])


def test_terms_with_the_same_regulations_share_one_book(municipal):
    others = [district(), district("cppcc")]
    Regulation.objects.filter(code="341-311").update(applies_below=True, level="district")
    above, below, cppcc = (books([municipal, *others])[term.pk] for term in (municipal, *others))
    assert [row.code for row in above.regulations] == ["observer"] and cppcc.regulations == ()
    assert below == load(others[0]) and books([others[0]] * 2)[others[0].pk] == below


def test_what_covers_the_congresses_below_never_covers_a_cppcc_committee(municipal):
    Regulation.objects.update(applies_below=True)
    assert codes(district("cppcc")) == []


def test_those_of_the_body_below_do_not_apply_above(municipal):
    below = district()
    Regulation.objects.update(applies_below=True, body=below.body)
    assert codes(municipal) == []


def test_a_value_is_read_with_its_kinds_and_policies(municipal):
    RequirementValue.objects.filter(requirement__code="recess-activities").update(half_day_cap=2, quote="累计不少于4次")
    (found,) = [item for item in load(municipal).requirements() if item.code == "recess-activities"]
    (value,) = found.values
    assert (value.starts_on, value.minimum, value.part_period) == (date(2020, 1, 1), 4, "proportional")
    assert (value.min_service_days, value.half_day_cap, value.citation.quote) == (90, 2, "累计不少于4次")
    assert value.kinds == {"visit", "observe_standing_committee"}


def test_the_observer_rule_asks_grassroots_deputies_only(municipal):
    only = {item.code: item.grassroots_only for item in load(municipal).requirements()}
    assert [code for code in only if only[code]] == ["observe-standing-committee"]


def test_a_kind_is_read_with_the_time_when_it_can_count(municipal):
    timings = load(municipal).timings
    assert (timings["session_speech"], timings["visit"], timings["training"]) == ("session", "recess", "any")
