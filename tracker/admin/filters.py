"""Filters of the lists of handling: by system of units, by what is late, by year."""

from datetime import timedelta

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..access.scope import seen
from ..models import AssessmentPeriod, Body, ElectoralUnit, ImportBatch, Term
from ..models.bodies import place
from ..rules import load
from ..rules.chain import WAITING
from .pickers import is_key

OFFERED = 40  # terms at once: the city's own and those of its districts


class RelatedFilter(admin.RelatedFieldListFilter):
    """Rows by a related row, of those that who is asking may see."""

    def field_choices(self, field, request, model_admin):
        ordering = self.field_admin_ordering(field, request, model_admin)
        rows = field.related_model._default_manager.all()
        own = {} if request.who.sees_all else {"pk__in": seen(rows, request.who).order_by().values("pk")}
        return field.get_choices(include_blank=False, ordering=ordering, limit_choices_to=own)


class TermFilter(RelatedFilter):
    """Rows by their term; of very many terms the highest are offered, and the others by a part of their name."""

    template = "admin/tracker/term_filter.html"
    sought = "find_term"

    def __init__(self, field, request, params, model, model_admin, field_path):
        self.text = params.pop(self.sought, [""])[-1].strip()
        self.few = [name_of(item) for item in model_admin.list_filter_few]
        super().__init__(field, request, params, model, model_admin, field_path)

    def field_choices(self, field, request, model_admin):
        """The terms that are offered, the chosen one among them."""
        rows = seen(Term.objects.all(), request.who).order_by(*place("body__"), "-number")
        named = Q(label__icontains=self.text) | Q(body__name__icontains=self.text)
        found = list((rows.filter(named) if self.text else rows).values_list("pk", "label")[: OFFERED + 1])
        self.more = bool(self.text) or len(found) > OFFERED
        chosen = rows.filter(pk__in=[key for key in self.lookup_val or () if is_key(key)])
        shown = list(chosen.values_list("pk", "label"))
        if self.more and shown and not self.text:
            return shown
        return [*(row for row in shown if row not in found[:OFFERED]), *found[:OFFERED]]

    def has_output(self):
        return self.more or super().has_output()

    def choices(self, changelist):
        """All terms, then those offered; what is asked inside a term goes with it."""
        dropped = (self.sought, self.lookup_kwarg, *self.few)
        self.kept = [pair for pair in changelist.params.items() if not pair[0].startswith(dropped)]
        for pk, label in [(None, _("全部")), *self.lookup_choices]:
            yield {
                "selected": (pk is None and not self.lookup_val) or str(pk) in (self.lookup_val or ()),
                "query_string": changelist.get_query_string({self.lookup_kwarg: pk} if pk else None, dropped),
                "display": label,
            }


def name_of(item) -> str:
    """The beginning of the parameter that a filter of a list reads."""
    return item if isinstance(item, str) else getattr(item, "parameter_name", None) or item[0]


class OfTermFilter(admin.SimpleListFilter):
    """A filter by something of the chosen term; nothing is offered before a term is chosen."""

    model = None
    path = "term__id__exact"

    def lookups(self, request, model_admin):
        term = request.GET.get(self.path, "")
        rows = seen(self.model.objects.filter(term=term), request.who) if is_key(term) else ()
        self.rows = {str(row.pk): row for row in rows}
        if self.value() not in (None, *self.rows):
            raise IncorrectLookupParameters
        return [(pk, str(row)) for pk, row in self.rows.items()]

    def chosen(self):
        """The row that was chosen; None for all."""
        return self.rows.get(self.value())


class PeriodFilter(OfTermFilter):
    """Records of the days of an assessment period."""

    title = AssessmentPeriod._meta.verbose_name
    parameter_name = "period"
    model = AssessmentPeriod

    def queryset(self, request, queryset):
        period = self.chosen()
        if period is None:
            return queryset
        return queryset.filter(occurred_on__gte=period.starts_on, occurred_on__lt=period.ends_on)


class UnitFilter(OfTermFilter):
    """Mandates that were of an electoral unit."""

    title = ElectoralUnit._meta.verbose_name
    parameter_name = "unit"
    model = ElectoralUnit

    def queryset(self, request, queryset):
        unit = self.chosen()
        return queryset if unit is None else queryset.filter(pk__in=unit.mandateunit_set.values("mandate"))


def with_due_day(rows) -> QuerySet:
    """Assignments with ``present_due``, the day by which the present round is to be answered."""
    return rows.annotate(present_due=load.due_now())


class SystemFilter(admin.SimpleListFilter):
    """Rows by the system to which their unit belongs."""

    title = _("系统")
    parameter_name = "system"
    path = "unit"

    def lookups(self, request, model_admin):
        return list(Body.objects.filter(kind=Body.Kind.SYSTEM).values_list("pk", "name"))

    def queryset(self, request, queryset):
        root = {str(pk): pk for pk, _name in self.lookup_choices}.get(self.value())
        return queryset.filter(**{f"{self.path}__in": Body.objects.below([root])}) if root else queryset


class DueFilter(admin.SimpleListFilter):
    """Assignments that wait for an answer, by how near their due day is."""

    title = _("期限")
    parameter_name = "due"

    def lookups(self, request, model_admin):
        return [("overdue", _("已逾期")), ("at_risk", _("临期")), ("waiting", _("待答复"))]

    def queryset(self, request, queryset):
        waiting, today = queryset.filter(state__in=WAITING), timezone.localdate()
        if self.value() == "overdue":
            return waiting.filter(present_due__lt=today)
        if self.value() == "at_risk":
            return waiting.filter(at_risk(today))
        return waiting if self.value() == "waiting" else queryset


def at_risk(today) -> Q:
    """Those whose present due day is no further away than the rule of their body and day warns."""
    rules = load.rules_of_bodies()
    return load.by_rule(rules, lambda rule: Q(present_due__range=(today, today + timedelta(days=rule.at_risk_days))))


class YearFilter(admin.SimpleListFilter):
    """Days by their year."""

    title = _("年份")
    parameter_name = "year"

    def lookups(self, request, model_admin):
        years = model_admin.get_queryset(request).dates("day", "year", order="DESC")
        return [(day.year, str(day.year)) for day in years]

    def queryset(self, request, queryset):
        known = {str(year): year for year, _name in self.lookup_choices}
        return queryset.filter(day__year=known[self.value()]) if self.value() in known else queryset


class BatchFilter(admin.SimpleListFilter):
    """What came with one imported file; offered only where an address asks for it, for there are many files."""

    title = _("导入批次")
    parameter_name = "import_batch__id__exact"

    def lookups(self, request, model_admin):
        asked = self.value()
        if asked is None:
            return []
        files = ImportBatch.objects.visible_to(request.who)
        found = files.filter(pk=asked).first() if is_key(asked) else None
        if found is None:
            raise IncorrectLookupParameters
        return [(asked, str(found))]

    def queryset(self, request, queryset):
        return queryset.filter(import_batch=self.value()) if self.value() else queryset
