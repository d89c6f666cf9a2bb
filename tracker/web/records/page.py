"""The page of one duty record, and its acts."""

from dataclasses import dataclass
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from ...ledger import By
from ...ledger.odd import oddities
from ...models import DutyKind, DutyRecord, Event, ImportBatch, Session
from ...scores.own import head_of
from ...tables.own import STATE_CLASSES, day_of
from ..own.deed import need_as_seen, run
from ..own.files import about
from .acts import find, offered
from .forms import Amend
from .target import Target, read

SILENT = frozenset({"key", "state", "recorded_by", "recorded_at", "verified_by", "verified_at"})
NAMED = {"kind": DutyKind, "session": Session, "import_batch": ImportBatch}


@dataclass(frozen=True)
class Entry:
    """One event of a record: what happened, and what the record said before, field by field."""

    event: Event
    before: list[tuple[str, str]]


def record(request, pk):
    """What a record says, who recorded and verified it, what it rests on, its trail, and what may be done now."""
    target = read(request, pk)
    row, acts = target.record, offered(target)
    context = {
        "record": row,
        "day": day_of(row),
        "tone": STATE_CLASSES[row.state],
        "acts": acts,
        "refusals": _refusals(request, target),
        "odd": _odd(target),
        "trail": trail(row),
        "returned": _last_return(row),
        "about": about(request, row),
    }
    return render(request, "tracker/record.html", context)


def _refusals(request, target) -> list[str]:
    """Why one who verifies may not verify this record that waits."""
    if target.record.state != DutyRecord.State.SUBMITTED or not target.verifies:
        return []
    return target.objections(By(request.user, timezone.now()))


def _odd(target) -> list[str]:
    row = target.record
    return oddities(row, list(row.term.sessions.all()), target.today) if row.state != DutyRecord.State.VOID else []


def _events(row):
    return Event.objects.filter(subject=Event.Subject.RECORD, object_id=row.pk).select_related("actor")


def _last_return(row) -> Event | None:
    """Why a record that is to be corrected came back."""
    if row.state != DutyRecord.State.RETURNED:
        return None
    return _events(row).filter(verb=Event.Verb.RETURN).order_by("-pk").first()


def trail(row: DutyRecord) -> list[Entry]:
    """The events of a record, newest first, in words."""
    return [Entry(event, _before(event)) for event in _events(row).order_by("-pk")]


def _before(event) -> list[tuple[str, str]]:
    known = {field.name: field for field in DutyRecord._meta.concrete_fields}
    said = [(known[name], value) for name, value in event.before.items() if name in known and name not in SILENT]
    return [(str(field.verbose_name), _word(field, value)) for field, value in said]


def _word(field, value) -> str:
    if value in (None, ""):
        return "—"
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if field.name in NAMED:
        return str(NAMED[field.name].objects.filter(pk=value).first() or value)
    return str(dict(field.flatchoices).get(value, value))


def act(request, pk, code):
    """One act on a record: its form, then the deed or the reason why not."""
    target, found = read(request, pk), find(code)
    if found is None:
        raise Http404
    if not found.right(target):
        raise PermissionDenied
    if not found.offered(target):
        messages.error(request, _("「%(act)s」现在不能办理：状态已经变动，请看最新情况。") % {"act": found.label})
        return redirect("record", pk)
    form = _form(request, target, found)
    for _row in run(request, form, lambda by: _do(request, by, target, found, form)):
        messages.success(request, _("%(act)s：完成。") % {"act": found.label})
        return redirect("record", pk)
    return _show(request, target, found, form)


def _form(request, target, found):
    data = request.POST if request.method == "POST" else None
    if found.form is Amend:
        return Amend(data, record=target.record, today=target.today)
    return found.form(data)


def _do(request, by, target: Target, found, form) -> DutyRecord:
    need_as_seen(request, [target.record.pk])
    return found.run(by, target.record, form.cleaned_data)


def _show(request, target, found, form):
    row = target.record
    context = {
        "record": row,
        "day": day_of(row),
        "act": found,
        "form": form,
        "returned": _last_return(row),
        "once": request.POST.get("once") or uuid4(),
        "seen": request.POST.get("seen") or head_of([row.pk]),
    }
    return render(request, "tracker/record_act.html", context)
