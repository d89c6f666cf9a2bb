"""The sheets 活动明细, 全国人大代表 and 联系组专业组."""

from ...rules.calendar import chinese_day
from ...scores.indicators import rows
from ..workbook import Workbook
from .paper import Paper
from .where import ACTIVITIES, GROUP_KIND, GROUPS, GUESTS, KIND, RECESS, yes

HEADS = {
    **{"日期": 11, KIND: 26, "名称": 44, "组织单位": 32, "地点": 16, RECESS: 6, "代表人次": 6, "全国人大代表": 8},
    **{"接待走访群众人次": 9, "收集意见条数": 7, "协调解决件数": 7, "提出工作建议条数": 8},
}
GUEST_HEADS = {"日期": 11, KIND: 23, RECESS: 6, "活动名称": 44, "姓名": 14, "代表级别": 18, "单位及职务": 40}
GROUP_HEADS = {GROUP_KIND: 14, "名称": 84, "成员数": 14}
GROUP_WORDS = {"liaison": "联系组", "professional": "专业组"}


def activities(book: Workbook, paper: Paper):
    """Write the sheet 活动明细: each activity that was held."""
    recess = paper.report.facts.recess
    found = [_activity(row, recess, paper.say) for row in rows.activities(paper.report)]
    notes = (
        f"注：{paper.report.span.days}开始的活动，名单上至少有一名本级代表参加并经审核。代表人次为名单上经审核的参加登记，"
        "没有活动名单的单条登记不在此表，见「参加登记」或「代表」。",
        "四项数目按活动填报，空白为没有填报，不当作 0。",
    )
    paper.list(book, ACTIVITIES, HEADS, found, *notes)


def _activity(row: rows.Held, recess, say) -> list:
    what, kind = row.activity, row.activity.kind
    return [
        *(what.starts_on.isoformat(), say(kind.label), what.title, what.organisers, what.place),
        *(yes(kind.code in recess), row.deputies, row.guests or None),
        *(what.people_reached, what.opinions, what.problems_solved, what.work_suggestions),
    ]


def guests(book: Workbook, paper: Paper):
    """Write the sheet 全国人大代表: each time that one took part in an activity that was held."""
    found = [_guest(row, paper.report.facts.recess, paper.say) for row in rows.national(paper.report)]
    note = "注：活动名单上的全国人大代表，另行统计，不计入本级代表的人数和人次；区县、乡镇代表不在此列。"
    paper.list(book, GUESTS, GUEST_HEADS, found, note)


def _guest(row, recess, say) -> list:
    what, kind = row.activity, row.activity.kind
    place = [what.starts_on.isoformat(), say(kind.label), yes(kind.code in recess), what.title]
    return [*place, row.name, row.level, row.note]


def groups(book: Workbook, paper: Paper):
    """Write the sheet 联系组专业组: each group that had members on the last day."""
    found = [[paper.say(GROUP_WORDS[row.kind]), row.name, members] for row, members in rows.groups(paper.report)]
    note = (
        f"注：{chinese_day(paper.report.span.last_on)}有成员的组；一名代表可以同时属于联系组和专业组，成员数不能相加。"
    )
    paper.list(book, GROUPS, GROUP_HEADS, found, note)
