"""A deputy's own records: the list by year, one record, adding, correcting and withdrawing one."""

from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tables2 import RequestConfig

from ...exports import lists
from ...ledger import By, Refused, duties
from ...models import DutyRecord, Mandate
from ...scores import own
from ...tables.own import STATE_CLASSES, OwnRecordTable, answer_text, day_of, recorder_text
from ..downloads import answer, official
from .deed import need_as_seen, run, was_done
from .files import about, keep, prepare
from .forms import RecordForm, Withdraw

State = DutyRecord.State
OPEN = frozenset({State.DRAFT, State.SUBMITTED, State.RETURNED})
PER_PAGE = 100


class ListForm(forms.Form):
    """Which of the own records are asked for."""

    year = forms.IntegerField(required=False, min_value=1900, max_value=2200)
    state = forms.ChoiceField(required=False, choices=State.choices)


@dataclass(frozen=True)
class Listed:
    """The own records as a list shows them, and what each counts for."""

    years: list[int]
    year: int | None
    state: str
    records: object
    answers: dict = field(default_factory=dict)
    labels: dict = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The query string of this question."""
        given = {name: value for name, value in (("year", self.year), ("state", self.state)) if value}
        return "?" + urlencode(given)


def _listed(request) -> Listed:
    form, mandates = ListForm(request.GET), own.mandates_of(request.who)
    form.is_valid()
    state, rows = form.cleaned_data.get("state") or "", own.records_of(mandates)
    years = sorted({day.year for day in rows.dates("occurred_on", "year")}, reverse=True)
    year = form.cleaned_data.get("year") or (None if state or not years else years[0])
    if year:
        rows = rows.filter(occurred_on__year=year)
    answers, labels = _answers(mandates, request.who.on)
    return Listed(years, year, state, rows.filter(state=state) if state else rows, answers, labels)


def _answers(mandates: list[Mandate], on: date) -> tuple[dict, dict]:
    """What each record of some mandates counts for, and what the requirements are called."""
    found, labels = {}, {}
    for mandate in mandates:
        periods = [item for item in own.years_of(mandate, on)[0] if item.starts_on <= on]
        if periods:
            judgement = own.judgement_of(mandate, periods, on)
            found |= own.answers_of(judgement, mandate)
            labels |= {item.code: item.label for item in judgement.book.requirements()}
    return found, labels


def records(request):
    """The own records of a year, or of a state, each with what it counts for or why for nothing."""
    listed = _listed(request)
    table = OwnRecordTable(listed.records, answers=listed.answers, labels=listed.labels, user=request.user)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    return render(request, "tracker/own/records.html", {"listed": listed, "table": table, "states": State.choices})


@official
def workbook(request):
    """The own records that the list shows, as a workbook."""
    listed = _listed(request)
    table = OwnRecordTable(listed.records, answers=listed.answers, labels=listed.labels, user=request.user)
    scope = [
        f"{request.user}本人",
        f"{listed.year}年" if listed.year else "",
        str(dict(State.choices).get(listed.state, "")),
    ]
    said, today = "，".join(part for part in scope if part), timezone.localdate()
    return answer("我的履职登记", lambda out: lists.shown(table, "我的履职登记", out, made_on=today, scope=said))


def _own(request, pk) -> DutyRecord:
    """A record about who is asking; another's is not there."""
    rows = own.records_of(own.mandates_of(request.who))
    return get_object_or_404(rows, pk=pk)


def _may_edit(request, row) -> bool:
    return row.recorded_by_id == request.user.pk and row.state in OPEN


def record(request, pk):
    """One own record: what it says, where it stands and what it counts for, its files, and what may be done."""
    row = _own(request, pk)
    found, labels = _answers([row.mandate], request.who.on)
    context = {
        "record": row,
        "day": day_of(row),
        "tone": STATE_CLASSES[row.state],
        "answer": answer_text(found.get(row.pk), labels),
        "recorder": recorder_text(row, request.user),
        "is_open": _may_edit(request, row),
        "to_check": own.to_check([row.mandate], request.user, request.who.on).filter(pk=row.pk).exists(),
        "about": about(request, row),
    }
    return render(request, "tracker/own/record.html", context)


def new(request):
    """Enter what one did, with or without files; kept as a draft or handed in."""
    mandates = own.mandates_of(request.who)
    if not mandates:
        raise Http404
    form = _form(request, mandates, {"mandate": mandates[0].pk, "occurred_on": request.who.on})
    for row in [] if _doubted(request, form) else _save_new(request, form):
        messages.success(
            request, _("草稿已保存，还没有提交。") if row.state == State.DRAFT else _("已提交，等待审核。")
        )
        return redirect("own-record", row.pk)
    return _show(request, form, None)


def _form(request, mandates, initial) -> RecordForm:
    kinds, wanted = _kinds(mandates[0], request.who.on), request.GET.get("for", "")
    of_it = next((found for code, _label, found in kinds if wanted and code == wanted), [])
    choices = [(label, [(kind.code, kind.label) for kind in found]) for _code, label, found in kinds]
    if len(of_it) == 1:
        initial = initial | {"kind": of_it[0].code}
    options = {"mandates": mandates, "kinds": choices, "today": request.who.on, "initial": initial}
    return RecordForm(request.POST or None, request.FILES or None, **options)


def _kinds(mandate, on) -> list[tuple]:
    """(code, label, kinds) of each requirement with the kinds that count for it, and of the kinds left over."""
    periods, year = own.years_of(mandate, on)
    asked = [year, *(item for item in periods if item.cycle == "term")] if year else []
    found = own.kinds_by_requirement(own.judgement_of(mandate, asked, on)) if asked else own.all_kinds()
    return [(item.code if item else "", item.label if item else _("其他履职"), kinds) for item, kinds in found]


def _doubted(request, form, but=None) -> bool:
    """Whether the form must be sent again with a yes: the day does not count, or the duty may be there already."""
    if not form.is_valid() or was_done(request):
        return False
    form.warnings, form.similar = form.doubts(), form.alike(but)
    if request.FILES and (form.warnings or form.similar) and not form.cleaned_data["sure"]:
        form.warnings.append(_("请重新选择照片：浏览器不会保留已选的文件。"))
    return bool(form.warnings or form.similar) and not form.cleaned_data["sure"]


def _save_new(request, form) -> list[DutyRecord]:
    prepared = prepare(request, form.cleaned_data["files"]) if form.is_valid() else []

    def save(by: By) -> DutyRecord:
        row = duties.record(by, form.cleaned_data["mandate"], **form.content)
        if request.POST.get("as") != "draft":
            duties.submit(by, row)
        keep(request, by, row, prepared)
        return row

    return run(request, form, save)


def edit(request, pk):
    """Correct a record that one entered, as long as it is not verified; a returned one is handed in again."""
    row = _own(request, pk)
    if not _may_edit(request, row):
        raise PermissionDenied
    said = {name: getattr(row, name) for name in ("occurred_on", "title", "organiser", "note")}
    form = _form(request, [row.mandate], {**said, "mandate": row.mandate_id, "kind": row.kind.code})
    del form.fields["files"]
    if not _doubted(request, form, row.pk) and run(request, form, lambda by: _amend(request, by, row, form)):
        messages.success(request, _("已保存。") if row.state == State.DRAFT else _("已提交，等待审核。"))
        return redirect("own-record", row.pk)
    return _show(request, form, row)


def _amend(request, by, row, form) -> DutyRecord:
    need_as_seen(request, [row.pk])
    duties.amend(by, row, **form.content)
    if row.state != State.SUBMITTED and request.POST.get("as") != "draft":
        duties.submit(by, row)
    return row


def _show(request, form, row):
    context = {
        "form": form,
        "record": row,
        "may_draft": row is None or row.state == State.DRAFT,
        "once": request.POST.get("once") or uuid4(),
        "seen": request.POST.get("seen") or (own.head_of([row.pk]) if row else ""),
    }
    return render(request, "tracker/own/record_form.html", context)


def withdraw(request, pk):
    """Take an own record back that is not verified yet; the row stays, voided with its reason."""
    row = _own(request, pk)
    if not _may_edit(request, row):
        raise PermissionDenied
    form = Withdraw(request.POST or None)
    if run(request, form, lambda by: _void(request, by, row, form.cleaned_data["reason"])):
        messages.success(request, _("已撤回，这条登记作废。"))
        return redirect("own-record", row.pk)
    context = {
        "form": form,
        "once": request.POST.get("once") or uuid4(),
        "seen": request.POST.get("seen") or own.head_of([row.pk]),
    }
    said = {"title": _("撤回登记"), "about": row.title, "label": _("撤回"), "record": row}
    return render(request, "tracker/own/reason.html", context | said)


def _void(request, by, row, reason) -> DutyRecord:
    if row.state not in OPEN:
        raise Refused(f"「{row.title}」现为{row.get_state_display()}，不能撤回；请联系联络员或人代工委。")
    need_as_seen(request, [row.pk])
    return duties.void(by, row, reason)
