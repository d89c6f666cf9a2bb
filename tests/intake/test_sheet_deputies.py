"""The sheet of deputies."""

from datetime import date

import pytest

from tests import make
from tests.intake.books import book, check, errors, load, warnings
from tracker.intake import importer
from tracker.ledger import Refused, people
from tracker.ledger.check import faults
from tracker.models import ElectoralUnit, Event, Group, GroupMembership, Mandate, Person

pytestmark = pytest.mark.django_db
HEADERS = ("代表编号", "姓名", "选举单位", "任职起")
START = date(2023, 1, 13)
FIRST = ("600001", "示例代表001", "万州区", START)


@pytest.fixture
def sheet(tmp_path, term):
    """Makes a workbook of the four required columns and of others."""

    def make_it(*rows, more=()):
        return book(tmp_path, (*HEADERS, *more), *rows)

    return make_it


def only():
    return Mandate.objects.select_related("person").get()


def test_a_new_deputy_becomes_a_person_a_mandate_and_two_spells(sheet, term):
    more = ("性别", "出生年月", "手机", "联系组", "基层代表", "名单序号", "当选方式", "是否连任")
    path = sheet((*FIRST, "女", "1975.8", 13800000000, "万州区联系组", "是", 7, "补选", "否"), more=more)
    assert load("deputies", path, term)["new"] == 1
    row = only()
    assert (row.person.born, row.person.telephone, row.list_position) == ("1975-08", "13800000000", 7)
    assert (row.is_grassroots, row.by_election, row.re_elected) == (True, True, False)
    assert row.unit_spells.get().unit.name == "万州区"
    assert row.memberships.get().starts_on == START
    assert not list(faults())


def test_the_same_file_again_changes_nothing(sheet, term):
    path = sheet((*FIRST, "万州区联系组", "女"), more=("联系组", "性别"))
    load("deputies", path, term)
    events = Event.objects.count()
    assert load("deputies", path, term)["unchanged"] == 1
    assert Event.objects.count() == events


def test_two_mandates_of_one_person_are_corrected_together(sheet, term):
    deputy = make.deputy(term, ends_on=date(2023, 5, 1))
    people.elect(make.by(), deputy.person, term, "600002", make.unit(term), date(2023, 6, 1))
    again = ("600002", "示例代表001", "万州区", date(2023, 6, 1), "女")
    load("deputies", sheet((*FIRST, "女"), again, more=("性别",)), term)
    assert Person.objects.get().gender == "女"
    assert not list(faults())


def test_new_persons_get_numbers_that_nobody_has(sheet, term):
    taken = people.free_person_numbers(3)[2]
    people.register_person(make.by(), taken, "示例代表900")
    load("deputies", sheet(FIRST, ("600002", "示例代表002", "万州区", START)), term)
    numbers = list(Person.objects.values_list("number", flat=True))
    assert len(set(numbers)) == 3
    assert numbers.count(taken) == 1


def test_a_person_is_joined_across_terms(sheet, term):
    person = people.register_person(make.by(), "A7", "示例代表001")
    load("deputies", sheet((*FIRST, "A7", "某厂厂长"), more=("人员编号", "工作单位及职务")), term)
    assert only().person == person
    assert only().person.work == "某厂厂长"


def test_a_person_of_a_later_term_keeps_the_later_details(sheet, term):
    fifth = make.term("chongqing-congress-5", 5, date(2018, 1, 26), START)
    person = people.register_person(make.by(), "A7", "示例代表001", work="新单位")
    people.elect(make.by(), person, term, "600001", make.unit(term), START)
    make.unit(fifth)
    path = sheet(
        ("500001", "示例代表001", "万州区", date(2018, 1, 26), "A7", "旧单位"), more=("人员编号", "工作单位及职务")
    )
    load("deputies", path, fifth)
    person.refresh_from_db()
    assert person.work == "新单位"


def test_a_number_that_no_person_has_becomes_the_new_persons(sheet, term):
    load("deputies", sheet((*FIRST, "A9"), more=("人员编号",)), term)
    assert only().person.number == "A9"


def test_a_person_of_another_name_is_refused(sheet, term):
    people.register_person(make.by(), "A7", "示例代表777")
    assert errors("deputies", sheet((*FIRST, "A7"), more=("人员编号",)), term) == [
        "第 2 行「人员编号」：人员编号 A7 是「示例代表777」，不是「示例代表001」；请核对。"
    ]


def test_the_person_of_a_deputy_cannot_be_exchanged(sheet, term, deputy):
    assert "不能改" in errors("deputies", sheet((*FIRST, "A7"), more=("人员编号",)), term)[0]


def test_an_unknown_unit_is_refused_with_a_guess(sheet, term):
    assert errors("deputies", sheet(("600001", "示例代表001", "万州", START)), term) == [
        "第 2 行「选举单位」：本届没有选举单位「万州」（是否为「万州区」？）；请按选举单位的正式名称填写。"
    ]


def test_a_new_group_is_made_and_named(sheet, term):
    path = sheet((*FIRST, "山区组", "法制组"), more=("联系组", "专业组"))
    assert [w for w in warnings("deputies", path, term) if "将新建" in w] == [
        "第 2 行「联系组」：「山区组」是新的联系组，将新建。",
        "第 2 行「专业组」：「法制组」是新的专业组，将新建。",
    ]
    assert not Group.objects.exists()
    load("deputies", path, term)
    assert list(Group.objects.values_list("kind", "name")) == [("liaison", "山区组"), ("professional", "法制组")]


def test_a_number_twice_is_refused_with_both_rows(sheet, term):
    assert errors("deputies", sheet(FIRST, FIRST), term) == [
        "第 3 行「代表编号」：与第 2 行重复（代表编号 600001）；请只留一行。"
    ]


def test_a_missing_required_cell_is_refused(sheet, term):
    assert errors("deputies", sheet((None, "示例代表001", "万州区", START)), term) == [
        "第 2 行「代表编号」：必须填写，实际为空。"
    ]


def test_an_end_before_the_start_is_refused(sheet, term):
    assert "须晚于任职起 2023-01-13" in errors("deputies", sheet((*FIRST, START), more=("任职止",)), term)[0]


def test_changed_cells_are_corrected_with_events(sheet, term, deputy):
    path = sheet((*FIRST, "民盟", "财经", "是"), more=("政治面貌", "代表类别", "基层代表"))
    found = check("deputies", path, term)
    assert [str(change) for change in found.lines[0].diff] == [
        "政治面貌：（空） → 民盟",
        "代表类别：（空） → 财经",
        "基层代表：否 → 是",
    ]
    assert load("deputies", path, term)["changed"] == 1
    assert (only().person.party, only().category, only().is_grassroots) == ("民盟", "财经", True)
    assert not list(faults())


def test_facts_about_many_persons_are_corrected_with_an_event_each(sheet, term, deputy):
    second, other = make.deputy(term, "600002"), ("600002", "示例代表002", "万州区", START, "民盟")
    assert load("deputies", sheet((*FIRST, "群众"), other, more=("政治面貌",)), term)["changed"] == 2
    assert [person.party for person in Person.objects.order_by("pk")] == ["群众", "民盟"]
    events = Event.objects.filter(subject="person", verb="correct").order_by("object_id")
    assert [event.object_id for event in events] == [deputy.person_id, second.person_id]
    assert {str(event.before) for event in events} == {"{'party': ''}"} and not list(faults())


def test_a_person_corrected_since_the_check_is_refused_by_name(sheet, term, deputy):
    found = check("deputies", sheet((*FIRST, "群众"), more=("政治面貌",)), term)
    people.correct_person(make.by(), Person.objects.get(), telephone="13800000000")
    with pytest.raises(Refused, match="示例代表001（人员编号 P-600001）：别人刚刚改动了这一条"):
        importer.write(found, make.by())
    assert Person.objects.get().party == ""


def test_a_blank_cell_leaves_what_is_stored(sheet, term, deputy):
    people.correct_person(make.by(), deputy.person, party="民盟")
    assert load("deputies", sheet((*FIRST, None), more=("政治面貌",)), term)["unchanged"] == 1


def test_a_name_is_compared_without_spaces_and_dots(sheet, term):
    make.deputy(term, name="买买提•艾力")
    assert load("deputies", sheet(("600001", "买买提 · 艾力", "万州区", START)), term)["unchanged"] == 1


def test_a_changed_name_is_warned_of(sheet, term, deputy):
    path = sheet(("600001", "示例代表002", "万州区", START))
    assert "改为「示例代表002」" in warnings("deputies", path, term)[0]
    load("deputies", path, term)
    assert only().person.name == "示例代表002"


def test_another_unit_and_group_correct_the_latest_spell(sheet, term, deputy):
    make.unit(term, "涪陵区", 2)
    path = sheet(("600001", "示例代表001", "涪陵区", START, "涪陵区联系组"), more=("联系组",))
    load("deputies", path, term)
    assert deputy.unit_spells.get().unit.name == "涪陵区"
    assert deputy.memberships.get().group.name == "涪陵区联系组"
    assert not list(faults())


def test_a_first_group_is_held_from_the_first_day(sheet, term, deputy):
    load("deputies", sheet((*FIRST, "法制组"), more=("专业组",)), term)
    assert deputy.memberships.get(group__kind="professional").starts_on == START


def test_the_place_before_a_dated_move_is_no_correction(sheet, term, deputy):
    people.move_unit(make.by(), deputy, make.unit(term, "涪陵区", 2), date(2023, 5, 1))
    people.move_group(make.by(), deputy, make.group(term, "涪陵区联系组"), date(2023, 5, 1))
    path = sheet((*FIRST, "万州区联系组"), more=("联系组",))
    assert load("deputies", path, term)["unchanged"] == 1


def test_an_end_ends_the_spells_too(sheet, term, deputy):
    load("deputies", sheet((*FIRST, date(2023, 9, 1), "辞职"), more=("任职止", "代表资格终止原因")), term)
    assert (only().ends_on, only().end_reason) == (date(2023, 9, 1), "辞职")
    assert deputy.unit_spells.get().ends_on == GroupMembership.objects.get().ends_on == date(2023, 9, 1)


def test_a_corrected_end_moves_the_ends_of_the_spells(sheet, term, deputy):
    people.end(make.by(), deputy, date(2023, 9, 1), "辞职")
    path = sheet((*FIRST, date(2023, 8, 1)), more=("任职止",))
    load("deputies", path, term)
    assert (only().ends_on, only().end_reason) == (date(2023, 8, 1), "辞职")
    assert deputy.unit_spells.get().ends_on == date(2023, 8, 1)
    assert load("deputies", path, term)["unchanged"] == 1


def test_a_start_after_a_move_is_refused(sheet, term, deputy):
    people.move_group(make.by(), deputy, make.group(term, "涪陵区联系组"), date(2023, 5, 1))
    path = sheet(("600001", "示例代表001", "万州区", date(2023, 6, 1)))
    assert "晚于已登记的变动" in errors("deputies", path, term)[0]


def test_an_end_before_a_move_is_refused(sheet, term, deputy):
    people.move_group(make.by(), deputy, make.group(term, "涪陵区联系组"), date(2023, 5, 1))
    path = sheet((*FIRST, date(2023, 5, 1)), more=("任职止",))
    assert "须晚于 2023-05-01" in errors("deputies", path, term)[0]


def test_odd_days_are_warned_of(sheet, term):
    path = sheet(("600001", "示例代表001", "万州区", date(2022, 1, 1), date(2028, 2, 1)), more=("任职止",))
    assert warnings("deputies", path, term) == [
        "第 2 行「任职起」：2022-01-01 不在重庆市第六届人民代表大会任期内。",
        "第 2 行「任职止」：2028-02-01 不在重庆市第六届人民代表大会任期内。",
        "第 2 行「任职止」：2028-02-01 尚未到来。",
    ]


def test_more_deputies_than_seats_are_warned_of(sheet, term, deputy):
    ElectoralUnit.objects.update(seats=1)
    path = sheet(("600002", "示例代表002", "万州区", START))
    assert warnings("deputies", path, term) == ["第 2 行「选举单位」：万州区将有代表 2 名，名额是 1 名。"]


def test_a_reason_without_an_end_is_warned_of(sheet, term):
    assert "没有填任职止" in warnings("deputies", sheet((*FIRST, "辞职"), more=("代表资格终止原因",)), term)[0]
