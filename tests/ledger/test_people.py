"""The verbs on persons, mandates and what is dated about them."""

from datetime import date

import pytest

from tests import make
from tests.kept import kept
from tests.ledger.events import again, agrees, last, verbs
from tracker.ledger import Refused, people
from tracker.ledger.people import Election
from tracker.models import GroupMembership, Interruption, Mandate, MandateUnit, Person

DAY = date(2023, 5, 1)


@pytest.fixture
@kept
def fifth(term):
    return make.term("chongqing-congress-5", 5, date(2018, 1, 20), make.START)


def spell(mandate):
    return mandate.unit_spells.get(ends_on=None)


def test_a_person_is_registered_under_a_number(term):
    person = people.register_person(make.by(), "", "示例代表甲")
    assert (person.number[0], verbs(person)) == ("P", ["register"])


def test_free_numbers_leave_out_those_that_are_taken(term):
    first, second = people.free_person_numbers(2)
    assert people.free_person_numbers(1, taken=[first]) == [second]


def test_a_person_is_corrected(deputy):
    people.correct_person(make.by(), deputy.person, "更正", telephone="13800000000")
    assert (last(deputy.person).before, last(deputy.person).note) == ({"telephone": ""}, "更正")
    assert agrees(deputy.person)


def test_an_election_enters_the_mandate_its_unit_and_its_groups(deputy):
    (membership,) = deputy.memberships.all()
    assert (verbs(deputy), verbs(spell(deputy)), verbs(membership)) == (["elect"], ["assign"], ["join"])
    assert spell(deputy).starts_on == membership.starts_on == make.START


def test_a_number_twice_in_a_term_is_refused(deputy, term):
    with pytest.raises(Refused, match="本届已有这个代表编号"):
        people.elect(make.by(), deputy.person, term, "600001", make.unit(term), make.START)


def test_the_same_number_in_another_term_is_fine(deputy, fifth):
    mandate = people.elect(make.by(), deputy.person, fifth, "600001", make.unit(fifth), fifth.starts_on)
    assert deputy.person.mandates.count() == 2
    assert agrees(mandate)


def test_a_mandate_that_ends_before_it_starts_is_refused(deputy, term):
    with pytest.raises(Refused, match="任职止须晚于任职起"):
        people.elect(make.by(), deputy.person, term, "600002", make.unit(term), DAY, ends_on=DAY)
    assert Mandate.objects.count() == 1


def test_a_unit_of_another_term_is_refused(deputy, fifth):
    with pytest.raises(Refused, match="不属于"):
        people.elect(make.by(), deputy.person, deputy.term, "600002", make.unit(fifth), make.START)
    with pytest.raises(Refused, match="不属于"):
        people.move_unit(make.by(), deputy, make.unit(fifth, "涪陵区"), DAY)


def test_a_group_of_another_term_is_refused(deputy, fifth):
    elsewhere = make.group(fifth, "涪陵区联系组")
    with pytest.raises(Refused, match="不属于"):
        people.elect(make.by(), deputy.person, deputy.term, "600002", make.unit(deputy.term), DAY, groups=[elsewhere])
    with pytest.raises(Refused, match="不属于"):
        people.move_group(make.by(), deputy, elsewhere, DAY)


def test_many_are_elected_with_an_event_each(term):
    unit, group = make.unit(term), make.group(term)
    persons = [Person(number=f"P-{n}", name=f"示例代表{n}") for n in range(3)]
    rows = [Mandate(person=p, term=term, number=p.number, starts_on=make.START) for p in persons]
    people.elect_many(make.by(), [Election(row, unit, (group,)) for row in rows])
    made = [*persons, *rows, *MandateUnit.objects.all(), *GroupMembership.objects.all()]
    assert [verbs(row) for row in made] == [["register"]] * 3 + [["elect"]] * 3 + [["assign"]] * 3 + [["join"]] * 3
    assert all(agrees(row) for row in made)


def test_an_end_closes_the_unit_and_the_groups(deputy):
    people.end(make.by(), deputy, DAY, "调离本市")
    assert (again(deputy).ends_on, again(deputy).end_reason) == (DAY, "调离本市")
    assert {row.ends_on for row in [*deputy.unit_spells.all(), *deputy.memberships.all()]} == {DAY}
    assert (last(deputy).verb, last(deputy).before) == ("end", {"ends_on": None, "end_reason": ""})


def test_a_mandate_ends_once(deputy):
    people.end(make.by(), deputy, DAY, "调离本市")
    with pytest.raises(Refused, match=r"资格已于 2023-05-01 终止"):
        people.end(make.by(), deputy, date(2023, 6, 1), "逝世")


@pytest.mark.parametrize("reason", ["", " "])
def test_an_end_and_its_taking_back_need_a_reason(reason, deputy):
    with pytest.raises(Refused, match="请写明"):
        people.end(make.by(), deputy, DAY, reason)
    people.end(make.by(), deputy, DAY, "调离本市")
    with pytest.raises(Refused, match="请写明"):
        people.reinstate(make.by(), deputy, reason)


def test_a_mandate_does_not_end_on_its_first_day(deputy):
    with pytest.raises(Refused, match="任职止须晚于任职起"):
        people.end(make.by(), deputy, make.START, "调离本市")
    assert again(deputy).ends_on is None


def test_of_two_who_end_a_mandate_exactly_one_wins(deputy):
    stale = again(deputy)
    people.end(make.by(), deputy, DAY, "调离本市")
    with pytest.raises(Refused, match="别人刚刚改动了"):
        people.end(make.by(), stale, date(2023, 6, 1), "逝世")
    assert again(deputy).ends_on == DAY


def test_an_end_entered_wrongly_is_taken_back_with_its_spells(deputy):
    people.end(make.by(), deputy, DAY, "调离本市")
    people.reinstate(make.by(), deputy, "误录")
    assert (again(deputy).ends_on, spell(deputy).ends_on) == (None, None)
    assert verbs(deputy) == ["elect", "end", "reinstate"]


def test_a_mandate_that_has_not_ended_is_not_reinstated(deputy):
    with pytest.raises(Refused, match="资格没有终止，无需恢复"):
        people.reinstate(make.by(), deputy, "误录")


def test_a_corrected_first_day_moves_the_first_spells(deputy):
    people.correct_mandate(make.by(), deputy, starts_on=date(2023, 1, 14))
    assert {row.starts_on for row in [spell(deputy), *deputy.memberships.all()]} == {date(2023, 1, 14)}
    assert agrees(spell(deputy))


def test_a_corrected_last_day_moves_the_last_spells(deputy):
    people.end(make.by(), deputy, DAY, "调离本市")
    people.correct_mandate(make.by(), deputy, ends_on=date(2023, 6, 1))
    assert {row.ends_on for row in [*deputy.unit_spells.all(), *deputy.memberships.all()]} == {date(2023, 6, 1)}


def test_a_move_ends_one_spell_and_begins_another(deputy, term):
    old, other = spell(deputy), make.unit(term, "涪陵区", 2)
    people.move_unit(make.by(), deputy, other, DAY, "调整")
    assert (again(old).ends_on, spell(deputy).unit, spell(deputy).starts_on) == (DAY, other, DAY)
    assert (last(old).verb, last(spell(deputy)).verb) == ("end", "move")


def test_a_move_to_where_one_is_is_refused(deputy, term):
    with pytest.raises(Refused, match="无需变更"):
        people.move_unit(make.by(), deputy, make.unit(term), DAY)
    with pytest.raises(Refused, match="无需变更"):
        people.move_group(make.by(), deputy, make.group(term), DAY)


def test_a_move_is_later_than_the_spell_it_ends(deputy, term):
    with pytest.raises(Refused, match="应晚于现有记录的起始日"):
        people.move_unit(make.by(), deputy, make.unit(term, "涪陵区", 2), make.START)
    with pytest.raises(Refused, match="应晚于现有记录的起始日"):
        people.move_group(make.by(), deputy, make.group(term, "涪陵区联系组"), make.START)


@pytest.mark.parametrize("day", [date(2023, 1, 12), DAY])
def test_a_move_lies_inside_the_mandate(day, deputy, term):
    people.end(make.by(), deputy, DAY, "调离本市")
    with pytest.raises(Refused, match="不在代表 600001 的任期内"):
        people.move_unit(make.by(), deputy, make.unit(term, "涪陵区", 2), day)
    with pytest.raises(Refused, match="不在代表 600001 的任期内"):
        people.move_group(make.by(), deputy, make.group(term, "涪陵区联系组"), day)


def test_a_move_between_groups_leaves_groups_of_another_kind_alone(deputy, term):
    expert = make.group(term, "法制专业组", "professional")
    people.move_group(make.by(), deputy, expert, DAY)
    assert deputy.memberships.filter(ends_on=None).count() == 2


def test_leave_is_entered_and_approved(deputy):
    row = people.interrupt(make.by(), deputy, "sick", date(2023, 2, 1), DAY)
    people.amend_interruption(make.by(), row, approved=True, approved_by="主任会议")
    assert verbs(row) == ["interrupt", "amend"]
    assert last(row).before == {"approved": False, "approved_by": ""}
    assert agrees(row)


def test_leave_that_ends_before_it_starts_is_refused(deputy):
    with pytest.raises(Refused, match="恢复之日须晚于起始日"):
        people.interrupt(make.by(), deputy, "sick", DAY, DAY)


def test_an_unknown_kind_of_leave_is_refused(deputy):
    with pytest.raises(Refused, match="「类型」"):
        people.interrupt(make.by(), deputy, "holiday", DAY)
    assert not Interruption.objects.exists()


def test_the_same_leave_twice_is_refused_until_the_first_is_void(deputy):
    row = people.interrupt(make.by(), deputy, "sick", DAY)
    with pytest.raises(Refused, match="已有同一代表、同一类型、同一起始日的记录"):
        people.interrupt(make.by(), deputy, "sick", DAY)
    people.void_interruption(make.by(), row, "误录")
    assert people.interrupt(make.by(), deputy, "sick", DAY).pk


def test_a_void_leave_is_neither_amended_nor_voided_again(deputy):
    row = people.void_interruption(make.by(), people.interrupt(make.by(), deputy, "sick", DAY), "误录")
    with pytest.raises(Refused, match="这一条已作废，不能再改"):
        people.amend_interruption(make.by(), row, approved=True)
    with pytest.raises(Refused, match="这一条已经作废"):
        people.void_interruption(make.by(), row, "误录")


def test_a_leave_is_voided_with_a_reason(deputy):
    row = people.interrupt(make.by(), deputy, "sick", DAY)
    with pytest.raises(Refused, match="请写明作废的原因"):
        people.void_interruption(make.by(), row, " ")
    assert last(people.void_interruption(make.by(), row, "误录")).note == "误录"


def test_a_unit_entered_wrongly_is_corrected_without_a_move(deputy, term):
    spell_before = spell(deputy)
    people.correct_unit(make.by(), deputy, make.unit(term, "涪陵区", 2), "误录")
    assert (spell(deputy), spell(deputy).unit.name) == (spell_before, "涪陵区")
    assert (last(spell_before).verb, last(spell_before).before) == ("correct", {"unit": make.unit(term).pk})


def test_a_group_entered_wrongly_is_corrected_without_a_move(deputy, term):
    (membership,) = deputy.memberships.all()
    people.correct_group(make.by(), deputy, make.group(term, "涪陵区联系组"))
    assert (again(membership).group.name, verbs(membership)) == ("涪陵区联系组", ["join", "correct"])


def test_a_group_that_was_left_out_is_entered_from_the_first_day(deputy, term):
    made = people.correct_group(make.by(), deputy, make.group(term, "法制专业组", "professional"))
    assert (made.starts_on, made.ends_on, verbs(made)) == (make.START, None, ["join"])


def test_a_unit_or_group_of_another_term_is_no_correction(deputy, fifth):
    with pytest.raises(Refused, match="不属于"):
        people.correct_unit(make.by(), deputy, make.unit(fifth))
    with pytest.raises(Refused, match="不属于"):
        people.correct_group(make.by(), deputy, make.group(fifth))


def test_many_are_not_elected_by_a_unit_of_another_term(term, fifth):
    row = Mandate(person=Person(number="P-1", name="示例代表甲"), term=term, number="1", starts_on=make.START)
    with pytest.raises(Refused, match="不属于"):
        people.elect_many(make.by(), [Election(row, make.unit(fifth))])
    assert not Person.objects.exists()


def test_a_move_of_long_ago_splits_the_spell_of_its_day(deputy, term):
    second, third = make.unit(term, "涪陵区", 2), make.unit(term, "渝中区", 3)
    people.move_unit(make.by(), deputy, third, date(2024, 1, 1))
    people.move_unit(make.by(), deputy, second, date(2023, 6, 1))
    spells = deputy.unit_spells.order_by("starts_on").values_list("unit__name", "ends_on")
    assert list(spells) == [("万州区", date(2023, 6, 1)), ("涪陵区", date(2024, 1, 1)), ("渝中区", None)]


def test_a_deputy_who_left_is_moved_inside_the_mandate(deputy, term):
    people.end(make.by(), deputy, date(2024, 1, 1), "调离本市")
    people.move_group(make.by(), deputy, make.group(term, "涪陵区联系组"), date(2023, 6, 1))
    spells = deputy.memberships.order_by("starts_on").values_list("group__name", "ends_on")
    assert list(spells) == [("万州区联系组", date(2023, 6, 1)), ("涪陵区联系组", date(2024, 1, 1))]


@pytest.mark.parametrize(
    "days", [{"starts_on": date(2023, 9, 1)}, {"starts_on": DAY}, {"ends_on": date(2023, 5, 1)}, {"ends_on": DAY}]
)
def test_a_mandate_is_not_cut_inside_its_moves(deputy, term, days):
    people.move_unit(make.by(), deputy, make.unit(term, "涪陵区", 2), DAY)
    with pytest.raises(Refused, match="有选举单位或组的变更"):
        people.correct_mandate(make.by(), deputy, **days)


def test_a_mandate_does_not_end_before_its_last_move(deputy, term):
    people.move_unit(make.by(), deputy, make.unit(term, "涪陵区", 2), date(2024, 3, 1))
    with pytest.raises(Refused, match="有选举单位或组的变更"):
        people.end(make.by(), deputy, DAY, "调离本市")
    assert again(deputy).ends_on is None
