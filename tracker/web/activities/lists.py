"""The list of activities: filters, counts that open rows, sorting, the file of what is seen."""

from django.db.models import Count
from django.shortcuts import render
from django.utils import timezone
from django_tables2 import RequestConfig

from ...access.gate import opens
from ...exports import lists
from ...models import Activity
from ...tables.activities import ActivityTable
from ...tables.base import link_sorts
from ...tables.slices import Slices
from ..downloads import answer, official
from ..filtering import Question, read
from ..listing import need_few
from ..problems import in_sentences
from ..records.filters import terms
from ..records.lists import fields_of, own_groups, without_state
from ..terms import offer_near, several
from .filters import COUNTS, STATES, ActivityFilters, counted

PER_PAGE = 50
FIRST = ("q", "kind", "group", "since", "until")


def _filtered(request) -> tuple[ActivityFilters, Question]:
    filters = ActivityFilters(request.GET, Activity.objects.visible_to(request.who), request=request)
    return filters, read(filters, ActivityTable.SORTS)


def _shown(filters):
    return lambda rows: counted(rows, filters.records)


def _order(asked) -> tuple[str, ...]:
    return ActivityTable.sorts(asked.sort) or ActivityTable.NEWEST


def _ordered(filters, asked):
    """The activities in the order asked for; their numbers are read for all of them only where they decide it."""
    by_number = asked.sort.removeprefix("-") in COUNTS
    return (_shown(filters)(filters.qs) if by_number else filters.qs).order_by(*_order(asked))


def _counts(filters) -> dict[str, int]:
    """How many activities the filters leave in each state, and under the empty name in all."""
    numbers = {code: Count("pk", filter=filters.stands(code)) for code, _label in STATES}
    found = without_state(filters).order_by().aggregate(**numbers, all=Count("pk"))
    return found | {"": found["all"]}


def activities(request):
    """The activities that who is asking may see, narrowed and sorted as the address says."""
    filters, asked = _filtered(request)
    found = _counts(filters)
    number = found[asked.given.get("state", "")]
    of_many = not asked.get("term") and several(terms(request))
    table = ActivityTable(Slices(_ordered(filters, asked), number, _shown(filters)), terms=of_many)
    link_sorts(table, asked.sort, asked.address)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    offered = offer_near(filters.form)
    context = {
        "asked": asked,
        "terms": offered,
        "any": True,
        "fields": fields_of(filters.form, FIRST, first=True),
        "more": fields_of(filters.form, FIRST, first=False),
        "more_open": bool(asked.given.keys() - {*FIRST, "state", "term"}),
        "table": table,
        "number": number,
        "tabs": asked.links(STATES, found),
        "batch": filters.form.cleaned_data.get("batch"),
        "may_register": opens("activity-new", request.who),
        "clear": Question({"state": asked.given.get("state", "")}, {}, sort=asked.sort).address(),
    }
    return render(request, "tracker/activities.html", context)


@official
@in_sentences
def workbook(request):
    """The list as the screen shows it, filters and all."""
    filters, asked = _filtered(request)
    asked.need_readable()
    need_few(filters.qs.count())
    of_many = not asked.get("term") and several(terms(request))
    table = ActivityTable(_shown(filters)(filters.qs).order_by(*_order(asked)), page=False, terms=of_many)
    scope = "；".join(filter(None, [own_groups(request), asked.said(filters.form)])) or "全部履职活动"
    facts = [
        ("排列", "按所选的列排列；没有选的，新的在前。"),
        ("名数", "名单上的代表人数，不含退回和作废的登记；联络员的文件只计本组代表。其他层级人员另计，不与代表相加。"),
    ]
    today = timezone.localdate()
    return answer("履职活动", lambda out: lists.shown(table, "履职活动", out, made_on=today, scope=scope, facts=facts))
