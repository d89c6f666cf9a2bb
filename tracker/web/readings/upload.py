"""The reports that were read, and the form that brings another one."""

from uuid import uuid4

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django_tables2 import RequestConfig

from ...exports import lists
from ...intake.proposing import proposals
from ...intake.reading import reader
from ...intake.reading.shapes import Hints
from ...intake.world import world
from ...ledger import figures as verbs
from ...models import FigureProposal, Indicator, ReportedFigure, ReportReading
from ...tables.readings import ReadingTable
from ..downloads import answer, official
from ..own.deed import run
from .bodies import Bodies
from .forms import UploadForm

PER_PAGE = 50
HINTS = {"body_name": "body", "starts_on": "starts_on", "last_on": "last_on"}  # what each field is to the reader
State = FigureProposal.State
WAITING, LEFT = Q(proposals__state=State.PROPOSED), Q(proposals__state=State.REJECTED)
TAKEN = Q(proposals__state__in=[State.ACCEPTED, State.CORRECTED])


def visible(request):
    """The readings of who is asking, the newest first, with the counts of their proposals."""
    rows = ReportReading.objects.visible_to(request.who).select_related("read_by", "owner").defer("text")
    numbers = {"waiting": WAITING, "taken": TAKEN, "left": LEFT}
    return rows.annotate(**{name: Count("proposals", filter=which) for name, which in numbers.items()})


def readings(request):
    """What was read, and a form for another report; after the upload its proposals."""
    sent = request.method == "POST"
    form = UploadForm(request.POST if sent else None, request.FILES if sent else None, request=request)
    for reading in run(request, form, lambda by: _read(by, form)):
        messages.success(request, _said(reading))
        return redirect("reading", reading.pk)
    table = ReadingTable(visible(request))
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    context = {
        "form": form,
        "fields": [form[name] for name in form.fields if name not in HINTS],
        "hints": [form[name] for name in HINTS],
        "hinted": any(form[name].errors or (sent and form[name].value()) for name in HINTS),
        "table": table,
        "names": sorted(Bodies().by_name),
        "once": request.POST.get("once") or uuid4(),
    }
    return render(request, "tracker/readings/list.html", context)


def _read(by, form) -> ReportReading:
    """Read the text that was sent and keep what it proposes."""
    said = form.cleaned_data
    found = reader.read(said["said"], world(), Hints(**{hint: said[name] for name, hint in HINTS.items()}))
    reading = ReportReading(
        owner=form.for_body,
        title=form.named,
        publisher=said["publisher"],
        published_on=said["published_on"],
        file_name=said["file"].name[-100:] if said["file"] else "",
        sha256=said["sha256"],
        text=said["said"],
        remarks="\n".join([*found.remarks, *_known(said["sha256"])]),
    )
    by_code = {row.code: row for row in Indicator.objects.all()}
    return verbs.read_report(by, reading, proposals(found, by_code))


def _known(sha256: str) -> list[str]:
    """What to know of a file whose figures are registered already."""
    number = ReportedFigure.objects.standing().filter(document__sha256=sha256).count()
    said = "这份文件已有 {} 个数字登记在账本里（见“公布与账本”）；再采用的会成为同一文件的另一条，请先核对是否重复。"
    return [said.format(number)] if number else []


def _said(reading) -> str:
    number = reading.proposals.count()
    if not number:
        return gettext("已读取，没有识别出数字和要求。")
    return gettext("已读取，识别出 %(n)d 条；请逐条核对，没有核对的不会进入账本。") % {"n": number}


@official
def workbook(request):
    """The readings as a workbook."""
    name, today = "识读的文件", timezone.localdate()
    table = ReadingTable(visible(request))
    return answer(name, lambda out: lists.shown(table, name, out, made_on=today, scope="全部识读的文件"))
