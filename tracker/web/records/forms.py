"""The forms of a duty record: what it says, and why something is done to it."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...models import DutyKind, DutyRecord
from ..chain.forms import area, choice, day, line

ON_A_ROLL = ("attendance", "note")  # the rest is kept once on the activity
Timing = DutyKind.Timing


class Content(forms.Form):
    """What a duty record says; ``session`` is asked of what can only be done in a session."""

    required_css_class = "required"

    kind = forms.ModelChoiceField(DutyKind.objects.filter(derived=False), label=_("类别"), empty_label=_("请选择"))
    occurred_on = day(_("日期"))
    half_day = choice(DutyRecord, "half_day")
    title = line(DutyRecord, "title", help_text=_("如：走访联系群众；审议政府工作报告。"))
    organiser = line(DutyRecord, "organiser")
    attendance = choice(DutyRecord, "attendance")
    mode = choice(DutyRecord, "mode")
    session = forms.ModelChoiceField(
        None, label=_("会议"), required=False, empty_label="——", help_text=_("审议发言、出席人代会须填写")
    )
    item = line(DutyRecord, "item")
    meeting = choice(DutyRecord, "meeting")
    note = area(_("说明"), rows=3, required=False)

    def __init__(self, *args, term, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["session"].queryset = term.sessions.order_by("-opens_on")

    def clean_occurred_on(self):
        """A day that has come."""
        found = self.cleaned_data["occurred_on"]
        if found > self.today:
            raise forms.ValidationError(gettext("这一天还没有到，请在完成以后登记。"))
        return found

    def clean(self):
        said = super().clean()
        kind = said.get("kind")
        if kind and kind.timing == Timing.SESSION and not said.get("session") and "session" not in self.errors:
            self.add_error("session", gettext("「%(kind)s」在会议期间进行，请选择是哪一次会议。") % {"kind": kind})
        return said


class New(Content):
    """A new record; it is handed in at once unless it is kept as a draft."""

    draft = forms.BooleanField(label=_("先存为草稿，不提交"), required=False)


class Amend(Content):
    """Other content of a record; what stands on a roll keeps what its activity says."""

    def __init__(self, *args, record, **kwargs):
        initial = {name: getattr(record, name) for name in Content.base_fields}
        super().__init__(*args, term=record.term, initial=initial, **kwargs)
        if record.activity_id:
            for name in Content.base_fields.keys() - set(ON_A_ROLL):
                del self.fields[name]

    def clean(self):
        return super().clean() if "kind" in self.fields else self.cleaned_data


class Why(forms.Form):
    """Why a record is returned or voided."""

    required_css_class = "required"
    reason = area(_("原因"), rows=3)
