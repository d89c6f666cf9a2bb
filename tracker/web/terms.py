"""Which terms a page offers to choose from: all where they are few, else those around the one that is shown."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django import forms
from django.db.models import Exists, Q, QuerySet
from django.utils import timezone

from ..models import Body, Term
from ..models.bodies import place
from ..scores.calendar import has_deputies, highest_first

FEW = 60


@dataclass(frozen=True)
class Offer:
    """The terms that a page offers in their order, and the one that it is about (None where it is about all).

    Where ``is_part`` others are left out, to be found by their name.
    """

    terms: list[Term]
    shown: Term | None = None
    is_part: bool = False

    def __len__(self):
        return len(self.terms)

    @property
    def levels(self) -> list[tuple[str, list[Term]]]:
        """The terms under the names of their levels."""
        found = groupby(self.terms, key=lambda term: term.body.level)
        return [(Body.Level(level).label, list(rows)) for level, rows in found]


def in_place(terms: QuerySet) -> QuerySet:
    """Terms of the highest level first, then in the official order of their bodies, the newest of a body first."""
    return terms.order_by(*place("body__"), "-starts_on", "pk").select_related("body")


def offer(terms: QuerySet, shown: Term | None = None) -> Offer:
    """What a page about one term, or about all, offers of some."""
    are_many = Exists(terms.order_by()[FEW : FEW + 1])
    found = list(in_place(terms.annotate(are_many=are_many).filter(~are_many | _around(terms, shown))))
    is_part = any(term.are_many for term in found)
    return Offer(found if shown is None or shown in found else [shown, *found], shown, is_part)


def carried(on: date, **more) -> list[tuple[str, str]]:
    """What a chooser of terms keeps of an address: the day, unless it is today, and what else is said."""
    day = "" if on == timezone.localdate() else on.isoformat()
    return [(name, value) for name, value in {"on": day, **more}.items() if value]


def several(terms: QuerySet) -> bool:
    """Whether more than one of some terms has deputies, so that the rows of a list must say of which they are."""
    return terms.filter(has_deputies())[1:2].exists()


def near(terms: QuerySet, shown: Term | None = None) -> list[Term]:
    """All of a few terms; of more, those around the shown one."""
    return offer(terms, shown).terms


def _around(terms: QuerySet, shown: Term | None) -> Q:
    """The bodies above a term's, those beside these and beside it, and those directly below it.

    Where none is shown, the highest body stands in the middle; so every term is a few choices away.
    """
    above = Body.objects.filter(parent__isnull=False)
    if shown is None:
        first = highest_first(terms)
        body, parent = first.values("body")[:1], first.filter(body__parent__isnull=False).values("body__parent")[:1]
        grandparent = above.none().values("parent")
    else:
        body, parent = [shown.body_id], [shown.body.parent_id]
        grandparent = above.filter(pk=shown.body.parent_id).values("parent")
    near = Q(body__in=body) | Q(body__in=parent) | Q(body__in=grandparent)
    beside = Q(body__parent__in=body) | Q(body__parent__in=parent) | Q(body__parent__in=grandparent)
    return Q(body__parent=None) | near | beside


def offer_near(form: forms.Form) -> Offer:
    """Let the filters of a list, once read, offer few terms; a choice of one or none is left as it is."""
    field = form.fields["term"]
    found = offer(field.queryset, form.cleaned_data.get("term"))
    if len(found) > 1:
        field.queryset = field.queryset.filter(pk__in=[term.pk for term in found.terms])
    return found


def offer_around(form: forms.Form, shown: Term | None):
    """Let a form that writes offer the terms around one as its ``offer``, and accept each."""
    field = form.fields["term"]
    form.offer = offer(field.queryset, shown)
    field.choices = [(field.prepare_value(term), str(term)) for term in form.offer.terms]
    field.initial = shown or field.initial
