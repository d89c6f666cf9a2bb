"""What of a table, and of the choices of a form, who is asking may see."""

from django.db.models import QuerySet
from django.forms import ModelChoiceField

from ..models import Who


def seen(rows: QuerySet, who: Who) -> QuerySet:
    """Rows as far as who is asking may see them; a table that all bodies share is open."""
    return rows.visible_to(who) if hasattr(rows, "visible_to") else rows


def narrow(form, who: Who):
    """Let a form offer and accept only rows that who is asking may see; another's is an unknown choice."""
    for field in form.fields.values():
        if isinstance(field, ModelChoiceField):
            field.queryset = seen(field.queryset, who)
