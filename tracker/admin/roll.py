"""The roll call of an activity: choose a group or an electoral unit, tick who came."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from ..access.scope import narrow
from ..ledger import Refused, duties
from ..models import DutyRecord, Mandate, MandateUnit, Role
from .fields import Form, group, row_of
from .glass import hand
from .pickers import is_key


class PlaceForm(Form):
    """Whose roll is called."""

    group = group(_("联系组、专业组"), required=False)
    unit = row_of(MandateUnit._meta.get_field("unit"), _("选举单位"), required=False)


class RollMixin:
    """Adds the roll-call page to the admin of activities."""

    def get_urls(self):
        own = path("<int:pk>/roll/", self.admin_site.admin_view(self.roll_view), name="tracker_activity_roll")
        return [own, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        links = []
        if Role.OFFICE in request.roles:
            nobody_yet = not DutyRecord.objects.filter(activity=object_id).exists()
            roll, sheet = (reverse(name, args=[object_id]) for name in ("admin:tracker_activity_roll", "sign-in-xlsx"))
            links = [(_("点名"), roll, nobody_yet), (_("签到表"), sheet, False)]
        return super().change_view(request, object_id, form_url, {"links": links, **(extra_context or {})})

    def roll_view(self, request, pk):
        """Lists the deputies of a group or unit on the activity's day and submits the ticked roll."""
        if Role.OFFICE not in request.roles:
            raise PermissionDenied
        activity = get_object_or_404(self.get_queryset(request), pk=pk)
        place = PlaceForm(request.GET or None)
        narrow(place, request.who)
        mandates = members(activity, place.cleaned_data) if place.is_valid() else []
        error = ""
        if request.method == "POST":
            try:
                rows = duties.call_roll(hand(request), activity, ticked(request.POST, activity))
                self.message_user(request, _("已登记 %(n)d 名，等待另一人整场审核。") % {"n": len(rows)})
                return redirect(reverse("admin:tracker_activity_change", args=[pk]))
            except Refused as refusal:
                error = str(refusal)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": activity,
            "title": _("点名"),
            "place": place,
            "sheet": sheet_of(activity, place.cleaned_data) if mandates else "",
            "mandates": [marked(mandate, request.POST) for mandate in mandates],
            "choices": DutyRecord.Attendance.choices,
            "error": error,
            "media": self.media + place.media,
        }
        return render(request, "admin/tracker/roll.html", context)


def sheet_of(activity, place: dict) -> str:
    """The address of the sign-in sheet for the chosen group or unit."""
    chosen = {name: row.pk for name, row in place.items() if row}
    return f"{reverse('sign-in-xlsx', args=[activity.pk])}?{urlencode(chosen)}"


def members(activity, place: dict):
    """The deputies of the chosen group or unit who serve on the activity's day and are not on the roll yet."""
    if not place.get("group") and not place.get("unit"):
        return []
    day = activity.starts_on
    live = activity.roll.exclude(state__in=DutyRecord.DEAD)
    rows = Mandate.objects.filter(term=activity.term).serving(day).exclude(pk__in=live.values("mandate"))
    if place.get("group"):
        rows = rows.of_group(place["group"], day)
    if place.get("unit"):
        rows = rows.of_unit(place["unit"], day)
    return rows.select_related("person")


def marked(mandate, post):
    """A deputy of the list with the mark that was posted."""
    mandate.mark = post.get(f"mark-{mandate.pk}", "")
    return mandate


def ticked(post, activity) -> dict:
    """The attendance that was ticked, by mandate; refused when nobody was."""
    allowed = set(DutyRecord.Attendance.values)
    sent = {name[5:]: value for name, value in post.items() if name.startswith("mark-") and value in allowed}
    marks = {int(key): value for key, value in sent.items() if is_key(key)}
    rows = Mandate.objects.filter(term=activity.term, pk__in=marks)
    found = {row: marks[row.pk] for row in rows.select_related("person")}
    if not found:
        raise Refused("名单是空的：请至少勾选一名代表。")
    return found
