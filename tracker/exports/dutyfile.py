"""履职档案: the verdicts of each year and of the term of one deputy, and all records with their answers."""

from datetime import date
from itertools import groupby

from ..scores import facts
from ..scores.judge import NOT_APPLICABLE, Finding, overall
from ..scores.periods import Period
from ..scores.summary import Judgement
from ..scores.uncounted import Answered, answered
from ..tables.words import OUTCOME_LABELS, day_text, finding_sentence, span_text
from . import notes
from .records import Clerk, reasons
from .workbook import Form, Workbook

VERDICTS = ["周期", "规定", "要求", "要求数", "计入", "待审核", "结果", "说明"]
RECORDS = ["日期", "类别", "名称", "状态", "计入哪一项，或者不计入的原因"]
NOT_ASKED = "没有要求计入这一类别"


class NotServing(LookupError):
    """The deputy holds no mandate in the judged periods yet; the text is a sentence."""


def file_periods(periods: list[Period], on: date) -> list[Period]:
    """The periods of a duty file: the term first, then each of its years begun by a day."""
    years = [period for period in periods if period.cycle == "year" and period.starts_on <= on]
    return [period for period in periods if period.cycle == "term"] + years


def duty_file(judgement: Judgement, out, *, made_on: date):
    """The duty file of the one deputy of a judgement over the term and its years (see ``file_periods``)."""
    if not judgement.standings:
        raise NotServing(f"截至 {day_text(judgement.on)}，这位代表还没有任职，没有履职档案。")
    (standing,) = judgement.standings
    title = f"{judgement.term.label}代表履职档案（{standing.number} {standing.name}）"
    form = Form(title, made_on, (f"注：截至 {day_text(judgement.on)}。各种结果的含义见“说明”表。",), "次、件")
    with Workbook(out, title, made_on) as book:
        _verdicts(book, judgement, standing, form)
        _records(book, judgement, form)
        notes.explain(book, judgement, form)


def _verdicts(book, judgement, standing, form):
    sheet = book.sheet("履职档案", [14, 22, 24, 9, 9, 9, 12, 46])
    sheet.top(form)
    for name, value in _person(judgement, standing):
        sheet.pair(name, value)
    sheet.heads([("", head) for head in VERDICTS])
    found = facts.judge(judgement.case)
    for period in _years_first(judgement.case.periods):
        sheet.rows(_period_rows(judgement, period, [finding for finding in found if finding.period == period.key]))
    sheet.foot(form)


def _years_first(found):
    return sorted(found, key=lambda period: (period.cycle == "term", period.starts_on))


def _person(judgement, standing):
    mandate = standing.mandate
    until = f"，{day_text(mandate.ends_on)}资格终止" if mandate.ends_on else ""
    yield "姓名", f"{standing.name}（{standing.number}）"
    term = judgement.period("term")
    yield "届", judgement.term.label + (f"（{span_text(term)}）" if term else "")
    yield "选举单位", standing.unit.name if standing.unit else ""
    yield "联系组", standing.group_names("liaison")
    yield "专业组", standing.group_names("professional")
    yield "任职", f"{day_text(mandate.starts_on)}{'补选' if mandate.by_election else '起'}{until}"


def _period_rows(judgement, period, found) -> list[list]:
    rows = []
    for regulation, group in groupby(found, key=lambda finding: finding.regulation):
        rows += _regulation_rows(judgement, period, regulation, list(group))
    return rows


def _regulation_rows(judgement, period, code, findings: list[Finding]) -> list[list]:
    name = _in(period.label)
    label = next(item.label for item in judgement.book.regulations if item.code == code)
    requirements = {item.code: item for item in judgement.book.requirements(period.cycle)}
    rows = [[name, label, *_verdict(requirements[finding.requirement], finding)] for finding in findings]
    outcome = OUTCOME_LABELS[overall(finding.outcome for finding in findings)]
    return [*rows, [name, label, "总体", "", "", "", outcome, ""]]


def _verdict(requirement, finding) -> list:
    required = None if finding.outcome == NOT_APPLICABLE else finding.required
    label, sentence = OUTCOME_LABELS[finding.outcome], finding_sentence(finding, requirement)
    return [requirement.label, required, finding.counted, finding.pending, label, sentence]


def _records(book, judgement, form):
    (rows,) = answered(judgement.case).values()
    clerk = Clerk(judgement)
    labels = {item.code: item.label for item in judgement.book.requirements()}
    sheet = book.sheet("履职登记", [14, 26, 50, 12, 55])
    sheet.top(form)
    lines = [[*clerk.what(item.record), _answer(item, labels)] for item in rows]
    sheet.table([("", head) for head in RECORDS], lines)
    sheet.note(f"共 {len(rows)} 条登记，其中计入 {sum(bool(item.counted) for item in rows)} 条。")
    sheet.foot(form)


def _answer(item: Answered, labels) -> str:
    if item.counted:
        places = [f"{labels[code]}（{_in(period)}）" for code, period in item.counted]
        return "计入" + "、".join(places)
    return reasons(item) or NOT_ASKED


def _in(label: str) -> str:
    return f"{label} 年" if label.isdigit() else label
