"""Widgets that find rows by search, whatever was sent in place of a row's key."""

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import DateField

from ..access.scope import seen
from ..typed import DayField

LONG = 19


def is_key(text: str) -> bool:
    """Whether a text that somebody sent can be the key of a row."""
    return text.isascii() and text.isdecimal() and len(text) < LONG


class Known:
    """Shows again only what can be the key of a row: the field itself names what cannot."""

    def optgroups(self, name, value, attrs=None):
        return super().optgroups(name, [key for key in value if is_key(key)], attrs)


class Picker(Known, AutocompleteSelect):
    """One row, found by search."""


class ManyPicker(Known, AutocompleteSelectMultiple):
    """Several rows, found by search."""

    def value_from_datadict(self, data, files, name):
        """The keys that were sent, none longer than a database can compare with its own."""
        return [str(key)[: LONG - 1] for key in super().value_from_datadict(data, files, name) or []]


def named(formset):
    """A class of sets of forms in a table, whose fields say their names to screen readers."""
    for field in formset.form.base_fields.values():
        field.widget.attrs["aria-label"] = field.label
    return formset


class Picks:
    """Gives the forms of an admin or an inline these widgets, and only rows that who is asking may choose."""

    formfield_overrides = {DateField: {"form_class": DayField}}

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", Picker(db_field, self.admin_site))
        kwargs.setdefault("queryset", self.choices_of(db_field, request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def choices_of(self, db_field, request):
        """The rows that a form offers and accepts: those that may be seen and belong to a body acted for."""
        related = db_field.related_model
        rows = seen(related._default_manager.all(), request.who)
        return self.admin_site.get_model_admin(related).own(rows, request.who)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", ManyPicker(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)
