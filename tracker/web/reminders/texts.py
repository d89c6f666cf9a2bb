"""The texts: one for each addressee chosen, to edit, copy and download, and to note as sent."""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...exports import reminders as book
from ...exports.text import file_name
from ...ledger import By, Refused, reminding
from ...ledger.once import content_of, once
from ...models import Mandate, Reminder, User
from ...scores import reached, reporting
from ...typed import DayField
from ..downloads import answer, official
from ..listing import SOME_DAY
from ..problems import in_sentences
from ..question import Unreadable
from .found import addressees, find, template_in_use
from .question import DEPUTIES, GROUPS, read

MOST = 900  # a form of a text each stays below what the server reads of one form
KEY = re.compile(r"text-(\d{1,18})")
NAMES = {"deputies": "提醒代表", "groups": "提醒联系组", "units": "催办承办单位"}


@dataclass(frozen=True)
class Item:
    """A text on the page: its addressee's key, name and telephones, and what it says."""

    pk: int
    name: str
    people: tuple[tuple[str, str], ...]
    text: str

    @property
    def field(self) -> str:
        """The name of its text area."""
        return f"text-{self.pk}"

    @property
    def lines(self) -> int:
        """How high its text area is at least, where a browser does not fit it to its text."""
        return min(len(self.text) // 60 + self.text.count("\n") + 2, 16)


class NoteForm(forms.Form):
    """How and when the texts were sent."""

    way = forms.ChoiceField(label=_("方式"), choices=Reminder.Way.choices)
    sent_on = DayField(label=_("发出日期"), validators=SOME_DAY)


@in_sentences
def texts(request):
    """The texts for those who were ticked, or for all whom the filters leave."""
    asked = read(request)
    asked.need_readable()
    found = find(request, asked)
    chosen, silent = _chosen(request, asked, found)
    if len(chosen) > MOST:
        raise Unreadable(
            gettext("一次最多生成 %(most)s 段文字，现有 %(n)s 个对象；请先按组、单位或期限筛选。")
            % {"most": MOST, "n": len(chosen)}
        )
    template, people = template_in_use(asked), _people(asked, chosen, found.people)
    items = [Item(due.pk, due.name, people[due.pk], found.text(due, template)) for due in chosen]
    form = NoteForm(initial={"sent_on": timezone.localdate(), "way": Reminder.Way.MESSAGE})
    return _page(request, asked, items, form, silent)


def _chosen(request, asked, found) -> tuple[list, list[str]]:
    """Those whose texts are asked for, and the names of those who were ticked and have nothing to be told."""
    given = request.POST.getlist("to") or request.GET.getlist("to")
    if not given:
        return found.shown, []
    rows = _rows(request, asked, given)
    due = {row.pk: row for row in found.every if row.pk in rows}
    return list(due.values()), [_name_of(row) for pk, row in rows.items() if pk not in due]


def _rows(request, asked, given) -> dict[int, object]:
    """The addressees with some keys, in the order of the keys; 404 where one is not to be seen by who is asking."""
    wanted = [int(pk) for pk in dict.fromkeys(given) if KEY.fullmatch(f"text-{pk}")]
    found = {row.pk: row for row in addressees(request, asked).filter(pk__in=wanted)}
    if len(found) != len(set(given)):
        raise Http404
    return {pk: found[pk] for pk in wanted}


def _name_of(row) -> str:
    return row.person.name if isinstance(row, Mandate) else str(row)


def _people(asked, rows, users: dict[int, list[User]]) -> dict[int, tuple]:
    """(name, telephone) of whom each text reaches: the deputy, or the liaisons of a group or the logins of a unit."""
    if asked.tab == DEPUTIES:
        told = Mandate.objects.filter(pk__in=[row.pk for row in rows]).select_related("person")
        return {row.pk: ((row.person.name, row.person.telephone),) for row in told}
    return {row.pk: tuple((str(user), user.telephone) for user in users.get(row.pk, [])) for row in rows}


def _users(asked, keys) -> dict[int, list[User]]:
    if asked.tab == DEPUTIES:
        return {}
    return (reporting.liaisons if asked.tab == GROUPS else reached.contacts_of)(keys, asked.on)


def _page(request, asked, items, form, silent=()):
    context = {
        "asked": asked,
        "items": items,
        "form": form,
        "silent": silent,
        "unreached": sum(not any(number for _name, number in item.people) for item in items),
        "once": request.POST.get("once") or uuid4(),
        "back": reverse("reminders") + asked.address(),
    }
    return render(request, "tracker/reminders/texts.html", context)


def _posted(request, asked) -> tuple[dict, list[Item]]:
    """The addressees by key and the texts as they stand in the text areas, empty ones left out; 404 as for a page."""
    given = {match[1]: value for name, value in request.POST.items() if (match := KEY.fullmatch(name))}
    rows = _rows(request, asked, given)
    texts = {pk: text for pk, value in given.items() if (text := _lines(value))}
    kept = [rows[int(pk)] for pk in texts]
    people = _people(asked, kept, _users(asked, [row.pk for row in kept]))
    pairs = zip(kept, texts.values(), strict=True)
    return rows, [Item(row.pk, _name_of(row), people[row.pk], text) for row, text in pairs]


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\0", "").strip()


def _need(items):
    if not items:
        raise Unreadable(gettext("没有文字：每一段都是空的。请返回提醒页面重新生成。"))


@official
@in_sentences
def plain(request):
    """The texts as they stand in the text areas, as a text file."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    asked = read(request)
    _rows, items = _posted(request, asked)
    _need(items)
    response = HttpResponse(book.plain(item.text for item in items), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(_title(asked))}.txt"
    return response


@official
@in_sentences
def workbook(request):
    """The texts as they stand in the text areas, as a workbook for tools that send many: a telephone a row."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    asked = read(request)
    _rows, items = _posted(request, asked)
    _need(items)
    rows = [message for item in items for message in _messages(asked, item)]
    return answer(_title(asked), lambda out: book.messages(rows, _title(asked), out, made_on=timezone.localdate()))


def _messages(asked, item):
    for name, telephone in item.people or (("", ""),):
        whole = item.name if asked.tab == DEPUTIES or not name else f"{item.name}（{name}）"
        yield book.Message(whole, telephone, item.text)


def _title(asked) -> str:
    return file_name(f"{asked.term.label}{NAMES[asked.tab]}文字（{asked.on.isoformat()}）")


@in_sentences
def note(request):
    """Note the texts as they stand in the text areas as sent, once."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    asked = read(request)
    rows, items = _posted(request, asked)
    form = NoteForm(request.POST)
    if not items:
        form.add_error(None, gettext("没有要登记的文字；请至少保留一段。"))
    if form.is_valid() and _noted(request, asked, [(rows[item.pk], item.text) for item in items], form):
        messages.success(request, gettext("已记为发出：%(n)s 条。") % {"n": len(items)})
        return redirect(reverse("reminders") + asked.address())
    return _page(request, asked, items, form)


def _noted(request, asked, pairs, form) -> bool:
    by, key = By(request.user, timezone.now()), request.POST.get("once", "").replace("\0", "")[:36]
    said, content = form.cleaned_data, content_of(request.path, request.POST.lists())
    try:
        once(by, key, content, lambda: _remind(by, asked, pairs, said["way"], said["sent_on"]))
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _remind(by: By, asked, pairs, way: str, sent_on: date):
    return reminding.remind(by, asked.term, pairs, way=way, sent_on=sent_on)
