"""Random registers: plain rows drawn by hypothesis, stored raw so that everything occurs on every day."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from tests import make
from tracker.models import (
    Assignment,
    Body,
    Commitment,
    Contact,
    Disclosure,
    Evaluation,
    EvaluationLine,
    Reply,
    Sponsor,
    Suggestion,
)

FIRST = date(2023, 1, 20)
UNITS = ("示例教育委", "示例学校", "示例法院")
ABOVE = {"示例学校": "示例教育委"}
SYSTEMS = {"示例教育委": "政府系统", "示例学校": "政府系统", "示例法院": "法院系统"}


@dataclass(frozen=True)
class Receipt:
    """A receipt; ``corrected`` is a later day and the rating given then; ``lines`` rate commitments by position."""

    round: int
    stage: str
    rating: str
    on: date
    lead: bool
    corrected: tuple[date, str] | None
    lines: dict[int, str]


@dataclass(frozen=True)
class Handled:
    """An assignment with all that ever happened to it."""

    unit: str
    role: str
    assigned_on: date
    due_on: date
    extended: tuple[date, date] | None
    gone_on: date | None
    replies: list[tuple[date, str, tuple]]
    promises: list[date]
    contacts: list[date]
    receipts: list[Receipt]


@dataclass(frozen=True)
class Paper:
    """A suggestion, its decisions on disclosure, and those who handle it."""

    kind: str
    channel: str
    accepted_on: date
    treated_on: date | None
    withdrawn_on: date | None
    decisions: list[tuple[date, str]]
    handled: list[Handled]


def days(most: int = 40):
    """Days crowded together, so that edges meet."""
    return st.integers(0, most).map(lambda number: FIRST + timedelta(number))


RATINGS = st.sampled_from(["satisfied", "basically", "unsatisfied"])
DECISIONS = st.lists(st.tuples(days(), st.sampled_from(["publish", "withhold"])), max_size=3)


def receipts():
    """Receipts of either stage in two rounds, one of the lead and one of a joint sponsor for each."""
    lines = st.dictionaries(st.integers(0, 1), RATINGS, max_size=2)
    later = st.none() | st.tuples(days(), RATINGS)
    row = st.builds(
        Receipt,
        st.integers(1, 2),
        st.sampled_from(["reply", "fulfilment"]),
        RATINGS,
        days(),
        st.booleans(),
        later,
        lines,
    )
    return st.lists(row, max_size=4, unique_by=lambda row: (row.round, row.stage, row.lead))


@st.composite
def assignments(draw, role):
    """An assignment of a role."""
    assigned_on, due_on = sorted([draw(days()), draw(days())])
    extension = st.tuples(days(), days().map(lambda day: day + timedelta(10)))
    replied = sorted(draw(st.lists(days(), max_size=2)))
    answers = [(day, draw(st.sampled_from("ABCD")), tuple(draw(DECISIONS))) for day in replied]
    return Handled(
        unit="",
        role=role,
        assigned_on=assigned_on,
        due_on=due_on,
        extended=draw(st.none() | extension),
        gone_on=draw(st.none() | st.none() | days()),
        replies=answers,
        promises=draw(st.lists(days(), max_size=2)) if answers else [],
        contacts=draw(st.lists(days(), max_size=2)),
        receipts=draw(receipts()),
    )


@st.composite
def papers(draw):
    """A suggestion handled by up to three units, each in a role of its own."""
    return Paper(
        kind=draw(st.sampled_from(["suggestion", "suggestion", "bill"])),
        channel=draw(st.sampled_from(["session", "recess"])),
        accepted_on=draw(days()),
        treated_on=draw(st.none() | days()),
        withdrawn_on=draw(st.none() | st.none() | days()),
        decisions=draw(DECISIONS),
        handled=[
            Handled(**{**vars(draw(assignments(draw(st.sampled_from(Assignment.Role.values))))), "unit": unit})
            for unit in draw(st.lists(st.sampled_from(UNITS), max_size=3, unique=True))
        ],
    )


def registers():
    """A few suggestions."""
    return st.lists(papers(), min_size=1, max_size=4)


def units() -> dict[str, Body]:
    """The units of the registers, and their systems, by name."""
    found = {"政府系统": make.system(), "法院系统": make.system("法院系统", "system-courts")}
    for name in UNITS:
        found[name] = make.handling_unit(name, found[ABOVE.get(name, SYSTEMS[name])])
    return found


def store(rows: list[Paper], term, lead, joint):
    """The rows of a register in the database; each assignment's suggestion has both sponsors."""
    bodies = units()
    for serial, paper in enumerate(rows):
        suggestion = Suggestion.objects.create(
            term=term,
            number=f"J{serial}",
            kind=paper.kind,
            channel=paper.channel,
            title=f"建议{serial}",
            submitted_on=FIRST,
            accepted_on=paper.accepted_on,
            treated_on=paper.treated_on,
            withdrawn_on=paper.withdrawn_on,
            state="accepted",
        )
        sponsors = {
            role: Sponsor.objects.create(suggestion=suggestion, mandate=mandate, role=role)
            for role, mandate in (("lead", lead), ("joint", joint))
        }
        _disclose(paper.decisions, suggestion=suggestion)
        for row in paper.handled:
            _store(row, suggestion, bodies[row.unit], sponsors)


def _disclose(decisions, **about):
    for day, decision in decisions:
        reason = "other" if decision == "withhold" else ""
        Disclosure.objects.create(decided_on=day, decision=decision, reason=reason, **about)


def _store(row, suggestion, unit, sponsors):
    extended_on, extended_to = row.extended or (None, None)
    assignment = Assignment.objects.create(
        suggestion=suggestion,
        unit=unit,
        role=row.role,
        assigned_on=row.assigned_on,
        due_on=row.due_on,
        extended_on=extended_on,
        extended_to=extended_to,
        returned_on=row.gone_on,
    )
    Contact.objects.bulk_create([Contact(assignment=assignment, on=day) for day in row.contacts])
    replies = [
        Reply.objects.create(assignment=assignment, round=number, replied_on=day, reply_class=name)
        for number, (day, name, _) in enumerate(row.replies, start=1)
    ]
    for reply, (_, _, decisions) in zip(replies, row.replies, strict=True):
        _disclose(decisions, reply=reply)
    promises = [Commitment.objects.create(reply=replies[0], text="承诺", due_on=day) for day in row.promises]
    for receipt in row.receipts:
        _rate(assignment, receipt, sponsors["lead" if receipt.lead else "joint"], promises)


def _rate(assignment, receipt, sponsor, promises):
    old = _receipt(assignment, receipt, sponsor, receipt.rating, receipt.on)
    _lines(old, {at: rating for at, rating in receipt.lines.items() if at < len(promises)}, promises)
    if receipt.corrected:
        day, rating = receipt.corrected
        new = _receipt(
            assignment, receipt, sponsor, rating, max(day, receipt.on), corrects=old, correction_reason="填错"
        )
        _lines(new, {at: rating for at in receipt.lines if at < len(promises)}, promises)


def _receipt(assignment, receipt, sponsor, rating, on, **fields):
    return Evaluation.objects.create(
        assignment=assignment,
        round=receipt.round,
        stage=receipt.stage,
        sponsor=sponsor,
        rating=rating,
        comment="没有解决",
        evaluated_on=on,
        entered_by=make.by().user,
        **fields,
    )


def _lines(receipt, rated, promises):
    for at, rating in rated.items():
        EvaluationLine.objects.create(evaluation=receipt, commitment=promises[at], rating=rating)
