"""What the office fills in for a sponsor on paper or by telephone (代录), for look-backs and confirmed commitments."""

from django import forms
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..ledger.courses import course_of
from ..models import Commitment, Evaluation, LookBack, Rating, Sponsor
from ..rules import load
from ..rules.chain import open_promises
from ..tables.told import sponsor_name
from .fields import OPEN, Form, choice, text, today

ENTERED = [(source.value, source.label) for source in (Evaluation.Source.PAPER, Evaluation.Source.TELEPHONE)]


def field(name):
    """A field of a receipt."""
    return Evaluation._meta.get_field(name)


def sponsors_of(assignment):
    """Who may rate an assignment: the sponsors of its suggestion, then those of the items merged into it."""
    concerned = Q(suggestion=assignment.suggestion_id) | Q(suggestion__merged_into=assignment.suggestion_id)
    rows = Sponsor.objects.filter(concerned).select_related("mandate__person", "signatory__person", "suggestion")
    return rows.order_by(F("suggestion__merged_into").asc(nulls_first=True), "suggestion", "-role", "pk")


def unheard(assignment):
    """The sponsors who have not yet rated the latest reply of an assignment."""
    rounds = assignment.replies.order_by("-round").values("round")[:1]
    rated = assignment.evaluations.filter(stage=Evaluation.Stage.REPLY, round__in=rounds)
    return sponsors_of(assignment).exclude(pk__in=rated.values("sponsor"))


def ratings_of(assignment) -> list[tuple[str, str]]:
    """The ratings in the words of the body's rules."""
    rule = load.handling(assignment.suggestion.term.body, assignment.assigned_on)
    return [(code, rule.rating_labels[code]) for code in Rating.values]


class SponsorField(forms.ModelChoiceField):
    """A sponsor by name, role and, when merged, the number of the own item."""

    def label_from_instance(self, obj):
        merged = _("，并案 %(number)s") % {"number": obj.suggestion.number} if obj.suggestion.merged_into_id else ""
        return f"{sponsor_name(obj)}（{obj.get_role_display()}{merged}）"


class CommitmentsField(forms.ModelMultipleChoiceField):
    """Commitments, each with the day by which it is promised."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj):
        return _("%(text)s（%(day)s 前）") % {"text": obj.text, "day": obj.due_on}


class ReceiptForm(Form):
    """A receipt as it stands on a paper or was said on the telephone."""

    rating = choice(field("rating"))
    comment = text(field("comment"), help_text=_("评价为不满意的，须写明意见。"))
    attitude = choice(field("attitude"))
    on = today(_("评价日期"))
    source = forms.ChoiceField(label=field("source").verbose_name, choices=ENTERED)
    note = text(field("note"), required=True, help_text=_("扫描件的编号或存放位置，或者通话的时间和接听人。"))

    def rate(self, assignment):
        """Offer the ratings in the body's own words."""
        self.ratings = ratings_of(assignment)
        self.fields["rating"].choices = self.fields["attitude"].choices = [OPEN, *self.ratings]

    def add_lines(self, commitments):
        """One more choice for each commitment; left open, the overall rating counts for it."""
        self.commitments = list(commitments)
        for row in self.commitments:
            label = _("承诺：%(text)s（%(day)s 前）") % {"text": row.text, "day": row.due_on}
            choices = [("", _("同总体评价")), *self.ratings]
            self.fields[f"line-{row.pk}"] = forms.ChoiceField(label=label, choices=choices, required=False)

    def lines(self) -> dict:
        """The ratings given commitment by commitment, taken out of what was filled in."""
        found = {row: self.cleaned_data.pop(f"line-{row.pk}", "") for row in self.commitments}
        return {row: rating for row, rating in found.items() if rating}


class EvaluateForm(ReceiptForm):
    """A sponsor's receipt on a reply."""

    choose = staticmethod(unheard)
    sponsor = SponsorField(Sponsor.objects.none(), label=field("sponsor").verbose_name)
    field_order = ["sponsor"]

    def fit(self, row):
        self.rate(row)
        rows = self.choose(row)
        self.fields["sponsor"].queryset = rows
        first = rows.first()
        self.initial.setdefault("sponsor", first and first.pk)


class FulfilmentForm(EvaluateForm):
    """A sponsor's receipt on the commitments then due."""

    choose = staticmethod(sponsors_of)

    def fit(self, row):
        super().fit(row)
        due = [one.id for one in open_promises(course_of(row)) if one.is_open_for_receipt(timezone.localdate())]
        self.add_lines(Commitment.objects.filter(pk__in=due))

    def clean(self):
        return super().clean() | {"lines": self.lines()}


class CorrectForm(ReceiptForm):
    """A receipt that takes the place of another."""

    reason = text(field("correction_reason"), required=True)

    @staticmethod
    def initial_of(row):
        return {name: getattr(row, name) for name in ("rating", "comment", "attitude")}

    def fit(self, row):
        self.rate(row.assignment)
        self.add_lines(Commitment.objects.filter(lines__evaluation=row))

    def clean(self):
        return super().clean() | {"lines": self.lines()}


class LookBackForm(Form):
    """What a look back found undone."""

    on = today(_("日期"))
    reason = text(LookBack._meta.get_field("reason"))


class ConfirmedForm(Form):
    """The commitments that a deputy confirmed on a paper or by telephone."""

    commitments = CommitmentsField(Commitment.objects.none(), label=_("承诺事项"))
    on = today(_("代表确认日期"))

    def fit(self, row):
        self.fields["commitments"].queryset = row.commitments.filter(confirmed_by_deputy_on=None)
