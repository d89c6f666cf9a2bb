"""操作记录: the trail of every change, searchable, for who audits and for the office; the home of the auditor."""

from datetime import datetime, time, timedelta

from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet
from django_tables2 import LazyPaginator, RequestConfig

from ..access import gate
from ..exports import lists
from ..models import Event, Mandate, Suggestion, User
from ..scores.traces import about_deputies, about_suggestions
from ..tables.trail import TrailTable
from .downloads import answer, official
from .filtering import SOME_DAY, TYPED_DAY, DayFilter, read, words
from .problems import in_sentences

PER_PAGE = 50
MOST = 20_000
FOUND = 500  # so many deputies or suggestions that a text names are looked up, the newest first
LONG = 19


class TrailFilters(FilterSet):
    """The filters of the trail."""

    q = words("about", _("对象"))
    actor = words("by", _("操作人"))
    since = DayFilter(method="from_day", label=_("日期起"), validators=SOME_DAY, widget=TYPED_DAY)
    until = DayFilter(method="to_day", label=_("日期止"), validators=SOME_DAY, widget=TYPED_DAY)
    subject = ChoiceFilter(choices=Event.Subject.choices, label=_("对象类型"), empty_label=_("全部对象"))
    verb = ChoiceFilter(choices=Event.Verb.choices, label=_("操作"), empty_label=_("全部操作"))

    class Meta:
        model = Event
        fields = []

    def from_day(self, rows, name, day):
        """Events from the beginning of a day on."""
        return rows.filter(at__gte=_midnight(day))

    def to_day(self, rows, name, day):
        """Events up to the end of a day."""
        return rows.filter(at__lt=_midnight(day + timedelta(days=1)))

    def by(self, rows, name, text):
        """Events of those whose login or name a text is part of."""
        named = Q(username__icontains=text) | Q(last_name__icontains=text) | Q(first_name__icontains=text)
        users = list(User.objects.filter(named).values_list("pk", flat=True))
        return rows.filter(actor=users[0]) if len(users) == 1 else rows.filter(actor__in=users)

    def about(self, rows, name, text):
        """Events about an object by its number, a deputy by number or name, a suggestion by number or title.

        What would say whose a leave or a suspension is stays out for who may not know.
        """
        who = self.request.who
        named = Mandate.objects.visible_to(who).called(text).order_by("-pk")[:FOUND]
        numbered = Suggestion.objects.visible_to(who).filter(Q(number__icontains=text) | Q(title__icontains=text))
        deputies = Mandate.objects.filter(pk__in=list(named.values_list("pk", flat=True)))
        items = Suggestion.objects.filter(pk__in=list(numbered.order_by("-pk").values_list("pk", flat=True)[:FOUND]))
        hidden = () if who.sees_reasons else (Event.Subject.INTERRUPTION,)
        is_key = text.isascii() and text.isdecimal() and len(text) < LONG
        own = Q(object_id=int(text)) if is_key else Q(pk__in=[])
        return rows.filter(own | about_deputies(deputies, hidden) | about_suggestions(items))


def _midnight(day) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _asked(request):
    filters = TrailFilters(request.GET, Event.objects.visible_to(request.who), request=request)
    return filters, read(filters, TrailTable.SORTS)


def _newest(filters):
    """The newest first; of some days by the time, because an index of the time finds them."""
    said = filters.form.cleaned_data
    return ("-at", "-pk") if said.get("since") or said.get("until") else ("-pk",)


def _table(request, filters, most=None) -> TrailTable:
    rows = filters.qs.select_related("actor").order_by(*_newest(filters))[:most]
    return TrailTable(rows, opens=lambda name: gate.offers(name, request.who), tells=request.who.sees_reasons)


@in_sentences
def trail(request):
    """The events that who is asking may see, the newest first, narrowed as the address says."""
    filters, asked = _asked(request)
    table = _table(request, filters)
    RequestConfig(request, paginate={"per_page": PER_PAGE, "paginator_class": LazyPaginator}).configure(table)
    context = {
        "asked": asked,
        "form": filters.form,
        "table": table,
        "any": bool(table.page.object_list),
        "most": MOST,
        "tells": request.who.sees_reasons,
    }
    return render(request, "tracker/trail.html", context)


@official
@in_sentences
def workbook(request):
    """The events as the screen shows them; of very many the newest, which the file says."""
    filters, asked = _asked(request)
    asked.need_readable()
    table = _table(request, filters, MOST)
    facts = [
        ("排列", "新的在前。"),
        ("条数上限", f"只列最近 {MOST} 条；更早的，请按日期分段下载。"),
        ("不显示", "请假、暂停和资格终止的内容只对获准的人代工委人员显示。"),
    ]
    scope, today = asked.said(filters.form) or "全部操作记录", timezone.localdate()
    return answer("操作记录", lambda out: lists.shown(table, "操作记录", out, made_on=today, scope=scope, facts=facts))
