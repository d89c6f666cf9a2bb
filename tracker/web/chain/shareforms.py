"""The forms of the acts on an assignment: units', referral offices' and sponsors'."""

from django import forms
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from ...ledger.courses import course_of
from ...models import Commitment, Contact, Disclosure, Evaluation, EvaluationLine, Rating, Reply
from ...rules import chain
from ...scores.story import name_of
from .forms import ActForm, area, choice, day, line

PROMISES = range(1, 6)


class Contacted(ActForm):
    """A contact with the sponsors."""

    on = day(_("日期"))
    stage = choice(Contact, "stage")
    form = choice(Contact, "form")
    persons = line(Contact, "persons")
    view = area(_("代表意见"), rows=3, required=False)


class Progressed(ActForm):
    """What has been done so far."""

    on = day(_("日期"))
    text = area(_("进展"))


class Extend(ActForm):
    """A later due day."""

    on = day(_("准予日期"))
    to = day(_("延期至"))
    reason = area(_("原因"))


class ReplyContent(ActForm):
    """What a reply says; a co-handler's opinion carries no class."""

    reply_class = forms.ChoiceField(label=_("答复类别"), widget=forms.RadioSelect)
    document_number = line(Reply, "document_number")
    text = area(_("答复内容"), rows=8)
    signed_by = line(Reply, "signed_by")
    contact_person = line(Reply, "contact_person")
    contact_telephone = line(Reply, "contact_telephone")
    copies_to = line(Reply, "copies_to")

    def prepare(self, target):
        labels = target.rule.class_labels
        self.fields["reply_class"].choices = [
            (code, _("%(name)s 类：%(label)s") % {"name": code, "label": label}) for code, label in labels.items()
        ]
        if not target.assignment.answers:
            del self.fields["reply_class"]


class NewReply(ReplyContent):
    """A reply with its dated commitments and the decision on publishing it."""

    on = day(_("答复日期"))
    decision = choice(Disclosure, "decision", blank=True, required=False)
    why_not = choice(Disclosure, "reason")
    review_on = day(_("复核日期"), required=False)
    field_order = ["on"]

    def prepare(self, target):
        super().prepare(target)
        self.fields["decision"].label = _("答复是否公开")
        if not target.assignment.answers:
            for name in ("decision", "why_not", "review_on"):
                del self.fields[name]
            return
        for n in PROMISES:
            self.fields[f"promise_{n}"] = forms.CharField(label=_("承诺事项 %(n)s") % {"n": n}, required=False)
            self.fields[f"promise_{n}_on"] = day(_("承诺期限 %(n)s") % {"n": n}, required=False)
            self.fields[f"promise_{n}"].place, self.fields[f"promise_{n}_on"].place = "wide", "narrow"

    def clean(self):
        said = super().clean()
        for n in PROMISES:
            if said.get(f"promise_{n}_on") and not said.get(f"promise_{n}"):
                self.add_error(f"promise_{n}", _("请写明承诺事项。"))
            if said.get(f"promise_{n}") and not said.get(f"promise_{n}_on"):
                self.add_error(f"promise_{n}_on", _("请写明承诺期限。"))
        return said

    @property
    def fields_of_verb(self) -> dict:
        """The cleaned values as the ledger's verb takes them."""
        said = dict(self.cleaned_data)
        promises = [(said.pop(f"promise_{n}", ""), said.pop(f"promise_{n}_on", None)) for n in PROMISES]
        decision, why, review = (said.pop(name, None) for name in ("decision", "why_not", "review_on"))
        disclosure = {"decision": decision, "reason": why or "", "review_on": review} if decision else None
        return {**said, "commitments": [row for row in promises if row[0]], "disclosure": disclosure}


class AmendedReply(ReplyContent):
    """A reply corrected before anybody has evaluated it."""

    reason = area(_("更正原因"), rows=2)

    def prepare(self, target):
        super().prepare(target)
        row = target.assignment.replies.get(round=target.latest_round)
        for name in set(self.fields) - {"reason"}:
            self.fields[name].initial = getattr(row, name)


class DiscloseReply(ActForm):
    """A decision on publishing the latest reply."""

    decision = choice(Disclosure, "decision")
    reason = choice(Disclosure, "reason")
    note = line(Disclosure, "note")
    on = day(_("审定日期"))
    review_on = day(_("复核日期"), required=False)


class Promise(forms.ModelChoiceField):
    """One commitment of the reply."""

    def label_from_instance(self, obj):
        return f"{obj.text}（{obj.due_on}）"


class OfCommitment(ActForm):
    """An act on one of the latest reply's commitments."""

    row = Promise(None, label=_("承诺事项"), empty_label=None)
    on = day(_("日期"))
    open_by = "confirmed_by_deputy_on"

    def prepare(self, target):
        reply = {"reply__assignment": target.assignment, "reply__round": target.latest_round}
        self.fields["row"].queryset = Commitment.objects.filter(**reply, **{self.open_by: None})


class Done(OfCommitment):
    """A commitment reported done."""

    note = line(Commitment, "done_note", required=True)
    open_by = "reported_done_on"


class Rated(ActForm):
    """What every receipt says; the office also says whose it is and where it comes from (代录)."""

    rating = forms.ChoiceField(label=_("评价"), widget=forms.RadioSelect)
    comment = area(_("意见（不满意必填）"), rows=3, required=False)
    on = day(_("日期"))

    def prepare(self, target):
        self.fields["rating"].choices = list(target.rule.rating_labels.items())
        if target.own_sponsors:
            return
        self.fields["sponsor"] = forms.ChoiceField(label=_("评价人"), choices=self.sponsor_choices(target))
        sources = [row for row in Evaluation.Source.choices if row[0] != Evaluation.Source.SYSTEM]
        self.fields["source"] = forms.ChoiceField(label=_("来源"), choices=sources)
        self.fields["note"] = line(Evaluation, "note", required=True, help_text=_("回执扫描件编号，或电话记录"))

    def sponsor_choices(self, target):
        return [(row.pk, name_of(row)) for row in target.sponsors]

    def sponsor(self):
        """Whose receipt it is: the one chosen by the office, else the user's own."""
        target, chosen = self.target, self.cleaned_data.get("sponsor")
        rows = target.sponsors if chosen else self.own(target)
        return next(row for row in rows if not chosen or row.pk == int(chosen))

    def own(self, target):
        """The user's own sponsors, the one who speaks first."""
        return target.own_sponsors

    def said(self) -> dict:
        """Comment, attitude, source and note of the receipt."""
        names = ("comment", "attitude", "source", "note")
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name)}

    def clean(self):
        said = super().clean()
        if said.get("rating") == Rating.UNSATISFIED and not said.get("comment", "").strip():
            self.add_error("comment", _("评价为不满意的，请写明意见。"))
        return said


class RateReply(Rated):
    """The receipt on the reply."""

    attitude = forms.ChoiceField(label=_("办理态度"), required=False)

    def prepare(self, target):
        super().prepare(target)
        self.fields["attitude"].choices = [("", "——"), *target.rule.rating_labels.items()]

    def own(self, target):
        """Who leads an item and one merged into it gives a receipt for each."""
        return target.unrated(target.own_sponsors) or target.own_sponsors


class RateFulfilment(Rated):
    """The receipt on commitments: one overall choice fills every line, a line says otherwise."""

    def prepare(self, target):
        super().prepare(target)
        self.fields["rating"].label = _("总体评价")
        self.fields["rating"].help_text = _("未逐项选择的承诺，按总体评价。")
        for promise in self.due():
            self.fields[f"line_{promise.pk}"] = forms.ChoiceField(
                label=str(promise), required=False, choices=[("", _("同总体评价")), *target.rule.rating_labels.items()]
            )

    def due(self):
        """The commitments that may be rated now."""
        course = course_of(self.target.assignment)
        keys = [row.id for row in chain.open_promises(course) if row.is_open_for_receipt(self.target.today)]
        return Commitment.objects.filter(pk__in=keys)

    def lines(self) -> dict:
        """The commitments that are rated otherwise than the whole."""
        chosen = {row: self.cleaned_data.get(f"line_{row.pk}") for row in self.due()}
        return {row: rating for row, rating in chosen.items() if rating}


class Receipt(forms.ModelChoiceField):
    """One receipt that stands."""

    def label_from_instance(self, obj):
        who = f"{name_of(obj.sponsor)} · {obj.get_stage_display()}"
        turn = _("第 %(n)s 轮") % {"n": obj.round}
        return f"{turn} · {who} · {obj.get_rating_display()}（{obj.evaluated_on}）"


class Correct(Rated):
    """A receipt corrected by a new one; both stay visible."""

    old = Receipt(None, label=_("更正哪一份"), empty_label=None)
    reason = area(_("更正原因"), rows=2)
    field_order = ["old", "rating", "comment", "on", "reason"]

    def prepare(self, target):
        super().prepare(target)
        self.fields.pop("sponsor", None)
        rows = target.assignment.evaluations.filter(corrected_by=None).select_related("sponsor__mandate__person")
        own = [row.pk for row in target.own_sponsors]
        self.fields["old"].queryset = rows.filter(sponsor__in=own) if own else rows
        self.rated = _lines_of_several(self.fields["old"].queryset)
        for row in self.rated:
            turn = _("第 %(n)s 轮") % {"n": row.evaluation.round}
            self.fields[f"line_{row.pk}"] = forms.ChoiceField(
                label=f"{turn} · {row.commitment}（{row.evaluation.evaluated_on}）",
                required=False,
                choices=[("", _("同总体评价")), *target.rule.rating_labels.items()],
            )

    def lines(self) -> dict:
        """The commitments of the corrected receipt that are rated otherwise than the whole."""
        own = [row for row in self.rated if row.evaluation_id == self.cleaned_data["old"].pk]
        chosen = {row.commitment: self.cleaned_data.get(f"line_{row.pk}") for row in own}
        return {row: rating for row, rating in chosen.items() if rating}


def _lines_of_several(receipts) -> list[EvaluationLine]:
    """The lines of receipts that rated several commitments; of a single one the overall rating says all."""
    several = receipts.order_by().annotate(n=Count("lines")).filter(n__gt=1).values("pk")
    return list(EvaluationLine.objects.filter(evaluation__in=several).select_related("evaluation", "commitment"))
