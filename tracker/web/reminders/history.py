"""What was sent: the list with filters, and the list as a workbook."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tables2 import RequestConfig

from ...access.gate import opens
from ...exports import reminders as book
from ...models import STAFF, Addressee, Mandate, Reminder, Role, Suggestion, Term
from ...tables.reminder_lists import HistoryTable
from ...typed import DayField
from .. import listing
from ..downloads import answer, official
from ..problems import in_sentences
from ..terms import offer, several
from .question import DEPUTIES, OF_ROLE

TABS = {"": _("全部"), **dict(Addressee.choices)}
SHOWN = ("term", "mandate__person", "mandate__term", "group", "unit", "sent_by")
FEW = 5


class HistoryForm(listing.ListForm):
    """The filters of what was sent."""

    way = forms.ChoiceField(required=False, choices=Reminder.Way.choices)
    since = DayField(required=False, validators=listing.SOME_DAY)
    until = DayField(required=False, validators=listing.SOME_DAY)


def _asked(request):
    form = HistoryForm(request.GET, tabs=TABS, terms=Term.objects.visible_to(request.who))
    return listing.read(form, TABS, "")


def _rows(request, asked):
    rows = Reminder.objects.visible_to(request.who).select_related(*SHOWN)
    term, way, since, until, q = map(asked.get, ("term", "way", "since", "until", "q"))
    given = {"term": term, "way": way, "sent_on__gte": since, "sent_on__lte": until, "addressee": asked.get("tab")}
    rows = rows.filter(**{name: value for name, value in given.items() if value})
    named = Q(mandate__person__name__icontains=q) | Q(mandate__number__icontains=q)
    return rows.filter(named | Q(group__name__icontains=q) | Q(unit__name__icontains=q)) if q else rows


@in_sentences
def history(request):
    """What was sent, newest first, as far as who is asking may see."""
    asked = _asked(request)
    rows = _rows(request, asked)
    of_many = not asked.get("term") and several(Term.objects.visible_to(request.who))
    table = HistoryTable(rows, terms=of_many)
    RequestConfig(request, paginate={"per_page": listing.PER_PAGE}).configure(table)
    context = {
        "asked": asked,
        "table": table,
        "shown": rows.count(),
        "ways": Reminder.Way.choices,
        "terms": offer(Term.objects.visible_to(request.who), asked.get("term") or None),
        "tabs": _tabs(request, asked),
    }
    return render(request, "tracker/reminders/history.html", context)


def _tabs(request, asked) -> list[tuple]:
    """(label, address, whether it is the present one); none where a role has but one kind of addressee."""
    if request.who.role in OF_ROLE:
        return []
    return [(label, asked.address(tab=code), code == asked.tab) for code, label in TABS.items()]


@official
@in_sentences
def workbook(request):
    """What was sent as the screen shows it, filters and all."""
    asked = _asked(request)
    asked.need_readable()
    of_many = not asked.get("term") and several(Term.objects.visible_to(request.who))
    table, scope = HistoryTable(_rows(request, asked), terms=of_many, page=False), _scope(request, asked)
    today = timezone.localdate()
    return answer("提醒、催办记录", lambda out: book.history(table, "提醒、催办记录", out, made_on=today, scope=scope))


def _scope(request, asked) -> str:
    own = [str(grant.group or grant.body) for grant in request.grants if grant.group or grant.body]
    labels = {"term": "届", "q": "查找", "since": "发出日期自", "until": "至"}
    named = [f"{label}：{asked.get(name)}" for name, label in labels.items() if asked.get(name)]
    way = [f"方式：{Reminder.Way(asked.get('way')).label}"] if asked.get("way") else []
    tab = [str(TABS[asked.tab])] if asked.tab else []
    return "；".join([*dict.fromkeys(own), *tab, *named, *way])


@dataclass(frozen=True)
class Sent:
    """The last few reminders about something, and the page that writes the next one; empty for who only reads."""

    rows: list[Reminder]
    address: str = ""


def sent_to(request, mandate: Mandate) -> Sent | None:
    """The last reminders of a deputy for the duty file; None for who must not know of them, as the deputy."""
    if not request.roles & (STAFF | {Role.LIAISON}):
        return None
    said = urlencode({"tab": DEPUTIES, "term": mandate.term.code, "to": mandate.pk})
    address = f"{reverse('reminder-texts')}?{said}" if opens("reminder-texts", request.who) else ""
    return Sent(list(_latest(request).filter(mandate=mandate)[:FEW]), address)


def pressed(request, suggestion: Suggestion) -> Sent | None:
    """The last texts to units that name a suggestion, for the staff and the referral offices; None before any."""
    if not suggestion.number or not request.roles & (STAFF | {Role.REFERRAL_OFFICE}):
        return None
    units = suggestion.assignments.order_by().values("unit")
    rows = list(_latest(request).filter(unit__in=units, text__contains=suggestion.number)[:FEW])
    return Sent(rows) if rows else None


def _latest(request):
    return Reminder.objects.visible_to(request.who).select_related(*SHOWN)
