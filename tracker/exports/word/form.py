"""《……代表……年度履职情况登记表》: what the form of each deputy says, for the printed page and for Word alike."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ...rules.calendar import chinese_day
from ...scores.summary import Judgement, Standing
from ...scores.uncounted import answered
from ...tables.strip import Strip, strip_of
from ..dutyfile import NotServing
from . import details, verdicts
from .blocks import Block, Desk, blocks
from .words import sayer, year_name


@dataclass(frozen=True)
class Fact:
    """One box of 基本情况."""

    label: str
    value: str


@dataclass(frozen=True)
class Signature:
    """A place to be signed, or signed and sealed."""

    label: str
    sealed: bool


@dataclass(frozen=True)
class Paper:
    """The form of one deputy; ``facts`` are named boxes, ``outcome`` is the overall outcomes in words."""

    title: str
    number: str
    name: str
    facts: dict[str, Fact]
    strip: Strip
    outcome: str
    blocks: tuple[Block, ...]
    verdicts: Block
    notes: tuple[str, ...]
    signatures: tuple[Signature, ...]
    foot: tuple[str, ...]


def form_title(judgement: Judgement) -> str:
    """The title from the term's label, the body's word for its deputies and the year."""
    return f"{judgement.term.label}{sayer(judgement.term)('代表')}{judgement.period('year').label}年度履职情况登记表"


def papers(judgement: Judgement, *, made_on: date) -> list[Paper]:
    """The forms of the deputies of a judgement over a year and the term, in its order; NotServing when it has none."""
    if not judgement.standings:
        raise NotServing(f"截至{chinese_day(judgement.on)}，没有在本年度任职的人员，无法生成登记表。")
    say, title = sayer(judgement.term), form_title(judgement)
    found, told = answered(judgement.case), details.read(judgement)
    foot = verdicts.foot(judgement, made_on, say)
    year = judgement.period("year")
    desks = [Desk(row.mandate.pk, year, judgement.on, found[row.mandate.pk], told, say) for row in judgement.standings]
    return [_paper(judgement, row, desk, title, foot) for row, desk in zip(judgement.standings, desks, strict=True)]


def _paper(judgement, standing: Standing, desk: Desk, title, foot) -> Paper:
    say = desk.say
    return Paper(
        title,
        standing.number,
        standing.name,
        facts(judgement, standing, desk),
        strip_of(standing, judgement),
        verdicts.overall_line(judgement, standing),
        blocks(desk),
        verdicts.verdicts(judgement, standing, say),
        tuple(verdicts.notes(judgement, standing, desk.answered, say)),
        signatures(say),
        foot,
    )


def facts(judgement: Judgement, standing: Standing, desk: Desk) -> dict[str, Fact]:
    """The boxes of 基本情况, by name."""
    person, mandate, say = desk.details.persons[desk.mandate], standing.mandate, desk.say
    boxes = (
        ("name", "姓名", person.name),
        ("gender", "性别", person.gender),
        ("nationality", "民族", person.nationality),
        ("born", "出生年月", person.born),
        ("party", "政治面貌", person.party),
        ("number", "代表编号", mandate.number),
        ("work", "工作单位及职务", person.work),
        ("unit", "选举单位", standing.unit.name if standing.unit else ""),
        ("liaison", "联系组", standing.group_names("liaison")),
        ("professional", "专业组", standing.group_names("professional")),
        ("held", "任职起止", _held(mandate, say)),
        ("days", "在任天数", f"{year_name(judgement.period('year'))} {standing.served_days}天"),
    )
    return {name: Fact(say(label), value) for name, label, value in boxes}


def _held(mandate, say) -> str:
    began = f"{chinese_day(mandate.starts_on)}{say('补选') if mandate.by_election else '起'}"
    return f"{began}，{chinese_day(mandate.ends_on)}终止" if mandate.ends_on else began


def signatures(say: Callable[[str], str]) -> tuple[Signature, ...]:
    """The three places at the end of the form."""
    asked = (("代表签名", False), ("联系组意见", True), ("代表工作机构意见", True))
    return tuple(Signature(say(label), sealed) for label, sealed in asked)
