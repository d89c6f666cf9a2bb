"""The year at a glance: six counts that add up, what waits, and the list of deputies."""

from dataclasses import dataclass, replace
from datetime import timedelta

from django.shortcuts import render
from django.utils.translation import gettext as _
from django_tables2 import RequestConfig

from ..models import Mandate, Role, Term
from ..scores import summary
from ..scores.calendar import has_deputies
from ..scores.judge import OUTCOMES
from ..tables.base import link_sorts
from ..tables.deputies import Completed, DeputyTable
from ..tables.words import OUTCOME_CLASSES, OUTCOME_LABELS
from . import question
from .homes.administrator import keeping
from .homes.links import link
from .homes.office import DOERS, todo
from .problems import in_sentences
from .terms import carried, offer

PER_PAGE = 50


@dataclass(frozen=True)
class Card:
    """One of the six counts; the number and each detail open exactly the deputies counted."""

    outcome: str
    label: str
    css: str
    count: int
    share: str
    address: str
    current: bool
    details: tuple[tuple[str, int, str], ...]


def judged(asked, who) -> summary.Judgement:
    """The year and the term of the mandates that who is asking may see, as a question asks for them."""
    mandates = Mandate.objects.visible_to(who).filter(term=asked.term)
    return summary.judge(asked.term, mandates, asked.judged_periods(), asked.on, is_part=not who.is_staff)


def _first(asked, who) -> summary.Judgement:
    """As ``judged``, with the other cycle left out where no filter asks for it: a page shows it of few."""
    mandates = Mandate.objects.visible_to(who).filter(term=asked.term)
    found = summary.judge_first(asked.term, mandates, asked.judged_periods(), asked.on, is_part=not who.is_staff)
    others = {item.code for period in found.later for item in found.book.requirements(period.cycle)}
    if asked.requirement in others:
        return replace(found, standings=summary.completed(found, found.standings), later=())
    return found


def chosen(judgement, asked) -> list[summary.Standing]:
    """The standings that the filters of a question leave."""
    by = summary.Narrowing(asked.q, asked.unit, asked.group, asked.outcome, asked.requirement)
    return summary.in_order(summary.narrow(judgement, by, asked.cycle), asked.sort)


@in_sentences
def overview(request):
    """The year at a glance: what is to be done, six counts that add up, and the list of deputies."""
    asked = question.read(request.GET, request.who)
    judgement = _first(asked, request.who)
    period, choices = judgement.period(asked.cycle), choices_of(judgement, asked)
    rows = chosen(judgement, asked)
    table = DeputyTable(Completed(rows, judgement), judgement=judgement, page=True)
    link_sorts(table, asked.sort, asked.address)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    context = {
        "asked": asked,
        "terms": offer(Term.objects.visible_to(request.who).filter(has_deputies()), asked.term),
        "carried": carried(asked.on, cycle=asked.cycle if asked.cycle == "term" else ""),
        "problems": [*asked.errors, *unknown(asked, choices)],
        "judgement": judgement,
        "days_left": max((period.ends_on - asked.on).days - 1, 0),
        "last_day": period.ends_on - timedelta(days=1),
        "cards": cards(judgement, asked),
        "todo": todo(request, asked, judgement) if request.roles & DOERS else None,
        "keeping": keeping(request) if Role.ADMINISTRATOR in request.roles else None,
        "new_activity": link(request, "activity-new", term=asked.term.code),
        "choices": choices,
        "clear": asked.address(q="", unit="", group="", outcome="", requirement=""),
        "table": table,
        "shown": len(rows),
    }
    return render(request, "tracker/overview.html", context)


def unknown(asked, choices) -> list[str]:
    """Sentences about units and groups that a question asks for and nobody knows."""
    asked_for = ((_("选举单位"), asked.unit, choices["units"]), (_("联系组、专业组"), asked.group, choices["groups"]))
    return [
        _("没有名为「%(name)s」的%(what)s，请从列表中选择。") % {"name": name, "what": what}
        for what, name, known in asked_for
        if name and name not in known
    ]


def choices_of(judgement, asked) -> dict:
    """What the filters offer: units and groups in official order, outcomes, and the cycles with their addresses."""
    groups = {group.name: (group.kind, group.order) for row in judgement.standings for group in row.groups}
    units = {row.unit.name: row.unit.order for row in judgement.standings if row.unit}
    return {
        "units": sorted(units, key=lambda name: units[name]),
        "groups": sorted(groups, key=lambda name: groups[name]),
        "outcomes": [(outcome, _(OUTCOME_LABELS[outcome])) for outcome in OUTCOMES],
        "cycles": [(label, asked.address(cycle=code), code == asked.cycle) for code, label in question.CYCLES],
    }


def cards(judgement, asked) -> list[Card]:
    """The six counts of a cycle; they add up to all deputies listed."""
    regulation, cycle = judgement.leading_code, asked.cycle
    requirements = [item for item in judgement.book.requirements(cycle) if item.regulation == regulation]
    counts = summary.count_overall(judgement.standings, regulation, cycle)
    parts = summary.breakdown(judgement.standings, regulation, cycle, requirements)
    shorts = {item.code: item.short for item in requirements}
    bare = {"q": "", "unit": "", "group": ""}
    return [
        Card(
            outcome,
            _(OUTCOME_LABELS[outcome]),
            OUTCOME_CLASSES[outcome],
            count,
            summary.percent(count, len(judgement.standings)),
            asked.address(outcome=outcome, requirement="", **bare),
            asked.outcome == outcome,
            tuple(
                (shorts[code], n, asked.address(outcome=outcome, requirement=code, **bare))
                for code, n in parts[outcome].items()
                if outcome != "met"
            ),
        )
        for outcome, count in counts.items()
    ]
