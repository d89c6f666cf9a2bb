"""Bills and suggestions (facts): draft, confirm, submit, accept, return."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..ledger import suggestions
from ..models import Sponsor, Suggestion
from .fields import Form, choice, day, mandate, mandates, row_of
from .fields import text as line
from .glass import FactAdmin, GlassInline, Reason, Verb
from .site import site

State = Suggestion.State


def field(name):
    """A field of a suggestion."""
    return Suggestion._meta.get_field(name)


class DraftForm(Form):
    """A bill or a suggestion with its sponsors."""

    term = row_of(field("term"), _("届"))
    kind = choice(field("kind"))
    channel = choice(field("channel"))
    title = line(field("title"))
    text = line(field("text"))
    category = line(field("category"))
    lead = mandate(_("领衔代表"))
    joint = mandates(_("联名代表"), required=False)


class ConfirmForm(Form):
    on = day(_("确认日期"))
    how = forms.ChoiceField(label=_("确认方式"), choices=Sponsor.How.choices)


class SubmitForm(Form):
    on = day(_("提出日期"))


class AcceptForm(Form):
    on = day(_("受理日期"))
    number = line(field("number"), required=True)


class SponsorInline(GlassInline):
    model = Sponsor
    fields = readonly_fields = ["mandate", "person", "role", "confirmed_on", "how"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("mandate__person")

    @admin.display(description=_("姓名"))
    def person(self, row):
        return row.mandate.person.name


@admin.register(Suggestion, site=site)
class SuggestionAdmin(FactAdmin):
    list_display = ["number", "title", "kind", "channel", "submitted_on", "accepted_on", "state"]
    list_display_links = ["title"]
    list_filter = ["state", "kind", "channel", "term"]
    search_fields = ["number", "title", "sponsors__mandate__number", "sponsors__mandate__person__name"]
    inlines = [SponsorInline]
    adding = Verb("draft", _("起草议案建议"), suggestions.draft, DraftForm)
    verbs = (
        Verb(
            "confirm",
            _("提出人全部确认"),
            suggestions.confirm_all,
            ConfirmForm,
            fits=lambda row: row.state == State.DRAFT and row.sponsors.filter(confirmed_on=None).exists(),
        ),
        Verb(
            "submit", _("提出"), suggestions.submit, SubmitForm, fits=lambda row: row.state == State.DRAFT, primary=True
        ),
        Verb(
            "accept", _("受理"), suggestions.accept, AcceptForm, fits=lambda r: r.state == State.SUBMITTED, primary=True
        ),
        Verb(
            "return",
            _("退回提出人"),
            suggestions.return_to_sponsor,
            Reason,
            fits=lambda row: row.state == State.SUBMITTED,
        ),
    )
