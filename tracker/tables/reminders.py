"""The texts that remind and press: their places, the text used where an office has written none, and what fills them.

The texts are Chinese, whatever language the screen has; a text says nothing of anybody but its addressee.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from ..models import Addressee, Assignment, Suggestion, Term, User
from ..scores.judge import AWAITS_VERIFICATION, MET, SHORT, UNKNOWN
from ..scores.periods import Session
from ..scores.reminding import DeputyDue, Gap, GroupDue, UnitDue
from .assignments import days_text
from .places import fill
from .reporting import months_text
from .words import amount, day_text, until

PLACES = {  # what each place stands for, and an invented example
    Addressee.DEPUTY: {
        "姓名": (_("代表姓名"), "示例代表"),
        "称谓": (_("代表；政协为委员"), "代表"),
        "届": (_("所在的届"), "示例市第六届人民代表大会"),
        "截至": (_("统计到哪一天"), "11 月 22 日"),
        "周期": (_("哪一年，或者本届"), "2026 年"),
        "已登记": (
            _("每项要求的计入数和要求数；等待审核的另外注明"),
            "审议发言 3/3、闭会期间活动 2/4（另有 1 次待审核）",
        ),
        "还差": (_("仍可完成而还差的项目和数量；等待审核的不算还差"), "闭会期间活动 1 次"),
        "期限": (_("最迟哪一天；各项不同时写“上述日期”，日期跟在各项后面"), "12 月 31 日"),
        "会议": (_("会议期间提示闭幕日，平时为空"), ""),
        "联络员": (_("所在联系组的联络员；没有的写工作机构"), "示例联络员"),
        "联络电话": (_("联络员的电话；没有的写工作机构的电话"), "023-00000000"),
        "联系方式": (_("联络员和电话写在一起；没有电话的不写电话"), "联络员示例联络员（023-00000000）"),
    },
    Addressee.GROUP: {
        "联系组": (_("联系组名称"), "示例联系组"),
        "联络员": (_("该组联络员的姓名；没有指定的为空"), "示例联络员"),
        "届": (_("所在的届"), "示例市第六届人民代表大会"),
        "截至": (_("统计到哪一天"), "11 月 22 日"),
        "未报月份": (_("已经结束而没有报送的月份"), "9 月、10 月"),
        "退回月份": (_("登记退回以后没有重新提交的月份"), "8 月"),
        "欠报": (_("未报和退回的月份连成的话"), "9 月、10 月的履职活动登记尚未报送；8 月有退回的登记尚未重新提交"),
        "办法": (
            _("报送、作零报告，或者修改后重新提交"),
            "报送；确无活动的，请作“零报告”；退回的登记请修改后重新提交",
        ),
        "期限": (_("请在哪一天前报送"), "11 月 29 日"),
        "联系方式": (_("发出人的姓名和电话"), "示例工作人员（023-00000000）"),
    },
    Addressee.UNIT: {
        "单位": (_("承办单位名称"), "示例局"),
        "系统": (_("所属系统"), "政府系统"),
        "截至": (_("统计到哪一天"), "11 月 22 日"),
        "类别": (_("代表建议；政协为委员提案"), "代表建议"),
        "件数": (_("列出的件数"), "1"),
        "情况": (_("逾期、临期、在办各几件"), "1 件逾期"),
        "事项": (
            _("每件一行：编号、标题、方式、期限、剩余或逾期天数"),
            "1. 0001《关于示例的建议》（主办）：期限 11 月 2 日，逾期 20 天",
        ),
        "联系方式": (_("发出人的姓名和电话"), "示例工作人员（023-00000000）"),
    },
}
SAMPLES = {
    addressee: {name: example for name, (_meaning, example) in named.items()} for addressee, named in PLACES.items()
}
DEFAULTS = {
    Addressee.DEPUTY: (
        "{姓名}{称谓}：您好！截至{截至}，您{周期}的履职登记情况：{已登记}。还差{还差}，请于{期限}前完成。{会议}"
        "已经参加而没有登记的，请告知我们补登。如有疑问请联系{联系方式}。"
    ),
    Addressee.GROUP: "{联系组}联络员{联络员}：截至{截至}，{欠报}。请于{期限}前{办法}。如有疑问请联系{联系方式}。",
    Addressee.UNIT: (
        "{单位}：截至{截至}，你单位承办的{类别}有{情况}：\n{事项}\n"
        "请抓紧办理，按期答复；确需延期的，请及时提出申请。如有疑问请联系{联系方式}。"
    ),
}
WORDS = {"deputy": "代表", "office": "人代工委"}
SEVERAL_DAYS = "上述日期"


@dataclass(frozen=True)
class Setting:
    """What the texts of one sending share: the term, the day, its words, who sends them, the session that sits."""

    term: Term
    on: date
    words: dict[str, str]
    sender: User | None = None
    office: tuple[User, ...] = ()
    period: str = ""
    session: Session | None = None
    answer_by: date | None = None
    liaisons: dict[int, list[User]] = field(default_factory=dict)

    def word(self, key: str) -> str:
        """The body's word for a concept."""
        return self.words.get(key) or WORDS[key]

    def day(self, day: date) -> str:
        """A day as texts write it; the year is left out where it is that of the day of the texts."""
        return day_text(day, str(self.on.year))


def write(template: str, due, setting: Setting) -> str:
    """The text for one addressee: a template with its places filled."""
    if translation.get_language() == settings.LANGUAGE_CODE:  # leaves the words of a body's screen as they are
        return fill(template, values_of(due, setting))
    with translation.override(settings.LANGUAGE_CODE):
        return fill(template, values_of(due, setting))


def values_of(due, setting: Setting) -> dict[str, str]:
    """What the places of a text stand for, for a deputy, a group or a unit that is due."""
    if isinstance(due, DeputyDue):
        return _of_deputy(due, setting)
    return _of_group(due, setting) if isinstance(due, GroupDue) else _of_unit(due, setting)


def _of_deputy(due, setting) -> dict[str, str]:
    group = due.liaison_group
    users = setting.liaisons.get(group.pk, []) if group else []
    at_sessions = any(gap.at_sessions for gap in due.gaps)
    return {
        "姓名": due.name,
        "称谓": setting.word("deputy"),
        "届": setting.term.label,
        "截至": setting.day(setting.on),
        "周期": setting.period,
        "已登记": registered_text(due),
        "还差": missing_text(due.gaps, setting.on),
        "期限": deadline_text(due.gaps, setting.on),
        "会议": session_text(due.gaps, setting) if at_sessions else "",
        "联络员": _names(users) or setting.word("office"),
        "联络电话": _telephones(users) or _telephones(setting.office[:1]),
        "联系方式": _to_call(users, setting),
    }


def registered_text(due: DeputyDue) -> str:
    """What is registered of each requirement that is asked: 审议发言 3/3、活动 2/4（另有 1 次待审核）."""
    return "、".join(_registered(item, finding) for item, finding in due.asked)


def _registered(item, finding) -> str:
    notes = [f"另有 {amount(finding.pending, item.unit)}待审核"] if finding.pending and finding.outcome != MET else []
    if finding.outcome in (SHORT, UNKNOWN) and finding.reason != AWAITS_VERIFICATION:
        notes.append(until(finding, item))
    return _noted(f"{item.label} {finding.counted}/{finding.required}", notes)


def _noted(said: str, notes: list[str]) -> str:
    return f"{said}（{'，'.join(notes)}）" if notes else said


def missing_text(gaps: Iterable[Gap], on: date) -> str:
    """What can still be made and until when: 活动 1 次、建议 1 件; days follow where they differ."""
    gaps = list(gaps)
    alike = len({gap.until for gap in gaps}) == 1
    return "、".join(_missing(gap, on, alike) for gap in gaps)


def _missing(gap, on, alike) -> str:
    item = gap.requirement
    said = f"{item.label} {amount(gap.missing, item.unit)}"
    notes = [] if alike else [f"{day_text(gap.until, str(on.year))}前"]
    notes += ["限补登"] if gap.is_over else []
    return _noted(said, notes)


def deadline_text(gaps: Iterable[Gap], on: date) -> str:
    """The last day for what is missing, or that it has several."""
    days = {gap.until for gap in gaps}
    return day_text(min(days), str(on.year)) if len(days) == 1 else SEVERAL_DAYS


def session_text(gaps: Iterable[Gap], setting: Setting) -> str:
    """That what only a session can fill must be made before it closes; empty between sessions."""
    if setting.session is None:
        return ""
    names = "、".join(gap.requirement.label for gap in gaps if gap.at_sessions)
    return f"会议将于 {setting.day(setting.session.closes_on)}闭幕，{names}只能在会议期间完成。"


def _of_group(due, setting) -> dict[str, str]:
    missing, to_mend = (months_text(cells, setting.on) for cells in (due.missing, due.to_mend))
    late = [f"{missing}的履职活动登记尚未报送"] if missing else []
    late += [f"{to_mend}有退回的登记尚未重新提交"] if to_mend else []
    return {
        "联系组": due.name,
        "联络员": _names(setting.liaisons.get(due.pk, [])),
        "届": setting.term.label,
        "截至": setting.day(setting.on),
        "未报月份": missing,
        "退回月份": to_mend,
        "欠报": "；".join(late),
        "办法": _what_to_do(missing, to_mend),
        "期限": setting.day(setting.answer_by or setting.on),
        "联系方式": _sender(setting),
    }


def _what_to_do(missing, to_mend) -> str:
    if not missing:
        return "修改后重新提交"
    said = "报送；确无活动的，请作“零报告”"
    return f"{said}；退回的登记请修改后重新提交" if to_mend else said


def _of_unit(due, setting) -> dict[str, str]:
    return {
        "单位": due.name,
        "系统": due.system.name if due.system else "",
        "截至": setting.day(setting.on),
        "类别": _kinds(due, setting),
        "件数": str(len(due.shares)),
        "情况": state_text(due),
        "事项": "\n".join(
            f"{number}. {_share(row, turn, setting)}" for number, (row, turn) in enumerate(due.shares, 1)
        ),
        "联系方式": _sender(setting),
    }


def _kinds(due, setting) -> str:
    kinds = {row.suggestion.kind for row, _turn in due.shares}
    return setting.word("deputy") + ("提案" if kinds == {Suggestion.Kind.PROPOSAL} else "建议")


def state_text(due: UnitDue) -> str:
    """How many are overdue, at risk and otherwise open: 2 件逾期、1 件临期."""
    rest = len(due.shares) - due.late - due.at_risk
    return "、".join(f"{n} 件{word}" for n, word in ((due.late, "逾期"), (due.at_risk, "临期"), (rest, "在办")) if n)


def _share(row: Assignment, turn, setting) -> str:
    of, again = row.suggestion, f"，第 {row.round} 轮" if row.round > 1 else ""
    due = f"期限 {setting.day(row.due_now)}，{days_text(turn)}"
    return f"{of.number}《{of.title}》（{row.get_role_display()}{again}）：{due}"


def _names(users: Iterable[User]) -> str:
    return "、".join(map(str, users))


def _telephones(users: Iterable[User]) -> str:
    return "、".join(user.telephone for user in users if user.telephone)


def _named(users: Iterable[User]) -> str:
    return "、".join(f"{user}（{user.telephone}）" if user.telephone else str(user) for user in users)


def _to_call(users, setting) -> str:
    """The liaison, and the office where no liaison has a telephone."""
    telephone = _telephones(setting.office[:1])
    office = setting.word("office") + (f"（{telephone}）" if telephone else "")
    if not users:
        return office
    return f"联络员{_named(users)}" + ("" if _telephones(users) or not telephone else f"，或者{office}")


def _sender(setting) -> str:
    return _named([setting.sender]) if setting.sender else setting.word("office")
