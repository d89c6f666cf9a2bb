"""The columns of the sheet of activities, and what a row of it says."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ....models import Activity, DutyKind, DutyRecord, Mandate
from ... import workbook
from ...cleaners import Code, Count, Day, Text
from ...columns import Column
from ...lines import Line
from ...names import Names

Attendance = DutyRecord.Attendance
ROLL = (Attendance.ATTENDED.value, Attendance.LEAVE.value, Attendance.ABSENT.value)  # so are the columns called
OWN = ("number", "title", "starts_on", "last_on", "place", "organisers")
COUNTS = ("people_reached", "opinions", "problems_solved", "work_suggestions")
FIXED = ("kind", "title", "starts_on", "organisers")
NAMES = "同名的写成 张三（600001）"

COLUMNS = (
    Column(
        "number", "活动号", Code(), aliases=("活动编号",), note="没有的空着，以类别、名称、日期起和组织单位认同一场活动"
    ),
    Column(
        "kind",
        "类别",
        Text(40),
        required=True,
        aliases=("履职类别", "活动类别", "活动类型"),
        note="履职类别的名称或代码",
    ),
    Column(
        "title",
        "名称",
        Text(200),
        required=True,
        aliases=("活动名称", "内容", "活动内容", "主题", "活动主题"),
        width=36,
    ),
    Column(
        "starts_on",
        "日期起",
        Day(),
        required=True,
        aliases=("日期", "时间", "活动日期", "活动时间", "开始日期", "开始时间"),
        width=13,
    ),
    Column(
        "last_on", "日期止", Day(), aliases=("结束日期", "结束时间"), note="最后一天，含当日；只有一天的空着", width=13
    ),
    Column("place", "地点", Text(100), aliases=("活动地点",), width=20),
    Column("organisers", "组织单位", Text(200), aliases=("主办单位", "组织者"), width=24),
    Column(
        "attended",
        "参加代表",
        Names(),
        required=True,
        aliases=("参加人员", "参加人", "参会代表", "参会人员", "出席代表", "出席人员"),
        note=NAMES,
        width=40,
    ),
    Column("leave", "请假代表", Names(), aliases=("请假人员", "请假人"), note="没有的空着或填“无”", width=20),
    Column(
        "absent",
        "未参加代表",
        Names(),
        aliases=("未参加人员", "缺席代表", "缺席人员"),
        note="没有的空着或填“无”",
        width=20,
    ),
    Column(
        "people_reached",
        "接待走访群众人次",
        Count(),
        aliases=("接待群众人次", "走访群众人次", "接待走访人次"),
        note="整场活动的总数，只填一次",
        width=12,
    ),
    Column(
        "opinions", "收集意见条数", Count(), aliases=("收集意见建议条数", "收集意见数"), note="整场活动的总数", width=10
    ),
    Column(
        "problems_solved",
        "协调解决件数",
        Count(),
        aliases=("协调解决问题件数", "解决问题件数"),
        note="整场活动的总数",
        width=10,
    ),
    Column("work_suggestions", "提出工作建议条数", Count(), aliases=("工作建议条数",), note="整场活动的总数", width=12),
    Column("note", "说明", Text(2000, lines=True), aliases=("备注",), width=30),
)
SAMPLE = {
    "number": workbook.SAMPLE,
    "kind": "视察",
    "title": "视察示例水库除险加固",
    "starts_on": date(2024, 5, 10),
    "last_on": date(2024, 5, 11),
    "place": "示例镇",
    "organisers": "示例联系组",
    "attended": "张三、李四、王五（600003）",
    "leave": "赵六",
    "absent": "无",
    "people_reached": 60,
    "opinions": 12,
    "problems_solved": 5,
    "work_suggestions": 0,
    "note": "水库、示例社区各一站",
}


class Content(NamedTuple):
    """What two activities without a number have in common that are one: kind (key), title, first day, organisers."""

    kind: int
    title: str
    starts_on: date
    organisers: str

    @property
    def said(self) -> "Content":
        """What two of which one may be registered twice have in common: all but the organisers."""
        return self._replace(organisers="")


def content_of(activity: Activity) -> Content:
    """The content of an activity, stored or not."""
    return Content(activity.kind_id, activity.title, activity.starts_on, activity.organisers)


@dataclass(frozen=True)
class Draft:
    """What a row says: an activity, and who is on its roll."""

    number: str
    kind: DutyKind
    content: Content
    called: dict[Mandate, str]


def draft_of(line: Line, kind: DutyKind, called: dict[Mandate, str]) -> Draft:
    """What a line without faults says."""
    content = Content(kind.pk, line.get("title"), line.get("starts_on"), line.get("organisers", ""))
    return Draft(line.get("number", ""), kind, content, called)


def told(names: list[str], most: int = 20) -> str:
    """Names as a sentence lists them, a long list cut short."""
    more = f" 等 {len(names)} 位" if len(names) > most else ""
    return "、".join(names[:most]) + more
