"""Which terms a page offers to choose from: all where they are few, else those around the one that is shown."""

from django import forms
from django.db.models import Q, QuerySet

from ..models import Term
from ..scores.calendar import highest_first

FEW = 60


def near(terms: QuerySet, shown: Term | None = None) -> list[Term]:
    """All of a few terms; of more, those of the shown term's body and of the bodies directly above and below it.

    Where none is shown, the highest body stands in the middle; so every term is a few choices away.
    """
    found = list(terms[: FEW + 1])
    if len(found) <= FEW:
        return found
    body = (shown or highest_first(terms).select_related("body")[0]).body
    around = Q(body=body.pk) | Q(body__parent=body.pk) | Q(body=body.parent_id)
    return list(highest_first(terms.filter(around)))


def offer_near(form: forms.Form):
    """Let the filters of a list, once read, offer few terms."""
    field = form.fields["term"]
    terms = near(field.queryset, form.cleaned_data.get("term"))
    if len(terms) > 1:
        field.queryset = field.queryset.filter(pk__in=[term.pk for term in terms])


def offer_around(form: forms.Form, shown: Term | None):
    """Let a form that writes offer the terms around one, and accept each; it tells whether ``some_terms`` are left out.

    The terms offered are its ``terms``; another term is reached by asking for one of these by its code.
    """
    field = form.fields["term"]
    form.terms = near(field.queryset, shown)
    form.some_terms = len(form.terms) < field.queryset.count()
    field.choices = [(field.prepare_value(term), str(term)) for term in form.terms]
    field.initial = shown or field.initial
