"""What each indicator counts, in a sentence; the same on screens, in sheets and in drafts."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..models import Indicator, Measure
from ..scores.indicators.shapes import SUMMED
from .rate_words import RATE_MEANINGS

ANY_KIND = _("闭会期间各类")
NAMED_KINDS = _("“%(kinds)s”类")
DEPUTY, GRASSROOTS = pgettext_lazy("plural", "代表"), pgettext_lazy("plural", "基层代表")
SUM_OF = _("时段内%(kinds)s活动填报的%(what)s之和。")
DEFINITIONS = {
    Measure.ACTIVITIES: _("时段内开始的%(kinds)s活动，名单上有本级代表参加并经审核的，每场计 1 次。"),
    Measure.PERSONS: _("时段内参加过%(kinds)s履职并经审核的%(who)s，每人只计一次，此后离任的也计。"),
    Measure.PERSON_TIMES: _("时段内%(who)s参加%(kinds)s履职并经审核的登记，每人每次计 1 人次。"),
    Measure.RECORDS: _("时段内%(who)s经审核的%(kinds)s登记，每条计 1 件。"),
    Measure.COVERAGE: _("时段最后一日在任、时段内参加过%(kinds)s履职的%(who)s ÷ 时段最后一日在任的%(who)s。"),
    Measure.TERM_COVERAGE: _(
        "时段最后一日在任、本届开始以来参加过%(kinds)s履职的%(who)s ÷ 时段最后一日在任的%(who)s（届内累计）。"
    ),
    Measure.NATIONAL_GUESTS: _(
        "时段内%(kinds)s活动名单上的全国人大代表，每人每次计 1 人次；另行统计，不计入本级代表的人数和人次。"
    ),
    Measure.DEPUTIES: _("时段最后一日在任的%(who)s，暂停执行职务的仍计入。"),
    Measure.LIAISON_GROUPS: _("时段最后一日有成员的代表联系组。"),
    Measure.PROFESSIONAL_GROUPS: _("时段最后一日有成员的代表专业组。"),
    Measure.BILLS: _("时段内受理、到截至日没有撤回也没有转作建议办理的议案。"),
    Measure.BILLS_DELIBERATED: _("时段内受理的议案中，到截至日审议结果报告已获通过的。"),
    Measure.SUGGESTIONS: _("时段内受理、到截至日没有撤回的建议，含转作建议办理的议案；并案的各计 1 件。"),
    Measure.SUGGESTIONS_IN_SESSION: _("时段内受理的建议中，渠道为大会的。"),
    Measure.SUGGESTIONS_OUT_OF_SESSION: _("时段内受理的建议中，渠道为闭会的。"),
    Measure.ASSIGNMENTS: _("时段内交办、到截至日没有退办或者终止的主办、分办件，每个承办单位各计 1 件；协办不计。"),
    Measure.SUGGESTIONS_REPLIED: _(
        "时段内受理的建议中，到截至日主办、分办单位都已答复的；已并案的看并入的那一件。答复不等于问题解决。"
    ),
    Measure.REHANDLED: _("时段内交办的主办、分办件中，到截至日进入第二轮及以后办理的。"),
    Measure.SUGGESTIONS_PUBLISHED: _("时段内受理的建议中，到截至日审核决定公开的。"),
    Measure.REPLIES_PUBLISHED: _("时段内交办的主办、分办件中，最近一次答复到截至日审核决定公开的。"),
    Measure.KEY_SUPERVISED: _("时段内受理的建议中，到截至日列为重点督办的。"),
    Measure.KEY_FINISHED: _("时段内受理、列为重点督办的建议中，到截至日各项重点督办都已办结的。"),
}
SPAN_OF_RATES = _("时段内交办的主办、分办件，截至日终了的情况：%(meaning)s")


def definition(indicator: Indicator, labels: Mapping[str, str]) -> str:
    """What an indicator counts: its own definition, else that of its measure over its kinds and deputies.

    ``labels`` are the labels of all kinds by code in their official order.
    """
    if indicator.definition or not indicator.measure:
        return indicator.definition
    codes = {kind.code for kind in indicator.kinds.all()}
    return defined(indicator.measure, codes, labels, grassroots_only=indicator.grassroots_only)


def defined(measure: str, codes: Iterable[str], labels: Mapping[str, str], *, grassroots_only: bool = False) -> str:
    """What a measure counts over kinds of duty (none: all out of session) and deputies, in a sentence."""
    words = {"kinds": kind_words(codes, labels), "who": str(GRASSROOTS if grassroots_only else DEPUTY)}
    if measure in SUMMED:
        return str(SUM_OF) % {**words, "what": Measure(measure).label}
    if measure in RATE_MEANINGS and measure not in DEFINITIONS:
        return str(SPAN_OF_RATES) % {"meaning": RATE_MEANINGS[measure]}
    return str(DEFINITIONS[measure]) % words


def kind_words(codes: Iterable[str], labels: Mapping[str, str]) -> str:
    """The labels of kinds in their official order; the words for all of them where none is named."""
    wanted = set(codes)
    named = "”“".join(label for code, label in labels.items() if code in wanted)
    return str(NAMED_KINDS) % {"kinds": named} if named else str(ANY_KIND)
