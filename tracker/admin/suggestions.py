"""Bills, suggestions and proposals (facts): from draft to acceptance, deliberation, merging, referral, supervision."""

from django.contrib import admin
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ..ledger import assigning, bills, oversight, suggestions
from ..models import (
    Assignment,
    Deliberation,
    Disclosure,
    Referral,
    Similarity,
    Sponsor,
    Suggestion,
    Supervision,
)
from ..rules.chain import SUGGESTION_MOVES as MOVES
from ..tables.told import sponsor_name
from . import suggestion_forms as forms
from .filters import with_due_day
from .glass import FactAdmin, FilledInline, GlassInline, Reason, Verb
from .site import site

Kind, State = Suggestion.Kind, Suggestion.State
PICKED = {
    "merged_into": {"state__in": [State.ACCEPTED, State.ASSIGNED]},
    "earlier": {"submitted_on__isnull": False},
}


def moves(verb, also=lambda row: True):
    """Whether a suggestion's state knows a verb, and something else holds of it."""
    return lambda row: verb in MOVES[row.state] and also(row)


def is_proposal(row) -> bool:
    """Whether it is filed or not filed."""
    return row.kind == Kind.PROPOSAL


def no_proposal(row) -> bool:
    """Whether it is accepted without a review of filing."""
    return row.kind != Kind.PROPOSAL


def is_bill(row) -> bool:
    """Whether a committee deliberates it."""
    return row.is_bill


def no_bill(row) -> bool:
    """Whether units handle it."""
    return not row.is_bill


def is_live(row) -> bool:
    """Whether it was accepted and still stands by itself."""
    return row.accepted_on is not None and row.state not in (State.WITHDRAWN, State.MERGED)


def waits(column):
    """Whether a sponsor's day is still open."""
    return lambda row: row.sponsors.filter(**{column: None}).exists()


def all_agree(row) -> bool:
    """Whether every sponsor has agreed to withdraw."""
    return not waits("withdraws_on")(row)


def is_reported(row) -> bool:
    """Whether a bill's deliberation has been reported on."""
    return Deliberation.objects.filter(suggestion=row, reported_on__isnull=False).exists()


def _sponsor(mandate, organisation_kind, organisation, signatory):
    if not organisation:
        return mandate
    return Sponsor(organisation_kind=organisation_kind, organisation=organisation, signatory=signatory)


def draft(by, *, lead, organisation_kind, organisation, signatory, **fields):
    """Draft with a deputy or an organisation as lead."""
    return suggestions.draft(by, lead=_sponsor(lead, organisation_kind, organisation, signatory), **fields)


def join(by, suggestion, *, deputy, **organisation):
    """Add a joint sponsor, a deputy or an organisation."""
    return suggestions.add_sponsor(by, suggestion, _sponsor(deputy, **organisation), Sponsor.Role.JOINT)


@transaction.atomic
def consent_all(by, suggestion, on) -> int:
    """Enter from a paper that every sponsor agrees to withdraw; how many had not yet."""
    waiting = list(suggestion.sponsors.filter(withdraws_on=None).select_related("suggestion__term"))
    for sponsor in waiting:
        suggestions.consent(by, sponsor, on)
    return len(waiting)


class SponsorInline(GlassInline):
    model = Sponsor
    fields = readonly_fields = ["who", "organisation_kind", "role", "confirmed_on", "how", "scan", "withdraws_on"]
    related = ("mandate__person", "signatory__person")

    @admin.display(description=_("提出人"))
    def who(self, row):
        return sponsor_name(row)


class ReferralInline(FilledInline):
    model = Referral
    fields = readonly_fields = ["system", "referred_on", "meeting"]
    related = ("system",)


class AssignmentInline(FilledInline):
    model = Assignment
    fields = readonly_fields = ["unit", "role", "assigned_on", "received_on", "present_due", "round", "state", "opens"]
    related = ("suggestion", "unit")

    def get_queryset(self, request):
        return with_due_day(super().get_queryset(request))

    @admin.display(description=_("期限"))
    def present_due(self, row):
        return date_format(row.present_due)


class DeliberationInline(FilledInline):
    model = Deliberation
    fields = readonly_fields = ["agenda_on", "committee", "referred_on", "reported_on", "report", "adopted_on"]


class MergedInline(FilledInline):
    """The items that were merged into this one."""

    model = Suggestion
    fk_name = "merged_into"
    verbose_name_plural = _("并入的议案建议")
    fields = readonly_fields = ["number", "title", "submitted_on", "merged_on", "opens"]


class SimilarInline(FilledInline):
    model = Similarity
    fk_name = "suggestion"
    fields = readonly_fields = ["earlier", "state", "linked_on", "note"]
    related = ("earlier",)

    def get_queryset(self, request):
        return super().get_queryset(request).filter(earlier__in=Suggestion.objects.visible_to(request.who))

    @admin.display(description=_("状态"))
    def state(self, row):
        return row.earlier.get_state_display()


class SupervisionInline(FilledInline):
    model = Supervision
    fields = readonly_fields = ["kind", "decided_by", "decided_on", "finished_on", "opens"]
    related = ("suggestion",)


class DisclosureInline(FilledInline):
    """The decisions on publishing a suggestion or a reply."""

    model = Disclosure
    fields = readonly_fields = ["decision", "reason", "note", "decided_on", "review_on", "opens"]


DRAFTING = (
    Verb("submit", _("提出"), suggestions.submit, forms.SubmitForm, fits=moves("submit"), primary=True),
    Verb("amend", _("修改"), suggestions.amend, forms.ContentForm, fits=moves("amend")),
    Verb("join", _("增加联名"), join, forms.SponsorForm, fits=moves("submit")),
    Verb(
        "confirm",
        _("提出人全部确认"),
        suggestions.confirm_all,
        forms.ConfirmForm,
        fits=moves("submit", waits("confirmed_on")),
    ),
    Verb("accept", _("受理"), suggestions.accept, forms.AcceptForm, fits=moves("accept", no_proposal), primary=True),
    Verb("file", _("立案"), suggestions.file, forms.AcceptForm, fits=moves("file", is_proposal), primary=True),
    Verb("not-file", _("不予立案"), suggestions.not_file, forms.NotFileForm, fits=moves("not_file", is_proposal)),
    Verb("return", _("退回提出人"), suggestions.return_to_sponsor, Reason, fits=moves("return_to_sponsor")),
)
BILLS = (
    Verb("agenda", _("列入议程"), bills.put_on_agenda, forms.AgendaForm, fits=moves("put_on_agenda", is_bill)),
    Verb(
        "committee",
        _("交付委员会审议"),
        bills.refer_to_committee,
        forms.CommitteeForm,
        fits=moves("refer_to_committee", is_bill),
        primary=True,
    ),
    Verb(
        "report",
        _("提出审议结果报告"),
        bills.report_deliberation,
        forms.ReportForm,
        fits=moves("report_deliberation", is_bill),
    ),
    Verb(
        "adopt",
        _("通过审议结果报告"),
        bills.adopt_report,
        forms.AdoptForm,
        fits=moves("adopt_report", is_reported),
        primary=True,
    ),
    Verb(
        "treat",
        _("转作建议办理"),
        bills.treat_as_suggestion,
        forms.TreatForm,
        fits=moves("treat_as_suggestion", is_bill),
    ),
)
HANDING = (
    Verb("assign", _("交办承办单位"), assigning.assign, forms.AssignForm, fits=moves("assign", no_bill), primary=True),
    Verb("refer", _("交办到系统"), assigning.refer, forms.ReferForm, fits=moves("refer", no_bill)),
    Verb("merge", _("并案"), suggestions.merge, forms.MergeForm, fits=moves("merge", no_bill)),
)
OVERSIGHT = (
    Verb("supervise", _("督办"), oversight.supervise, forms.SuperviseForm, fits=is_live),
    Verb("disclose", _("公开审定"), oversight.disclose, forms.DiscloseForm, fits=lambda row: bool(row.accepted_on)),
    Verb("similar", _("关联类似建议"), oversight.link_similar, forms.SimilarForm),
    Verb(
        "consent",
        _("提出人全部同意撤回"),
        consent_all,
        forms.ConsentForm,
        fits=moves("withdraw", waits("withdraws_on")),
    ),
    Verb("withdraw", _("撤回"), suggestions.withdraw, forms.WithdrawForm, fits=moves("withdraw", all_agree)),
)


@admin.register(Suggestion, site=site)
class SuggestionAdmin(FactAdmin):
    brief = True
    list_display = ["number", "title", "kind", "channel", "submitted_on", "accepted_on", "state"]
    list_display_links = ["title"]
    list_filter = ["state", "kind", "channel", "term"]
    list_select_related = ["term", "merged_into"]
    search_fields = [
        "number",
        "title",
        "sponsors__mandate__number",
        "sponsors__mandate__person__name",
        "sponsors__mandate__person__reading__text",
    ]
    search_help_text = _("按编号、标题、提出人的编号或姓名查找")
    inlines = [
        SponsorInline,
        DeliberationInline,
        ReferralInline,
        AssignmentInline,
        MergedInline,
        SupervisionInline,
        DisclosureInline,
        SimilarInline,
    ]
    adding = Verb("draft", _("起草议案建议"), draft, forms.DraftForm)
    verbs = (*DRAFTING, *BILLS, *HANDING, *OVERSIGHT)

    def links(self, obj):
        return [(_("办理页面"), reverse("suggestion", args=[obj.pk]), False)]

    def heading(self, obj):
        return f"{obj.number} {obj}".strip()

    def get_search_results(self, request, queryset, search_term):
        picked = PICKED.get(request.GET.get("field_name"), {})
        return super().get_search_results(request, queryset.filter(**picked), search_term)
