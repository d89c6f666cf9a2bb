"""The form of a new draft."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ...models import Body, Mandate, Role, Session, Sponsor, Suggestion, Term
from ..terms import offer_around
from .forms import Deputies, area, choice, line

Organisation, Kind = Sponsor.Organisation, Suggestion.Kind


def _kinds(terms) -> list:
    """What the bodies of some terms take: proposals a CPPCC committee, bills and suggestions a congress."""
    of = set(terms.order_by().values_list("body__kind", flat=True).distinct())
    found = [Kind.BILL, Kind.SUGGESTION] if of != {Body.Kind.CPPCC} else []
    return found + ([Kind.PROPOSAL] if Body.Kind.CPPCC in of else [])


def _channel(terms, today) -> str:
    sitting = Session.objects.filter(term__in=terms, opens_on__lte=today, closes_on__gte=today).exists()
    return Suggestion.Channel.SESSION if sitting else Suggestion.Channel.RECESS


class DraftForm(forms.Form):
    """A bill, a suggestion or a proposal with its sponsors."""

    required_css_class = "required"

    term = forms.ModelChoiceField(None, label=_("届"), empty_label=None)
    kind = choice(Suggestion, "kind")
    channel = choice(Suggestion, "channel")
    title = line(Suggestion, "title")
    text = area(_("正文"), rows=10, required=False)
    category = line(Suggestion, "category")
    wish = choice(Suggestion, "wish")
    lead = forms.CharField(label=_("领衔代表编号"), required=False, max_length=40)
    joint = Deputies(label=_("联名代表编号"), required=False, help_text=_("多个编号用顿号或空格隔开；没有的不填"))
    organisation_kind = forms.ChoiceField(
        label=_("以组织名义提出：类型"), required=False, choices=[("", "——"), *Organisation.choices]
    )
    organisation = forms.CharField(label=_("组织名称"), required=False, max_length=100)
    signatory = forms.CharField(label=_("组织签署人（代表编号）"), required=False, max_length=40)

    def __init__(self, *args, rights, today, code="", **kwargs):
        super().__init__(*args, **kwargs)
        self.rights, self.today = rights, today
        self.is_office = any(grant.role == Role.OFFICE for grant in rights.grants)
        self.own = list(Mandate.objects.serving(today).filter(person__in=rights.persons).select_related("term"))
        self.fields["term"].queryset = terms = self._terms()
        offer_around(self, terms.filter(code=code).select_related("body").first())
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in _kinds(terms)]
        self.fields["kind"].initial = _kinds(terms)[-1]
        self.fields["channel"].initial = _channel(terms, today)
        if not self.is_office:
            for name in ("lead", "organisation_kind", "organisation", "signatory"):
                del self.fields[name]

    def _terms(self):
        started = Term.objects.filter(starts_on__lte=self.today).order_by("-starts_on")
        if self.is_office:
            bodies = {grant.body_id for grant in self.rights.grants if grant.role == Role.OFFICE}
            return started if None in bodies else started.filter(body__in=bodies)
        return started.filter(pk__in=[mandate.term_id for mandate in self.own])

    def clean_joint(self):
        term = self.cleaned_data.get("term")
        return self.fields["joint"].of(term, self.cleaned_data["joint"]) if term else []

    def clean(self):
        said = super().clean()
        if (
            said.get("term")
            and said.get("kind")
            and (said["kind"] == Kind.PROPOSAL) != (said["term"].body.kind == Body.Kind.CPPCC)
        ):
            self.add_error("kind", _("提案由政协提出，议案、建议由人大代表提出。"))
        if said.get("term") and not self.errors:
            said["lead"] = self._lead(said)
        return said

    def _lead(self, said):
        if not self.is_office:
            return next(mandate for mandate in self.own if mandate.term_id == said["term"].pk)
        if said["organisation"]:
            who = self._numbered(said, "signatory") if said["signatory"] else None
            kind = said["organisation_kind"]
            return Sponsor(organisation_kind=kind, organisation=said["organisation"], signatory=who)
        return self._numbered(said, "lead")

    def _numbered(self, said, name):
        row = Mandate.objects.filter(term=said["term"], number=said[name].strip()).first()
        if row is None:
            self.add_error(name, _("请填写本届的一位代表编号。"))
        return row

    @property
    def fields_of_verb(self) -> dict:
        """The cleaned values as the ledger's verb takes them."""
        left_out = ("organisation_kind", "organisation", "signatory")
        return {name: value for name, value in self.cleaned_data.items() if name not in left_out}
