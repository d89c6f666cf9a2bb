"""One reading: its proposals in the order of the text, what is decided of many at once, and its end."""

from functools import cached_property
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django_tables2 import RequestConfig
from django_tables2.data import TableData

from ...exports import lists
from ...exports.text import file_name
from ...ledger import figures as verbs
from ...models import DutyKind, FigureProposal, ReportReading
from ...tables.amounts import joined
from ...tables.readings import READING_TONES, ProposalTable, line_of
from ..downloads import answer, official
from ..listing import Asked, read
from ..own.deed import run
from ..problems import in_sentences
from .bodies import Bodies
from .forms import ChoiceForm

State = FigureProposal.State
PER_PAGE = 100
MOST_TOLD = 10
CHOICE = "choice"
ALL, OPEN, TAKEN, LEFT, RULES, LACKING = "all", "open", "taken", "left", "rules", "lacking"
TABS = {
    ALL: _("全部"),
    OPEN: _("待核对"),
    TAKEN: _("已采用"),
    LEFT: _("不采用"),
    RULES: _("要求"),
    LACKING: _("缺项"),
}
LACKS = Q(indicator=None) | Q(body_name="") | Q(starts_on=None, last_on=None) | Q(unit="")
WHICH = {
    ALL: Q(),
    OPEN: Q(state=State.PROPOSED),
    TAKEN: Q(state__in=[State.ACCEPTED, State.CORRECTED]),
    LEFT: Q(state=State.REJECTED),
    RULES: Q(is_requirement=True),
    LACKING: LACKS & Q(state=State.PROPOSED),
}


class AskedForm(forms.Form):
    """Which proposals are asked for."""

    tab = forms.ChoiceField(required=False, choices=list(TABS.items()))
    q = forms.CharField(required=False, max_length=40)


def find(request, pk) -> ReportReading:
    """A reading that who is asking may see; another body's is not there."""
    rows = ReportReading.objects.visible_to(request.who).select_related("owner", "read_by", "document")
    return get_object_or_404(rows, pk=pk)


def reading(request, pk):
    """The proposals that the address asks for, by what was decided, with their sentences."""
    row = find(request, pk)
    asked, rows = _asked(request, row)
    counts = _counts(rows)
    rows = rows.filter(WHICH[asked.tab])
    picks = CHOICE if row.state == row.State.OPEN and rows.filter(state=State.PROPOSED).exists() else ""
    table = _table(request, row, rows, picks)
    context = {
        "reading": row,
        "tone": READING_TONES[row.state],
        "is_open": row.state == row.State.OPEN,
        "remarks": row.remarks.splitlines(),
        "asked": asked,
        "tabs": asked.tab_links(counts),
        "number": rows.count(),
        "waiting": row.proposals.filter(state=State.PROPOSED).count(),
        "has_rules": counts[RULES],
        "may_discard": row.state == row.State.OPEN and not row.proposals.exclude(figure=None).exists(),
        "table": table,
        "picks": picks,
        "once": uuid4(),
    }
    return render(request, "tracker/readings/reading.html", context)


def _asked(request, row) -> tuple[Asked, object]:
    """The question of an address, and the proposals of a reading with the text that is looked for."""
    rows = row.proposals.all()
    asked = read(AskedForm(request.GET), TABS, ALL)
    text = asked.get("q")
    if text:
        rows = rows.filter(
            Q(quote__icontains=text)
            | Q(body_name__icontains=text)
            | Q(indicator__label__icontains=text)
            | Q(indicator__english__icontains=text)
            | Q(value=text.replace(",", ""))
        )
    return asked, rows


def _counts(rows) -> dict[str, int]:
    """How many proposals there are under each tab; what has none is left out, but for all."""
    numbers = {name: Count("pk", filter=which) for name, which in WHICH.items() if name != ALL}
    return rows.order_by().aggregate(**numbers, **{ALL: Count("pk")})


def _lines(row, rows) -> list:
    """Proposals as lists show them, with the bodies and the kinds that they name."""
    bodies, kinds = Bodies(), dict(DutyKind.objects.values_list("code", "label"))
    return [line_of(one, row.text, _body(one, bodies), kinds) for one in rows]


def _body(one, bodies):
    return one.figure.body if one.figure else bodies.named(one.body_name)


def _shown(rows):
    return rows.select_related("indicator", "figure__indicator", "figure__body", "decided_by").order_by("offset", "pk")


def _table(request, row, rows, picks) -> ProposalTable:
    data = _Lines(_shown(rows), lambda some: _lines(row, some))
    table = ProposalTable(data, picks=picks, may_change=row.state == row.State.OPEN)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    return table


class _Lines(TableData):
    """The lines of a reading, of which those of a page are made."""

    def __init__(self, rows, make):
        super().__init__(rows)
        self.make = make

    def __len__(self):
        return self.number

    @cached_property
    def number(self) -> int:
        """How many there are."""
        return self.data.count()

    def __getitem__(self, key: slice) -> list:
        return self.make(self.data[key])

    def order_by(self, aliases):
        """The rows are in the order of the text."""


@require_POST
def decide(request, pk):
    """Take, or leave out, the proposals that are ticked: each that can be, and why not the others."""
    row = find(request, pk)
    form = ChoiceForm(request.POST, known=row.proposals.values_list("pk", flat=True))
    told: list[str] = []
    for number in run(request, form, lambda by: _decide(by, row, form.cleaned_data, told)):
        said = (
            gettext("已采用 %(n)d 条。") if form.cleaned_data["act"] == "accept" else gettext("已记为不采用 %(n)d 条。")
        )
        again = gettext("这张表单已经办理过。")
        if number or not told:
            messages.success(request, said % {"n": number} if number else again)
    problems = [str(error) for errors in form.errors.values() for error in errors]
    for sentence in [*problems, *_shortened(told)]:
        messages.error(request, sentence)
    return redirect(_back(request, row))


def _decide(by, row, said, told) -> int:
    """How many of the ticked proposals were decided; what stood against the others is added to ``told``."""
    if said["act"] == "accept":
        bodies = Bodies()
        names = row.proposals.filter(pk__in=said["pick"]).values_list("pk", "body_name")
        number, left = verbs.accept_many(by, row, {pk: bodies.named(name) for pk, name in names})
    else:
        number, left = verbs.reject_many(by, row, said["pick"], said["reason"])
    told += [f"“{joined(quote)}”：{why}" for quote, why in left]
    return number


def _shortened(told: list[str]) -> list[str]:
    """What stood against some proposals; of many the first."""
    more = len(told) - MOST_TOLD
    return [*told[:MOST_TOLD], gettext("另有 %(n)d 条没有办理。") % {"n": more}] if more > 0 else told


def _back(request, row) -> str:
    """The page of a reading as it was asked for, with its tab and its search."""
    asked = read(AskedForm(request.GET), TABS, ALL)
    given = asked.address()
    return reverse("reading", args=[row.pk]) + (given if given != "?" else "")


def finish(request, pk):
    """Close a reading all of whose proposals are decided, after a look at what that means."""
    return _end(request, find(request, pk), verbs.finish_reading, gettext("结束核对"))


def discard(request, pk):
    """Give a reading up, after a look at what that means."""
    return _end(request, find(request, pk), verbs.discard_reading, gettext("放弃这份文件"))


def _end(request, row, verb, label):
    form = forms.Form(request.POST if request.method == "POST" else None)
    for _done in run(request, form, lambda by: verb(by, row)):
        messages.success(request, gettext("%(label)s：完成。") % {"label": label})
        return redirect("readings" if verb is verbs.discard_reading else reverse("reading", args=[row.pk]))
    context = {
        "reading": row,
        "label": label,
        "is_discard": verb is verbs.discard_reading,
        "counts": _counts(row.proposals.all()),
        "form": form,
        "once": request.POST.get("once") or uuid4(),
        "back": reverse("reading", args=[row.pk]),
    }
    return render(request, "tracker/readings/end.html", context)


@official
@in_sentences
def workbook(request, pk):
    """The proposals as the screen shows them, filters and all."""
    row = find(request, pk)
    asked, rows = _asked(request, row)
    asked.need_readable()
    table = ProposalTable(_lines(row, _shown(rows.filter(WHICH[asked.tab]))), page=False)
    scope = "；".join(filter(None, [str(TABS[asked.tab]), f"查找：{asked.get('q')}" if asked.get("q") else ""]))
    facts = [("文件", row.title), ("发布者", row.publisher), ("状态", row.get_state_display())]
    facts += [("提示", remark) for remark in row.remarks.splitlines()]
    name, today = file_name(f"识读结果（{row.title[:40]}）"), timezone.localdate()
    return answer(name, lambda out: lists.shown(table, name, out, made_on=today, scope=scope, facts=facts))
