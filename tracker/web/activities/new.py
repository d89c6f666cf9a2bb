"""Registering an activity with its roll on one page, and adding to the roll of one that is registered."""

import hashlib
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ...ledger import duties
from ...ledger.odd import untimely
from ...models import Activity, Group, Role, Term
from ...scores import roster
from ...scores.calendar import highest_first
from ..own.deed import run
from ..sent import before
from ..terms import offer
from .forms import GuestRows, New
from .roll import CHOICES, Roll, summary

NAMED = 8
LONG = 10  # digits of a key


def groups_of(request, term: Term | None) -> list[Group]:
    """The groups for whose deputies who is asking registers, in a term or in all that have begun."""
    rows = _begun(request) if term is None else _begun(request).filter(term=term)
    return list(rows.select_related("term").order_by("-term__starts_on", "kind", "order", "name"))


def _begun(request):
    return Group.objects.visible_to(request.who).filter(term__starts_on__lte=request.who.on)


def _terms(request):
    return Term.objects.filter(pk__in=_begun(request).order_by().values("term"))


def _term(request) -> Term | None:
    """For staff with several terms that of the group or of the address that is asked for, else the highest."""
    terms = _terms(request)
    if not request.who.is_staff or not terms[1:2].exists():
        return None
    group = request.POST.get("group") or request.GET.get("group") or ""
    of_group = terms.filter(groups=int(group)) if group.isdecimal() and len(group) < LONG else terms.none()
    asked = terms.filter(code=request.GET.get("term", "").replace("\0", ""))
    return (of_group or asked or highest_first(terms)).first()


@dataclass(frozen=True)
class Page:
    """What a form was sent with: its own fields, the guests, and the roll of the group and the day that it names."""

    form: New
    guests: object
    roll: Roll
    group: Group
    day: date

    @property
    def is_valid(self) -> bool:
        """Whether all parts can be read."""
        return all([self.form.is_valid(), self.guests.is_valid()])


def new(request):
    """Register an activity with its roll: everything on one page, everything or nothing."""
    term = _term(request)
    groups = groups_of(request, term)
    if not groups:
        return render(request, "tracker/activity_nobody.html")
    for made in before(request):
        return redirect("activity", made.pk)
    page = _read(request, groups)
    warnings = []
    if request.method == "POST" and "refresh" not in request.POST and page.is_valid:
        warnings = _doubts(request, page)
        for made in [] if warnings else _save(request, page):
            return redirect("activity", made.pk)
    return _show(request, page, warnings, len(groups) > 1, term)


def _read(request, groups) -> Page:
    group = _group(request, groups)
    data = _data(request, groups, group)
    initial = {"group": group.pk, "starts_on": request.who.on, "organisers": group.name}
    is_office = request.who.role == Role.OFFICE
    form = New(data, groups=groups, today=request.who.on, is_office=is_office, initial=initial)
    day = _day(form) or request.who.on
    guests = GuestRows(data, prefix="guest")
    roll = Roll.read(request.POST, roster.members(group, day), f"{group.pk} {day}")
    if "refresh" in request.POST:
        form.errors.clear()
    return Page(form, guests, roll, group, day)


def _data(request, groups, group):
    """What was sent; where only the list is renewed, the organiser follows the group."""
    if request.method != "POST":
        return None
    data = request.POST.copy()
    if "refresh" in data and data.get("organisers") in {row.name for row in groups}:
        data["organisers"] = group.name
    return data


def _group(request, groups, usual=None) -> Group:
    """The group that is named, else the usual one or the first."""
    asked = request.POST.get("group") or request.GET.get("group") or str(usual or "")
    return next((group for group in groups if str(group.pk) == asked), groups[0])


def _day(form) -> date | None:
    """The day that was sent, if it can be read."""
    form.is_valid()
    return form.cleaned_data.get("starts_on") if form.is_bound else None


def _doubts(request, page) -> list[str]:
    """What must be answered with a yes before anything is written; empty when it was, or there is nothing."""
    said = [] if page.roll.is_current else [_("日期或联系组有改动，名单已经更新，请核对名单后再登记。")]
    said += _of_doubles(request, page)
    content = page.form.content
    said += untimely(content["kind"], content["starts_on"], list(content["term"].sessions.all()))
    page.form.seal = hashlib.sha256(repr(said).encode()).hexdigest()[:32]
    return [] if request.POST.get("sure") == page.form.seal and page.roll.is_current else said


def _of_doubles(request, page) -> list[str]:
    content, listed = page.form.content, [line.mandate for line in page.roll.lines]
    same = roster.alike(Activity.objects.visible_to(request.who), content, listed)
    if same:
        text = _("已有同一天、同类别、名称和组织单位都相同的活动（%(n)s 场）；如果就是那一场，请不要重复登记。")
        return [text % {"n": len(same)}]
    twice = roster.registered(content, list(page.roll.joined))
    if not twice:
        return []
    names = _("、").join(row.person.name for row in twice[:NAMED])
    text = _("%(names)s等 %(n)s 名已有同一天、同类别、同名称的登记；请核对是否重复。")
    return [text % {"names": names, "n": len(twice)}]


def _save(request, page) -> list[Activity]:
    """Write it once: the activity that was made; empty when a refusal stands on the form."""
    others, guests = page.form.cleaned_data.get("others") or (), page.guests.named

    def register(by):
        return duties.register_activity(by, page.form.content, page.roll.attendance(others), guests)

    made = run(request, page.form, register)
    if made:
        told = summary(page.roll.attendance(others), guests)
        messages.success(request, _("已登记：%(told)s。等待另一人审核。") % {"told": told})
    return made


def _show(request, page, warnings, several, term):
    context = {
        "form": page.form,
        "guests": page.guests,
        "guests_open": any(form.has_changed() for form in page.guests.forms) if page.guests.is_bound else False,
        "roll": page.roll,
        "choices": CHOICES,
        "group": page.group,
        "day": page.day,
        "several": several,
        "terms": offer(_terms(request), term) if term else None,
        "warnings": warnings,
        "once": request.POST.get("once") or uuid4(),
    }
    return render(request, "tracker/activity_new.html", context)


def add(request, pk):
    """Put deputies and guests on the roll of an activity who were missing there."""
    rows = Activity.objects.visible_to(request.who).select_related("term", "kind")
    activity = rows.filter(pk=pk).first()
    groups = groups_of(request, activity.term) if activity else []
    if activity is None or not groups:
        raise Http404
    for made in before(request):
        return redirect("activity", made.pk)
    group = _group(request, groups, roster.usual_group(activity))
    data = request.POST if request.method == "POST" else None
    missing = roster.members(group, activity.starts_on).exclude(pk__in=roster.live(activity).values("mandate"))
    roll, guests = Roll.read(request.POST, missing, f"{group.pk} {activity.starts_on}"), GuestRows(data, prefix="guest")
    form = forms.Form(data)
    if form.is_valid() and guests.is_valid() and roll.is_current:
        for made in run(request, form, lambda by: duties.add_to_roll(by, activity, roll.attendance(), guests.named)):
            told = summary(roll.attendance(), guests.named)
            messages.success(request, _("已补登：%(told)s。等待另一人审核。") % {"told": told})
            return redirect("activity", made.pk)
    context = {"activity": activity, "form": form, "guests": guests, "roll": roll, "choices": CHOICES, "group": group}
    context |= {"groups": groups, "day": activity.starts_on, "once": request.POST.get("once") or uuid4()}
    return render(request, "tracker/activity_roll.html", context)
