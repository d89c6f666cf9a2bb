"""Who may import what: the kinds of sheets, the terms and the groups of who is asking."""

from datetime import date

from django.db.models import Q

from ...intake.sheets import DESKS
from ...models import Group, ImportJob, Role, SheetKind, Term
from ...scores.calendar import highest_first


def kinds(request) -> list[tuple[str, str]]:
    """(code, label) of the kinds of sheets that who is asking may import; what they are called is the screen's word."""
    office = Role.OFFICE in request.roles
    open_to = [desk for desk in DESKS.values() if request.who.sees_reasons or not desk.is_private]
    desks = [desk for desk in open_to if (office or desk.for_liaisons) and not desk.barred & request.roles]
    return [(desk.kind, SheetKind(desk.kind).label) for desk in desks]


def jobs(request):
    """The files that who is asking uploaded, as far as he or she could upload them in the role acted in."""
    kinds_of_role = [code for code, _label in kinds(request)]
    rows = ImportJob.objects.filter(user=request.user, kind__in=kinds_of_role, term__in=terms(request))
    return rows.select_related("term", "user", "batch")


def terms(request):
    """The terms for which who is asking imports, the newest first."""
    office = {grant.body_id for grant in request.grants if grant.role == Role.OFFICE}
    rows = Term.objects.order_by("-starts_on", "code")
    if None in office:
        return rows
    return rows.filter(Q(body__in=office) | Q(pk__in=_own_groups(request).values("term")))


def running(rows, on: date) -> Term | None:
    """The newest of the highest of some terms that runs on a day; else the newest."""
    rows = highest_first(rows)
    begun = rows.filter(starts_on__lte=on)
    return begun.filter(Q(ends_on=None) | Q(ends_on__gt=on)).first() or rows.first()


def groups(request, term: Term):
    """The groups of a term whose deputies may be filled into a template: the own ones; for the office all."""
    free = any(grant.role == Role.OFFICE and grant.body_id in (None, term.body_id) for grant in request.grants)
    return (Group.objects if free else _own_groups(request)).filter(term=term)


def is_free(request) -> bool:
    """Whether who is asking imports for everybody, and takes templates without deputies too."""
    return Role.OFFICE in request.roles


def _own_groups(request):
    own = [grant.group_id for grant in request.grants if grant.role == Role.LIAISON]
    return Group.objects.filter(pk__in=own)
