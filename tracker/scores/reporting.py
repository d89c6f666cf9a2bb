"""Who has reported (报送情况): the records that count for a liaison group's month, and the board made of them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from ..models import DutyRecord, Event, Group, GroupMembership, NotDead, Role, RoleGrant, Term, User, ZeroReport
from ..rules.calendar import month_after
from .months import Board, Numbers, Place, Said, Spell, board, months_of

State = DutyRecord.State
LIVE = Q(state__in=DutyRecord.REPORTED)
OF_GROUP = "mandate__memberships"


def years(term: Term, on: date) -> list[int]:
    """The calendar years of a term that have begun by a day; the first one when none has."""
    last = min(on, term.ends_on - timedelta(days=1)) if term.ends_on else on
    return list(range(term.starts_on.year, last.year + 1)) or [term.starts_on.year]


def judge(term: Term, groups: Iterable[Group], year: int, on: date, only: date | None = None) -> Board:
    """The board of some liaison groups of a term over the months of a calendar year, as of a day; three queries.

    ``only`` is the first day of the one month that is asked for, where the others are of no interest.
    """
    pks, months = [group.pk for group in groups], months_of(year, term.starts_on, term.ends_on)
    months = tuple(month for month in months if only in (None, month))
    if not (pks and months):
        return board(year, months, pks, Said({}, frozenset(), ()), on)
    said = Said(_numbers(term, pks, months, on), _zeros(pks, months), _spells(term, pks, months))
    return board(year, months, pks, said, on)


def counted(term: Term, groups: Iterable[int], first: date, end: date, on: date) -> QuerySet:
    """The records that count for the months of some groups on [first, end), up to a day, each beside its membership.

    The deputy belonged to the group on the day; of the returned ones only those that have not come again.
    """
    return _registered(groups, first, end, on).filter(LIVE | Q(state=State.RETURNED) & ~_again(term), term=term)


def passed_over(term: Term, groups: Iterable[int], first: date, end: date, on: date) -> dict[str, int]:
    """How many records of the same span do not count: drafts, and returned ones that have come again."""
    rows = _registered(groups, first, end, on).filter(term=term)
    again = Q(state=State.RETURNED) & _again(term)
    return rows.aggregate(drafts=Count("pk", filter=Q(state=State.DRAFT)), again=Count("pk", filter=again))


def records(group: Group, month: date, on: date) -> QuerySet:
    """The records that a cell counted: by state (returned, to be verified, verified), day and number.

    Each says ``why`` it was last returned.
    """
    rows = counted(group.term, [group.pk], month, month_after(month), on)
    returns = Event.objects.filter(subject=Event.Subject.RECORD, object_id=OuterRef("pk"), verb=Event.Verb.RETURN)
    rows = rows.annotate(why=Subquery(returns.order_by("-pk").values("note")[:1]))
    return rows.select_related("term", "mandate__person", "kind").order_by(
        "state", "occurred_on", "mandate__number", "pk"
    )


def _registered(groups, first, end, on) -> QuerySet:
    return DutyRecord.objects.of_groups(groups, first, min(end, on + timedelta(days=1)))


def _again(term):
    """Whether what was returned has come again: a live record with its key, or in its place on the roll."""
    live = DutyRecord.objects.filter(LIVE, NotDead("state"))
    same_key = live.filter(term=term, key=OuterRef("key"))
    same_place = live.filter(mandate=OuterRef("mandate"), activity=OuterRef("activity"), activity__isnull=False)
    returned = DutyRecord.objects.filter(Exists(same_key) | Exists(same_place), term=term, state=State.RETURNED)
    return Q(pk__in=returned.values("pk"))


def _numbers(term, groups, months, on) -> dict[Place, Numbers]:
    ends = [When(occurred_on__lt=month_after(month), then=Value(number)) for number, month in enumerate(months)]
    rows = counted(term, groups, months[0], month_after(months[-1]), on).order_by()
    grouped = rows.values(f"{OF_GROUP}__group", month=Case(*ends, output_field=IntegerField())).annotate(
        live=Count("pk", filter=LIVE),
        waiting=Count("pk", filter=Q(state=State.SUBMITTED)),
        returned=Count("pk", filter=Q(state=State.RETURNED)),
        persons=Count("mandate", distinct=True),
    )
    return {
        (group, months[month]): Numbers(*numbers)
        for group, month, *numbers in grouped.values_list(
            f"{OF_GROUP}__group", "month", "live", "waiting", "returned", "persons"
        )
    }


def _zeros(groups, months) -> frozenset[Place]:
    rows = ZeroReport.objects.filter(group__in=groups, month__range=(months[0], months[-1]), withdrawn_on=None)
    return frozenset(rows.values_list("group", "month"))


def _spells(term, groups, months) -> list[Spell]:
    rows = GroupMembership.objects.filter(group__in=groups, mandate__term=term, starts_on__lt=month_after(months[-1]))
    rows = rows.filter(Q(ends_on=None) | Q(ends_on__gt=months[0])).order_by()
    fields = ("group", "starts_on", "ends_on", "mandate__starts_on", "mandate__ends_on")
    return [_spell(*row) for row in rows.values_list(*fields)]


def _spell(group, starts_on, ends_on, elected_on, left_on) -> Spell:
    ends = [day for day in (ends_on, left_on) if day]
    return Spell(group, max(starts_on, elected_on), min(ends, default=None))


def liaisons(groups: Iterable[int], on: date) -> dict[int, list[User]]:
    """Who may sign in as a liaison of each group on a day, in the order of their names."""
    grants = RoleGrant.objects.filter(role=Role.LIAISON, group__in=groups, starts_on__lte=on, user__is_active=True)
    held = grants.filter(Q(ends_on=None) | Q(ends_on__gt=on)).select_related("user")
    found = defaultdict(list)
    for grant in held.order_by("user__last_name", "user__first_name", "user__username", "pk"):
        if grant.user not in found[grant.group_id]:
            found[grant.group_id].append(grant.user)
    return found
