"""The block 情况说明: the verdict on each requirement, what was asked of this deputy otherwise, and by which rules."""

from collections.abc import Callable, Iterator
from datetime import date

from ...rules.calendar import chinese_day
from ...scores.judge import EXEMPT, MET, NOT_APPLICABLE, Finding
from ...scores.summary import Judgement, Standing
from ...tables.words import OUTCOME_LABELS, finding_sentence, reason_text
from ..notes import ledger_head
from .blocks import UNLISTED, Block, Part
from .words import LABELS, tight, year_name

HEADS = ("周期", "要求", "要求数", "计入", "待审核", "结果", "说明")
NO_RULE = "当时没有生效的规定，只登记，不作判定。"


def verdicts(judgement: Judgement, standing: Standing, say: Callable[[str], str]) -> Block:
    """Required, counted and outcome of each requirement of the judged periods, with the overall outcomes."""
    rows = [row for period in judgement.case.periods for row in _of_period(judgement, standing, period, say)]
    parts = (Part(tuple(rows)),) if rows else ()
    return Block("verdicts", LABELS["verdicts"], HEADS, parts, NO_RULE)


def _of_period(judgement, standing, period, say) -> Iterator[tuple[str, ...]]:
    name = year_name(period)
    for regulation in judgement.book.regulations:
        found = _found(regulation, standing, period)
        for item, finding in found:
            yield (name, say(item.label), *_numbers(finding, item.unit), tight(finding_sentence(finding, item)))
        if found:
            outcome = OUTCOME_LABELS[standing.outcome(regulation.code, period.cycle)]
            yield name, f"总体（{say(regulation.label)}）", "", "", "", outcome, ""


def _found(regulation, standing, period) -> list[tuple]:
    asked = [item for item in regulation.requirements if item.cycle == period.cycle]
    return [(item, standing.findings[item.code]) for item in asked if item.code in standing.findings]


def _numbers(finding: Finding, unit: str) -> tuple[str, str, str, str]:
    required = "—" if finding.outcome == NOT_APPLICABLE else f"{finding.required}{unit}"
    return required, str(finding.counted), str(finding.pending), OUTCOME_LABELS[finding.outcome]


def overall_line(judgement: Judgement, standing: Standing) -> str:
    """The overall outcomes of the leading regulation, by period."""
    code = judgement.leading_code
    asked = [period for period in judgement.case.periods if (code, period.cycle) in standing.overall]
    return "　".join(f"{year_name(period)}：{OUTCOME_LABELS[standing.outcome(code, period.cycle)]}" for period in asked)


def notes(judgement: Judgement, standing: Standing, answered, say: Callable[[str], str]) -> Iterator[str]:
    """What was asked of this deputy otherwise than of others, and what the form leaves out; reasons never."""
    mandate = standing.mandate
    if mandate.by_election:
        yield say(f"{chinese_day(mandate.starts_on)}补选任职。")
    if mandate.ends_on and mandate.ends_on <= judgement.on:
        yield f"{chinese_day(mandate.ends_on)}{say('代表')}资格终止。"
    for period in judgement.case.periods:
        yield from _policies(judgement, standing, period, say)
    states = [item.record.state for item in answered]
    left_out = "、".join(f"{label}{states.count(state)}条" for state, label in UNLISTED.items() if state in states)
    if left_out:
        yield f"另有{left_out}，不列入本表。"


def _policies(judgement, standing, period, say) -> Iterator[str]:
    name, released, unasked, parts = year_name(period), [], [], []
    for item, value in judgement.asked(period.cycle):
        finding = standing.findings.get(item.code)
        if finding is None:
            continue
        label = f"“{say(item.label)}”"
        if finding.outcome == EXEMPT:
            released.append(label)
        elif finding.outcome == NOT_APPLICABLE:
            unasked.append(f"{label}（{tight(reason_text(finding))}）")
        elif finding.served_days < finding.days:
            parts += _in_part(label, item, value, finding)
    if parts:
        served, whole = next(
            (row.served_days, row.days) for row in standing.findings.values() if row.period == period.key
        )
        yield f"{name}在任{served}天（全期{whole}天）：{'；'.join(parts)}。"
    if unasked:
        yield f"{name}不作要求：{'、'.join(unasked)}。"
    if released:
        yield f"经批准，{name}免予{'、'.join(released)}的要求。"


def _in_part(label, item, value, finding) -> Iterator[str]:
    """What a part of a period asks, where that is not plain from the verdict."""
    if value.part_period == "proportional":
        yield f"{label}按在任天数折算为{finding.required}{item.unit}（全期{value.minimum}{item.unit}）"
    elif value.part_period == "full" and finding.outcome != MET:
        yield f"{label}按全期要求{finding.required}{item.unit}"


def foot(judgement: Judgement, made_on: date, say: Callable[[str], str]) -> tuple[str, ...]:
    """The day that the form tells of, the day it was made, the rules applied with their sources, the ledger's head."""
    head = ledger_head()
    ledger = f"账本至第{head}号操作记录" if head else "账本尚无操作记录"
    made = f"截至日：{chinese_day(judgement.on)}。制表日期：{chinese_day(made_on)}。{ledger}。"
    rules = [f"《{item.title}》{f'（{item.adopted}）' if item.adopted else ''}" for item in judgement.book.regulations]
    named = [f"适用规则：{'；'.join(rules)}。"] if rules else []
    return (made, *map(say, named), *_sources(judgement))


def _sources(judgement) -> Iterator[str]:
    quotes: dict[str, list[str]] = {}
    for period in judgement.case.periods:
        for _item, value in judgement.asked(period.cycle):
            if value.citation.title and value.citation.quote:
                quotes.setdefault(value.citation.title, []).append(f"“{value.citation.quote}”")
    if quotes:
        said = "；".join(f"《{title}》{''.join(dict.fromkeys(found))}" for title, found in quotes.items())
        yield f"出处：{said}。"
