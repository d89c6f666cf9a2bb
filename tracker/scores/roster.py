"""Whom the roll of an activity is called for, what may be the same activity, and who may verify it."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from ..models import Activity, Body, DutyRecord, Group, GroupMembership, Mandate, Role, RoleGrant, User

VERIFYING = (Role.OFFICE, Role.VERIFIER)


def members(group: Group, day: date) -> QuerySet:
    """The deputies who serve on a day and belong to a group then, with their persons, in official order."""
    rows = Mandate.objects.filter(term=group.term_id).serving(day)
    return rows.of_group(group, day).select_related("person").listed()


def live(activity: Activity) -> QuerySet:
    """The records of a roll that count as being on it: neither returned nor voided."""
    return activity.roll.exclude(state__in=DutyRecord.DEAD)


def alike(visible: QuerySet, content: dict, mandates) -> list[Activity]:
    """The activities, among those that are visible, of the same kind, title, day and organisers with one of a group."""
    same = {name: content[name] for name in ("kind", "title", "starts_on", "organisers")}
    records = DutyRecord.objects.filter(mandate__in=mandates).exclude(state__in=DutyRecord.DEAD)
    return list(visible.filter(**same, pk__in=records.values("activity")).order_by("pk"))


def registered(content: dict, mandates) -> list[Mandate]:
    """Those of some deputies who have a live record of the same kind, title and day already, in official order."""
    same = {"kind": content["kind"], "title": content["title"], "occurred_on": content["starts_on"]}
    rows = DutyRecord.objects.filter(**same, mandate__in=mandates).exclude(state__in=DutyRecord.DEAD)
    return list(Mandate.objects.filter(pk__in=rows.values("mandate")).select_related("person").listed())


def is_of(activity: Activity, groups, on: date) -> bool:
    """Whether a roll is all of deputies who belong to some groups on a day, or did on the activity's."""
    then = Q(starts_on__lte=activity.starts_on) & (Q(ends_on=None) | Q(ends_on__gt=activity.starts_on))
    now = Q(starts_on__lte=on) & (Q(ends_on=None) | Q(ends_on__gt=on))
    own = GroupMembership.objects.filter(then | now, group__in=groups)
    roll = live(activity)
    return roll.exists() and not roll.exclude(mandate__in=own.values("mandate")).exists()


def usual_group(activity: Activity) -> int | None:
    """The key of the group to which most of a roll belong, of two the one listed first; None for an empty roll."""
    on_it = GroupMembership.objects.filter(mandate__in=live(activity).values("mandate"))
    counted = on_it.values("group").annotate(number=Count("pk")).order_by("-number", "group__kind", "group__order")
    return next((row["group"] for row in counted[:1]), None)


def verifiers(body: Body, on: date, but=()) -> list[User]:
    """Those who verify the records of a body on a day; ``but`` are the keys of users who may not."""
    grants = RoleGrant.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on), role__in=VERIFYING, starts_on__lte=on)
    of_body = grants.filter(Q(body=None) | Q(body=body))
    found = User.objects.filter(pk__in=of_body.values("user"), is_active=True).exclude(pk__in=but)
    return list(found.order_by("pk"))
