"""The sheet that says what a workbook is: scope, day, rules with citations, policies, definitions, sources."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..models import DutyKind, Event, RequirementValue, SourceNote
from ..rules.book import Requirement, Value
from ..scores.periods import Period
from ..scores.summary import Judgement, Standing
from ..tables.words import CYCLE_LABELS, OUTCOME_LABELS, OUTCOME_MEANINGS, day_text, span_text
from .workbook import Form, Sheet, Workbook

WIDTHS = [16, 8, 9, 11, 38, 22, 34, 24]
HEADS = ["要求", "周期", "最低数", "自", "计入类别", "不足整期的代表", "出处与原文", "说明"]
ABSENCE = (
    "经批准的病假、产假、公务、免予要求等，占在任天数一半及以上的，免予本周期的要求；"
    "审议发言须覆盖全部在任会议日。较短的请假不改变要求。"
)
COUNTING = "登记经审核后计入；同一条登记在一项要求中只有一个答案：计入，或者不计入的原因。"
SERVICE = "在任天数为周期内自任职之日起、至资格终止之日前一日止的天数；经批准暂停的天数不计。"
NOT_IN_FORCE = "本周期开始时没有有效的数值，只列计入数，不作判定。"


@dataclass
class Extent:
    """How many deputies a workbook lists, and whether all of them have a place in the published list."""

    number: int = 0
    is_listed: bool = True

    def take(self, rows: Iterable[Standing]):
        """Count more deputies."""
        for row in rows:
            self.number += 1
            self.is_listed = self.is_listed and row.mandate.list_position is not None


def extent_of(judgement: Judgement) -> Extent:
    """The extent of all deputies of a judgement."""
    found = Extent()
    found.take(judgement.standings)
    return found


def explain(book: Workbook, judgement: Judgement, form: Form, extent: Extent | None = None):
    """Write the sheet 说明 of a workbook; ``extent`` where the judgement does not hold all that is listed."""
    sheet = book.sheet("说明", WIDTHS)
    own = replace(form, title=f"《{form.title}》说明", notes=(), scope="")
    sheet.top(own)
    for name, value in _scope(judgement, form, extent or extent_of(judgement)):
        sheet.pair(name, value)
    for regulation in judgement.book.regulations:
        write_regulation(sheet, regulation, judgement)
    sheet.break_page()
    sheet.section("六种结果")
    for outcome, label in OUTCOME_LABELS.items():
        sheet.pair(label, OUTCOME_MEANINGS[outcome])
    _sources(sheet, judgement)
    sheet.foot(own)


def _scope(judgement, form, extent):
    periods = "；".join(f"{_period_name(period)}：{span_text(period)}" for period in judgement.case.periods)
    head = ledger_head()
    yield "范围", "\n".join(part for part in (f"{judgement.term.label}（{judgement.term.body}）", form.scope) if part)
    yield "考核周期", periods
    yield "截至日", f"{day_text(judgement.on)}。登记按该日计，审核、受理、任职变动按制表时账本所载。"
    yield "人数", f"{extent.number} 名代表"
    yield "排列", order_note(extent)
    yield "账本", f"至第 {head} 号操作记录。" if head else "尚无操作记录。"
    yield "计入", COUNTING
    yield "在任", SERVICE
    yield "请假", ABSENCE


def ledger_head() -> int | None:
    """The number of the newest event; None in an empty ledger."""
    return Event.objects.order_by("-pk").values_list("pk", flat=True).first()


def _period_name(period: Period) -> str:
    return f"{period.label} 年" if period.cycle == "year" else CYCLE_LABELS[period.cycle]


def order_note(extent: Extent) -> str:
    """In which order the deputies stand."""
    if extent.is_listed:
        return "按公布的名单次序排列。"
    return "按公布的名单次序排列；没有名单序号的，按代表编号列在最后。"


def write_regulation(sheet: Sheet, regulation, judgement):
    """A regulation with its requirements and what they rest on, as they stand in the judged periods."""
    adopted = f"（{regulation.adopted}）" if regulation.adopted else ""
    sheet.section(f"{regulation.title}{adopted}")
    sheet.rows([HEADS], "head")
    labels = dict(DutyKind.objects.order_by("order").values_list("code", "label"))
    for item in regulation.requirements:
        for value, names in _values(item, judgement):
            sheet.rows([_value_row(item, value, names, labels)])


def _values(requirement: Requirement, judgement) -> list[tuple[Value | None, str]]:
    """The values in force in the judged periods, each with the names of its periods."""
    found: dict[Value | None, list[Period]] = {}
    for period in judgement.case.periods:
        if period.cycle == requirement.cycle:
            found.setdefault(requirement.in_force(period.starts_on), []).append(period)
    return [(value, "、".join(_period_name(period) for period in periods)) for value, periods in found.items()]


def _value_row(requirement: Requirement, value: Value | None, periods: str, labels: dict[str, str]) -> list:
    if value is None:
        return [requirement.label, periods, "未设要求", "", "", "", "", NOT_IN_FORCE]
    kinds = "、".join(label for code, label in labels.items() if code in value.kinds)
    cited = value.citation
    source = f"《{cited.title}》：“{cited.quote}”" if cited.title else "未注明出处"
    minimum = f"{value.minimum} {requirement.unit}"
    since = value.starts_on.isoformat()
    return [requirement.label, periods, minimum, since, kinds, _policy(value), source, cited.note]


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
