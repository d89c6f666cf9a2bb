"""The list of duty records: filters, counts by state, sorting, the file of what is seen."""

from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django_tables2 import RequestConfig

from ...access.gate import opens
from ...exports import lists
from ...models import DutyRecord
from ...scores.calendar import term_with_periods
from ...tables.base import link_sorts
from ...tables.records import RecordTable
from ...tables.slices import Slices
from ..downloads import answer, official
from ..filtering import Question, read
from ..listing import need_few
from ..problems import in_sentences
from ..terms import offer_near, several
from .filters import RecordFilters, has_many_terms, needs_term, shown, terms

PER_PAGE = 50
FIRST = ("q", "kind", "group", "since", "until")
UNSEEN = ("state", "batch", "activity", "term")
STATES = DutyRecord.State.choices
ORDER = ("submitted", "returned", "verified", "draft", "void")
CHOICE = "choice"
MEANING = "一条登记是一名代表的一次履职；参加情况为请假、未参加的和没有审核的都列出，不等于计入。"


def filtered(request) -> tuple[RecordFilters, Question]:
    """The filters of an address over the records that who is asking may see, and the question that they ask."""
    filters = RecordFilters(request.GET, DutyRecord.objects.visible_to(request.who), request=request)
    return filters, read(filters, RecordTable.SORTS)


def ordered(rows, asked: Question):
    """Rows in the order asked for, the newest first by default."""
    return rows.order_by(*(RecordTable.sorts(asked.sort) or RecordTable.NEWEST))


def without_state(filters: RecordFilters):
    """The rows that the filters leave when any state will do."""
    rows = filters.queryset
    for name, value in filters.form.cleaned_data.items():
        rows = filters.filters[name].filter(rows, value) if name != "state" else rows
    return rows


def counts(rows) -> dict[str, int]:
    """How many rows there are in each state, and under the empty name in all."""
    numbers = {code: Count("pk", filter=Q(state=code)) for code, _label in STATES}
    found = rows.order_by().aggregate(**numbers)
    return found | {"": sum(found.values())}


def records(request):
    """The records that who is asking may see, by state, narrowed and sorted as the address says."""
    filters, asked = filtered(request)
    if needs_term(request):
        term, _periods = term_with_periods(None, terms(request))
        said = request.GET.copy()  # as it was typed: a group or unit can only be read inside a term
        said["term"] = term.code
        return redirect(f"{request.path}?{said.urlencode()}")
    found = counts(without_state(filters))
    number = found[asked.get("state")]
    may_verify = opens("records-verify", request.who)
    picks = CHOICE if may_verify and found["submitted"] and asked.get("state") in ("", "submitted") else ""
    of_many = not asked.get("term") and several(terms(request))
    table = RecordTable(Slices(ordered(filters.qs, asked), number, shown), picks=picks, terms=of_many)
    link_sorts(table, asked.sort, asked.address)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    offered = offer_near(filters.form)
    labels = dict(STATES)
    context = {
        "asked": asked,
        "form": filters.form,
        "terms": offered,
        "any": not has_many_terms(request),
        "fields": fields_of(filters.form, FIRST, first=True),
        "more": fields_of(filters.form, FIRST, first=False),
        "more_open": bool(asked.given.keys() - {*FIRST, "state", "term"}),
        "table": table,
        "number": number,
        "waiting": found["submitted"],
        "picks": picks,
        "tabs": asked.links([(code, labels[code]) for code in ORDER], found),
        "kept": [(name, value) for name, value in asked.parts if name != "state"],
        "about": [filters.form.cleaned_data.get(name) for name in ("activity", "batch")],
        "may_record": opens("record-new", request.who),
        "clear": Question({"state": asked.given.get("state", "")}, {}, sort=asked.sort).address(),
    }
    return render(request, "tracker/records.html", context)


def fields_of(form, names, *, first: bool) -> list:
    """The fields of a filter form that offer a choice, those named or the others; each choice is read once."""
    rows = [form[name] for name in form.fields if (name in names) is first and name not in UNSEEN]
    return [row for row in rows if _offers(row.field)]


def _offers(field) -> bool:
    if hasattr(field, "queryset"):
        field.widget.choices = list(iter(field.choices))
        return len(field.widget.choices) > 2
    return True


@official
@in_sentences
def workbook(request):
    """The list as the screen shows it, filters and all."""
    filters, asked = filtered(request)
    asked.need_readable()
    need_few(filters.qs.count())
    of_many = not asked.get("term") and several(terms(request))
    table = RecordTable(shown(ordered(filters.qs, asked)), page=False, terms=of_many)
    scope = "；".join(filter(None, [own_groups(request), asked.said(filters.form)])) or "全部履职登记"
    facts = [("排列", "按所选的列排列；没有选的，新的在前。"), ("口径", MEANING)]
    today = timezone.localdate()
    return answer("履职登记", lambda out: lists.shown(table, "履职登记", out, made_on=today, scope=scope, facts=facts))


def own_groups(request) -> str:
    """Whose records a file can hold at most; empty for the staff."""
    return "" if request.who.is_staff else "、".join(str(grant.group) for grant in request.grants if grant.group)
