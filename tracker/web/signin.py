"""The sign-in sheet of an activity, to be printed and signed."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from ..exports import signin
from ..models import Activity, DutyRecord, ElectoralUnit, Group, Mandate, Role
from .access import visible_mandates
from .downloads import answer, official

PLACES = {"group": (Group, "memberships"), "unit": (ElectoralUnit, "unit_spells")}


@official
def sign_in(request, pk):
    """The deputies on the roll, or those of ``?group=`` or ``?unit=``, as far as who is asking may see them."""
    if not request.roles & {Role.OFFICE, Role.LIAISON}:
        raise PermissionDenied
    activity = get_object_or_404(Activity.objects.select_related("term"), pk=pk)
    visible, live = visible_mandates(request), activity.roll.exclude(state__in=DutyRecord.DEAD)
    asked = _place(request.GET, activity)
    rows = asked if asked is not None else Mandate.objects.filter(pk__in=live.values("mandate"))
    mandates = list(rows.filter(pk__in=visible.values("pk")).select_related("person").distinct().listed())
    if not mandates and not _is_of_office(request, activity):
        raise Http404
    roll = dict(live.values_list("mandate", "attendance"))
    extra = {"attendance": roll, "guests": list(activity.guests.order_by("pk")), "made_on": timezone.localdate()}
    return answer(signin.name_of(activity), lambda out: signin.sign_in_sheet(activity, mandates, out, **extra))


def _place(get, activity):
    """The deputies of the group and the electoral unit asked for who serve on the day; None when neither is."""
    asked, day = {name: get[name] for name in PLACES if get.get(name)}, activity.starts_on
    rows = Mandate.objects.serving(day)
    for name, pk in asked.items():
        model, spells = PLACES[name]
        place = get_object_or_404(model, term=activity.term, pk=pk if pk.isdecimal() else None)
        there = Q(**{f"{spells}__ends_on": None}) | Q(**{f"{spells}__ends_on__gt": day})
        rows = rows.filter(there, **{f"{spells}__{name}": place, f"{spells}__starts_on__lte": day})
    return rows if asked else None


def _is_of_office(request, activity) -> bool:
    """Whether who is asking may see an activity on whose sheet nobody stands."""
    bodies = {grant.body_id for grant in request.grants if grant.role == Role.OFFICE}
    return request.user.is_superuser or bool(bodies & {None, activity.term.body_id})
