"""The page of one activity, correcting what is kept on it, and voiding its roll."""

from collections import Counter
from dataclasses import dataclass
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ...access.gate import opens
from ...ledger import Refused, duties
from ...models import Activity, DutyRecord, Event, Role
from ...scores import roster
from ...tables.records import RecordTable
from ..own.deed import LONG, run
from ..records.filters import shown
from .forms import Amend, Why

State, Attendance = DutyRecord.State, DutyRecord.Attendance
UNSEEN = ("occurred_on", "kind", "title")


@dataclass(frozen=True)
class Target:
    """An activity and who is asking."""

    activity: Activity
    who: object

    @property
    def keeps(self) -> bool:
        """Whether who is asking may correct it: the office any; a liaison the own group's until one is verified."""
        if self.who.role == Role.OFFICE:
            return True
        verified = self.activity.roll.filter(state=State.VERIFIED).exists()
        own = self.who.role == Role.LIAISON and roster.is_of(self.activity, self.who.groups, self.who.on)
        return own and not verified

    @property
    def is_anothers(self) -> bool:
        """Whether a record on the roll was entered by somebody else than who is asking."""
        return roster.live(self.activity).exclude(recorded_by=self.who.user).exists()

    @property
    def may_void(self) -> bool:
        """Whether who is asking may void the whole roll: the office any; a liaison what he or she entered alone."""
        if not roster.live(self.activity).exists():
            return False
        return self.keeps and (self.who.role == Role.OFFICE or not self.is_anothers)


def _target(request, pk) -> Target:
    rows = Activity.objects.visible_to(request.who).select_related("term__body", "kind", "import_batch")
    return Target(get_object_or_404(rows, pk=pk), request.who)


def activity(request, pk):
    """What is kept on an activity, its roll by state and attendance, its guests, and who may still verify it."""
    target = _target(request, pk)
    row = target.activity
    records = DutyRecord.objects.visible_to(request.who).filter(activity=row)
    rows = list(shown(records).order_by("mandate__list_position", "mandate__number", "pk"))
    waiting = [record for record in rows if record.state == State.SUBMITTED]
    context = {
        "activity": row,
        "table": RecordTable(rows, exclude=UNSEEN),
        "rows": rows,
        "came": _tally(rows, "attendance", Attendance.choices, live=True),
        "states": _tally(rows, "state", State.choices),
        "guests": row.guests.order_by("pk"),
        "waiting": waiting,
        "verifiers": _verifiers(row, waiting, request.who.on) if waiting else [],
        "keeps": opens("activity-amend", request.who) and target.keeps,
        "may_void": opens("activity-void", request.who) and target.may_void,
        "may_add": opens("activity-roll", request.who),
        "may_verify": opens("records-verify", request.who),
        "may_sign": opens("sign-in-xlsx", request.who),
    }
    return render(request, "tracker/activity.html", context)


def _tally(rows, name, choices, *, live=False) -> list[tuple[str, str, int]]:
    """(code, word, number) of each value that rows have; ``live`` leaves out what does not count any more."""
    found = Counter(getattr(row, name) for row in rows if not live or row.state not in DutyRecord.DEAD)
    return [(code, label, found[code]) for code, label in choices if found[code]]


def _verifiers(row, waiting, on) -> list:
    """Those who may verify all that waits: not who entered some of it."""
    return roster.verifiers(row.term.body, on, {record.recorded_by_id for record in waiting})


def amend(request, pk):
    """Correct what is kept once on an activity."""
    target = _target(request, pk)
    if not target.keeps:
        raise PermissionDenied
    row, data = target.activity, request.POST if request.method == "POST" else None
    form = Amend(data, activity=row, has_roll=roster.live(row).exists(), today=request.who.on)
    for _made in run(request, form, lambda by: _amend(request, by, row, form)):
        messages.success(request, _("已保存。"))
        return redirect("activity", pk)
    return _show(request, row, form, _("修改活动"), _("保存"))


def _amend(request, by, row, form):
    _need_as_seen(request, row)
    return duties.amend_activity(by, row, **form.cleaned_data)


def void(request, pk):
    """Void all records on the roll of an activity, with a reason."""
    target = _target(request, pk)
    if not target.may_void:
        raise PermissionDenied
    row, form = target.activity, Why(request.POST if request.method == "POST" else None)

    def do(by):
        _need_as_seen(request, row)
        duties.void_roll(by, row, form.cleaned_data["reason"])
        return row

    for _made in run(request, form, do):
        messages.success(request, _("名单上的登记已全部作废；活动留在台账里，可以重新登记名单。"))
        return redirect("activity" if request.who.is_staff else "activities", *([pk] if request.who.is_staff else []))
    return _show(request, row, form, _("整场作废"), _("整场作废"))


def _head(row) -> int:
    """The last event of an activity or of any record on its roll."""
    own = Event.objects.filter(subject=Event.Subject.ACTIVITY, object_id=row.pk)
    records = Event.objects.filter(subject=Event.Subject.RECORD, object_id__in=row.roll.values("pk"))
    return max(rows.aggregate(pk=Max("pk"))["pk"] or 0 for rows in (own, records))


def _need_as_seen(request, row):
    seen = request.POST.get("seen", "")
    if seen.isdecimal() and len(seen) < LONG and _head(row) > int(seen):
        raise Refused("活动或者名单在您打开页面之后有变动，请核对最新内容后再提交。")


def _show(request, row, form, title, label):
    context = {
        "activity": row,
        "form": form,
        "title": title,
        "label": label,
        "roll": roster.live(row).count(),
        "once": request.POST.get("once") or uuid4(),
        "seen": request.POST.get("seen") or _head(row),
    }
    return render(request, "tracker/activity_act.html", context)
