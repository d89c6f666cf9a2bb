"""The files behind a record: fetched, added, taken back."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ...intake import evidence as intake
from ...ledger import By, Refused, evidence
from ...models import DutyRecord, Evidence, Role, RollAnswer
from ..access import rights_of
from .deed import run
from .forms import Attach, Withdraw

ALONE = "default-src 'none'; sandbox"


@dataclass(frozen=True)
class About:
    """What the include of a record's page shows: files, each with whether it may be taken back, and the answers."""

    record: DutyRecord
    files: list[tuple[Evidence, bool]]
    may_attach: bool
    answers: list[RollAnswer]
    once: UUID


def about(request, record: DutyRecord) -> About:
    """The files and the answers of a record that who is asking may see (the record itself is for the caller to ask)."""
    rights = rights_of(request)
    rows = Evidence.objects.visible_to(request.who).filter(record=record).select_related("record__term", "added_by")
    found = [(row, evidence.may_detach(rights, row)) for row in rows.order_by("pk")]
    said = RollAnswer.objects.filter(record=record).select_related("answered_by")
    return About(record, found, evidence.may_attach(rights, record), list(said), uuid4())


def page_of(request, record: DutyRecord) -> str:
    """The page of a record for the role acted in."""
    return reverse("own-record" if request.who.role == Role.DEPUTY else "record", args=[record.pk])


@require_safe
def fetch(request, pk):
    """One file, to be saved and never to be run by the browser."""
    row = get_object_or_404(Evidence.objects.visible_to(request.who), pk=pk)
    try:
        stream = intake.file_of(row).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(stream, as_attachment=True, filename=row.name, content_type=row.content_type)
    response["X-Content-Type-Options"], response["Content-Security-Policy"] = "nosniff", ALONE
    return response


def add(request, pk):
    """Put files to a record; those that cannot be kept are named, the others are kept."""
    rows = DutyRecord.objects.visible_to(request.who).select_related("term__body", "mandate")
    record = get_object_or_404(rows, pk=pk)
    if not evidence.may_attach(rights_of(request), record):
        raise PermissionDenied
    form = Attach(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        prepared = prepare(request, form.cleaned_data["files"])
        if run(request, form, lambda by: keep(request, by, record, prepared)):
            return redirect(page_of(request, record) + "#evidence")
    context = {"record": record, "form": form, "once": request.POST.get("once") or uuid4()}
    return render(request, "tracker/own/attach.html", context | {"back": page_of(request, record)})


def prepare(request, uploads) -> list[intake.Prepared]:
    """The files that can be kept; what cannot be is said in messages."""
    found = []
    if getattr(request, "has_too_large_file", False):
        messages.error(request, _("有文件超过 25 MB，没有保存；请缩小后再上传。"))
    for upload in uploads:
        try:
            found.append(intake.prepare(upload))
        except Refused as refusal:
            messages.error(request, str(refusal))
    return found


def keep(request, by: By, record: DutyRecord, prepared: list[intake.Prepared]):
    """Put prepared files to a record; a refused one is named in a message and does not hinder the others."""
    for item in prepared:
        try:
            intake.keep(by, record, item)
        except Refused as refusal:
            messages.error(request, str(refusal))


def withdraw(request, pk):
    """Take a file back, with a reason."""
    rows = Evidence.objects.visible_to(request.who).select_related("record__term__body", "record__mandate")
    row = get_object_or_404(rows, pk=pk)
    if not evidence.may_detach(rights_of(request), row):
        raise PermissionDenied
    form = Withdraw(request.POST or None, initial={"reason": _("传错了")})
    back = page_of(request, row.record)
    if run(request, form, lambda by: evidence.detach(by, row, form.cleaned_data["reason"])):
        messages.success(request, _("已撤下「%(name)s」。") % {"name": row.name})
        return redirect(back + "#evidence")
    context = {"form": form, "once": request.POST.get("once") or uuid4(), "back": back}
    said = {"title": _("撤下佐证材料"), "about": row.name, "label": _("撤下")}
    return render(request, "tracker/own/reason.html", context | said)
