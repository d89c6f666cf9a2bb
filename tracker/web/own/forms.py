"""The forms of a deputy's own pages."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...ledger import answers
from ...models import DutyKind, DutyRecord, Mandate, Session
from ...scores import own
from ..chain.forms import area, day, line

ACCEPTED = "image/*,application/pdf"
Timing = DutyKind.Timing


class SeveralFiles(forms.ClearableFileInput):
    """Chooses several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, perhaps none; what each is worth is asked when it is kept."""

    widget = SeveralFiles(attrs={"accept": ACCEPTED})

    def clean(self, data, initial=None):
        return [data] if data and not isinstance(data, list | tuple) else list(data or ())


def files(**extra) -> FilesField:
    """The field of the evidence."""
    help_text = _("可以不附。照片会自动缩小，并去掉拍摄地点等信息；也可以附 PDF。最多 9 份。")
    return FilesField(label=_("照片或文件"), required=False, help_text=help_text, **extra)


class RecordForm(forms.Form):
    """What a deputy did, in the deputy's words; ``sure`` answers the warnings of ``doubts``."""

    mandate = forms.ModelChoiceField(Mandate.objects.none(), label=_("哪一届"), empty_label=None)
    kind = forms.ModelChoiceField(DutyKind.objects.filter(derived=False), label=_("做了什么"), to_field_name="code")
    occurred_on = day(_("哪一天"), help_text=_("如 2026-11-22，也可写 2026年11月22日。"))
    title = line(DutyRecord, "title", help_text=_("如：走访联系群众、参加专题调研。"))
    organiser = line(DutyRecord, "organiser", help_text=_("自己开展的可以不填。"))
    note = area(_("说明"), rows=3, required=False, help_text=_("地点、内容、解决了什么问题。"))
    files = files()
    sure = forms.BooleanField(required=False)

    def __init__(self, *args, mandates, kinds, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.mandates, self.today = mandates, today
        self.fields["title"].label = _("名称")
        self.fields["mandate"].queryset = Mandate.objects.filter(pk__in=[row.pk for row in mandates])
        self.fields["mandate"].label_from_instance = lambda row: row.term.label
        self.fields["kind"].choices = [("", _("请选择")), *kinds]
        if len(mandates) == 1:
            self.fields["mandate"].required, self.fields["mandate"].widget = False, forms.HiddenInput()

    def clean_mandate(self):
        """The mandate that was chosen; the only one where there is no choice."""
        return self.cleaned_data["mandate"] or self.mandates[0]

    def clean_occurred_on(self):
        """A day that has come."""
        found = self.cleaned_data["occurred_on"]
        if found > self.today:
            raise forms.ValidationError(gettext("这一天还没有到，请在完成以后登记。"))
        return found

    def clean(self):
        said = super().clean()
        mandate, found = said.get("mandate"), said.get("occurred_on")
        if mandate and found and not _served(mandate, found):
            end = mandate.ends_on or gettext("现在")
            text = gettext("您在这一届的任职是 %(start)s 至 %(end)s，这一天不在其中，请核对日期。")
            self.add_error("occurred_on", text % {"start": mandate.starts_on, "end": end})
        return said

    @property
    def content(self) -> dict:
        """What the ledger's verbs take: kind, day, title, organiser, note and the session of the day, if any."""
        said = {name: self.cleaned_data[name] for name in ("kind", "occurred_on", "title", "organiser", "note")}
        return said | {"session": self.session if said["kind"].timing == Timing.SESSION else None}

    @property
    def session(self) -> Session | None:
        """The session that sat on the day."""
        on, term = self.cleaned_data["occurred_on"], self.cleaned_data["mandate"].term
        return Session.objects.filter(term=term, opens_on__lte=on, closes_on__gte=on).first()

    def doubts(self) -> list[str]:
        """Why the record would not count by its day, in sentences."""
        timing, session = self.cleaned_data["kind"].timing, self.session
        if timing == Timing.RECESS and session:
            return [gettext("这一天在%(session)s会期内，不计入闭会期间的活动。") % {"session": session}]
        if timing == Timing.SESSION and not session:
            return [gettext("这一天不在会期内，会议上的履职只在会期内计入。")]
        return []

    def alike(self, but: int | None = None) -> list[DutyRecord]:
        """The records that may be the same duty."""
        said = self.cleaned_data
        return own.alike(said["mandate"], said["kind"], said["occurred_on"], but)


def _served(mandate, on) -> bool:
    return mandate.starts_on <= on and (mandate.ends_on is None or on < mandate.ends_on)


class Withdraw(forms.Form):
    """Why an own record is taken back."""

    reason = area(_("原因"), rows=2)


class Object(forms.Form):
    """Why a record is not right."""

    reason = area(_("哪里不对"), rows=3, help_text=_("如：当天请假没有参加；日期应为 3 月 5 日。"))


class Attach(forms.Form):
    """Files for a record."""

    files = files()

    def clean_files(self):
        """At least one file."""
        if not self.cleaned_data["files"]:
            raise forms.ValidationError(gettext("请先选择照片或 PDF。"))
        return self.cleaned_data["files"]


class Settle(forms.Form):
    """What becomes of an objection."""

    outcome = forms.ChoiceField(label=_("处理结果"), widget=forms.RadioSelect)
    note = area(_("处理意见"), rows=3, help_text=_("代表本人会看到；退回和作废的，也作为退回、作废的原因。"))

    def __init__(self, *args, record: DutyRecord, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(answers.KEEP, _("维持原登记"))]
        if record.state == DutyRecord.State.SUBMITTED:
            choices.append((answers.RETURN, _("退回登记人修改")))
        if record.state != DutyRecord.State.VOID:
            choices.append((answers.VOID, _("作废这条登记")))
        self.fields["outcome"].choices = choices
