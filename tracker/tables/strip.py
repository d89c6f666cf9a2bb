"""The duty strip: one mark per required count, the same as a picture and as text."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext

from ..rules.book import Requirement
from ..scores.judge import EXEMPT, NOT_APPLICABLE, RUNNING, SHORT, UNKNOWN, Finding
from ..scores.summary import Judgement, Standing
from .words import OUTCOME_CLASSES, OUTCOME_LABELS

CYCLES = ("year", "term")
PITCH, GAP, DIVIDER, MIDDLE = 11, 10, 4, 9
SHAPES = {
    "full": "m-4.2 0a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0-8.4 0",
    "ring": "m-3.6 0a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0-7.2 0",
    "cross": "m-3.4-3.4l6.8 6.8m0-6.8l-6.8 6.8",
    "dash": "m-3.5 0h7",
    "question": "m-2.3-2.1a2.3 2.3 0 1 1 3.5 1.9c-.8.6-1.2 1-1.2 2.1m0 2.5v.1",
    "exempt": "m-4.2 0a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0-8.4 0m2.2 0h4",
}
SVG = (
    '<svg class="strip" role="img" aria-label="{text}" width="{width}" height="18" viewBox="0 0 {width} 18">'
    "<title>{text}</title>{marks}{divider}</svg>"
)
FULL = '<path class="mark {} {}" d="{}" fill="currentColor"/>'
DRAWN = '<path class="mark {} {}" d="{}" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round"/>'
BETWEEN = '<path class="divider" d="M{} 2v14" fill="none" stroke="currentColor" stroke-opacity=".3"/>'
TO_DO = {RUNNING: "ring", SHORT: "cross", UNKNOWN: "question"}
TEXTS = {EXEMPT: "免", NOT_APPLICABLE: "—"}


@dataclass(frozen=True)
class Mark:
    """One mark of a strip; ``x`` is its middle."""

    shape: str
    tone: str
    x: int

    @property
    def path(self) -> str:
        """What draws it."""
        return f"M{self.x} {MIDDLE}{SHAPES[self.shape]}"

    def __html__(self):
        return format_html(FULL if self.shape == "full" else DRAWN, self.shape, self.tone, self.path)


@dataclass(frozen=True)
class Strip:
    """A drawn strip with its text alternative; ``divider`` is where the year ends and the term begins."""

    text: str
    width: int
    marks: tuple[Mark, ...]
    divider: int | None = None

    def __str__(self):
        return _drawn(self)


@lru_cache(maxsize=1024)  # most deputies of a page have done what many others have
def _drawn(strip: Strip) -> str:
    marks = format_html_join("", "{}", ((mark,) for mark in strip.marks))
    divider = format_html(BETWEEN, strip.divider) if strip.divider else ""
    return format_html(SVG, text=strip.text, width=strip.width, marks=marks, divider=divider)


def slots(judgement: Judgement) -> list[list[tuple[Requirement, int]]]:
    """The requirements of the leading regulation in force, with their full minimum: the year's, then the term's."""
    found = [_of_leading(judgement, cycle) for cycle in CYCLES]
    return [slot for slot in found if slot]


def _of_leading(judgement, cycle):
    asked = judgement.asked(cycle)
    return [(item, value.minimum) for item, value in asked if item.regulation == judgement.leading_code]


def strip_of(standing: Standing, judgement: Judgement) -> Strip:
    """The strip of a deputy over the judged periods."""
    x, marks, divider = 1, [], None
    periods = slots(judgement)
    for number, period in enumerate(periods):
        if number:
            divider, x = x - GAP // 2 + DIVIDER // 2, x + DIVIDER
        for requirement, minimum in period:
            marks += _marks(standing.findings.get(requirement.code), minimum, x)
            x += minimum * PITCH + GAP
    asked = [item for period in periods for item, _ in period]
    return Strip(alternative(standing, asked), max(x - GAP, 1), tuple(marks), divider)


def strip_of_finding(finding: Finding) -> Strip:
    """The marks of one verdict alone."""
    slot = finding.required or 1
    return Strip(_words(finding), slot * PITCH, tuple(_marks(finding, slot, 0)))


def _marks(finding, minimum, x) -> list[Mark]:
    if finding is None:
        return []
    tone = OUTCOME_CLASSES[finding.outcome]
    return [Mark(shape, tone, x + 5 + number * PITCH) for number, shape in enumerate(_shapes(finding, minimum))]


def _shapes(finding, minimum) -> list[str]:
    if finding.outcome == NOT_APPLICABLE:
        return ["dash"] * minimum
    if finding.outcome == EXEMPT:
        return ["exempt"] * finding.required
    done = min(finding.counted, finding.required)
    return ["full"] * done + [TO_DO.get(finding.outcome, "full")] * (finding.required - done)


def alternative(standing: Standing, requirements: list[Requirement]) -> str:
    """The strip in words."""
    found = [(item, standing.findings.get(item.code)) for item in requirements]
    return gettext("；").join(f"{item.label} {_words(finding)}" for item, finding in found if finding)


def _words(finding) -> str:
    label = gettext(OUTCOME_LABELS[finding.outcome])
    return label if finding.required is None else f"{finding.counted}/{finding.required} {label}"


def strip_text(standing: Standing, judgement: Judgement) -> str:
    """The strip as a line of text: ``3/3 4/4 1/1 ｜ 2/3 0/1 0/1``."""
    return " ｜ ".join(
        " ".join(_text(standing.findings.get(item.code)) for item, _ in period) for period in slots(judgement)
    )


def _text(finding) -> str:
    if finding is None:
        return "—"
    return TEXTS.get(finding.outcome) or f"{finding.counted}/{finding.required}"
