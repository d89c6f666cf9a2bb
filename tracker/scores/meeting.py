"""What was referred to each system of units: the list for an assignment meeting (交办会)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from ..models import Assignment, Body, Referral, Sponsor, Suggestion, Supervision, Term

State = Suggestion.State


@dataclass(frozen=True)
class Item:
    """One referral: its suggestion, lead sponsors, number of joint ones, the system's shares, and what to note."""

    referral: Referral
    leads: list[Sponsor]
    joint: int
    shares: list[Assignment]
    others: list[Body]
    is_key: bool

    @property
    def suggestion(self) -> Suggestion:
        """What was referred."""
        return self.referral.suggestion

    def units(self, *roles: str) -> list[str]:
        """The names of the units in some roles, in official order."""
        return [share.unit.name for share in self.shares if share.role in roles]

    @property
    def due_days(self) -> list[date]:
        """The days by which its hosts and split handlers are to answer."""
        return sorted({share.deadline for share in self.shares if share.answers})


@dataclass(frozen=True)
class Agenda:
    """What was referred to one system."""

    system: Body
    term: Term
    items: list[Item]


def agendas(referrals: QuerySet, term: Term, since: date | None, until: date | None, *, unassigned=False):
    """The agenda of each system with referrals of a term, between two days (included), in official order.

    ``unassigned`` leaves only those for which no unit has been found; withdrawn and merged items are left out.
    """
    rows = referrals.filter(suggestion__term=term).exclude(suggestion__state__in=[State.WITHDRAWN, State.MERGED])
    if since:
        rows = rows.filter(referred_on__gte=since)
    if until:
        rows = rows.filter(referred_on__lte=until)
    found, system_of = defaultdict(list), Body.objects.systems()
    for row in _with_parts(rows):
        item = _item(row, system_of)
        if not (unassigned and item.shares):
            found[row.system].append(item)
    return [Agenda(system, term, items) for system, items in found.items()]


def _with_parts(rows):
    sponsors = Sponsor.objects.filter(role=Sponsor.Role.LEAD).select_related("mandate__person")
    live = Assignment.objects.exclude(state__in=Assignment.GONE).select_related("unit").order_by("unit__order", "pk")
    key = Supervision.objects.filter(kind=Supervision.Kind.KEY)
    return (
        rows.annotate(joint=Count("suggestion__sponsors", filter=Q(suggestion__sponsors__role=Sponsor.Role.JOINT)))
        .select_related("system", "suggestion")
        .defer("suggestion__text")
        .prefetch_related(
            Prefetch("suggestion__sponsors", sponsors, "leads"),
            Prefetch("suggestion__assignments", live, "live"),
            Prefetch("suggestion__supervisions", key, "key"),
            Prefetch("suggestion__referrals", Referral.objects.select_related("system"), "handed"),
        )
        .order_by("system__order", "system", "suggestion__number", "pk")
    )


def _item(row, system_of) -> Item:
    about = row.suggestion
    shares = [share for share in about.live if system_of.get(share.unit_id) == row.system_id]
    others = [other.system for other in about.handed if other.system_id != row.system_id]
    return Item(row, about.leads, row.joint, shares, others, bool(about.key))
