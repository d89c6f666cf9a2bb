"""The sign-in sheet of an activity, to be printed and signed."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..exports import signin
from ..models import Activity, DutyRecord, ElectoralUnit, Group, Mandate, Role
from ..typed import DayField
from .access import visible_mandates
from .downloads import answer, official
from .problems import in_sentences
from .question import Unreadable

PLACES = {"group": Group, "unit": ElectoralUnit}


class PlannedForm(forms.Form):
    """An activity that is still to be held: nothing of it is stored."""

    group = forms.ModelChoiceField(Group.objects.none(), label=_("联系组、专业组"), empty_label=None)
    title = forms.CharField(label=_("活动名称"), max_length=200)
    starts_on = DayField(label=_("日期"))
    place = forms.CharField(label=_("地点"), max_length=100, required=False)

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, auto_id="planned-%s", **kwargs)
        self.fields["group"].queryset = groups


@official
@in_sentences
def planned(request):
    """The sheet of an activity that is still to be held, for the deputies of one's own group; the office of any."""
    _guard(request)
    form = PlannedForm(request.GET, groups=_groups(request))
    if not form.is_valid():
        said = "；".join(f"「{form[name].label}」{errors[0]}" for name, errors in form.errors.items())
        raise Unreadable(f"签到表没有生成：{said}请回到上一页改正。")
    group, day = form.cleaned_data["group"], form.cleaned_data["starts_on"]
    activity = Activity(
        term=group.term, title=form.cleaned_data["title"], starts_on=day, place=form.cleaned_data["place"]
    )
    mandates = Mandate.objects.serving(day).of_group(group, day).select_related("person").distinct().listed()
    today = timezone.localdate()
    return answer(signin.name_of(activity), lambda out: signin.sign_in_sheet(activity, mandates, out, made_on=today))


def _guard(request):
    if not request.roles & {Role.OFFICE, Role.LIAISON}:
        raise PermissionDenied


def _groups(request):
    """The groups for which who is asking makes sheets."""
    own = [grant.group_id for grant in request.grants if grant.role == Role.LIAISON]
    bodies = [grant.body_id for grant in request.grants if grant.role == Role.OFFICE]
    of_office = Q() if None in bodies else Q(term__body__in=bodies)
    rows = Group.objects.select_related("term").order_by("-term__starts_on", "kind", "order", "name")
    return rows.filter(Q(pk__in=own) | of_office) if bodies else rows.filter(pk__in=own)


@official
def sign_in(request, pk):
    """The deputies on the roll, or those of ``?group=`` or ``?unit=``, as far as who is asking may see them."""
    _guard(request)
    activity = get_object_or_404(Activity.objects.select_related("term"), pk=pk)
    visible, live = visible_mandates(request), activity.roll.exclude(state__in=DutyRecord.DEAD)
    asked = _place(request.GET, activity)
    rows = asked if asked is not None else Mandate.objects.filter(pk__in=live.values("mandate"))
    mandates = list(rows.filter(pk__in=visible.values("pk")).select_related("person").distinct().listed())
    is_strange = live.exists() and not live.filter(mandate__in=visible.values("pk")).exists()
    if (is_strange or not mandates) and not _is_of_office(request, activity):
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
    return bool(bodies & {None, activity.term.body_id})
