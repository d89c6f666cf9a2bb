"""The forms of an activity: what is kept once on it, its guests, and why its roll is voided."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...ledger.odd import serves
from ...models import Activity, ActivityGuest, DutyKind, Group
from ..chain.forms import Deputies, area, choice, day, line

GUESTS = 3
FIXED = ("kind", "title", "starts_on", "organisers")  # what a roll rests on
NUMBERS = ("people_reached", "opinions", "problems_solved", "work_suggestions")
MOST = 2_000_000_000


def count_of(name) -> forms.IntegerField:
    """A number that an activity may carry."""
    label = Activity._meta.get_field(name).verbose_name
    widget = forms.NumberInput(attrs={"inputmode": "numeric", "placeholder": "0"})
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST, widget=widget)


class Content(forms.Form):
    """What is kept once on an activity."""

    required_css_class = "required"

    kind = forms.ModelChoiceField(
        DutyKind.objects.filter(derived=False).exclude(timing=DutyKind.Timing.SESSION),
        label=_("类别"),
        empty_label=_("请选择"),
    )
    title = line(Activity, "title", help_text=_("如：走访园区企业、视察饮用水源保护。"))
    starts_on = day(_("日期"))
    last_on = day(_("日期止（一天的活动不填）"), required=False)
    place = line(Activity, "place")
    organisers = line(Activity, "organisers")
    mode = choice(Activity, "mode")
    people_reached = count_of("people_reached")
    opinions = count_of("opinions")
    problems_solved = count_of("problems_solved")
    work_suggestions = count_of("work_suggestions")
    note = area(_("说明"), rows=2, required=False)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_starts_on(self):
        """A day that has come: nobody can have taken part before."""
        found = self.cleaned_data["starts_on"]
        if found > self.today:
            raise forms.ValidationError(gettext("这一天还没有到，请在活动以后登记名单；签到表可以先在「导入」下载。"))
        return found

    def clean(self):
        said = super().clean()
        first, last = said.get("starts_on"), said.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", gettext("早于活动的日期 %(day)s，请核对。") % {"day": first})
        return said


class New(Content):
    """A new activity, for a group; ``others`` are deputies of other groups, whom only the office names."""

    group = forms.ModelChoiceField(Group.objects.none(), label=_("联系组、专业组"), empty_label=None)
    others = Deputies(
        label=_("其他组参加的代表（编号）"), required=False, help_text=_("多个编号用顿号或空格隔开；登记为参加")
    )
    field_order = ["group"]

    def __init__(self, *args, groups, is_office, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [(group.pk, str(group)) for group in groups]
        self.fields["group"].queryset = Group.objects.filter(pk__in=[group.pk for group in groups])
        if len(groups) == 1:
            self.fields["group"].widget = forms.HiddenInput()
        if not is_office:
            del self.fields["others"]

    def clean(self):
        said = super().clean()
        if said.get("others") and said.get("group") and said.get("starts_on"):
            said["others"] = self._serving(said)
        return said

    def _serving(self, said) -> list:
        try:
            found = self.fields["others"].of(said["group"].term, said["others"])
        except forms.ValidationError as error:
            self.add_error("others", error)
            return []
        away = [row.number for row in found if not serves(row, said["starts_on"])]
        if away:
            self.add_error("others", gettext("%(n)s 当天不在任，请核对编号和日期。") % {"n": "、".join(away)})
        return found

    @property
    def content(self) -> dict:
        """What the verb keeps on the activity."""
        said = {name: self.cleaned_data[name] for name in Content.base_fields}
        return {"term": self.cleaned_data["group"].term, **said}


class Amend(Content):
    """What may be corrected of an activity; what a roll rests on stays while there is one."""

    def __init__(self, *args, activity, has_roll, **kwargs):
        initial = {name: getattr(activity, name) for name in Content.base_fields}
        super().__init__(*args, initial=initial, **kwargs)
        self.first = activity.starts_on
        for name in FIXED if has_roll else ():
            del self.fields[name]

    def clean(self):
        self.cleaned_data.setdefault("starts_on", self.first)
        said = super().clean()
        if "starts_on" not in self.fields:
            del said["starts_on"]
        return said


class Guest(forms.Form):
    """A person of another level who took part; counted apart."""

    name = forms.CharField(label=_("姓名"), max_length=60, required=False)
    level = forms.CharField(
        label=_("代表级别"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("全国、区县、乡镇")}),
    )
    note = line(ActivityGuest, "note")

    def clean(self):
        said = super().clean()
        if said.get("name") and not said.get("level"):
            self.add_error("level", gettext("请填写「%(name)s」是哪一级代表。") % {"name": said["name"]})
        if not said.get("name") and (said.get("level") or said.get("note")):
            self.add_error("name", gettext("请填写姓名。"))
        return said


class Guests(forms.BaseFormSet):
    """The guests of an activity."""

    @property
    def named(self) -> list[tuple[str, str, str]]:
        """(name, level, note) of those who were filled in."""
        said = [form.cleaned_data for form in self.forms]
        return [(row["name"], row["level"], row["note"]) for row in said if row.get("name")]

    def clean(self):
        """Nobody twice."""
        if any(self.errors):
            return
        places = [row[:2] for row in self.named]
        twice = next((name for name, level in places if places.count((name, level)) > 1), "")
        if twice:
            raise forms.ValidationError(gettext("「%(name)s」填了两次，请删去一个。") % {"name": twice})


GuestRows = forms.formset_factory(Guest, formset=Guests, extra=GUESTS, max_num=20)


class Why(forms.Form):
    """Why the records of a roll are voided."""

    required_css_class = "required"
    reason = area(_("原因"), rows=3)
