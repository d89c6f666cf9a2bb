"""全市汇总: kept totals of a year by level, district and term, as of their day; worked out anew on demand."""

from dataclasses import asdict
from urllib.parse import urlencode
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..access.gate import offers
from ..exports import city as book
from ..ledger import By, Refused, snapshots
from ..ledger.moment import one_moment
from ..ledger.once import content_of, made_before, once
from ..models import Role, Snapshot, Term
from ..scores import city as scores
from ..scores.totals import NoYear, totals
from ..tables.city import CityTable, TermTable
from ..typed import DayField
from .downloads import answer, official
from .listing import SOME_DAY
from .problems import in_sentences
from .question import Unreadable

COUNTING = frozenset({Role.OFFICE, Role.ADMINISTRATOR})


class YearForm(forms.Form):
    """Which year is shown, and which district is opened."""

    year = forms.IntegerField(required=False, min_value=1900, max_value=2200)
    body = forms.SlugField(required=False, max_length=60)


class CountForm(forms.Form):
    """Which year is worked out anew, as of which day."""

    year = forms.IntegerField(label=_("年度"), min_value=1900, max_value=2200)
    on = DayField(label=_("截至"), validators=SOME_DAY)


def _read(request) -> dict:
    form = YearForm(request.GET)
    if not form.is_valid():
        names = "、".join(form.errors)
        raise Unreadable(gettext("地址中的「%(name)s」不可用，请从「全市汇总」重新打开。") % {"name": names})
    return form.cleaned_data


def _found(request, asked) -> tuple[Snapshot | None, scores.City | None, int]:
    """The kept totals asked for, as far as who is asking may see them, and the operations since."""
    kept = scores.newest(asked["year"], timezone.localdate())
    if kept is None:
        return None, None, 0
    return kept, scores.city(kept, _terms(request)), snapshots.since(kept)


def _terms(request):
    return Term.objects.visible_to(request.who).select_related("body__parent")


def _may_count(who) -> bool:
    return who.sees_all and who.role in COUNTING


@in_sentences
def city(request):
    """The kept totals of a year by level and by district, and the terms of the district that is opened."""
    return _page(request, _read(request), CountForm(initial={"on": timezone.localdate()}))


def _page(request, asked, form, status=200):
    kept, found, since = _found(request, asked)
    year = kept.year if kept else asked["year"] or timezone.localdate().year
    form.initial.setdefault("year", year)
    opened = next((row for row in found.districts if row.code == asked["body"]), None) if found else None
    context = {
        "kept": kept,
        "found": found,
        "since": since,
        "year": year,
        "years": sorted({*scores.years(), year}, reverse=True),
        "levels": CityTable(found.levels) if found else None,
        "districts": CityTable(found.districts, _opening(year)) if found else None,
        "opened": opened,
        "terms": TermTable(found.terms[opened.code], _overview(request, kept)) if opened else None,
        "form": form if form.is_bound or _may_count(request.who) else None,
        "once": request.POST.get("once") or uuid4(),
    }
    return render(request, "tracker/city.html", context, status=status)


def _opening(year):
    return lambda row: f"?{urlencode({'year': year, 'body': row.code})}#terms"


def _overview(request, kept):
    """The address of the year at a glance of a term: the page of who lists deputies, else the totals of a leader."""
    page = reverse("overview" if offers("overview", request.who) else "home")
    said = {"year": kept.year, "on": kept.on.isoformat()}
    return lambda row: f"{page}?{urlencode({'term': row.code, **said})}"


def count(request):
    """Work the totals of a year out anew, as of a day, and keep them."""
    if request.method != "POST":
        return redirect("city")
    form = CountForm(request.POST)
    if form.is_valid() and (kept := _counted(request, form)):
        messages.success(request, gettext("已重新计算 %(year)s 年的全市汇总。") % {"year": kept.year})
        return redirect(f"{reverse('city')}?year={kept.year}")
    return _page(request, {"year": form.cleaned_data.get("year"), "body": ""}, form, status=400)


def _counted(request, form) -> Snapshot | None:
    """The totals that the form asks for, counted before anything is locked; None when a refusal stands on the form."""
    if not _may_count(request.who):
        form.add_error(None, _("全市汇总由能查看各机构的人代工委或系统管理员计算；您的授权限于一个机构。"))
        return None
    by, key = By(request.user, timezone.now()), request.POST.get("once", "").replace("\0", "")[:36]
    content, (year, on) = content_of(request.path, request.POST.lists()), form.cleaned_data.values()
    try:
        if (made := made_before(by, key, content)) is not None:
            return made
        with one_moment():
            seen, rows = snapshots.head(), [asdict(row) for row in totals(year, on)]
        return once(by, key, content, lambda: snapshots.keep(by.user, by.at, year, on, seen, rows))
    except (NoYear, Refused) as refusal:
        form.add_error(None, str(refusal))
        return None


@official
@in_sentences
def workbook(request):
    """The kept totals of a year as a workbook, every term in it."""
    kept, found, since = _found(request, _read(request))
    if kept is None:
        raise Unreadable(
            "还没有计算过全市汇总，无法下载。请先在「全市汇总」页计算，或运行 manage.py score --all-terms --keep。"
        )
    today = timezone.localdate()
    others = scores.through_the_years(_terms(request), today)
    return answer(book.title(kept), lambda out: book.write(found, kept, since, out, others=others, made_on=today))
