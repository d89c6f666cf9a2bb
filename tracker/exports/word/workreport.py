"""The draft of the work report: a text for each section with the numbers of the ledger, for a clerk to edit."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from docxtpl import DocxTemplate

from ...rules.calendar import chinese_day
from ...scores.indicators.report import OF_KINDS, Line, Report
from ...scores.indicators.spans import Span
from ..notes import ledger_head
from ..workreport import title
from .document import ENVIRONMENT, save
from .template import DRAFT
from .words import sayer

TEXTS = Path(__file__).with_suffix(".toml")
FIELD = re.compile(r"\{(\w+)(?::(\w+))?\}")
NUMERALS = "一二三四五六七八九十"
OPENING = "【开头：总体情况，由起草人填写】"
NOTES = "数字说明"
NEXT, TO_COME = "下一步工作", "【下一步工作安排，由起草人填写】"


@dataclass(frozen=True)
class Section:
    """A section with its numbered heading."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Draft:
    """The draft; ``said`` are the codes of the indicators whose numbers stand in its text."""

    title: str
    subtitle: str
    opening: str
    sections: tuple[Section, ...]
    notes_title: str
    notes: tuple[str, ...]
    said: frozenset[str]


@cache
def sections() -> list[dict[str, str]]:
    """The heading and text of each section, as the office has them; read when the first draft is made."""
    return tomllib.loads(TEXTS.read_text(encoding="utf-8"))["section"]


def draft(report: Report) -> Draft:
    """The draft of a report; what was not entered or is zero is said nowhere but in the notes."""
    say, said = sayer(report.span.term), set()
    words = _words(report)
    texts = [(row["heading"], tuple(_paragraphs(row["text"], words, said))) for row in sections()]
    found = [*((heading, lines) for heading, lines in texts if lines), (NEXT, (TO_COME,))]
    day = chinese_day(report.span.on)
    return Draft(
        title(report.span, "情况"),
        f"（草稿，数字截至{day}，由起草人核改）",
        OPENING,
        tuple(
            Section(say(f"{numeral}、{heading}"), tuple(map(say, lines)))
            for numeral, (heading, lines) in zip(NUMERALS, found, strict=False)
        ),
        NOTES,
        tuple(f"{number}. {say(note)}" for number, note in enumerate(_notes(report, said), start=1)),
        frozenset(said),
    )


def write(found: Draft, out, *, made_on: date):
    """Write a draft to a path or a stream as a Word file."""
    document = DocxTemplate(DRAFT)
    document.render({"draft": found}, ENVIRONMENT, autoescape=True)
    save(document, found.title, out, made_on)


def _paragraphs(text: str, words: Mapping[tuple[str, str], str], said: set[str]) -> Iterator[str]:
    """The paragraphs of a text that say any number; the codes of those said are added to ``said``."""
    for paragraph in text.strip().splitlines():
        sentences = [_sentence(one, words, said) for one in paragraph.split("。") if one]
        if any(sentences):
            yield "".join(sentences)


def _sentence(text: str, words, said: set[str]) -> str:
    """A sentence without the clauses whose numbers are not there; nothing where no number is left."""
    clauses = [(clause, {code for code, _ in FIELD.findall(clause)} - {"period"}) for clause in text.split("，")]
    kept = [(clause, codes) for clause, codes in clauses if all((code, "") in words for code in codes)]
    numbers = {code for _, codes in kept for code in codes}
    if not numbers:
        return ""
    said |= numbers
    whole = "，".join(clause for clause, _ in kept)
    return FIELD.sub(lambda match: words.get((match[1], match[2] or ""), ""), whole) + "。"


def _words(report: Report) -> dict[tuple[str, str], str]:
    """What stands for each field of the texts; nothing for a number that was not entered or is zero."""
    words = {("period", ""): f"{_period(report.span)}，"}
    if others := _other_kinds(report):
        words["other_kinds", ""] = others
    for line in report.lines:
        if line.value:
            words[line.indicator.code, ""] = _number(line, line.value)
            words[line.indicator.code, "detail"] = _detail(line, report.before)
    return words


def _period(span: Span) -> str:
    """The year, or the full name of the session since which is told."""
    return span.label if span.session is None else f"{span.term.label}{span.label}"


def _number(line: Line, value) -> str:
    return f"{value}{line.indicator.unit}"


def _detail(line: Line, before: Span | None) -> str:
    """In brackets: numerator and denominator of a rate, and by how much a number grew; empty where there is neither."""
    share = f"{len(line.found.ids)}/{len(line.found.of)}" if line.is_rate else ""
    parts = [part for part in (share, _change(line, before)) if part]
    return f"（{'，'.join(parts)}）" if parts else ""


def _change(line: Line, before: Span | None) -> str:
    if before is None or line.change is None:
        return ""
    than = than_when(before)
    if not line.change:
        return f"与{than}持平"
    unit = "个百分点" if line.is_rate else line.indicator.unit
    return f"比{than}{'增加' if line.change > 0 else '减少'}{abs(line.change)}{unit}"


def than_when(before: Span) -> str:
    """What the span before is called in a sentence."""
    if before.session:
        return "上次会议后同期"
    return "上年" if before.is_whole else "上年同期"


def _other_kinds(report: Report) -> str:
    """The activities of each kind that no indicator of the report counts by name, in the official order."""
    place = OF_KINDS.index("activities")
    named = [line.asked for line in report.lines if line.asked.measure == "activities"]
    counted = frozenset().union(*(asked.kinds for asked in named))
    rows = [(row.kind, row.found[place].number) for row in report.kinds if row.kind.code not in counted]
    return "、".join(f"{kind.label}{number}次" for kind, number in rows if number)


def _notes(report: Report, said: set[str]) -> Iterator[str]:
    span, before = report.span, report.before
    head = ledger_head()
    yield (
        f"统计时段为{span.days}，截至{chinese_day(span.on)}，只计已审核、参加情况为“参加”的登记；"
        f"账本{f'至第{head}号操作记录' if head else '尚无操作记录'}。"
    )
    if before:
        yield f"“{than_when(before)}”为{before.days}；比率括号内为分子/分母，增减为两个百分数之差（百分点）。"
    else:
        yield "前一时段没有账本，未作比较；比率括号内为分子/分母。"
    yield from _left_out(report, said)
    yield f"各项数字的含义、明细见《{title(span)}》的“说明”“指标”两表和系统的“工作报告”页面。"
    yield "本稿由系统据账本生成，是供修改的草稿；【】内须由起草人填写，定稿前应与账本核对。"


def _left_out(report, said) -> Iterator[str]:
    """The indicators of the report that the text does not say: not entered, zero, or without a place in the text."""
    rest = [line for line in report.lines if line.indicator.code not in said]
    groups: tuple[tuple[str, Callable], ...] = (
        ("未载明（账本没有填报，不当作0）", lambda line: line.value is None),
        ("数字为0，未写入正文", lambda line: line.value is not None and not line.value),
        ("未写入正文的其他数字", lambda line: bool(line.value)),
    )
    for name, belongs in groups:
        if rows := [line for line in rest if belongs(line)]:
            yield f"{name}：{'；'.join(_listed(line, report.before) for line in rows)}。"


def _listed(line: Line, before: Span | None) -> str:
    number = _number(line, line.value) if line.value else ""
    old = line.value_before
    then = f"（{than_when(before)}{_number(line, old)}）" if before and old else ""
    return f"{line.indicator.label}{number}{then}"
