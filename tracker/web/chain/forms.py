"""The forms of the acts on a suggestion as a whole."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ...models import Assignment, Body, Disclosure, Mandate, Sponsor, Suggestion, Supervision
from ...scores.similar import withheld
from ...scores.story import name_of
from ...typed import DayField


def day(label, **extra) -> DayField:
    """A day, typed in any of the accepted ways or picked from the browser's calendar."""
    return DayField(label=label, **extra)


def area(label, rows=4, **extra) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **extra)


def line(model, name, **extra) -> forms.CharField:
    """A one-line text field of a model."""
    field = model._meta.get_field(name)
    extra.setdefault("required", not field.blank)
    return forms.CharField(label=field.verbose_name, max_length=field.max_length, **extra)


def choice(model, name, *, blank=None, **extra) -> forms.ChoiceField:
    """The choices of a model's field."""
    field = model._meta.get_field(name)
    empty = [("", "——")] if (field.blank if blank is None else blank) else []
    extra.setdefault("required", not field.blank)
    return forms.ChoiceField(label=field.verbose_name, choices=[*empty, *field.choices], **extra)


class ActForm(forms.Form):
    """A form of an act; ``prepare`` fits it to what it is about, and days start as today."""

    required_css_class = "required"

    def __init__(self, *args, target, **kwargs):
        super().__init__(*args, **kwargs)
        self.target = target
        if "on" in self.fields:
            self.fields["on"].initial = target.today
        self.prepare(target)

    def prepare(self, target):
        """Set choices and initial values."""


class Nothing(ActForm):
    """An act that needs nothing but a yes."""


class OnDay(ActForm):
    """An act that needs a day."""

    on = day(_("日期"))


class Why(ActForm):
    """An act that needs a reason."""

    reason = area(_("原因"))


class DayAndWhy(ActForm):
    """An act that needs a day and a reason."""

    on = day(_("日期"))
    reason = area(_("原因"))


class Deputies(forms.CharField):
    """Deputies of a term by their numbers, separated by 、 or spaces."""

    widget = forms.Textarea(attrs={"rows": 2})

    def of(self, term, text: str) -> list[Mandate]:
        """The mandates named; ValidationError names the numbers that the term does not have."""
        numbers = text.replace("、", " ").replace("，", " ").replace(",", " ").split()
        found = {row.number: row for row in Mandate.objects.filter(term=term, number__in=numbers)}
        missing = [number for number in numbers if number not in found]
        if missing:
            raise forms.ValidationError(_("本届没有编号为 %(n)s 的代表。") % {"n": "、".join(missing)})
        return [found[number] for number in dict.fromkeys(numbers)]


class Content(ActForm):
    """What a draft says."""

    title = line(Suggestion, "title")
    text = area(_("正文"), rows=10, required=False)
    category = line(Suggestion, "category")
    channel = choice(Suggestion, "channel")
    wish = choice(Suggestion, "wish")

    def prepare(self, target):
        for name in self.fields:
            self.fields[name].initial = getattr(target.suggestion, name)


class AddSponsors(ActForm):
    """More joint sponsors of a draft."""

    joint = Deputies(label=_("联名代表编号"), help_text=_("多个编号用顿号或空格隔开"))

    def clean_joint(self):
        return self.fields["joint"].of(self.target.suggestion.term, self.cleaned_data["joint"])


class Named(forms.ModelChoiceField):
    """One sponsor."""

    def label_from_instance(self, obj):
        return name_of(obj)


class DropSponsor(ActForm):
    """A joint sponsor who leaves a draft: any for the lead and the office, oneself for the others."""

    sponsor = Named(None, label=_("提出人"), empty_label=None)
    on = day(_("日期"))
    reason = area(_("原因"), rows=2)

    def prepare(self, target):
        self.fields["sponsor"].queryset = droppable(target)


def droppable(target):
    """The joint sponsors whom the user may take off the draft."""
    rows = target.suggestion.sponsors.filter(role=Sponsor.Role.JOINT).select_related("mandate__person", "signatory")
    leads = any(row.role == Sponsor.Role.LEAD for row in target.own_sponsors)
    return rows if target.is_office or leads else rows.filter(pk__in=[row.pk for row in target.own_sponsors])


class Paper(ActForm):
    """A signed paper from which the office confirms."""

    on = day(_("确认日期"))
    scan = line(Sponsor, "scan", required=True, help_text=_("纸质联名的扫描件编号或存放处"))


class Accept(ActForm):
    """The day and the number of an acceptance."""

    on = day(_("受理日期"))
    number = line(Suggestion, "number", required=True)


class NotFile(ActForm):
    """Why a proposal is not filed, and what becomes of it."""

    on = day(_("日期"))
    disposition = choice(Suggestion, "disposition", required=True)
    reason = area(_("原因"))


class Committee(ActForm):
    """The committee that deliberates a bill."""

    on = day(_("交付审议日期"))
    committee = forms.CharField(label=_("专门委员会"), max_length=100)


class Report(ActForm):
    """The report on a bill."""

    on = day(_("提出报告日期"))
    report = area(_("审议结果报告"), rows=6)


class DayAndNote(ActForm):
    """A day and a note."""

    on = day(_("日期"))
    note = forms.CharField(label=_("说明"), max_length=200, required=False)


class Merge(ActForm):
    """The lead item into which another is merged."""

    into = forms.CharField(label=_("并入（主件编号）"), max_length=40)
    on = day(_("并案日期"))
    reason = area(_("说明"), required=False)

    def clean_into(self):
        number = self.cleaned_data["into"].strip()
        row = Suggestion.objects.filter(term=self.target.suggestion.term_id, number=number).first()
        if row is None:
            raise forms.ValidationError(_("本届没有编号为 %(n)s 的建议。") % {"n": number})
        return row


class Refer(ActForm):
    """The system to which a suggestion is referred."""

    system = forms.ModelChoiceField(None, label=_("系统"))
    on = day(_("交办日期"))
    meeting = forms.CharField(label=_("交办会"), max_length=100, required=False)

    def prepare(self, target):
        done = target.suggestion.referrals.values("system")
        self.fields["system"].queryset = Body.objects.filter(kind=Body.Kind.SYSTEM).exclude(pk__in=done)


class Assign(ActForm):
    """The unit that handles a suggestion, and how."""

    unit = forms.ModelChoiceField(None, label=_("承办单位"))
    role = forms.ChoiceField(label=_("方式"))
    on = day(_("交办日期"))
    is_hard = forms.BooleanField(label=_("涉及面广、处理难度大（答复期限六个月）"), required=False)
    due_on = day(_("期限（不填则按规则计算）"), required=False)

    def prepare(self, target):
        shares = target.suggestion.assignments
        self.fields["unit"].queryset = target.units.exclude(
            pk__in=shares.exclude(state__in=Assignment.GONE).values("unit")
        )
        self.fields["role"].choices = shares.model.Role.choices


class Disclose(ActForm):
    """A decision on publishing."""

    decision = choice(Disclosure, "decision")
    reason = choice(Disclosure, "reason")
    note = line(Disclosure, "note")
    on = day(_("审定日期"))
    review_on = day(_("复核日期"), required=False)

    def prepare(self, target):
        if target.suggestion.wish == Suggestion.Wish.OBJECT:
            self.fields["decision"].help_text = _("提出人表示不同意公开。")


class Supervise(ActForm):
    """A supervision with its four roles."""

    kind = choice(Supervision, "kind")
    decided_by = line(Supervision, "decided_by")
    on = day(_("决定日期"))
    supervisor = line(Supervision, "supervisor")
    lead_handler = line(Supervision, "lead_handler")
    do_handler = line(Supervision, "do_handler")
    prompter = line(Supervision, "prompter")


class Finish(ActForm):
    """The result of a supervision."""

    row = forms.ModelChoiceField(None, label=_("督办"), empty_label=None)
    on = day(_("办结日期"))
    result = area(_("督办结果"))

    def prepare(self, target):
        self.fields["row"].queryset = target.suggestion.supervisions.filter(finished_on=None)


class Link(ActForm):
    """An earlier suggestion to link, by its number."""

    earlier = forms.CharField(label=_("类似建议编号"), max_length=40)
    on = day(_("关联日期"))
    note = forms.CharField(label=_("说明"), max_length=200, required=False)

    def clean_earlier(self):
        number = self.cleaned_data["earlier"].strip()
        rows = Suggestion.objects.filter(term__body=self.target.suggestion.term.body_id, number=number)
        row = rows.order_by("-submitted_on").first()
        if row is None or (not self.target.is_office and withheld([row.pk])):
            raise forms.ValidationError(_("没有编号为 %(n)s 的建议。") % {"n": number})
        return row
