"""The rows behind the numbers of a work report, as they are listed; a few queries each, whatever the number of rows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ...models import (
    Activity,
    ActivityGuest,
    DutyRecord,
    Group,
    Mandate,
    MandateUnit,
    Suggestion,
)
from .. import cases
from ..cases import Place, Places
from ..shares import Item, Share
from .facts import activities_of, members_on, records_of
from .report import Report


@dataclass(frozen=True, slots=True)
class Held:
    """An activity that was held, with how many deputies and national guests took part."""

    activity: Activity
    deputies: int
    guests: int


@dataclass(frozen=True, slots=True)
class Deputy:
    """A deputy who serves on the last day or took part, with the electoral unit of the last day that matters.

    ``times`` are the records of the span by kind, ``ever`` the kinds of the term so far.
    """

    mandate: Mandate
    unit: str
    serves: bool
    grassroots: bool
    times: Counter
    ever: frozenset[str]


@dataclass(frozen=True, slots=True)
class Handled:
    """A bill or a suggestion with what was found of it; ``item`` is None for a bill, ``shares`` are of its hosts."""

    suggestion: Suggestion
    place: Place
    is_bill: bool
    adopted_on: date | None
    replied: bool
    item: Item | None
    shares: tuple[Share, ...]


def activities(report: Report) -> list[Held]:
    """The activities that were held, by day."""
    deputies = Counter(row.activity for row in report.facts.records)
    guests = Counter(national(report).values_list("activity", flat=True))
    return [Held(row, deputies[row.pk], guests[row.pk]) for row in activities_of(report.span).select_related("kind")]


def national(report: Report):
    """The deputies of the national congress on the rolls of these activities, by day."""
    rows = ActivityGuest.objects.filter(pk__in=[pk for pk, _ in report.facts.national])
    return rows.select_related("activity__kind").order_by("activity__starts_on", "activity", "pk")


def records(report: Report, kinds: frozenset[str]) -> Iterator[DutyRecord]:
    """The records of certain kinds that count, by day."""
    rows = records_of(report.span).filter(kind__code__in=kinds)
    return rows.select_related("kind", "mandate__person").order_by("occurred_on", "kind__order", "title", "pk")


def deputies(report: Report) -> list[Deputy]:
    """The deputies who serve on the last day, and those who took part before they left, in official order."""
    facts = report.facts
    times: dict[int, Counter] = {pk: Counter() for pk in facts.serving}
    for row in facts.records:
        times.setdefault(row.mandate, Counter())[row.kind] += 1
    ever: dict[int, set[str]] = {}
    for kind, mandate in facts.ever:
        ever.setdefault(mandate, set()).add(kind)
    units, serving = units_of(report), set(facts.serving)
    mandates = Mandate.objects.filter(term=report.span.term).listed().select_related("person")
    return [
        Deputy(
            *(row, units.get(row.pk, ""), row.pk in serving, row.pk in facts.grassroots),
            *(times[row.pk], frozenset(ever.get(row.pk, ()))),
        )
        for row in mandates
        if row.pk in times
    ]


def units_of(report: Report) -> dict[int, str]:
    """The name of each deputy's electoral unit: of the last day, or the last one before."""
    spells = MandateUnit.objects.filter(mandate__term=report.span.term, starts_on__lte=report.span.last_on)
    return dict(spells.order_by("starts_on", "pk").values_list("mandate", "unit__name"))


def groups(report: Report) -> list[tuple[Group, int]]:
    """The groups that had members on the last day, each with how many, in official order."""
    wanted = {*report.facts.liaison_groups, *report.facts.professional_groups}
    spells = members_on(report.span.last_on).filter(group__in=wanted).order_by()
    members = Counter(spells.values_list("group", flat=True))
    return [(row, members[row.pk]) for row in Group.objects.filter(pk__in=wanted)]


def handled(report: Report, places: Places) -> list[Handled]:
    """The bills and suggestions that count, by number."""
    facts = report.facts
    items = {item.id: item for item in facts.register.items}
    hosts: dict[int, list[Share]] = {}
    for share in shares(report):
        hosts.setdefault(share.suggestion, []).append(share)
    bills, adopted = set(facts.bills), set(facts.bills_deliberated)
    rows = Suggestion.objects.filter(term=report.span.term).select_related("deliberation").order_by("number", "pk")
    return [
        Handled(
            *(row, places.suggestion(row.pk), row.pk in bills),
            row.deliberation.adopted_on if row.pk in adopted else None,
            row.pk in facts.replied,
            items.get(row.pk),
            tuple(hosts.get(row.merged_into_id if _is_merged(row, report) else row.pk, ())),
        )
        for row in rows.defer("text")
        if row.pk in bills or row.pk in items
    ]


def _is_merged(row, report) -> bool:
    return row.merged_on is not None and row.merged_on <= report.span.on


def shares(report: Report) -> list[Share]:
    """The assignments (host, split) of the span."""
    return [row for row in report.facts.register.shares if row.answers]


def places(report: Report) -> Places:
    """By what suggestions and assignments are found again."""
    return cases.places(report.span.term, report.facts.register)
