"""What the office fills in for the verbs on suggestions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Assignment, Body, Deliberation, Disclosure, Referral, Similarity, Sponsor, Suggestion, Supervision
from .fields import Form, choice, day, mandate, mandates, row_of, today
from .fields import text as line


def field(name):
    """A field of a suggestion."""
    return Suggestion._meta.get_field(name)


def of_sponsor(name):
    """A field of a sponsor."""
    return Sponsor._meta.get_field(name)


class ContentForm(Form):
    """What a draft says."""

    channel = choice(field("channel"))
    title = line(field("title"))
    text = line(field("text"))
    category = line(field("category"))
    wish = choice(field("wish"))

    @staticmethod
    def initial_of(row):
        return {name: getattr(row, name) for name in ContentForm.base_fields}


class SponsorForm(Form):
    """A joint sponsor: a deputy or an organisation, one of the two."""

    person = "deputy"
    deputy = mandate(_("联名代表"), required=False, help_text=_("由组织提出的，留空，并填写组织类型和名称。"))
    organisation_kind = choice(of_sponsor("organisation_kind"))
    organisation = line(of_sponsor("organisation"))
    signatory = mandate(of_sponsor("signatory").verbose_name, required=False)

    def clean(self):
        given = super().clean()
        if bool(given.get(self.person)) == bool(given.get("organisation")):
            raise forms.ValidationError(_("提出人是一位代表或者一个组织，请填写其中一种。"))
        return given


class DraftForm(SponsorForm):
    """A bill, a suggestion or a proposal with its sponsors."""

    person = "lead"
    deputy = None
    term = row_of(field("term"), _("届"))
    kind = choice(field("kind"))
    channel = choice(field("channel"))
    title = line(field("title"))
    text = line(field("text"))
    category = line(field("category"))
    wish = choice(field("wish"))
    lead = mandate(_("领衔代表"), required=False, help_text=_("由组织提出的，留空，并填写组织类型和名称。"))
    joint = mandates(_("联名代表"), required=False)
    field_order = [
        *("term", "kind", "channel", "title", "text", "category", "wish"),
        *("lead", "organisation_kind", "organisation", "signatory", "joint"),
    ]


class ConfirmForm(Form):
    on = today(_("确认日期"))
    how = forms.ChoiceField(label=_("确认方式"), choices=Sponsor.How.choices, initial=Sponsor.How.PAPER)
    scan = line(of_sponsor("scan"))


class SubmitForm(Form):
    on = today(_("提出日期"))


class AcceptForm(Form):
    on = today(_("受理日期"))
    number = line(field("number"), required=True)


class NotFileForm(Form):
    on = today(_("不予立案日期"))
    disposition = choice(field("disposition"), required=True)
    reason = forms.CharField(label=_("原因"), max_length=300)


class AgendaForm(Form):
    on = today(_("列入议程日期"))


class CommitteeForm(Form):
    on = today(_("交付审议日期"))
    committee = line(Deliberation._meta.get_field("committee"), required=True)


class ReportForm(Form):
    on = today(_("提出报告日期"))
    report = line(Deliberation._meta.get_field("report"), required=True)


class AdoptForm(Form):
    on = today(_("通过报告日期"))


class TreatForm(Form):
    on = today(_("转作建议办理日期"))
    note = forms.CharField(label=_("依据"), max_length=200, required=False)


class ConsentForm(Form):
    """Every sponsor agreed on a paper."""

    on = today(_("同意撤回日期"))


class WithdrawForm(Form):
    on = today(_("撤回日期"))
    reason = forms.CharField(label=_("原因"), max_length=300)


class MergeForm(Form):
    into = row_of(field("merged_into"), _("并入（主件）"))
    on = today(_("并案日期"))
    reason = forms.CharField(label=_("说明"), max_length=300, required=False)


class ReferForm(Form):
    system = row_of(Referral._meta.get_field("system"), _("系统"), Body.objects.filter(kind=Body.Kind.SYSTEM))
    on = today(_("交办日期"))
    meeting = line(Referral._meta.get_field("meeting"))


class AssignForm(Form):
    unit = row_of(Assignment._meta.get_field("unit"), _("承办单位"), Body.objects.filter(kind=Body.Kind.UNIT))
    role = choice(Assignment._meta.get_field("role"))
    on = today(_("交办日期"))
    is_hard = forms.BooleanField(label=Assignment._meta.get_field("is_hard").verbose_name, required=False)
    due_on = day(_("期限"), required=False, help_text=_("留空的，按办理规则推算。"))


class SuperviseForm(Form):
    kind = choice(Supervision._meta.get_field("kind"))
    decided_by = line(Supervision._meta.get_field("decided_by"))
    on = today(_("决定日期"))
    supervisor = line(Supervision._meta.get_field("supervisor"))
    lead_handler = line(Supervision._meta.get_field("lead_handler"))
    do_handler = line(Supervision._meta.get_field("do_handler"))
    prompter = line(Supervision._meta.get_field("prompter"))


class FinishForm(Form):
    on = today(_("办结日期"))
    result = line(Supervision._meta.get_field("result"), required=True)


class DiscloseForm(Form):
    """Whether a suggestion or a reply is published."""

    decision = choice(Disclosure._meta.get_field("decision"))
    on = today(_("审定日期"))
    reason = choice(Disclosure._meta.get_field("reason"))
    note = line(Disclosure._meta.get_field("note"))
    review_on = day(_("复核日期"), required=False)


class SimilarForm(Form):
    earlier = row_of(Similarity._meta.get_field("earlier"), _("类似的以往建议"))
    on = today(_("关联日期"))
    note = line(Similarity._meta.get_field("note"))
