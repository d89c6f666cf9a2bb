"""The assignments of who is asking: an inbox for a unit, a system's work for its office, all for the staff."""

from itertools import groupby

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tables2 import RequestConfig

from ..exports import assigning
from ..models import STAFF, Assignment, Body, Role, Term
from ..scores import desk, inbox, meeting
from ..tables.assignments import TABS, AssignmentTable
from ..tables.base import link_sorts
from ..typed import DayField
from . import listing
from .access import HANDLING
from .downloads import answer, official
from .problems import in_sentences
from .question import Unreadable
from .terms import offer

ASSIGNING = STAFF | {Role.REFERRAL_OFFICE}
SHOWN = ("suggestion__term", "unit")


class AssignmentForm(listing.ListForm):
    """The filters of a list of assignments; a unit, or a system, includes the units below it."""

    unit = forms.ModelChoiceField(Body.objects.all(), to_field_name="code", required=False)
    role = forms.ChoiceField(required=False, choices=Assignment.Role.choices)


class AssigningForm(forms.Form):
    """What the list for an assignment meeting is asked."""

    term = forms.ModelChoiceField(Term.objects.all(), to_field_name="code", required=False, label="届")
    system = forms.ModelChoiceField(
        Body.objects.filter(kind=Body.Kind.SYSTEM), to_field_name="code", required=False, label="系统"
    )
    since = DayField(required=False, label="交办日期起")
    until = DayField(required=False, label="交办日期止")
    open = forms.BooleanField(required=False, label="只列未定承办单位")


def _asked(request):
    if not request.roles & HANDLING:
        raise PermissionDenied
    terms = Term.objects.visible_to(request.who)
    return listing.read(AssignmentForm(request.GET, tabs=TABS, terms=terms), TABS, "open")


def _narrowed(rows, asked):
    term, q, unit, role = map(asked.get, ("term", "q", "unit", "role"))
    if term:
        rows = rows.filter(suggestion__term=term)
    if q:
        rows = rows.filter(Q(suggestion__number__icontains=q) | Q(suggestion__title__icontains=q))
    if unit:
        rows = rows.filter(unit__in=Body.objects.below([unit.pk]))
    return rows.filter(role=role) if role else rows


def _rows(rows, asked, by):
    chosen = inbox.timed(rows).filter(inbox.tabs(by)[asked.tab])
    by = AssignmentTable.sorts(asked.get("sort"))
    ordered = chosen.order_by(*by) if by else inbox.in_order(chosen)
    return ordered.select_related(*SHOWN).defer("suggestion__text")


def assignments(request):
    """The assignments that who is asking may list, by what waits first, with tabs, counts and filters."""
    asked = _asked(request)
    visible, by = inbox.visible_to(request.who), inbox.frame(asked.on)
    narrowed = _narrowed(visible, asked)
    counts, units = inbox.counts(narrowed, by), _units(visible)
    hidden = () if units else ("unit",)
    terms = offer(_terms(visible), asked.get("term") or None)
    of_many = not asked.get("term") and len(terms) > 1
    table = AssignmentTable(_rows(narrowed, asked, by), by=by, exclude=hidden, terms=of_many)
    link_sorts(table, asked.get("sort"), asked.address)
    RequestConfig(request, paginate={"per_page": listing.PER_PAGE}).configure(table)
    context = {
        "asked": asked,
        "title": _title(request),
        "table": table,
        "shown": counts[asked.tab],
        "tabs": asked.tab_links(counts),
        "units": units,
        "terms": terms,
        "roles": Assignment.Role.choices,
        **_assigning(request),
    }
    return render(request, "tracker/assignments.html", context)


def _terms(visible):
    return Term.objects.filter(pk__in=visible.order_by().values("suggestion__term"))


def _title(request) -> str:
    if request.roles & STAFF:
        return _("承办情况")
    return _("本系统承办") if Role.REFERRAL_OFFICE in request.roles else _("收件箱")


def _units(visible) -> list[tuple[Body | None, list[Body]]]:
    """The units that have assignments, by system, in official order; none to choose from where there is but one."""
    rows = Body.objects.filter(pk__in=visible.order_by().values("unit")).order_by("order", "name")
    units = list(rows[:1000])
    if len(units) < 2:
        return []
    systems = Body.objects.systems()
    heads = {body.pk: body for body in Body.objects.filter(pk__in={systems.get(unit.pk) for unit in units})}
    place = {pk: number for number, pk in enumerate(heads)}
    units.sort(key=lambda unit: place.get(systems.get(unit.pk), len(place)))
    return [(heads.get(pk), list(found)) for pk, found in groupby(units, key=lambda unit: systems.get(unit.pk))]


def _assigning(request) -> dict:
    """What the offices that assign are shown: how much waits for them, and the systems to choose from."""
    if not request.roles & ASSIGNING:
        return {}
    referrals = desk.referrals_for(request.who)
    return {
        "may_assign": True,
        "unassigned": desk.unassigned(referrals).count(),
        "systems": Body.objects.filter(pk__in=referrals.order_by().values("system")),
    }


@official
@in_sentences
def workbook(request):
    """The list as the screen shows it, filters and all."""
    asked = _asked(request)
    asked.need_readable()
    by = inbox.frame(asked.on)
    visible = inbox.visible_to(request.who)
    of_many = not asked.get("term") and _terms(visible)[1:2].exists()
    rows = _rows(_narrowed(visible, asked), asked, by)
    table, name = AssignmentTable(rows, by=by, terms=of_many, page=False), f"建议承办情况（{TABS[asked.tab]}）"
    scope = _scope(request, asked)
    return answer(name, lambda out: assigning.shown(table, name, out, made_on=timezone.localdate(), scope=scope))


def _scope(request, asked) -> str:
    own = [str(grant.body) for grant in request.grants if grant.body and grant.role in HANDLING]
    role = str(Assignment.Role(asked.get("role")).label) if asked.get("role") else ""
    named = (("届", asked.get("term")), ("查找", asked.get("q")), ("承办单位", asked.get("unit")), ("方式", role))
    parts = [*dict.fromkeys(own), str(TABS[asked.tab]), *(f"{name}：{value}" for name, value in named if value)]
    return "；".join(parts)


@official
@in_sentences
def assigning_list(request):
    """The list for the assignment meeting: what was referred to each system, with the units found so far."""
    if not request.roles & ASSIGNING:
        raise PermissionDenied
    form = AssigningForm(request.GET)
    form.fields["term"].queryset = Term.objects.visible_to(request.who)
    if not form.is_valid():
        found = "；".join(f"{form.fields[name].label}：{' '.join(said)}" for name, said in form.errors.items())
        raise Unreadable(f"交办清单的条件无法读取：{found}")
    said, visible = form.cleaned_data, desk.referrals_for(request.who)
    if said["system"]:
        visible = visible.filter(system=said["system"])
    term = said["term"] or Term.objects.filter(suggestions__referrals__in=visible).order_by("-starts_on").first()
    sheets = meeting.agendas(visible, term, said["since"], said["until"], unassigned=said["open"]) if term else []
    if not sheets:
        raise Unreadable("没有符合条件的交办建议，交办清单无可下载。请核对届、系统和交办日期（起不晚于止）。")
    name = f"{term.label}建议交办清单"
    return answer(name, lambda out: assigning.meeting(sheets, name, out, made_on=timezone.localdate()))
