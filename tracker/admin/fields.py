"""Form fields that the verbs' forms share."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import DutyRecord, GroupMembership, Mandate
from ..typed import DayField
from .pickers import ManyPicker, Picker
from .site import label_of, site

OPEN = ("", "——")


class OneRow(forms.ModelChoiceField):
    """One row, named as in its picker."""

    def label_from_instance(self, obj):
        return label_of(obj)


class SeveralRows(forms.ModelMultipleChoiceField):
    """Several rows, named as in their picker."""

    def label_from_instance(self, obj):
        return label_of(obj)


class Form(forms.Form):
    """A verb's form; what must be filled in is marked."""

    required_css_class = "required"

    def fit(self, row):
        """Fit the choices to the fact that the form is about."""


def day(label, **extra) -> DayField:
    """A day, with the admin's calendar."""
    return DayField(label=label, widget=AdminDateWidget, **extra)


def today(label, **extra) -> DayField:
    """A day that is today unless another is chosen."""
    return day(label, initial=timezone.localdate, **extra)


def mandate(label=None, **extra) -> OneRow:
    """A mandate, found by number or name."""
    widget = Picker(DutyRecord._meta.get_field("mandate"), site)
    rows = Mandate.objects.select_related("term", "person")
    return OneRow(rows, label=label or _("代表"), widget=widget, **extra)


def mandates(label, **extra) -> SeveralRows:
    """Several mandates, found by number or name."""
    widget = ManyPicker(DutyRecord._meta.get_field("mandate"), site)
    rows = Mandate.objects.select_related("term", "person")
    return SeveralRows(rows, label=label, widget=widget, **extra)


def row_of(model_field, label, rows=None, **extra) -> OneRow:
    """A row of the table that a foreign key points to (or one of ``rows`` of it), found by search."""
    related = model_field.related_model
    of_a_term = any(field.name == "term" for field in related._meta.concrete_fields)
    rows = related._default_manager.all() if rows is None else rows
    rows = rows.select_related("term") if of_a_term else rows
    return OneRow(rows, label=label, widget=Picker(model_field, site), **extra)


def group(label, **extra) -> OneRow:
    """A liaison or professional group, found by name."""
    return row_of(GroupMembership._meta.get_field("group"), label, **extra)


def choice(field, **extra) -> forms.ChoiceField:
    """The choices of a model's field; nothing is chosen beforehand that the field has no default for."""
    chosen = field.default if field.has_default() and not field.blank else None
    blank = [] if chosen else [OPEN]
    extra.setdefault("required", not field.blank)
    return forms.ChoiceField(label=field.verbose_name, choices=[*blank, *field.choices], initial=chosen, **extra)


def text(field, **extra) -> forms.CharField:
    """A text field of a model."""
    widget = forms.TextInput(attrs={"class": "vTextField"}) if field.max_length else forms.Textarea(attrs={"rows": 3})
    extra.setdefault("required", not field.blank)
    return forms.CharField(label=field.verbose_name, max_length=field.max_length, widget=widget, **extra)
