"""The sheet of dated changes."""

from datetime import date

import pytest

from tests import make
from tests.intake.books import book, errors, load, warnings
from tracker.ledger import people
from tracker.ledger.check import faults
from tracker.models import Event, Group, Mandate

pytestmark = pytest.mark.django_db
HEADERS = ("代表编号", "姓名", "变动类型", "生效日期", "原", "现", "依据")
MAY, JUNE = date(2023, 5, 1), date(2023, 6, 1)


@pytest.fixture
def sheet(tmp_path, deputy):
    return lambda *rows: book(tmp_path, HEADERS, *rows)


def change(kind, day, old=None, new=None, basis=None):
    return "600001", None, kind, day, old, new, basis


def test_a_group_is_left_and_another_joined_on_a_day(sheet, term, deputy):
    load("changes", sheet(change("调整联系组", MAY, "万州区联系组", "涪陵区联系组")), term)
    spells = deputy.memberships.order_by("starts_on").values_list("group__name", "starts_on", "ends_on")
    assert list(spells) == [("万州区联系组", make.START, MAY), ("涪陵区联系组", MAY, None)]
    assert not list(faults())


def test_an_unknown_group_is_made_and_named(sheet, term):
    path = sheet(change("调整联系组", MAY, None, "山区组"))
    assert warnings("changes", path, term) == ["第 2 行「现」：「山区组」是新的联系组，将新建。"]
    load("changes", path, term)
    assert Group.objects.filter(name="山区组").exists()


def test_the_unit_changes_on_a_day(sheet, term, deputy):
    make.unit(term, "涪陵区", 2)
    load("changes", sheet(change("变更选举单位", MAY, None, "涪陵区", "〔2023〕7号")), term)
    assert deputy.unit_spells.get(ends_on=None).unit.name == "涪陵区"
    assert "〔2023〕7号" in Event.objects.get(verb="move").note


def test_an_unknown_unit_is_refused(sheet, term):
    assert "没有选举单位「江津市」" in errors("changes", sheet(change("变更选举单位", MAY, None, "江津市")), term)[0]


def test_a_post_changes_and_its_day_stands_in_the_trail(sheet, term, deputy):
    load("changes", sheet(change("变更单位职务", MAY, None, "某厂厂长")), term)
    deputy.person.refresh_from_db()
    assert deputy.person.work == "某厂厂长"
    assert Event.objects.get(verb="correct").note == "变更单位职务：某厂厂长；2023-05-01 起"


def test_a_mandate_ends_on_a_day(sheet, term, deputy):
    load("changes", sheet(change("资格终止", JUNE, None, "辞职", "公告第3号")), term)
    mandate = Mandate.objects.get()
    assert (mandate.ends_on, mandate.end_reason) == (JUNE, "辞职；公告第3号")
    assert deputy.unit_spells.get().ends_on == JUNE
    assert not list(faults())


def test_the_same_rows_again_change_nothing(sheet, term):
    make.unit(term, "涪陵区", 2)
    rows = [
        change("调整联系组", MAY, "万州区联系组", "涪陵区联系组"),
        change("变更选举单位", MAY, "万州区", "涪陵区"),
        change("变更单位职务", MAY, None, "甲厂"),
        change("变更单位职务", JUNE, "甲厂", "乙厂"),
        change("资格终止", date(2023, 7, 1), None, "辞职"),
    ]
    path = sheet(*rows)
    assert load("changes", path, term)["new"] == 5
    events = Event.objects.count()
    assert load("changes", path, term)["unchanged"] == 5
    assert Event.objects.count() == events


def test_changes_happen_in_the_order_of_their_days(sheet, term, deputy):
    path = sheet(change("调整联系组", JUNE, "乙组", "丙组"), change("调整联系组", MAY, "万州区联系组", "乙组"))
    load("changes", path, term)
    assert [m.group.name for m in deputy.memberships.order_by("starts_on")] == ["万州区联系组", "乙组", "丙组"]


def test_an_old_value_that_is_another_is_refused(sheet, term):
    assert errors("changes", sheet(change("调整联系组", MAY, "江北组", "乙组")), term) == [
        "第 2 行「原」：原为「万州区联系组」，不是「江北组」；请核对后再导入。"
    ]


def test_a_new_value_is_required_but_for_an_end(sheet, term):
    assert errors("changes", sheet(change("调整联系组", MAY)), term) == ["第 2 行「现」：必须填写，实际为空。"]
    assert not errors("changes", sheet(change("资格终止", MAY)), term)


def test_a_move_to_where_one_is_is_refused(sheet, term):
    assert "已是「万州区联系组」" in errors("changes", sheet(change("调整联系组", MAY, None, "万州区联系组")), term)[0]


def test_a_move_before_the_last_one_is_history(sheet, term, deputy):
    people.move_group(make.by(), deputy, make.group(term, "乙组"), JUNE)
    path = sheet(change("调整联系组", MAY, "万州区联系组", "丙组"))
    assert load("changes", path, term)["new"] == 1
    assert load("changes", path, term)["unchanged"] == 1
    spells = deputy.memberships.order_by("starts_on").values_list("group__name", "starts_on", "ends_on")
    assert list(spells) == [("万州区联系组", make.START, MAY), ("丙组", MAY, JUNE), ("乙组", JUNE, None)]
    assert not list(faults())


def test_what_was_is_judged_as_of_the_day_before(sheet, term, deputy):
    people.move_group(make.by(), deputy, make.group(term, "乙组"), JUNE)
    assert (
        "原为「万州区联系组」，不是「乙组」"
        in errors("changes", sheet(change("调整联系组", MAY, "乙组", "丙组")), term)[0]
    )


@pytest.mark.parametrize("to", ["乙组", "丙组"])
def test_a_second_move_on_the_day_of_another_is_refused(sheet, term, deputy, to):
    people.move_group(make.by(), deputy, make.group(term, "乙组"), JUNE)
    found = errors("changes", sheet(change("调整联系组", JUNE, "万州区联系组", to)), term)
    assert ["应晚于「乙组」的起始日 2023-06-01" in sentence for sentence in found] == [True] * (to == "丙组")


@pytest.mark.parametrize(("kind", "to"), [("调整联系组", "乙组"), ("变更选举单位", "涪陵区")])
def test_a_move_inside_an_ended_mandate_is_history(sheet, term, deputy, kind, to):
    make.unit(term, "涪陵区", 2)
    people.end(make.by(), deputy, JUNE, "辞职")
    path = sheet(change(kind, MAY, None, to))
    assert load("changes", path, term)["new"] == 1
    spells = deputy.memberships if kind == "调整联系组" else deputy.unit_spells
    assert list(spells.order_by("starts_on").values_list("starts_on", "ends_on")) == [(make.START, MAY), (MAY, JUNE)]
    assert load("changes", path, term)["unchanged"] == 1
    assert not list(faults())


def test_history_of_several_moves_may_come_in_any_order(sheet, term, deputy):
    people.move_group(make.by(), deputy, make.group(term, "丁组"), JUNE)
    path = sheet(
        change("调整联系组", date(2023, 5, 20), "乙组", "丙组"), change("调整联系组", MAY, "万州区联系组", "乙组")
    )
    load("changes", path, term)
    assert [m.group.name for m in deputy.memberships.order_by("starts_on")] == ["万州区联系组", "乙组", "丙组", "丁组"]


def test_an_end_before_the_deputy_joined_a_professional_group_is_refused(sheet, term, deputy):
    people.move_group(make.by(), deputy, make.group(term, "法制组", "professional"), JUNE)
    assert "应晚于 2023-06-01" in errors("changes", sheet(change("资格终止", MAY)), term)[0]


def test_a_post_of_earlier_days_does_not_replace_the_later_one(sheet, term, deputy):
    people.correct_person(make.by(), deputy.person, work="甲厂")
    path = sheet(change("变更单位职务", MAY, None, "甲厂"), change("变更单位职务", JUNE, "甲厂", "乙厂"))
    load("changes", path, term)
    assert load("changes", path, term)["unchanged"] == 2
    assert "已有 2023-06-01 起的单位职务变更" in warnings("changes", path, term)[0]
    deputy.person.refresh_from_db()
    assert deputy.person.work == "乙厂"


def test_a_post_is_that_of_the_person_whatever_the_mandate(tmp_path, term, deputy):
    people.end(make.by(), deputy, MAY, "辞职")
    people.elect(make.by(), deputy.person, term, "600900", make.unit(term), JUNE)
    rows = [change("变更单位职务", MAY, None, "甲厂"), ("600900", *change("变更单位职务", JUNE, "甲厂", "乙厂")[1:])]
    assert load("changes", book(tmp_path, HEADERS, *rows), term)["written"] == 2
    deputy.person.refresh_from_db()
    assert deputy.person.work == "乙厂"


def test_nothing_moves_after_the_end(sheet, term, deputy):
    people.end(make.by(), deputy, MAY, "辞职")
    path = sheet(change("调整联系组", JUNE, None, "丙组"), change("资格终止", JUNE, None, "辞职"))
    assert ["已于 2023-05-01 终止" in sentence for sentence in errors("changes", path, term)] == [True, True]


def test_an_end_before_the_last_move_is_refused(sheet, term, deputy):
    people.move_group(make.by(), deputy, make.group(term, "乙组"), JUNE)
    assert "应晚于 2023-06-01" in errors("changes", sheet(change("资格终止", MAY)), term)[0]


def test_one_change_twice_is_refused(sheet, term):
    path = sheet(change("调整联系组", MAY, None, "乙组"), change("调整联系组", MAY, None, "丙组"))
    assert "与第 2 行重复" in errors("changes", path, term)[0]


def test_an_end_to_come_is_warned_of(sheet, term):
    assert "尚未到来" in warnings("changes", sheet(change("资格终止", date(2024, 3, 1))), term)[0]
