"""The queries of the indicators: what a term's ledger holds of a span, as of a day."""

from django.db.models import Exists, OuterRef, Q

from ...models import (
    Activity,
    ActivityGuest,
    Assignment,
    DutyKind,
    DutyRecord,
    Group,
    GroupMembership,
    Indicator,
    Mandate,
    Reply,
    Suggestion,
)
from ...rules import chain
from ...rules.resting import without_collecting
from .. import conditions
from ..rates import measure
from ..register import gather as register
from .shapes import SUMMED, Done, Facts, Held, Measured
from .spans import Span

NATIONAL = "全国"


def measured() -> list[Measured]:
    """All indicators that the ledger counts, in their order; two queries."""
    rows = Indicator.objects.exclude(measure="").prefetch_related("kinds")
    return [measured_of(row) for row in rows]


def measured_of(row: Indicator) -> Measured:
    """What an indicator counts."""
    return Measured(row.code, row.measure, frozenset(kind.code for kind in row.kinds.all()), row.grassroots_only)


@without_collecting()
def gather(span: Span) -> Facts:
    """What the ledger holds of a span; some thirty queries, whatever the number of rows.

    Of duties only verified records of those who took part while they served count; of suggestions what had happened
    by ``span.on``. A person who was elected twice in a term is one deputy: the mandate that began last.
    """
    term, last = span.term, span.last_on
    serving = Mandate.objects.filter(term=term).serving(last).listed().values_list("pk", flat=True)
    grassroots = Mandate.objects.filter(term=term, is_grassroots=True).values_list("pk", flat=True)
    handled, one = register(term, span.starts_on, last, span.on), _one_a_person(term, last)
    rows = records_of(span).values_list("pk", "mandate", "kind__code", "activity")
    return Facts(
        on=span.on,
        recess=frozenset(DutyKind.objects.filter(timing=DutyKind.Timing.RECESS).values_list("code", flat=True)),
        activities=_held(span),
        records=tuple(Done(pk, one.get(mandate, mandate), kind, activity) for pk, mandate, kind, activity in rows),
        ever=frozenset((kind, one.get(mandate, mandate)) for kind, mandate in _ever(term, last)),
        serving=tuple(dict.fromkeys(one.get(pk, pk) for pk in serving)),
        grassroots=frozenset(one.get(pk, pk) for pk in grassroots),
        national=_national(span),
        liaison_groups=_groups(term, Group.Kind.LIAISON, last),
        professional_groups=_groups(term, Group.Kind.PROFESSIONAL, last),
        bills=tuple(_bills(span).values_list("pk", flat=True)),
        bills_deliberated=tuple(_bills(span).filter(_adopted(span)).values_list("pk", flat=True)),
        replied=_replied(span),
        register=handled,
        rates=measure(handled),
    )


def _one_a_person(term, last) -> dict[int, int]:
    """Of those who were elected more than once by a day, each mandate with the one that began last."""
    rows = Mandate.objects.filter(term=term, starts_on__lte=last).order_by("starts_on", "pk")
    known = list(rows.values_list("pk", "person"))
    latest = {person: pk for pk, person in known}
    return {pk: latest[person] for pk, person in known if latest[person] != pk}


def _taken_part(**where):
    """The verified records of those who took part while they served, not suspended, on a day that fits the kind."""
    rows = conditions.duties(conditions.in_session(), conditions.in_suspension(conditions.OCCURRED))
    return rows.filter(state=DutyRecord.State.VERIFIED, **where)


def _ever(term, last):
    return _taken_part(term=term).filter(occurred_on__lte=last).values_list("kind__code", "mandate").distinct()


def records_of(span: Span):
    """The records of a span that count, in the order in which they were entered."""
    within = {"occurred_on__gte": span.starts_on, "occurred_on__lt": span.ends_on}
    return _taken_part(term=span.term, **within).order_by("pk")


def activities_of(span: Span):
    """The activities of a span that were held: somebody's attendance is verified."""
    roll = _taken_part(activity=OuterRef("pk"))
    within = Activity.objects.filter(term=span.term, starts_on__gte=span.starts_on, starts_on__lt=span.ends_on)
    return within.filter(Exists(roll)).order_by("starts_on", "pk")


def _held(span) -> tuple[Held, ...]:
    return tuple(Held(*row) for row in activities_of(span).values_list("pk", "kind__code", *SUMMED))


def _national(span) -> tuple[tuple[int, str], ...]:
    guests = ActivityGuest.objects.filter(level__contains=NATIONAL, activity__in=activities_of(span).values("pk"))
    return tuple(guests.order_by("pk").values_list("pk", "activity__kind__code"))


def _groups(term, kind, on) -> tuple[int, ...]:
    """The groups of a kind that have members on a day."""
    rows = Group.objects.filter(term=term, kind=kind, pk__in=members_on(on).filter(group__term=term).values("group"))
    return tuple(rows.order_by("order", "name").values_list("pk", flat=True))


def members_on(on):
    """The memberships of groups that last on a day."""
    return GroupMembership.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on), starts_on__lte=on)


def _bills(span):
    """The bills of a span that stood as bills on the day: neither treated as suggestions nor withdrawn by then."""
    rows = Suggestion.objects.filter(term=span.term, kind=Suggestion.Kind.BILL)
    within = rows.filter(accepted_on__gte=span.starts_on, accepted_on__lte=min(span.last_on, span.on))
    still = (Q(treated_on=None) | Q(treated_on__gt=span.on), Q(withdrawn_on=None) | Q(withdrawn_on__gt=span.on))
    return within.filter(*still).order_by("pk")


def _adopted(span) -> Q:
    return Q(deliberation__adopted_on__lte=span.on)


def _replied(span) -> frozenset[int]:
    """The suggestions whose every host has replied by the day; of merged ones those whose lead has."""
    on, term = span.on, span.term
    still = Q(returned_on=None) | Q(returned_on__gt=on), Q(ended_on=None) | Q(ended_on__gt=on)
    hosts = Assignment.objects.filter(
        *still, suggestion__term=term, role__in=chain.LEAD_ROLES, assigned_on__lte=on
    ).order_by()
    answered = Reply.objects.filter(assignment=OuterRef("pk"), replied_on__lte=on)
    rows = list(hosts.annotate(done=Exists(answered)).values_list("suggestion", "done"))
    found = {pk for pk, _ in rows} - {pk for pk, done in rows if not done}
    merged = Suggestion.objects.filter(term=term, merged_on__lte=on).order_by().values_list("pk", "merged_into")
    return frozenset(found | {pk for pk, lead in merged if lead in found})
