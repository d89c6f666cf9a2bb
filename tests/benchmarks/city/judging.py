"""Judging one term of 870 deputies over a year and the term."""

from tests.benchmarks.measure import against, measured
from tests.benchmarks.test_judge import bare_loop
from tracker.models import DutyRecord, Mandate
from tracker.scores import calendar, facts, summary
from tracker.scores.judge import evaluate
from tracker.scores.rates import measure as rated
from tracker.scores.register import gather

from .world import ON, YEAR


def measure(world) -> None:
    """The pure judge, then the judge with its queries, then the rates of the term's suggestions."""
    mandates = Mandate.objects.filter(term=world.term)
    periods = [calendar.period_of(world.term, YEAR), calendar.period_of(world.term, None)]
    case = facts.gather(world.term, mandates, periods, ON)
    given = (case.mandates, facts.counts(case), case.interruptions, case.sessions, case.book.requirements())
    findings = len(evaluate(*given, periods, ON))
    bare = against("as many bare findings", lambda: bare_loop(findings))
    row = world.row(f"judge one term of {len(case.mandates)} deputies, counts given")
    measured(row, lambda: evaluate(*given, periods, ON), bare, bounds=[("ms", "<", 60)], runs=15)

    records = DutyRecord.objects.filter(term=world.term).values_list("mandate", "kind", "occurred_on", "state")
    fetched = against("its records fetched", lambda: list(records.all()))
    row = world.row("… with its queries, units and groups", figures={"duty records": records.count()})
    measured(row, lambda: summary.judge(world.term, mandates, periods, ON), fetched)
    rates_of(world)


def rates_of(world) -> None:
    """The rates of the municipal term."""
    rows = gather(world.term, None, None, ON)
    row = world.row("rates of the municipal term", figures={"suggestions": len(rows.items), "shares": len(rows.shares)})
    bare = against("measured, the register given", lambda: rated(rows))
    measured(row, lambda: rated(gather(world.term, None, None, ON)), bare)
