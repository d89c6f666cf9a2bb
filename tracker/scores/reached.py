"""Whom a reminder reaches and whom it names: telephones, the office's words, the text in use, what was sent last."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from ..models import Addressee, Body, Reminder, ReminderTemplate, Role, RoleGrant, Term, User, Wording

TO = {Addressee.DEPUTY: "mandate", Addressee.GROUP: "group", Addressee.UNIT: "unit"}


@dataclass(frozen=True, slots=True)
class Sent:
    """When and how an addressee was last reminded."""

    on: date
    way: str

    @property
    def label(self) -> str:
        """The way in words."""
        return str(Reminder.Way(self.way).label)


def last_sent(term: Term, addressee: str, on: date) -> dict[int, Sent]:
    """The last reminder up to a day of each addressee of a kind in a term, by the key of the addressee; one query."""
    rows = Reminder.objects.filter(term=term, addressee=addressee, sent_on__lte=on).order_by("sent_on", "pk")
    return {pk: Sent(on, way) for pk, on, way in rows.values_list(TO[addressee], "sent_on", "way")}


def words_of(kind: str) -> dict[str, str]:
    """The word of a kind of body for each concept that has one."""
    return dict(Wording.objects.filter(body_kind=kind).values_list("key", "text"))


def template_of(body: Body | None, addressee: str) -> str:
    """The text that the office of a body wrote for a kind of addressee, else the one for all; empty where none is."""
    rows = ReminderTemplate.objects.filter(Q(body=body) | Q(body=None), addressee=addressee)
    texts = dict(rows.values_list("body", "text"))
    return texts.get(body.pk if body else None) or texts.get(None, "")


def office_of(body: Body, on: date) -> list[User]:
    """Who works in the office of a body on a day, those with a telephone alone."""
    grants = _held(Role.OFFICE, on).filter(Q(body=body) | Q(body=None)).exclude(user__telephone="")
    return list(dict.fromkeys(grant.user for grant in grants.order_by("user__username", "pk")))


def contacts_of(units: Iterable[Body], on: date) -> dict[int, list[User]]:
    """Who signs in for each of some handling units on a day, by the primary key of the unit."""
    found = defaultdict(list)
    for grant in _held(Role.UNIT, on).filter(body__in=list(units)).order_by("user__username", "pk"):
        if grant.user not in found[grant.body_id]:
            found[grant.body_id].append(grant.user)
    return found


def _held(role, on):
    grants = RoleGrant.objects.filter(role=role, starts_on__lte=on, user__is_active=True).select_related("user")
    return grants.filter(Q(ends_on=None) | Q(ends_on__gt=on))
