"""The sheet of activities a second time: what stands, what is stated otherwise, what is refused."""

from datetime import date

import pytest

from tests import make
from tests.intake.activities import MAY, mandate, members, only, roll, row, sheet_in
from tests.intake.books import check, errors, load, warnings
from tests.kept import kept
from tests.ledger.events import last, verbs
from tracker.intake import importer
from tracker.ledger import Refused, duties
from tracker.ledger.check import faults
from tracker.models import Activity, DutyKind, DutyRecord, Event, RoleGrant, User


@pytest.fixture
@kept
def three(term):
    return members(term, [make.group(term)])


@pytest.fixture
def sheet(tmp_path, three):
    return sheet_in(tmp_path)


@pytest.fixture
def stored(sheet, term):
    """张三 and 李四 attended, 王五 was on leave; the office holds that it gathered three opinions."""
    load("activities", sheet(row(请假代表="王五", 收集意见条数=3)), term)
    return only()


@pytest.fixture
def liaison(three):
    user = User.objects.create(username="liaison")
    RoleGrant.objects.create(user=user, role="liaison", group=three[0].memberships.get().group, starts_on=make.START)


def diffs(path, term, **extra):
    """What each row would change, as it is shown."""
    return ["；".join(map(str, line.diff)) for line in check("activities", path, term, **extra).lines]


def test_the_same_file_again_changes_nothing(sheet, stored, term, liaison):
    events, path = Event.objects.count(), sheet(row(请假代表="王五", 收集意见条数=3))
    assert (
        load("activities", path, term)["unchanged"] == 1 == load("activities", path, term, user="liaison")["unchanged"]
    )
    assert Event.objects.count() == events
    duties.verify_roll(make.by("verifier"), stored)
    assert check("activities", path, term, user="liaison").counts["unchanged"] == 1


def test_a_row_that_says_less_takes_nothing_away(sheet, stored, term):
    assert check("activities", sheet(row("600002 张三、李四")), term).counts["unchanged"] == 1


def test_names_that_come_and_go_change_the_roll(sheet, stored, term):
    make.deputy(term, "600005", "赵六")
    path = sheet(row("张三、赵六", 请假代表="无", 未参加代表="王五", 收集意见条数=0, 日期止=date(2023, 5, 11)))
    assert diffs(path, term) == [
        "日期止：（空） → 2023-05-11；收集意见条数：3 → 0；"
        "参加代表：＋赵六，－李四；请假代表：－王五；未参加代表：＋王五"
    ]
    assert load("activities", path, term, user="other")["changed"] == 1
    assert roll() == [
        ("张三", "attended", "submitted"),
        ("李四", "attended", "void"),
        ("王五", "absent", "submitted"),
        ("赵六", "attended", "submitted"),
    ]
    gone = DutyRecord.objects.get(state="void")
    assert last(gone).note == "导入的名单中已没有这位代表（book.xlsx，第 2 行）。"
    assert verbs(DutyRecord.objects.get(attendance="absent")) == ["submit", "restate"]
    assert check("activities", path, term).counts["unchanged"] == 1 and not list(faults())


def test_what_was_voided_or_returned_may_come_again(sheet, stored, term):
    duties.return_(make.by("verifier"), DutyRecord.objects.get(mandate__number="600002"), "未参加")
    path = sheet(row(请假代表="王五"))
    assert (diffs(path, term), warnings("activities", path, term)) == (
        ["参加代表：＋张三"],
        ["第 2 行「参加代表」：张三在这场活动的登记曾被退回或作废，将重新登记。"],
    )
    load("activities", path, term)
    assert [state for name, _, state in roll() if name == "张三"] == ["returned", "submitted"] and not list(faults())


def test_what_is_verified_stays(sheet, stored, term):
    duties.verify_roll(make.by("verifier"), stored)
    tail = "的登记已审核，不能由导入改动或去掉；请把名字补回这一格，或先作废再导入。"
    assert errors("activities", sheet(row("张三、王五", 请假代表="无")), term) == [
        f"第 2 行「参加代表」：李四{tail}",
        f"第 2 行「请假代表」：王五{tail}",
    ]
    make.deputy(term, "600005", "赵六")
    load("activities", sheet(row("张三、李四、赵六", 收集意见条数=4)), term)
    assert (only().opinions, roll()[-1]) == (4, ("赵六", "attended", "submitted"))


def test_what_a_roll_rests_on_stays_while_it_stands(sheet, term):
    load("activities", sheet(row(活动号="A-1", 日期止=date(2023, 5, 11))), term)
    moved = sheet(row(活动号="A-1", day=date(2023, 5, 12)))
    assert [one.partition("；")[0] for one in errors("activities", moved, term)] == [
        "第 2 行「日期起」：活动已有名单，类别、名称、日期起和组织单位不能再改",
        "第 2 行「日期止」：已登记的日期止 2023-05-11 早于日期起",
    ]
    for record in DutyRecord.objects.all():
        duties.void(make.by(), record, "改期")
    again = sheet(row(活动号="A-1", day=date(2023, 5, 12), kind="training", 日期止=date(2023, 5, 12)))
    assert diffs(again, term)[0].startswith("类别：走访 → training；日期起：2023-05-10 → 2023-05-12；")
    load("activities", again, term)
    live = DutyRecord.objects.filter(state="submitted")
    assert {(one.kind.code, one.occurred_on) for one in live} == {("training", date(2023, 5, 12))} and not list(
        faults()
    )


def test_a_number_may_be_given_later_and_left_out_again(sheet, stored, term):
    assert diffs(sheet(row(活动号="A-1"), row(活动号="A-2")), term) == ["活动号：（空） → A-1", ""]
    load("activities", sheet(row(活动号="A-1"), row(活动号="A-2")), term)
    assert check("activities", sheet(row(活动号="A-1"), row(活动号="A-2")), term).counts["unchanged"] == 2
    assert errors("activities", sheet(row()), term) == [
        "第 2 行「活动号」：有 2 场活动的类别、名称、日期起、组织单位都相同（A-1、A-2）；请填活动号。"
    ]


def test_a_restated_record_is_verified_by_somebody_who_did_not_change_it(sheet, stored, term):
    path = sheet(row("张三", 未参加代表="李四"))
    for name in ("verifier", "second"):
        RoleGrant.objects.create(user=make.by(name).user, role="verifier", starts_on=make.START)
    duties.restate(make.by("verifier"), DutyRecord.objects.get(mandate__number="600003"), note="补充")
    assert "审核人「verifier」修改过名单上的登记" in errors("activities", path, term, verifier="verifier")[0]
    assert "名单上已有 2 条登记待审核；本次不改动" in warnings("activities", path, term, verifier="second")[0]
    load("activities", path, term, verifier="second")
    assert roll()[1] == ("李四", "absent", "verified") and not list(faults())


def test_somebody_faster_leaves_nothing_half_written(sheet, stored, term):
    found = [check("activities", sheet(row("张三", title=title, 收集意见条数=9)), term) for title in ("走访园区",) * 2]
    importer.write(found[0], make.by())
    with pytest.raises(Refused):
        importer.write(found[1], make.by())
    late = check("activities", sheet(row("张三", 请假代表="无")), term)
    duties.verify_roll(make.by("verifier"), stored)
    with pytest.raises(Refused, match=r"第 2 行：.*刚刚改动"):
        importer.write(late, make.by())
    assert not list(faults())


def test_a_liaison_speaks_of_the_own_deputies_only(sheet, term, liaison):
    make.deputy(term, "600008", "外人")
    path = sheet(row("张三、外人"), row("张三、600008", title="二"))
    assert errors("activities", path, term, user="liaison") == [
        "第 2 行「参加代表」：您的联系组没有叫「外人」的代表；请核对姓名，或填代表编号。",
        "第 3 行「参加代表」：代表 600008 不在您的联系组内；请只填本组代表。",
    ]
    load("activities", sheet(row("李四、外人", 收集意见条数=3)), term)
    assert diffs(sheet(row("张三")), term, user="liaison") == ["参加代表：＋张三，－李四"]
    load("activities", sheet(row("张三")), term, user="liaison")
    assert [name for name, _, state in roll() if state == "submitted"] == ["外人", "张三"]


def test_a_liaison_changes_the_own_activity_only(sheet, stored, term, liaison):
    assert diffs(sheet(row(收集意见条数=5)), term, user="liaison") == ["收集意见条数：3 → 5"]
    stranger, kind = make.deputy(term, "600008", "外人"), DutyKind.objects.get(code="visit")
    duties.call_roll(make.by(), stored, {stranger: "attended"})
    duties.hold_activity(make.by(), term, kind, "别组走访", MAY, number="B-1")
    assert errors("activities", sheet(row(收集意见条数=5), row(活动号="B-1")), term, user="liaison") == [
        "第 2 行「收集意见条数」：这场活动不只是您联系组的，「收集意见条数」与已登记的不同；"
        "请让这几格空着，或交代表工作机构修改。",
        "第 3 行「活动号」：活动号 B-1 已用于另一场活动；请核对活动号。",
    ]
    assert Activity.objects.count() == 2 and mandate("张三").duty_records.count() == 1
