"""Registering an activity with its roll on one page: all or nothing, for the own group, once."""

from datetime import date

import pytest

from tests import make
from tests.kept import kept
from tracker.ledger import people
from tracker.models import Activity, ActivityGuest, DutyKind, DutyRecord

PAGE = "/activities/new/"
NO_GUESTS = {"guest-TOTAL_FORMS": "3", "guest-INITIAL_FORMS": "0"}


@pytest.fixture
@kept
def group(term):
    """万州区联系组 with three deputies; the third joins it on 1 June 2023."""
    row, other = make.group(term), make.group(term, "涪陵区联系组")
    for number in ("600001", "600002"):
        make.deputy(term, number, groups=[row])
    people.move_group(make.by(), make.deputy(term, "600003", "曾三", groups=[other]), row, date(2023, 6, 1))
    return row


@pytest.fixture
def liaison(client_as, group):
    return client_as("liaison", group=group)


def mandates(group):
    return {row.number: row for row in group.term.mandates.all()}


def said(group, marks, day="2023-05-06", listed=None, **more):
    kind = DutyKind.objects.get(code="visit").pk
    content = {"group": group.pk, "kind": kind, "title": "走访园区", "starts_on": day, "mode": "on_site"}
    chosen = {f"mark-{mandates(group)[number].pk}": mark for number, mark in marks.items()}
    return {**content, **NO_GUESTS, "listed": listed or f"{group.pk} {day}", "once": "1", **chosen, **more}


def test_an_activity_its_roll_and_its_guests_are_registered_once(liaison, group):
    guests = {"guest-0-name": "王五", "guest-0-level": "全国", "opinions": "3", "organisers": "万州区联系组"}
    sent = said(group, {"600001": "attended", "600002": "leave"}, **guests)
    assert "已登记：参加 1 名、请假 1 名、其他层级 1 名。等待另一人审核。" in liaison.post(PAGE, sent, follow=True).text
    held = Activity.objects.get()
    assert liaison.post(PAGE, sent).url == f"/activities/{held.pk}/"
    roll = dict(Activity.objects.get().roll.values_list("mandate__number", "attendance"))
    assert roll == {"600001": "attended", "600002": "leave"} and (held.opinions, held.guests.get().name) == (3, "王五")
    assert {row.state for row in held.roll.all()} == {"submitted"}


def test_nobody_is_chosen_beforehand_and_who_is_not_chosen_is_not_on_the_roll(liaison, group):
    roll = liaison.get(PAGE).context["roll"]
    assert [line.mark for line in roll.lines] == [None] * 3
    assert "名单是空的" in liaison.post(PAGE, said(group, {"600001": ""})).text and not Activity.objects.exists()
    liaison.post(PAGE, said(group, {"600001": "absent", "600002": ""}))
    assert DutyRecord.objects.get().mandate.number == "600001"


def test_the_list_follows_the_day_and_keeps_what_was_chosen(liaison, group):
    page = liaison.post(PAGE, said(group, {"600002": "leave"}, refresh="1"))
    assert [(line.mandate.number, line.mark) for line in page.context["roll"].lines] == [
        ("600001", None),
        ("600002", "leave"),
    ]
    assert not page.context["form"].errors
    later = said(group, {"600003": "attended"}, "2023-06-06", listed=f"{group.pk} 2023-05-06")
    page = liaison.post(PAGE, later)
    assert "名单已经更新" in page.text and len(page.context["roll"].lines) == 3 and not Activity.objects.exists()
    liaison.post(PAGE, said(group, {"600003": "attended"}, "2023-06-06"))
    assert DutyRecord.objects.get().mandate.number == "600003"


def test_a_deputy_of_another_group_is_refused_and_nothing_is_written(liaison, group, term):
    page = liaison.post(PAGE, said(group, {"600001": "attended", "600003": "attended"}))
    assert "不属于该组" in page.text and not Activity.objects.exists() and not DutyRecord.objects.exists()
    other = term.groups.get(name="涪陵区联系组")
    page = liaison.post(PAGE, said(other, {"600003": "attended"}))
    assert page.context["form"].errors["group"] and page.context["group"] == group and not Activity.objects.exists()


def test_a_second_one_alike_is_asked_about_before_it_is_written(liaison, group):
    sent = said(group, {"600001": "attended"})
    liaison.post(PAGE, sent)
    page = liaison.post(PAGE, {**sent, "once": "2"})
    assert "都相同的活动（1 场）" in page.text and Activity.objects.count() == 1
    sure = {"once": "2", "sure": page.context["form"].seal}
    assert "同类别、同名称的登记" in liaison.post(PAGE, {**sent, **sure, "organisers": "别的组织"}).text
    liaison.post(PAGE, {**sent, **sure})
    assert Activity.objects.count() == DutyRecord.objects.count() == 2


def test_what_is_wrong_is_said_and_everything_that_was_typed_stays(liaison, group):
    wrong = {"guest-0-name": "王五", "starts_on": "2199-01-01", "title": "", "place": "园区"}
    page = liaison.post(PAGE, said(group, {"600001": "attended"}, **wrong))
    for text in ("这一天还没有到", "是哪一级代表", 'value="园区"', "还没有登记"):
        assert text in page.text
    twice = {f"guest-{n}-{name}": value for n in (0, 1) for name, value in (("name", "王五"), ("level", "全国"))}
    assert "填了两次" in liaison.post(PAGE, said(group, {"600001": "attended"}, **twice)).text
    assert not Activity.objects.exists() and not ActivityGuest.objects.exists()


def test_a_day_in_a_session_is_asked_about(liaison, group):
    page = liaison.post(PAGE, said(group, {"600001": "attended"}, "2023-01-14"))
    assert "只计闭会期间的" in page.text and not Activity.objects.exists()


def test_the_office_adds_deputies_of_other_groups_by_number(client_as, group):
    office = client_as("office")
    sent = said(group, {"600001": "leave"}, others="600003、600009")
    assert "本届没有编号为 600009 的代表" in office.post(PAGE, sent).text
    page = office.post(PAGE, {**sent, "others": "600003"}, follow=True)
    assert "参加 1 名、请假 1 名" in page.text
    assert dict(DutyRecord.objects.values_list("mandate__number", "attendance")) == {
        "600001": "leave",
        "600003": "attended",
    }


def test_who_has_no_group_is_told_what_to_do(client_as, db):
    assert "没有您可以登记的联系组" in client_as("office").get(PAGE).text
