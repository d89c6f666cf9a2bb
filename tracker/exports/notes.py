"""The sheet that says what a workbook is: scope, day, rules with citations, policies, definitions, sources."""

from ..models import DutyKind, Event, RequirementValue, SourceNote
from ..rules.book import Requirement, Value
from ..scores.periods import Period
from ..scores.summary import Judgement
from ..tables.words import CYCLE_LABELS, OUTCOME_LABELS, OUTCOME_MEANINGS, day_text, span_text
from .workbook import Form, Sheet, Workbook

WIDTHS = [16, 8, 10, 12, 44, 26, 40, 30]
HEADS = ["要求", "周期", "最低数", "自", "计入类别", "不足整期的代表", "出处与原文", "说明"]
ABSENCE = (
    "经批准的病假、产假、公务、免予要求等，占在任天数一半及以上的，免予本周期的要求；"
    "审议发言须覆盖全部在任会议日。较短的请假不改变要求。"
)
COUNTING = "登记经审核后计入；同一条登记在一项要求中只有一个答案：计入，或者不计入的原因。"
SERVICE = "在任天数为周期内任职的天数。任职前一天不计，终止之日起不计。"


def explain(book: Workbook, judgement: Judgement, form: Form):
    """Write the sheet 说明 of a workbook."""
    sheet = book.sheet("说明", WIDTHS)
    sheet.section(f"《{form.title}》说明")
    for name, value in _scope(judgement, form):
        sheet.pair(name, value)
    for regulation in judgement.book.regulations:
        _regulation(sheet, regulation, judgement)
    sheet.section("六种结果")
    for outcome, label in OUTCOME_LABELS.items():
        sheet.pair(label, OUTCOME_MEANINGS[outcome])
    _sources(sheet, judgement)


def _scope(judgement, form):
    periods = "；".join(f"{_period_name(period)}：{span_text(period)}" for period in judgement.case.periods)
    head = Event.objects.order_by("-pk").values_list("pk", flat=True).first()
    yield "范围", f"{judgement.term.label}（{judgement.term.body}）"
    yield "考核周期", periods
    yield "截至日", f"{day_text(judgement.on)}。登记按该日计，审核、受理、任职变动按制表时账本所载。"
    yield "制表日期", day_text(form.made_on)
    yield "人数", f"{len(judgement.standings)} 名代表"
    yield "排列", order_note(judgement)
    yield "账本", f"至第 {head} 号操作记录。" if head else "尚无操作记录。"
    yield "计入", COUNTING
    yield "在任", SERVICE
    yield "请假", ABSENCE


def _period_name(period: Period) -> str:
    return f"{period.label} 年" if period.cycle == "year" else CYCLE_LABELS[period.cycle]


def order_note(judgement: Judgement) -> str:
    """In which order the deputies stand."""
    if all(row.mandate.list_position is not None for row in judgement.standings):
        return "按公布的名单次序排列。"
    return "按公布的名单次序排列；没有名单序号的，按代表编号列在最后。"


def _regulation(sheet: Sheet, regulation, judgement):
    adopted = f"（{regulation.adopted}）" if regulation.adopted else ""
    sheet.section(f"{regulation.title}{adopted}")
    sheet.rows([HEADS], "head")
    labels = dict(DutyKind.objects.order_by("order").values_list("code", "label"))
    for period in judgement.case.periods:
        for item in regulation.requirements:
            if item.cycle == period.cycle:
                sheet.rows([_value_row(item, item.in_force(period.starts_on), period, labels)])


def _value_row(requirement: Requirement, value: Value | None, period: Period, labels: dict[str, str]) -> list:
    cycle = _period_name(period)
    if value is None:
        return [
            requirement.label,
            cycle,
            "未设要求",
            "",
            "",
            "",
            "",
            "本周期开始时没有有效的数值，只列计入数，不作判定。",
        ]
    kinds = "、".join(label for code, label in labels.items() if code in value.kinds)
    cited = value.citation
    source = f"《{cited.title}》：“{cited.quote}”" if cited.title else "未注明出处"
    minimum = f"{value.minimum} {requirement.unit}"
    since = value.starts_on.isoformat()
    return [requirement.label, cycle, minimum, since, kinds, _policy(value), source, cited.note]


def _policy(value: Value) -> str:
    parts = [str(RequirementValue.PartPeriod(value.part_period).label)]
    if value.min_service_days:
        parts.append(f"在任不足 {value.min_service_days} 天的不作要求")
    if value.half_day_cap is not None:
        parts.append(f"每半天最多计入 {value.half_day_cap}")
    return "；".join(parts)


def _sources(sheet, judgement):
    notes = [note for note in SourceNote.objects.prefetch_related("quotes__document") if _concerns(note, judgement)]
    if notes:
        sheet.section("来源文件的不同写法")
    for note in notes:
        quotes = "；".join(f"《{item.document}》：“{item.quote}”" for item in note.quotes.all())
        sheet.pair(note.subject, "\n".join(part for part in (note.text, quotes) if part))


def _concerns(note, judgement) -> bool:
    """Whether a note rests on a quote that a requirement cites, or on one that names a regulation."""
    values = [value for item in judgement.book.requirements() for value in item.values]
    cited = {_plain(value.citation.quote) for value in values if value.citation.quote}
    titles = [_plain(regulation.title) for regulation in judgement.book.regulations]
    quotes = [_plain(item.quote) for item in note.quotes.all()]
    return any(quote in cited or any(title in quote for title in titles) for quote in quotes)


def _plain(text: str) -> str:
    return text.translate(str.maketrans("（），", "(),"))
