"""The home of a leader: totals of a year as charts, each with its table; no deputy, unit or group is named."""

from dataclasses import replace
from datetime import date, timedelta

from django.shortcuts import render
from django.utils import timezone

from ...exports import totals as totals_book
from ...models import Approval, Mandate, Term
from ...scores import charting, summary
from ...scores.calendar import has_deputies
from ...scores.rates import measure
from ...scores.register import gather
from ...tables import charts
from ...tables.rates import MAIN
from .. import question
from ..downloads import answer, official
from ..problems import in_sentences
from ..terms import offer
from .links import link


def read(request) -> question.Question:
    """Term, year and day of the address; the totals of a leader are never narrowed."""
    asked = question.read(request.GET, request.who)
    return replace(asked, cycle="year", q="", unit="", group="", outcome="", requirement="", sort="")


def drawn(asked) -> tuple[summary.Judgement, list[charts.Chart], int]:
    """What is asked for: the judgement, its charts, and the bills submitted in the year."""
    everybody = Mandate.objects.filter(term=asked.term)
    # the judgement of the term has those who left before the year as well
    judgement, whole = summary.judge_in_turn(asked.term, everybody, asked.judged_periods(), asked.on)
    year = judgement.period("year")
    register = gather(asked.term, year.starts_on, year.ends_on - timedelta(days=1), asked.on)
    found, handled = measure(register), charting.suggestions(asked.term, year, asked.on)
    shown = [
        charts.overall(year.label, [charting.overall(judgement, "year"), charting.overall(whole, "term")]),
        charts.requirements(
            year.label, [*charting.by_requirement(judgement, ("year",)), *charting.by_requirement(whole, ("term",))]
        ),
        charts.months(charting.activities(asked.term, year, asked.on)),
        charts.rates([found[code] for code in MAIN]),
        charts.states(handled),
    ]
    return judgement, shown, handled.bills


@in_sentences
def home(request):
    """The totals of a year of a term as of a day."""
    asked = read(request)
    judgement, shown, bills = drawn(asked)
    context = {
        "asked": asked,
        "judgement": judgement,
        "charts": shown,
        "bills": bills,
        "terms": offer(Term.objects.visible_to(request.who).filter(has_deputies()), asked.term),
        "rates": link(request, "rates", term=asked.term.code, **_year_of(judgement.period("year")), on=asked.on),
        "results": _results(request, asked),
    }
    return render(request, "tracker/home_leader.html", context)


def _year_of(period) -> dict[str, date]:
    return {"from": period.starts_on, "to": period.ends_on - timedelta(days=1)}


def _results(request, asked) -> str:
    """The page of the individual results, for who may see them once some are approved."""
    if not request.who.sees_results_of(asked.term.body_id):
        return ""
    approved = Approval.objects.filter(period__term=asked.term, withdrawn_on=None)
    return link(request, "results", term=asked.term.code) if approved.exists() else ""


@official
@in_sentences
def workbook(request):
    """The totals as the screen shows them."""
    asked = read(request)
    if asked.errors:
        raise question.Unreadable("；".join(asked.errors))
    judgement, shown, bills = drawn(asked)
    name = totals_book.title(judgement)
    return answer(name, lambda out: totals_book.write(judgement, shown, bills, out, made_on=timezone.localdate()))
