"""The sign-in sheet of an activity, to be printed and signed."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from ..exports import signin
from ..models import Activity, DutyRecord, ElectoralUnit, Group, Mandate, Role
from .access import visible_mandates
from .downloads import answer, official

PLACES = {"group": Group, "unit": ElectoralUnit}


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
    asked = {name: get[name] for name in PLACES if get.get(name)}
    found = {name: _row(PLACES[name], activity.term, pk) for name, pk in asked.items()}
    day = activity.starts_on
    rows = Mandate.objects.serving(day)
    if "group" in found:
        rows = rows.of_group(found["group"], day)
    if "unit" in found:
        rows = rows.of_unit(found["unit"], day)
    return rows if found else None


def _row(model, term, pk):
    return get_object_or_404(model, term=term, pk=pk if pk.isdecimal() else None)


def _is_of_office(request, activity) -> bool:
    """Whether who is asking may see an activity on whose sheet nobody stands."""
    bodies = {grant.body_id for grant in request.grants if grant.role == Role.OFFICE}
    return request.user.is_superuser or bool(bodies & {None, activity.term.body_id})
