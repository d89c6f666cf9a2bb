"""权限一览: the matrix in force, what each role may do and sees, and the grants by which logins hold the roles."""

from dataclasses import dataclass

from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet
from django_tables2 import RequestConfig

from ..access import deeds, gate
from ..access.matrix import AREAS, READING
from ..exports import lists
from ..exports import permissions as book
from ..ledger.rights import RIGHTS
from ..models import Event, Role, RoleGrant
from ..tables.base import link_sorts
from ..tables.grants import GrantTable
from .downloads import answer, official
from .filtering import read, words
from .problems import in_sentences

PER_PAGE = 50
LOOKS, SENDS = _("查看"), _("办理")
OTHER_VERBS = {
    "add_sponsor": _("增加联名"),
    "assign": _("交办承办单位"),
    "disclose_suggestion": _("审定建议公开"),
    "disclose_reply": _("审定答复公开"),
    "amend_reply": _("修改答复"),
    "evaluate_reply": _("评价答复"),
    "evaluate_fulfilment": _("评价承诺落实"),
}


@dataclass(frozen=True)
class Line:
    """A line of the matrix: what it is about, a word beside it, and for each role whether it is open."""

    label: str
    note: str
    open: tuple[bool, ...]


def sections() -> list[tuple[str, list[Line]]]:
    """The matrix, area by area, then the verbs on suggestions and what is done with records."""
    pages = [
        (area, [_line(page, SENDS if name not in READING else LOOKS) for name, page in of.items()])
        for area, of in AREAS
    ]
    verbs = [_line(deeds.Deed(_verb(code), roles)) for code, roles in RIGHTS.items()]
    done = [_line(deed, deed.note) for deed in deeds.RECORDS]
    return [(_("履职登记可以办什么"), done), (_("议案建议可以办什么"), verbs), *pages]


def _line(row, note="") -> Line:
    return Line(row.label, note, tuple(role in row.roles for role in Role))


def _verb(code) -> str:
    return OTHER_VERBS.get(code) or Event.Verb(code).label


def permissions(request):
    """The matrix in force, with the column of the role acted in marked."""
    roles = [(role.label, role == request.who.role) for role in Role]
    context = {
        "roles": roles,
        "mine_at": next((place for place, (_label, mine) in enumerate(roles) if mine), -1),
        "reach": [(role.label, deeds.REACH[role], role == request.who.role) for role in Role],
        "sections": sections(),
        "may_see_grants": gate.opens("grants", request.who),
    }
    return render(request, "tracker/permissions.html", context)


@official
def workbook(request):
    """The matrix in force as a workbook."""
    reach = [(str(role.label), str(deeds.REACH[role])) for role in Role]
    found = [(str(area), lines) for area, lines in sections()]
    today = timezone.localdate()
    return answer("权限一览", lambda out: book.write(found, reach, out, made_on=today))


class GrantFilters(FilterSet):
    """The filters of the list of grants."""

    q = words("named", _("查找"))
    role = ChoiceFilter(choices=Role.choices, label=_("角色"), empty_label=_("全部角色"))

    class Meta:
        model = RoleGrant
        fields = []

    def named(self, rows, name, text):
        """The grants of a login, a name, a body or a group that a text names."""
        of_user = Q(user__username__icontains=text) | Q(user__last_name__icontains=text)
        of_user |= Q(user__first_name__icontains=text)
        return rows.filter(of_user | Q(body__name__icontains=text) | Q(group__name__icontains=text))


def _held(request):
    held = RoleGrant.objects.visible_to(request.who).in_force(timezone.localdate())
    filters = GrantFilters(request.GET, held.filter(user__is_active=True), request=request)
    asked = read(filters, GrantTable.SORTS)
    order = GrantTable.sorts(asked.sort) or GrantTable.OFFICIAL
    rows = filters.qs.select_related("user", "body", "group__term__body", "person").order_by(*order)
    return filters, asked, rows


@in_sentences
def grants(request):
    """Who holds which role today, by body, as far as who is asking may see."""
    filters, asked, rows = _held(request)
    table = GrantTable(rows)
    link_sorts(table, asked.sort, asked.address)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    context = {"asked": asked, "form": filters.form, "table": table, "number": rows.count()}
    return render(request, "tracker/grants.html", context)


@official
@in_sentences
def grants_workbook(request):
    """The grants as the screen shows them, filters and all."""
    filters, asked, rows = _held(request)
    asked.need_readable()
    today = timezone.localdate()
    scope = asked.said(filters.form) or "现行的全部授权"
    return answer("现行授权", lambda out: lists.shown(GrantTable(rows), "现行授权", out, made_on=today, scope=scope))
