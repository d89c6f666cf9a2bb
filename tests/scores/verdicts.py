"""What the judge finds in a case, and where that is not what the case says. Pure."""

from datetime import date

from tests.rules.table import requirements, timings
from tests.scores.cases import Case, PeriodLine
from tracker.rules.book import Requirement, Value
from tracker.scores.classify import Facts, Record, answers, tally
from tracker.scores.judge import Finding, evaluate, overall
from tracker.scores.periods import Interruption, Mandate, Period, Session, plan

DEPUTY = 1
NO_FINDING, NOTHING = "no finding", "nothing"


def complaints(case: Case) -> list[str]:
    """Everything that is not what the case says; empty when all is well."""
    found = {finding.requirement: finding for finding in findings(case)}
    wrong = [] if bool(found) == case.listed else ["is listed" if found else "is not listed"]
    for code, said in case.expect.items():
        wrong += [f"{code}: {item}" for item in _compare(said, found.get(code))]
    for code, said in case.answers.items():
        given = explained(case, code)
        wrong += [f"{code}: {record} is {given.get(record)}" for record in said if given.get(record) != said[record]]
    for code, said in case.overall.items():
        outcome = overall(finding.outcome for finding in found.values() if finding.regulation == code)
        wrong += [] if outcome == said else [f"overall of {code} is {outcome}"]
    return wrong


def _compare(said: str | dict, finding: Finding | None) -> list[str]:
    if said == NO_FINDING or finding is None:
        return [] if said == NO_FINDING and finding is None else [f"finding is {finding}"]
    said = {"outcome": said} if isinstance(said, str) else said
    found = {name: NOTHING if getattr(finding, name) is None else getattr(finding, name) for name in said}
    return [f"{name} is {found[name]}" for name in said if said[name] != found[name]]


def findings(case: Case) -> list[Finding]:
    """The findings of the case's deputy in its period."""
    rules = requirements(case.rules)
    counts = {(DEPUTY, item.code, period_of(case).key): counts_of(case, item) for item in rules}
    interruptions, sessions = interruptions_of(case), sessions_of(case)
    return evaluate([mandate_of(case)], counts, interruptions, sessions, rules, [period_of(case)], case.on)


def counts_of(case: Case, requirement: Requirement) -> tuple[int, int]:
    """(counted, pending): the records that classify lets through, and what the case gives as bare numbers."""
    facts = facts_of(case, requirement)
    rows = records_of(case)
    counted, pending = tally(answers(rows, facts), rows, facts)
    return counted + case.verified.get(requirement.code, 0), pending + case.submitted.get(requirement.code, 0)


def explained(case: Case, code: str) -> dict[str, str]:
    """The answer of each record for one requirement."""
    (requirement,) = [item for item in requirements(case.rules) if item.code == code]
    return answers(records_of(case), facts_of(case, requirement))


def facts_of(case: Case, requirement: Requirement) -> Facts:
    """What the case's records are held against."""
    value: Value = requirement.in_force(period_of(case).starts_on) or requirement.values[0]
    mandate, sessions = mandate_of(case), sessions_of(case)
    return Facts(value, period_of(case), mandate, interruptions_of(case), sessions, timings(), case.on)


def period_of(case: Case) -> Period:
    """The period that is judged: given in full, or one of those planned for the term."""
    until: date | None = case.registration_until
    if isinstance(case.period, PeriodLine):
        line = case.period
        return Period(line.cycle, line.label, line.starts_on, line.ends_on, until)
    planned = plan(case.term.starts_on, case.term.ends_on)
    (row,) = [item for item in planned if case.period == ("term" if item.cycle == "term" else item.label)]
    return Period(row.cycle, row.label, row.starts_on, row.ends_on, until)


def mandate_of(case: Case) -> Mandate:
    """The deputy; the rolls marked as complete are those of the own delegation."""
    rolls = frozenset(number for number, row in enumerate(case.sessions) if row.roll)
    return Mandate(DEPUTY, case.mandate.starts_on, case.mandate.ends_on, case.mandate.grassroots, rolls)


def sessions_of(case: Case) -> tuple[Session, ...]:
    """The sessions of the term."""
    return tuple(Session(number, row.opens_on, row.closes_on) for number, row in enumerate(case.sessions))


def interruptions_of(case: Case) -> tuple[Interruption, ...]:
    """The deputy's interruptions."""
    rows = case.interruptions
    return tuple(Interruption(DEPUTY, row.kind, row.starts_on, row.ends_on, row.approved) for row in rows)


def records_of(case: Case) -> list[Record]:
    """The deputy's records in the order written; ``times`` alike ones are told apart by a number."""
    found = []
    for place, row in enumerate(case.records):
        for number in range(row.times):
            name = f"{row.id or place}{f'-{number + 1}' if row.times > 1 else ''}"
            derived = row.kind.startswith(("bill_", "suggestion_"))
            found.append(Record(name, row.kind, row.state, row.on, row.attendance, row.half_day, "", derived))
    return found
