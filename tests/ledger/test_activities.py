"""The verbs on activities and their rolls."""

from datetime import date

import pytest

from tests import make
from tests.kept import kept
from tests.ledger.events import again, agrees, last, verbs
from tracker.ledger import Refused, duties
from tracker.models import Activity, DutyRecord, Role, RoleGrant

DAY = date(2023, 5, 10)


@pytest.fixture
@kept
def others(term):
    return [make.deputy(term, f"60000{n}") for n in (2, 3)]


@pytest.fixture
@kept
def activity(term, visit):
    return duties.hold_activity(make.by(), term, visit, "视察水利", DAY, organisers="万州区联系组", opinions=3)


@pytest.fixture
@kept
def roll(activity, deputy, others):
    return duties.call_roll(make.by(), activity, {deputy: "attended", others[0]: "leave", others[1]: "absent"})


def test_an_activity_is_held_with_an_event(activity):
    assert verbs(activity) == ["hold"]
    assert agrees(activity)


def test_an_activity_of_a_derived_kind_is_refused(term):
    derived = make.kind("suggestion_lead")
    derived.derived = True
    with pytest.raises(Refused, match="不能登记为活动"):
        duties.hold_activity(make.by(), term, derived, "建议", DAY)
    with pytest.raises(Refused, match="不能登记为活动"):
        duties.hold_activities(make.by(), [Activity(term=term, kind=derived, title="建议", starts_on=DAY)])
    held = duties.hold_activity(make.by(), term, make.kind("visit"), "视察", DAY)
    with pytest.raises(Refused, match="不能登记为活动"):
        duties.amend_activity(make.by(), held, kind=derived)


def test_an_activity_that_ends_before_it_starts_is_refused(term, visit):
    with pytest.raises(Refused, match="结束日期早于开始日期"):
        duties.hold_activity(make.by(), term, visit, "视察", DAY, last_on=date(2023, 5, 9))


def test_an_activity_number_twice_is_refused(term, visit):
    duties.hold_activity(make.by(), term, visit, "视察", DAY, number="A-1")
    with pytest.raises(Refused, match="已有这个活动号"):
        duties.hold_activity(make.by(), term, visit, "调研", DAY, number="A-1")


def test_many_activities_are_held_with_an_event_each(term, visit):
    rows = [Activity(term=term, kind=visit, title=f"视察{n}", starts_on=DAY) for n in range(3)]
    duties.hold_activities(make.by(), rows)
    assert [verbs(row) for row in rows] == [["hold"]] * 3
    assert all(agrees(row) for row in rows)


def test_a_roll_submits_one_record_a_deputy_on_the_first_day(roll, activity):
    assert [(row.attendance, row.state) for row in roll] == [
        ("attended", "submitted"),
        ("leave", "submitted"),
        ("absent", "submitted"),
    ]
    assert {(row.occurred_on, row.title, row.organiser) for row in roll} == {(DAY, "视察水利", "万州区联系组")}
    assert all(agrees(row) for row in roll)


def test_a_deputy_is_once_on_a_roll(roll, activity, deputy):
    with pytest.raises(Refused, match="600001 已在「视察水利」的名单上"):
        duties.call_roll(make.by(), activity, {deputy: "attended"})


@pytest.mark.parametrize("verb", [duties.return_, duties.void])
def test_a_returned_or_void_entry_makes_room_on_the_roll(verb, roll, activity, deputy):
    verb(make.by("verifier"), roll[0], "未参加")
    assert len(duties.call_roll(make.by(), activity, {deputy: "absent"})) == 1


def test_a_refused_roll_enters_nobody(roll, activity, deputy, term):
    late = make.deputy(term, "600009")
    with pytest.raises(Refused):
        duties.call_roll(make.by(), activity, {late: "attended", deputy: "attended"})
    assert not late.duty_records.exists()


def test_a_whole_roll_is_verified_at_once(roll, activity):
    assert duties.verify_roll(make.by("verifier"), activity) == 3
    assert [verbs(row) for row in roll] == [["submit", "verify"]] * 3
    assert all(agrees(row) for row in roll)


def test_who_called_the_roll_does_not_verify_it(roll, activity):
    with pytest.raises(Refused, match="须由另一人审核"):
        duties.verify_roll(make.by("clerk"), activity)
    assert set(activity.roll.values_list("state", flat=True)) == {"submitted"}


def test_who_stands_on_the_roll_does_not_verify_it(roll, activity, deputy):
    me = make.by("me")
    RoleGrant.objects.create(user=me.user, role=Role.DEPUTY, person=deputy.person, starts_on=make.START)
    with pytest.raises(Refused, match="是您本人的履职"):
        duties.verify_roll(me, activity)
    assert not DutyRecord.objects.filter(state="verified").exists()


def test_a_roll_with_nothing_to_verify_says_so(activity):
    with pytest.raises(Refused, match="没有待审核的登记"):
        duties.verify_roll(make.by("verifier"), activity)


def test_what_is_kept_once_on_the_activity_is_amended_there(roll, activity):
    duties.amend_activity(make.by(), activity, opinions=5, place="万州区")
    assert again(activity).opinions == 5
    assert last(activity).before == {"opinions": 3, "place": ""}


@pytest.mark.parametrize("change", [{"starts_on": date(2023, 5, 11)}, {"title": "视察交通"}, {"organisers": "其他"}])
def test_what_a_roll_rests_on_stays_while_records_stand_on_it(change, roll, activity):
    with pytest.raises(Refused, match="活动已有名单"):
        duties.amend_activity(make.by(), activity, **change)


def test_it_may_be_amended_once_the_roll_is_void(roll, activity):
    for row in roll:
        duties.void(make.by(), row, "改期")
    assert duties.amend_activity(make.by(), activity, starts_on=date(2023, 5, 11)).starts_on == date(2023, 5, 11)


def test_a_person_of_another_level_is_a_guest_counted_apart(activity):
    guest = duties.welcome_guest(make.by(), activity, "示例全国代表", "全国人大代表")
    assert (verbs(guest), activity.roll.count(), activity.guests.count()) == (["welcome"], 0, 1)


def test_a_guest_is_once_on_a_roll(activity):
    duties.welcome_guest(make.by(), activity, "示例全国代表", "全国人大代表")
    with pytest.raises(Refused):
        duties.welcome_guest(make.by(), activity, "示例全国代表", "全国人大代表")


def test_an_activity_is_registered_with_its_roll_and_its_guests_or_not_at_all(term, visit, deputy, others):
    content = {"term": term, "kind": visit, "title": "走访", "starts_on": DAY}
    roll, guest = {deputy: "attended", others[0]: "leave"}, ("王五", "全国", "")
    for attendance, guests, why in (({}, [guest], "名单是空的"), (roll, [guest, guest], "已经存在")):
        with pytest.raises(Refused, match=why):
            duties.register_activity(make.by(), content, attendance, guests)
    assert not Activity.objects.exists() and not DutyRecord.objects.exists()
    held = duties.register_activity(make.by(), content, roll, [guest])
    assert [row.state for row in held.roll.all()] == ["submitted"] * 2 and held.guests.get().name == "王五"
    assert duties.add_to_roll(make.by(), held, {others[1]: "absent"}).roll.count() == 3
    with pytest.raises(Refused, match="已在"):
        duties.add_to_roll(make.by(), held, {deputy: "absent"}, [("赵六", "区县", "")])
    assert held.guests.count() == 1


def test_a_whole_roll_is_voided_with_a_reason(activity, roll):
    duties.verify(make.by("verifier"), roll[0])
    with pytest.raises(Refused, match="原因"):
        duties.void_roll(make.by(), activity, " ")
    assert duties.void_roll(make.by(), activity, "日期登错") == 3
    assert {row.state for row in activity.roll.all()} == {"void"} and last(again(roll[0])).note == "日期登错"
    assert agrees(again(roll[0]))
    with pytest.raises(Refused, match="没有可以作废"):
        duties.void_roll(make.by(), activity, "日期登错")
