"""Counts what an indicator measures in the facts of a span. Pure: no Django."""

from collections.abc import Callable, Iterable
from operator import attrgetter

from .shapes import (
    ACTIVITY,
    ASSIGNMENT,
    GROUP,
    GUEST,
    MANDATE,
    RECORD,
    SUGGESTION,
    SUMMED,
    Count,
    Done,
    Facts,
    Held,
    Measured,
)

OF_RATES = (  # measures that are rates of assignments in the register, by the same name
    *("timeliness", "contacted", "implementation"),
    *("first_satisfaction", "final_satisfaction"),
)
OF_COUNTS = {  # measures that are counts of the register, by the same name
    **dict.fromkeys(("suggestions", "suggestions_in_session", "suggestions_out_of_session"), SUGGESTION),
    **dict.fromkeys(("assignments", "rehandled"), ASSIGNMENT),
}


def count(asked: Measured, facts: Facts) -> Count:
    """What an indicator counts in the facts of a span, with the rows behind it."""
    if asked.measure in OF_RATES:
        rate = facts.rates[asked.measure]
        return Count(ASSIGNMENT, rate.numerator, of=rate.denominator)
    if asked.measure in OF_COUNTS:
        return Count(OF_COUNTS[asked.measure], facts.rates.counts[asked.measure])
    if asked.measure in SUMMED:
        return _sum(asked, facts)
    return COUNTERS[asked.measure](asked, facts)


def kinds_of(asked: Measured, facts: Facts) -> frozenset[str]:
    """The kinds of duty that an indicator counts."""
    return asked.kinds or facts.recess


def _held(asked: Measured, facts: Facts) -> list[Held]:
    kinds = kinds_of(asked, facts)
    return [row for row in facts.activities if row.kind in kinds]


def _done(asked: Measured, facts: Facts) -> list[Done]:
    found = (row for kind in kinds_of(asked, facts) for row in facts.by_kind.get(kind, ()))
    rows = sorted(found, key=attrgetter("id"))
    return [row for row in rows if row.mandate in facts.grassroots] if asked.grassroots_only else rows


def _serving(asked: Measured, facts: Facts) -> list[int]:
    return [pk for pk in facts.serving if not asked.grassroots_only or pk in facts.grassroots]


def _sum(asked: Measured, facts: Facts) -> Count:
    """The sum of a number that is kept on activities, over those where it was entered."""
    told = [(row.id, getattr(row, asked.measure)) for row in _held(asked, facts)]
    entered = [(pk, number) for pk, number in told if number is not None]
    amount = sum(number for _, number in entered) if entered else None
    return Count(ACTIVITY, tuple(pk for pk, _ in entered), amount, is_sum=True)


def _activities(asked: Measured, facts: Facts) -> Count:
    return Count(ACTIVITY, tuple(row.id for row in _held(asked, facts)))


def _persons(asked: Measured, facts: Facts) -> Count:
    return Count(MANDATE, tuple(dict.fromkeys(row.mandate for row in _done(asked, facts))))


def _person_times(asked: Measured, facts: Facts) -> Count:
    return Count(RECORD, tuple(row.id for row in _done(asked, facts)))


def _coverage(asked: Measured, facts: Facts) -> Count:
    took_part = {row.mandate for row in _done(asked, facts)}
    return _share_of_serving(asked, facts, took_part)


def _term_coverage(asked: Measured, facts: Facts) -> Count:
    kinds = kinds_of(asked, facts)
    return _share_of_serving(asked, facts, {mandate for kind, mandate in facts.ever if kind in kinds})


def _share_of_serving(asked: Measured, facts: Facts, took_part: Iterable[int]) -> Count:
    serving, those = _serving(asked, facts), set(took_part)
    return Count(MANDATE, tuple(pk for pk in serving if pk in those), of=tuple(serving))


def _national_guests(asked: Measured, facts: Facts) -> Count:
    kinds = kinds_of(asked, facts)
    return Count(GUEST, tuple(pk for pk, kind in facts.national if kind in kinds))


def _published(rows: str, rate: str) -> Callable[[Measured, Facts], Count]:
    return lambda asked, facts: Count(rows, facts.rates[rate].numerator)


COUNTERS: dict[str, Callable[[Measured, Facts], Count]] = {
    "activities": _activities,
    "persons": _persons,
    "person_times": _person_times,
    "records": _person_times,
    "coverage": _coverage,
    "term_coverage": _term_coverage,
    "national_guests": _national_guests,
    "deputies": lambda asked, facts: Count(MANDATE, tuple(_serving(asked, facts))),
    "liaison_groups": lambda asked, facts: Count(GROUP, facts.liaison_groups),
    "professional_groups": lambda asked, facts: Count(GROUP, facts.professional_groups),
    "bills": lambda asked, facts: Count(SUGGESTION, facts.bills),
    "bills_deliberated": lambda asked, facts: Count(SUGGESTION, facts.bills_deliberated),
    "suggestions_replied": lambda asked, facts: Count(
        SUGGESTION, tuple(pk for pk in facts.rates.counts["suggestions"] if pk in facts.replied)
    ),
    "suggestions_published": _published(SUGGESTION, "suggestions_published"),
    "replies_published": _published(ASSIGNMENT, "disclosure"),
    "key_supervised": lambda asked, facts: Count(SUGGESTION, facts.rates["key_finished"].denominator),
    "key_finished": _published(SUGGESTION, "key_finished"),
}
