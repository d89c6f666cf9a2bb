"""The import pages: upload, check, preview, confirm, result."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ...intake import jobs, templates
from ...intake.jobs import folder
from ...intake.jobs.namesakes import namesakes
from ...intake.sheets import DESKS
from ...ledger import By, Refused
from ...models import DutyRecord, Group, ImportJob
from ..access import IMPORTING
from ..downloads import answer, official
from ..signin import PlannedForm
from . import preview, who
from .forms import PER_PAGE, TemplateForm, UploadForm
from .words import TONES, words_of

State = ImportJob.State
LISTED = 50


def _guard(request):
    if not request.roles & IMPORTING:
        raise PermissionDenied


def _own(request, pk) -> ImportJob:
    """A file of who is asking; another's is not there."""
    _guard(request)
    return get_object_or_404(who.jobs(request), pk=pk)


def imports(request):
    """A file to upload, templates to fill in, and what was uploaded before."""
    _guard(request)
    form = UploadForm(request.POST or None, request.FILES or None, request=request)
    if request.method == "POST" and form.is_valid() and (row := _accept(request, form)):
        return redirect("import-job", row.pk)
    return render(request, "tracker/imports.html", {"form": form, **_offered(request, form)})


def _accept(request, form) -> ImportJob | None:
    """The job of the file that was sent, its check begun; none where the refusal stands on the form."""
    said, by = form.cleaned_data, By(request.user, timezone.now())
    try:
        row, is_new = jobs.accept(by, said["kind"], said["term"], said["file"])
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return None
    if is_new:
        jobs.start(row, "check", by.at, timezone.localdate())
    return row


def _offered(request, form) -> dict:
    term = form.fields["term"].initial
    groups = who.groups(request, term) if term else Group.objects.none()
    return {
        "jobs": [(job, TONES[job.state]) for job in who.jobs(request)[:LISTED]],
        "kinds": who.kinds(request),
        "term": term,
        "groups": groups,
        "for_groups": templates.FOR_GROUPS,
        "planned": PlannedForm(groups=groups, initial={"starts_on": timezone.localdate()}),
        "is_free": who.is_free(request),
    }


@never_cache
def job(request, pk):
    """Where an uploaded file stands: being worked on, to be confirmed, refused, written or given up."""
    row = _own(request, pk)
    is_lost = jobs.is_lost(row)
    if row.state in ImportJob.BUSY:
        progress = jobs.progress_of(row)
        context = {"job": row, "is_lost": is_lost, "progress": progress, "words": words_of(progress)}
        return render(request, "tracker/import_running.html", context)
    if row.state in (State.WRITTEN, State.DISCARDED):
        context = {"job": row, "tone": TONES[row.state], "awaits": DESKS[row.kind].is_verified, "told": _brought(row)}
        return render(request, "tracker/import_result.html", context)
    return render(request, "tracker/import_preview.html", _previewed(request, row))


def _brought(row) -> dict:
    """How many duty records came with a written file, and of how many deputies."""
    rows = DutyRecord.objects.filter(import_batch=row.batch_id) if row.batch_id else DutyRecord.objects.none()
    return rows.aggregate(records=Count("pk"), deputies=Count("mandate", distinct=True))


def _previewed(request, row) -> dict:
    asked = preview.read(request.GET, row)
    rows = preview.narrowed(row, asked)
    counts = preview.counted(rows)
    page = preview.page_of(rows, asked, counts)
    return {
        "job": row,
        "tone": TONES[row.state],
        "asked": asked,
        "tabs": preview.tabs(asked, counts, _("全部")),
        "page": page,
        "pages": preview.pages_of(page, asked),
        "sheets": preview.sheets(page),
        "names": preview.sheet_names(row),
        "per_page": PER_PAGE,
        "namesakes": namesakes(row, timezone.localdate()),
        "may_confirm": row.state == State.CHECKED and bool(row.new or row.changed),
        "has_copy": row.rejected and folder.copy_of(row).exists(),
    }


@never_cache
@require_safe
def progress(request, pk):
    """How far the work on a file is, as JSON."""
    row = _own(request, pk)
    found = jobs.progress_of(row)
    busy = row.state in ImportJob.BUSY and found.is_alive
    return JsonResponse({"busy": busy, "words": words_of(found), "done": found.done, "total": found.total})


@require_POST
def confirm(request, pk):
    """Write a checked file, when it is the one that was shown."""
    row = _own(request, pk)
    if jobs.confirm(row, request.POST.get("file", ""), request.POST.get("plan", "")):
        jobs.start(row, "write", timezone.now(), timezone.localdate())
        return redirect("import-job", pk)
    row.refresh_from_db()
    return _answer(request, row, row.state in (State.WRITING, State.WRITTEN))


@require_POST
def recheck(request, pk):
    """Check a file again, with what was said about namesakes."""
    row = _own(request, pk)
    asked = namesakes(row, timezone.localdate())
    said = {names.name: request.POST.get(f"deputy:{names.name}", "") for names in asked}
    choices = {names.name: said[names.name] for names in asked if said[names.name] in names.numbers}
    done = jobs.recheck(row, choices)
    if done:
        row.refresh_from_db()
        jobs.start(row, "check", timezone.now(), timezone.localdate())
    return _answer(request, row, done)


@require_POST
def discard(request, pk):
    """Give a file up: nothing of it is written."""
    row = _own(request, pk)
    return _answer(request, row, jobs.discard(row))


def _answer(request, row, done):
    if not done:
        messages.error(request, _("现在不能办理：这个文件的状态已有变动，请看最新情况。"))
    return redirect("import-job", row.pk)


@require_safe
def errors(request, pk):
    """The uploader's own file with its faults marked."""
    row = _own(request, pk)
    try:
        copy = folder.copy_of(row).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    name = row.file_name.removesuffix(".xlsx")
    return FileResponse(copy, as_attachment=True, filename=f"{name}（错误说明）.xlsx")


@official
@require_safe
def template(request, kind):
    """An empty sheet of a kind, with the deputies of a group where one is named."""
    _guard(request)
    form = TemplateForm(request.GET, request=request)
    if kind not in dict(who.kinds(request)) or not form.is_valid():
        raise Http404
    term, group = form.cleaned_data["term"], form.cleaned_data["group"]
    group = group if kind in templates.FOR_GROUPS else None
    name = f"{DESKS[kind].label}导入模板（{group or term}）"
    today = timezone.localdate()
    return answer(name, lambda out: templates.save(kind, term, out, group=group, on=today))
