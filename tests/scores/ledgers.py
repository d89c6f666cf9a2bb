"""Random ledgers: plain rows drawn by hypothesis, stored raw so that every state occurs on every day."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from tests import make
from tests.scores.worlds import days, spans
from tracker.models import (
    Delegation,
    DutyKind,
    DutyRecord,
    ElectoralUnit,
    Interruption,
    Mandate,
    MandateUnit,
    Person,
    RequirementValue,
    Session,
    Sponsor,
    Suggestion,
)
from tracker.scores import facts
from tracker.scores.calendar import period_of

DEPUTIES = range(4)
KINDS = ["session_speech", "visit", "observe_standing_committee", "training", "session_attendance"]
INTERRUPTIONS = ["sick", "official", "personal", "suspended", "suspended"]
STATES = ["draft", "submitted", "verified", "returned", "void"]


@dataclass(frozen=True)
class Ledger:
    """A ledger as plain rows, the numbers of its deputies in the place of deputies."""

    mandates: list
    interruptions: list
    sessions: list
    records: list
    suggestions: list
    caps: dict
    years: list
    on: date


def ledgers():
    """Ledgers of four deputies, with the days of the first session crowded."""
    deputy, day = st.sampled_from(DEPUTIES), days(-3, 12) | days(-20, 420)
    role = st.sampled_from(["attended", "attended", "attended", "absent", "leave"])
    record = st.tuples(
        deputy, st.sampled_from(KINDS), st.sampled_from(STATES), day, role, st.sampled_from(["", "am", "pm"])
    )
    interruption = st.tuples(deputy, st.sampled_from(INTERRUPTIONS), spans(), st.booleans(), st.booleans())
    paper = st.tuples(
        st.sampled_from(["bill", "suggestion"]),
        st.sampled_from(["draft", "submitted", "accepted", "assigned", "closed"]),
        day,
        st.lists(deputy, min_size=1, max_size=3, unique=True),
    )
    cap = st.sampled_from([None, None, 0, 1, 2])
    return st.builds(
        Ledger,
        st.tuples(*[st.just((make.START, None)) | spans() for _ in DEPUTIES]),
        st.lists(interruption, max_size=5, unique_by=lambda row: (row[0], row[1], row[2][0])),
        st.lists(st.tuples(day, st.integers(0, 5), st.booleans()), max_size=3),
        st.lists(record, max_size=40),
        st.lists(paper, max_size=8),
        st.fixed_dictionaries({"session-speeches": cap, "recess-activities": cap, "bills-suggestions": cap}),
        st.lists(st.sampled_from([2023, 2024, None]), min_size=1, unique=True),
        day,
    )


def store(ledger: Ledger, term) -> None:
    """The rows of a ledger in the database."""
    unit = ElectoralUnit.objects.get(term=term)
    people = [Person(number=f"P-{term.pk}-{n}", name=f"示例代表{n}") for n in DEPUTIES]
    Person.objects.bulk_create(people)
    held = [
        _mandate(term, n, person, span) for n, (person, span) in enumerate(zip(people, ledger.mandates, strict=True))
    ]
    Mandate.objects.bulk_create(held)
    MandateUnit.objects.bulk_create([MandateUnit(mandate=row, unit=unit, starts_on=row.starts_on) for row in held])
    Interruption.objects.bulk_create([_interruption(held, row) for row in ledger.interruptions])
    sat = Session.objects.bulk_create([_session(term, n, row) for n, row in enumerate(ledger.sessions)])
    Delegation.objects.bulk_create([_delegation(unit, *pair) for pair in zip(sat, ledger.sessions, strict=True)])
    kinds = {row.code: row for row in DutyKind.objects.all()}
    DutyRecord.objects.bulk_create([_record(held, kinds, n, row) for n, row in enumerate(ledger.records)])
    for number, row in enumerate(ledger.suggestions):
        _suggest(held, number, row)
    for code, cap in ledger.caps.items():
        RequirementValue.objects.filter(requirement__code=code).update(half_day_cap=cap)


def _mandate(term, number, person, span):
    fields = {"starts_on": span[0], "ends_on": span[1], "is_grassroots": bool(number % 2)}
    return Mandate(term=term, number=f"60000{number}", person=person, **fields)


def _interruption(held, row):
    number, kind, (starts_on, ends_on), approved, is_void = row
    days_off = {"starts_on": starts_on, "ends_on": ends_on}
    return Interruption(mandate=held[number], kind=kind, approved=approved, is_void=is_void, **days_off)


def _session(term, number, row):
    opens_on, length, _ = row
    return Session(term=term, ordinal=number, opens_on=opens_on, closes_on=opens_on + timedelta(length))


def _delegation(unit, session, row):
    return Delegation(session=session, unit=unit, speech_roll_completed_on=session.closes_on if row[2] else None)


def _record(held, kinds, serial, row):
    number, kind, state, day, attendance, half_day = row
    return DutyRecord(
        term=held[number].term,
        mandate=held[number],
        kind=kinds[kind],
        key=f"D-{serial}",
        title=f"登记{serial}",
        occurred_on=day,
        half_day=half_day,
        attendance=attendance,
        state=state,
        recorded_by=make.by().user,
        recorded_at=make.NOON,
        verified_by=make.by("verifier").user if state == "verified" else None,
    )


def _suggest(held, serial, row):
    kind, state, day, numbers = row
    paper = Suggestion.objects.create(
        term=held[0].term,
        kind=kind,
        channel="recess",
        title=f"建议{serial}",
        state=state,
        submitted_on=None if state == "draft" else day,
        accepted_on=None if state in ("draft", "submitted") else day,
    )
    roles = ["lead"] + ["joint"] * len(numbers)
    pairs = zip(numbers, roles, strict=False)
    Sponsor.objects.bulk_create([Sponsor(suggestion=paper, mandate=held[n], role=role) for n, role in pairs])


def case_of(ledger: Ledger, term, **narrowed) -> facts.Case:
    """The case that the ledger makes for its periods and its day."""
    rows = Mandate.objects.filter(term=term, **narrowed).listed()
    return facts.gather(term, rows, [period_of(term, year) for year in ledger.years], ledger.on)
