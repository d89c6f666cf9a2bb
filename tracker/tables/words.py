"""The words of a verdict, the same on screens, in sheets and in texts."""

from collections.abc import Iterable
from datetime import date, datetime
from re import search
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.dateformat import format as format_day
from django.utils.translation import gettext, gettext_lazy, gettext_noop

from ..models import Requirement
from ..rules import book
from ..scores.judge import (
    AWAITS_VERIFICATION,
    EXEMPT,
    MET,
    NOT_APPLICABLE,
    RUNNING,
    SHORT,
    STILL_REGISTERING,
    UNKNOWN,
    Finding,
)
from ..scores.periods import Period
from ..scores.summary import Judgement, Standing

OUTCOME_LABELS = {
    MET: gettext_noop("达到"),
    RUNNING: gettext_noop("进行中"),
    SHORT: gettext_noop("未达到"),
    UNKNOWN: gettext_noop("待核"),
    EXEMPT: gettext_noop("免予要求"),
    NOT_APPLICABLE: gettext_noop("不作要求"),
}
OUTCOME_CLASSES = {
    MET: "met",
    RUNNING: "running",
    SHORT: "short",
    UNKNOWN: "unknown",
    EXEMPT: "none",
    NOT_APPLICABLE: "none",
}
OUTCOME_MEANINGS = {
    MET: "计入数不少于要求数。",
    RUNNING: "尚未达到，仍可继续完成。",
    SHORT: "未达到基本要求，且已不能再完成。",
    UNKNOWN: "尚不能判定：发言名单未登记完成，或者待审核的登记审核后可以达到。",
    EXEMPT: "本有要求，经批准免予要求。",
    NOT_APPLICABLE: "本周期对该代表不作要求。",
}
CLOCK = ZoneInfo(settings.TIME_ZONE)
NO_REQUIREMENT = gettext_noop("未设要求")
CYCLE_LABELS = {cycle.value: str(cycle.label) for cycle in Requirement.Cycle}
GRAVITY = (SHORT, UNKNOWN, RUNNING, EXEMPT, NOT_APPLICABLE)
SHORT_ENOUGH = 4
AMOUNTS = {"次": gettext_lazy("%(n)s 次"), "件": gettext_lazy("%(n)s 件")}
REASONS = (
    gettext_noop("发言名单未齐"),
    gettext_noop("会议未登记"),
    gettext_noop("没有可参加的会议"),
    gettext_noop("在任不足 %(n)s 天"),
)


def day_text(day: date, year: str = "") -> str:
    """A day as people write it; the year is left out where it is the one given."""
    return format_day(day, gettext("n 月 j 日") if str(day.year) == year else gettext("Y 年 n 月 j 日"))


def moment_text(moment: datetime) -> str:
    """A moment to the minute, by the clock of the office."""
    return moment.astimezone(CLOCK).strftime("%Y-%m-%d %H:%M")


def span_text(period: Period) -> str:
    """A period with its last day included."""
    last = date.fromordinal(period.ends_on.toordinal() - 1)
    return f"{period.starts_on.isoformat()} 至 {last.isoformat()}"


def name_of(requirement: book.Requirement) -> str:
    """What a sentence calls a requirement: its label where that is short enough."""
    return requirement.label if len(requirement.label) <= SHORT_ENOUGH else requirement.short


def amount(number: int, unit: str) -> str:
    """So many of a unit; where the reader's language has no such word, the number alone."""
    return AMOUNTS[unit] % {"n": number} if unit in AMOUNTS else f"{number} {unit}"


def reason_text(finding: Finding) -> str:
    """The judge's reason in the reader's language; the number in it is kept."""
    number = search(r"\d+", finding.reason)
    if number is None:
        return gettext(finding.reason)
    return gettext(finding.reason.replace(number[0], "%(n)s")) % {"n": number[0]}


def missing(finding: Finding) -> int:
    """How many are still missing; 0 when nothing is required."""
    return max((finding.required or 0) - finding.counted, 0)


def until(finding: Finding, requirement: book.Requirement) -> str:
    """Until when what is missing can still be made, or why it no longer can; empty when nothing is missing."""
    if finding.outcome == RUNNING:
        return _still(finding, requirement)
    if finding.outcome == UNKNOWN:
        return _pending(finding) if finding.reason == AWAITS_VERIFICATION else reason_text(finding)
    if finding.outcome == SHORT:
        return gettext("会议已闭幕") if at_sessions(requirement) else gettext("期限已过")
    return ""


def _pending(finding):
    return gettext("%(n)s 条待审核") % {"n": finding.pending}


def _still(finding, requirement) -> str:
    if finding.latest_on is None:
        return gettext("待会议召开") if at_sessions(requirement) else gettext("可继续完成")
    day = day_text(finding.latest_on, finding.period[1])
    said = gettext("补登至 %(day)s") if finding.reason == STILL_REGISTERING else gettext("%(day)s前")
    return said % {"day": day}


def at_sessions(requirement: book.Requirement) -> bool:
    """Whether a requirement can only be met while a session sits."""
    return requirement.values[-1].part_period == "session"


def finding_sentence(finding: Finding, requirement: book.Requirement) -> str:
    """What one verdict says beside its outcome: what is missing and until when, or why nothing is asked."""
    if finding.outcome == NOT_APPLICABLE:
        return reason_text(finding)
    if finding.outcome in (MET, EXEMPT):
        return ""
    still = amount(missing(finding), requirement.unit)
    sentence = gettext("还差 %(amount)s，%(end)s") % {"amount": still, "end": until(finding, requirement)}
    said = not finding.pending or finding.reason == AWAITS_VERIFICATION
    return sentence if said else sentence + gettext("；另有 %(n)s 条待审核") % {"n": finding.pending}


def sentence(standing: Standing, judgement: Judgement) -> str:
    """One sentence on a deputy: what is missing until when; of the second cycle only what is short or unknown."""
    first, *others = judgement.case.periods
    parts = _service(standing.mandate, first)
    parts += _clauses(_findings(standing, judgement, first, GRAVITY))
    for period in others:
        grave = _clauses(_findings(standing, judgement, period, (SHORT, UNKNOWN)))
        cycle = gettext(CYCLE_LABELS[period.cycle])
        parts += [gettext("%(cycle)s%(clause)s") % {"cycle": cycle, "clause": clause} for clause in grave]
    return gettext("；").join(parts)


def _service(mandate, period) -> list[str]:
    year = period.label
    parts = []
    if mandate.by_election and period.starts_on <= mandate.starts_on < period.ends_on:
        parts.append(gettext("%(day)s补选") % {"day": day_text(mandate.starts_on, year)})
    if mandate.ends_on and period.starts_on < mandate.ends_on < period.ends_on:
        parts.append(gettext("%(day)s资格终止") % {"day": day_text(mandate.ends_on, year)})
    return parts


def _findings(standing, judgement, period, outcomes) -> list[tuple]:
    asked = [item for item in judgement.book.requirements(period.cycle) if item.code in standing.findings]
    found = [(item, standing.findings[item.code]) for item in asked]
    return [pair for outcome in outcomes for pair in found if pair[1].outcome == outcome]


def _clauses(pairs: Iterable[tuple]) -> list[str]:
    by_end: dict[tuple[str, str], list[str]] = {}
    for requirement, finding in pairs:
        by_end.setdefault(_end(finding, requirement), []).append(_head(finding, requirement))
    joint = gettext("、")
    return [clause % {"heads": joint.join(heads), "end": end} for (clause, end), heads in by_end.items()]


def _head(finding, requirement) -> str:
    if finding.outcome in (EXEMPT, NOT_APPLICABLE):
        return name_of(requirement)
    still = amount(missing(finding), requirement.unit)
    return gettext("%(name)s差 %(amount)s") % {"name": name_of(requirement), "amount": still}


def _end(finding, requirement) -> tuple[str, str]:
    if finding.outcome in (EXEMPT, NOT_APPLICABLE):
        return gettext("%(heads)s%(end)s"), gettext(OUTCOME_LABELS[finding.outcome])
    return gettext("%(heads)s，%(end)s"), until(finding, requirement)
