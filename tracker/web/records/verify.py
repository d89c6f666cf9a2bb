"""Verifying, or returning, many records: first what it will touch, then the deed, all or none."""

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...ledger import By, Refused, verifying
from ...ledger.trail import columns
from ...models import DutyRecord, Group, GroupMembership
from ...tables.records import RecordTable
from ..chain.forms import area
from ..filtering import Question
from ..own.deed import run
from .filters import shown
from .lists import filtered, ordered

MOST = 5000
FEW = 20
LONG = 19
NOBODY = gettext_lazy("未编组")


class Reason(forms.Form):
    """Why the records are returned."""

    reason = area(gettext_lazy("退回原因"), rows=2)


@dataclass
class Choice:
    """The waiting records that were chosen: how many, those that may be verified, and why the others may not."""

    asked: Question
    number: int
    allowed: list[DutyRecord] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    rows: list[DutyRecord] = field(default_factory=list)

    @property
    def too_many(self) -> bool:
        """Whether there are more than are done at once."""
        return self.number > MOST

    @property
    def seal(self) -> str:
        """A digest of everything that the chosen records say: who confirms it has seen exactly these."""
        names = columns(DutyRecord)
        said = [[getattr(row, name) for name in names] for row in sorted(self.rows, key=lambda row: row.pk)]
        return hashlib.sha256(repr(said).encode()).hexdigest()

    @property
    def back(self) -> str:
        """The list from which they were chosen."""
        return reverse("records") + self.asked.address()


def verify(request):
    """A page of what will be verified or returned, and the deed when it is confirmed unchanged."""
    choice = _chosen(request)
    reason = Reason(request.POST if request.POST.get("act") == "return" else None)
    form = reason if reason.is_bound else forms.Form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        for number in run(request, form, lambda by: _do(request, by, choice, form)):
            said = _("已退回 %(n)d 条。") if form is reason else _("已审核 %(n)d 条。")
            messages.success(request, said % {"n": number} if number else _("这张表单已经办理过。"))
            return redirect(choice.back)
    context = {
        "choice": choice,
        "form": form,
        "reason": reason,
        "tallies": [(_("按类别"), _kinds(choice.allowed)), (_("按联系组"), _groups(choice.allowed))],
        "table": RecordTable(choice.rows[:FEW]),
        "few": FEW,
        "most": MOST,
        "once": request.POST.get("once") or uuid4(),
        "seal": choice.seal,
    }
    return render(request, "tracker/records_verify.html", context)


def _chosen(request) -> Choice:
    """The waiting records of an address: those picked, or all that its filters leave."""
    filters, asked = filtered(request)
    rows = filters.qs.filter(state=DutyRecord.State.SUBMITTED)
    picked = [int(key) for key in request.GET.getlist("pick") if key.isdecimal() and len(key) < LONG]
    rows = rows if request.GET.get("all") and not asked.errors else rows.filter(pk__in=picked[:MOST])
    choice = Choice(asked, rows.count())
    if not choice.too_many:
        choice.rows = list(shown(ordered(rows, asked)))
        choice.allowed, choice.others = verifying.sift(By(request.user, timezone.now()), choice.rows)
    return choice


def _of(choice, form) -> list[DutyRecord]:
    """The records that a deed is about: verified are those that may be, returned are all."""
    return choice.rows if isinstance(form, Reason) else choice.allowed


def _do(request, by, choice, form) -> int:
    if choice.too_many or not _of(choice, form):
        raise Refused(f"没有可以办理的登记，或者超过了一次 {MOST} 条；请重新选择。")
    if request.POST.get("seal") != choice.seal:
        raise Refused("这些登记在您打开清单之后有变动，没有办理；下面是现在的清单，请核对后再确认。")
    if isinstance(form, Reason):
        return verifying.return_many(by, choice.rows, form.cleaned_data["reason"])
    return verifying.verify_many(by, choice.allowed)


def _kinds(rows) -> list[tuple[str, int]]:
    """How many records are of each kind, in the order of the kinds."""
    found = Counter(row.kind for row in rows)
    return [(str(kind), found[kind]) for kind in sorted(found, key=lambda kind: (kind.order, kind.code))]


def _groups(rows) -> list[tuple[str, int]]:
    """How many records belong to each liaison group of their day, in official order; those of nobody's come last."""
    spells, found = defaultdict(list), Counter()
    members = GroupMembership.objects.filter(group__kind=Group.Kind.LIAISON).select_related("group")
    for spell in members.filter(mandate__in={row.mandate_id for row in rows}).order_by("starts_on"):
        spells[spell.mandate_id].append(spell)
    for row in rows:
        here = [spell.group for spell in spells[row.mandate_id] if _holds(spell, row.occurred_on)]
        found[here[0] if here else None] += 1
    named = sorted((group for group in found if group), key=lambda group: (group.order, group.name))
    rest = [(str(NOBODY), found[None])] if None in found else []
    return [(group.name, found[group]) for group in named] + rest


def _holds(spell, day) -> bool:
    return spell.starts_on <= day and (spell.ends_on is None or day < spell.ends_on)
