"""The duty file and the rules."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from ..access.gate import opens
from ..models import Mandate, Regulation, SourceDocument, SourceNote
from ..scores import summary
from . import question
from .access import visible_mandates
from .dutyfile import sheet_of
from .problems import in_sentences
from .reminders.history import sent_to


@in_sentences
def duty_file(request, term, number):
    """The duty file of a deputy: verdicts, the rows behind each number, and the rows not counted with reasons."""
    mandate = get_object_or_404(
        visible_mandates(request).select_related("term", "person"), term__code=term, number=number
    )
    get = request.GET.copy()
    get["term"] = term
    asked = question.read(get, request.who)
    own = Mandate.objects.filter(pk=mandate.pk)
    judgement = summary.judge(asked.term, own, asked.judged_periods(), asked.on)
    context = {
        "asked": asked,
        "mandate": mandate,
        "sheet": sheet_of(judgement, mandate),
        "may_list": opens("overview", request.who),
        "may_record": opens("record-new", request.who),
        "reminded": sent_to(request, mandate),
    }
    return render(request, "tracker/duty_file.html", context)


def rules(request) -> HttpResponse:
    """The regulations with their dated values and citations, and what the documents disagree on."""
    regulations = Regulation.objects.select_related("body").prefetch_related(
        "requirements__values__kinds", "requirements__values__document"
    )
    context = {
        "regulations": regulations,
        "notes": SourceNote.objects.prefetch_related("quotes__document"),
        "documents": SourceDocument.objects.all(),
    }
    return render(request, "tracker/rules.html", context)
