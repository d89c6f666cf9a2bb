"""Which number of a work report is asked for by the address of its rows."""

from dataclasses import dataclass

from django.utils.translation import gettext

from ...models import DutyKind, Indicator
from ...scores.indicators.counting import count
from ...scores.indicators.facts import gather, measured_of
from ...scores.indicators.report import OF_KINDS, need_ledger
from ...scores.indicators.shapes import Count, Facts, Measured
from ...tables.indicator_words import defined, definition
from ...tables.units import unit_word
from ...tables.workreport import KIND_HEADS, KIND_UNITS
from ..question import Unreadable
from .question import Asked

PARTS = ("", "of")


@dataclass(frozen=True)
class Wanted:
    """A number that is asked for: what is counted, its name, unit and definition, and the part of a share."""

    asked: Measured
    title: str
    unit: str
    meaning: str
    part: str


def wanted(get) -> Wanted:
    """What an address asks for: an indicator, or a measure of a kind of activity; Unreadable for neither."""
    part = get.get("part", "")
    labels = dict(DutyKind.objects.order_by("order", "code").values_list("code", "label"))
    found = _indicator(get["indicator"], labels, part) if "indicator" in get else _of_kind(get, labels, part)
    if found is None or part not in PARTS:
        said = " ".join(get.get(name, "") for name in ("indicator", "measure", "kind", "part")).strip()
        raise Unreadable(
            gettext("没有「%(asked)s」这一指标，或者账本不计它；请从工作报告页面的数字进入。") % {"asked": said}
        )
    return found


def _indicator(code, labels, part) -> Wanted | None:
    row = Indicator.objects.filter(code=code).exclude(measure="").prefetch_related("kinds").first()
    return row and Wanted(measured_of(row), gettext(row.name), unit_word(row.unit), definition(row, labels), part)


def _of_kind(get, labels, part) -> Wanted | None:
    measure, kind = get.get("measure", ""), get.get("kind", "")
    if measure not in OF_KINDS or (kind and kind not in labels):
        return None
    codes = frozenset([kind]) if kind else frozenset()
    name = labels[kind] if kind else gettext("闭会期间各类活动")
    title = gettext("%(kind)s · %(head)s") % {"kind": name, "head": KIND_HEADS[measure]}
    return Wanted(Measured("", measure, codes), title, str(KIND_UNITS[measure]), defined(measure, codes, labels), part)


def counted(asked: Asked, number: Wanted) -> tuple[Facts, Count]:
    """The facts of the span that is asked for, and what is counted in them; Unreadable for a part that is none.

    NoLedger where the term has none.
    """
    need_ledger(asked.span.term)
    facts = gather(asked.span)
    found = count(number.asked, facts)
    if number.part and found.of is None:
        raise Unreadable(gettext("「%(title)s」不是比率，没有分母。") % {"title": number.title})
    return facts, found
