"""The sheet of activities: what enters, what is refused, what is warned of."""

from datetime import date

import pytest

from tests import make
from tests.intake.activities import MAY, members, only, roll, row, sheet_in
from tests.intake.books import book, check, errors, load, warnings
from tests.intake.command import run
from tests.kept import kept
from tracker.intake import importer
from tracker.intake.sheets import DESKS
from tracker.ledger import Refused, people
from tracker.ledger.check import faults
from tracker.models import Activity, DutyKind, DutyRecord, RoleGrant


@pytest.fixture
@kept
def three(term):
    return members(term)


@pytest.fixture
def sheet(tmp_path, three):
    return sheet_in(tmp_path)


def test_a_row_makes_an_activity_and_its_roll(sheet, term):
    said = {
        "请假代表": "王五",
        "未参加代表": "无",
        "收集意见条数": 0,
        "日期止": date(2023, 5, 11),
        "组织单位": "区人大",
    }
    assert load("activities", sheet(row(**said)), term)["written"] == 1
    states = [("张三", "attended"), ("李四", "attended"), ("王五", "leave")]
    assert roll() == [(*state, "submitted") for state in states]
    held, record = only(), DutyRecord.objects.get(mandate__number="600002")
    assert (held.opinions, held.people_reached, held.last_on, held.place) == (0, None, date(2023, 5, 11), "")
    assert (record.occurred_on, record.title, record.organiser) == (MAY, "走访园区", "区人大")
    assert record.key == f"activity-{held.pk}-600002" and record.activity == held
    assert record.import_batch == held.import_batch and held.import_batch.kind == "activities"
    assert not list(faults())


def test_the_sheet_people_really_have(tmp_path, term, three):
    make.deputy(term, "600005", "阿依古丽·买买提")
    headers = (None, "活动内容", "活动类别", "活动时间", "参会代表", "缺席人员", "接待群众人次", "备注")
    names = "张　三\n李 四（女）；阿依古丽•买买提，600004"
    path = book(
        tmp_path,
        headers,
        (None, "走访园区", "visit", "2023年5月10日", names, "/", "12", "一\n二"),
        above=[("万州区联系组履职活动台账",), (None, "填报单位：万州区联系组")],
    )
    assert [line.reading for line in check("activities", path, term).lines] == [("名单", "参加 4 名")]
    load("activities", path, term)
    assert [name for name, *_ in roll()] == ["张三", "李四", "阿依古丽·买买提", "王五"]
    assert (only().people_reached, only().note) == (12, "一\n二")
    assert check("activities", path, term).counts["unchanged"] == 1


def test_history_enters_as_verified_by_somebody_else(sheet, term):
    load("activities", sheet(row()), term, verifier="verifier")
    assert {state for *_, state in roll()} == {"verified"} and not list(faults())
    grant = {"role": "verifier", "starts_on": MAY}
    RoleGrant.objects.create(user=make.by("zhang").user, **grant)
    RoleGrant.objects.create(user=make.by("zhang").user, **grant | {"role": "deputy"}, person=people_of("张三"))
    other = sheet(row(title="走访企业"))
    assert errors("activities", other, term, verifier="zhang") == [
        "第 2 行「参加代表」：审核人不能审核本人的履职（代表 600002）；请换一位审核人。"
    ]


def people_of(name):
    return DutyRecord.objects.filter(mandate__person__name=name).first().mandate.person


def test_what_cannot_stand_is_refused_with_its_cell(sheet, term):
    DutyKind.objects.filter(code="bill_lead").update(derived=True)
    path = sheet(
        row(kind="走仿"),
        row(kind="bill_lead"),
        row("张三、李西"),
        row("张三、600009"),
        row("张三（600003）"),
        row("张三（村委会）"),
        row("张三 李四 王五"),
        row("张三、600002"),
        row("张三", 请假代表="李四、张三"),
        row(None),
        row(日期止=date(2023, 5, 9)),
        row(收集意见条数=-1),
        row("、".join(f"某{n}" for n in range(30))),
    )
    found = errors("activities", path, term)
    assert found[:12] == [
        "第 2 行「类别」：没有履职类别「走仿」（是否为「走访」？）；可用的类别见模板的填写说明。",
        "第 3 行「类别」：「bill_lead」由议案建议表得出，不能在这里导入；请删除这一行。",
        "第 4 行「参加代表」：本届没有叫「李西」的代表（是否为「李四」？）；请核对姓名，或填代表编号。",
        "第 5 行「参加代表」：「600009」：本届没有编号为「600009」的代表；请核对编号，或先导入代表。",
        "第 6 行「参加代表」：「张三(600003)」：编号 600003 的代表是「李四」；请核对编号和姓名。",
        "第 7 行「参加代表」：「张三(村委会)」：看不懂“村委会”；请写姓名、编号，或 张三（600001）。",
        "第 8 行「参加代表」：本届没有叫「张三李四王五」的代表（是否为「王五」？）；请核对姓名，或填代表编号；"
        "姓名之间请用顿号“、”分隔，不要用空格。",
        "第 9 行「参加代表」：张三写了两次；一场活动每位代表只写一处。",
        "第 10 行「请假代表」：张三在「参加代表」和「请假代表」中都有；一场活动每位代表只写一处。",
        "第 11 行「参加代表」：必须填写，实际为空。",
        "第 12 行「日期止」：早于日期起 2023-05-10，实际为 2023-05-09；请核对。",
        "第 13 行「收集意见条数」：应为 0 或正整数，实际为「-1」。",
    ]
    assert (len(found), found[-1]) == (23, "第 14 行「参加代表」：这一格还有 20 处这样的问题。")


def test_a_namesake_is_asked_for_or_was_chosen(sheet, term):
    people.correct_person(make.by(), make.deputy(term, "600006", "张三").person, work="示例公司经理")
    path = sheet(row())
    found = check("activities", path, term)
    assert [str(problem) for problem in found.errors] == [
        "第 2 行「参加代表」：有 2 位代表叫「张三」：600002（万州区）、600006（万州区，示例公司经理）；"
        "请写成“张三（600002）”这样。"
    ]
    assert [mandate.number for mandate in found.desk.deputies.namesakes["张三"]] == ["600002", "600006"]
    chosen = importer.check("activities", path, term, make.by(), MAY, chosen={"张三": "600006"})
    importer.write(chosen, make.by())
    assert not check("activities", sheet(row("600006 张三、李四")), term).counts["changed"]
    assert str(check("activities", sheet(row("600002、李四")), term).lines[0].diff[0]) == (
        "参加代表：＋张三（600002），－张三（600006）"
    )


def test_a_row_twice_in_a_file_is_refused(sheet, term):
    numbered = {"活动号": "A-1"}
    assert errors("activities", sheet(row(), row("王五"), row(**numbered), row(title="二", **numbered)), term) == [
        "第 3 行「名称」：与第 2 行重复（类别、名称、日期起、组织单位都相同）；请只留一行。",
        "第 5 行「活动号」：与第 4 行重复（活动号 A-1）；请只留一行。",
    ]


def test_what_is_odd_is_written_all_the_same(sheet, term, three):
    zhang, li, wang = three
    people.interrupt(make.by(), zhang, "sick", date(2023, 1, 16), date(2023, 9, 1))
    people.end(make.by(), wang, date(2023, 5, 1), "辞职")
    make.record(li, DutyKind.objects.get(code="visit"), MAY, "走访园区")
    path = sheet(row("王五、李四、张三"), row(day=date(2023, 1, 16)), row("无", day=date(2029, 1, 1)), row(活动号="B"))
    assert warnings("activities", path, term) == [
        "第 2 行「日期起」：2023-05-10 不在代表 600004（2023-01-13 至 2023-05-01）的任期内。",
        "第 2 行「参加代表」：张三当天登记为不能履职，却列为参加；请核对。",
        "第 2 行「名称」：李四另有类别、日期、名称都相同的登记；请核对是否重复登记。",
        "第 3 行「日期起」：2023-01-16 在第1次会议会期内，「走访」只计闭会期间的，不会计入。",
        "第 3 行「参加代表」：张三当天登记为不能履职，却列为参加；请核对。",
        "第 4 行「日期起」：2029-01-01 不在重庆市第六届人民代表大会任期内。",
        "第 4 行「日期起」：2029-01-01 尚未到来。",
        "第 4 行「参加代表」：没有人参加；请核对。",
        "第 5 行「参加代表」：张三当天登记为不能履职，却列为参加；请核对。",
        "第 5 行「名称」：李四另有类别、日期、名称都相同的登记；请核对是否重复登记。",
        "第 5 行「名称」：与第 2 行只有活动号不同；请核对是否重复。",
    ]
    assert load("activities", path, term)["written"] == 4 and not list(faults())


def test_two_checks_of_one_file_hold_the_activity_once(sheet, term):
    path = sheet(row(活动号="A-1"), row(title="二"))
    first, second = check("activities", path, term), check("activities", path, term)
    importer.write(first, make.by())
    with pytest.raises(Refused, match="数据有了变化；请重新检查"):
        importer.write(second, make.by("another"))
    assert (Activity.objects.count(), DutyRecord.objects.count()) == (2, 4)
    assert check("activities", path, term).counts["unchanged"] == 2


def test_the_sample_row_is_skipped(sheet, term, tmp_path):
    desk = DESKS["activities"]
    path = book(tmp_path, [column.header for column in desk.columns], [desk.sample.get(c.name) for c in desk.columns])
    assert check("activities", path, term).counts["rows"] == 0
    assert desk.options(term)["kind"] == list(DutyKind.objects.filter(derived=False).values_list("label", flat=True))


def test_the_command_says_who_comes_and_goes_and_that_somebody_else_verifies(sheet, term):
    assert "由另一人审核以后才计入" in run("activities", sheet(row()), "--yes")[1]
    assert "第 2 行　参加代表：＋王五，－李四" in run("activities", sheet(row("张三、王五")))[0]


def test_an_activity_again_with_other_organisers_is_warned_of(sheet, term):
    load("activities", sheet(row("张三", 组织单位="区人大")), term)
    path = sheet(row("张三、李四"), row("李四、王五", 组织单位="示例街道"), row("王五", day=date(2023, 5, 11)))
    found = [str(line.warnings[0]) for line in check("activities", path, term).lines if line.warnings]
    assert [sentence.partition("另有")[0] for sentence in found] == ["第 2 行「名称」：张三", "第 3 行「名称」：李四"]


def test_a_number_twice_is_refused_also_where_one_is_for_a_stored_activity(sheet, term):
    load("activities", sheet(row(title="走访园区")), term)
    path = sheet(row(title="走访企业", 活动号="A-1"), row(title="走访园区", 活动号="A-1"))
    assert errors("activities", path, term) == ["第 3 行「活动号」：与第 2 行重复（活动号 A-1）；请只留一行。"]


def test_an_activity_that_only_got_another_title_is_warned_of(sheet, term):
    load("activities", sheet(row("张三、李四、王五")), term)
    told = (
        "第 2 行「名称」：与已登记的「走访园区」同日、同类别，有 2 名代表相同；"
        "如果是同一场活动改了名称，请先将原来的登记作废，否则会多计一次。"
    )
    assert warnings("activities", sheet(row("张三、李四", title="走访工业园区")), term) == [told]
    for other in (row("张三", title="走访社区"), row(title="走访社区", day=date(2023, 5, 11)), row(kind="视察")):
        assert warnings("activities", sheet(other), term) == []
