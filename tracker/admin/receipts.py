"""Replies with their commitments, and the sponsors' receipts (facts)."""

from django.contrib import admin
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from ..ledger import evaluations, oversight, replies
from ..models import Commitment, Disclosure, Evaluation, EvaluationLine, Reply
from ..rules.chain import ASSIGNMENT_MOVES as MOVES
from ..tables.told import sponsor_name
from .filters import SystemFilter
from .glass import FactAdmin, FilledInline, Verb, link_to
from .receipt_forms import ConfirmedForm, CorrectForm
from .site import site
from .suggestion_forms import DiscloseForm
from .suggestions import DisclosureInline


class OfAssignment(SystemFilter):
    """Rows by the system of the unit of their assignment."""

    path = "assignment__unit"


class ShareAdmin(FactAdmin):
    """Facts of an assignment: named by the suggestion and the unit."""

    brief = True
    list_display_links = ["title"]
    search_fields = ["assignment__suggestion__number", "assignment__suggestion__title", "assignment__unit__name"]
    search_help_text = _("按编号、标题或承办单位查找")

    @admin.display(description=_("编号"), ordering="assignment__suggestion__number")
    def number(self, row):
        return row.assignment.suggestion.number

    @admin.display(description=_("标题"), ordering="assignment__suggestion__title")
    def title(self, row):
        return row.assignment.suggestion.title

    @admin.display(description=_("承办单位"), ordering="assignment__unit__order")
    def unit(self, row):
        return row.assignment.unit.name


class CommitmentInline(FilledInline):
    model = Commitment
    fields = readonly_fields = ["text", "due_on", "confirmed_by_deputy_on", "reported_done_on", "done_note"]


@transaction.atomic
def confirm(by, reply, commitments, on) -> int:
    """Enter that a deputy confirmed some commitments of a reply; how many."""
    for row in commitments:
        replies.confirm_commitment(by, row, on)
    return len(commitments)


def confirms(row) -> bool:
    """Whether a reply has commitments that the deputy may still confirm."""
    open_ = row.commitments.filter(confirmed_by_deputy_on=None)
    return "confirm_commitment" in MOVES[row.assignment.state] and open_.exists()


@admin.register(Reply, site=site)
class ReplyAdmin(ShareAdmin):
    list_display = ["number", "title", "unit", "round", "reply_class", "replied_on", "disclosed"]
    list_filter = ["reply_class", "round", OfAssignment, "assignment__suggestion__term"]
    list_select_related = ["assignment__suggestion__term", "assignment__unit"]
    ordering = ["-replied_on", "-pk"]
    inlines = [CommitmentInline, DisclosureInline]
    verbs = (
        Verb(
            "disclose",
            _("公开审定"),
            oversight.disclose,
            DiscloseForm,
            fits=lambda row: row.assignment.answers,
        ),
        Verb("confirm", _("代表确认承诺"), confirm, ConfirmedForm, fits=confirms),
    )

    def get_queryset(self, request):
        latest = Disclosure.objects.filter(reply=OuterRef("pk")).order_by("-decided_on", "-pk")
        return super().get_queryset(request).annotate(decision=Subquery(latest.values("decision")[:1]))

    @admin.display(description=_("公开"))
    def disclosed(self, row):
        return dict(Disclosure.Decision.choices).get(row.decision)


class LineInline(FilledInline):
    model = EvaluationLine
    fields = readonly_fields = ["commitment", "rating"]
    related = ("commitment",)


@admin.register(Evaluation, site=site)
class EvaluationAdmin(ShareAdmin):
    list_display = ["number", "title", "unit", "round", "stage", "who", "rating", "evaluated_on", "source", "corrected"]
    list_filter = ["rating", "stage", "source", "round", OfAssignment, "assignment__suggestion__term"]
    list_select_related = [
        *("assignment__suggestion__term", "assignment__unit", "corrected_by"),
        *("sponsor__mandate__person", "sponsor__signatory__person", "sponsor__suggestion"),
    ]
    ordering = ["-evaluated_on", "-pk"]
    fields = readonly_fields = [
        *("assignment", "round", "stage", "who", "rating", "attitude", "comment", "evaluated_on", "source"),
        *("entered_by", "note", "old", "correction_reason", "new", "look_back"),
    ]
    inlines = [LineInline]
    verbs = (
        Verb(
            "correct",
            _("代录更正回执"),
            evaluations.correct,
            CorrectForm,
            fits=lambda row: "correct_receipt" in MOVES[row.assignment.state] and not hasattr(row, "corrected_by"),
        ),
    )

    @admin.display(description=_("评价人"))
    def who(self, row):
        return sponsor_name(row.sponsor)

    @admin.display(description=_("已更正"), boolean=True)
    def corrected(self, row):
        return hasattr(row, "corrected_by")

    @admin.display(description=_("更正的回执"))
    def old(self, row):
        return row.corrects and link_to(row.corrects, _told(row.corrects))

    @admin.display(description=_("更正后的回执"))
    def new(self, row):
        return link_to(row.corrected_by, _told(row.corrected_by)) if hasattr(row, "corrected_by") else None


def _told(receipt) -> str:
    return f"{receipt.evaluated_on} {receipt.get_rating_display()}"
