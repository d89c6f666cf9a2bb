"""Filters of the lists of handling: by system of units, by what is late, by year."""

from datetime import timedelta

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..access.scope import seen
from ..models import Body, ImportBatch
from ..rules import load
from ..rules.chain import WAITING
from .pickers import is_key


class RelatedFilter(admin.RelatedFieldListFilter):
    """Rows by a related row, of those that who is asking may see."""

    def field_choices(self, field, request, model_admin):
        ordering = self.field_admin_ordering(field, request, model_admin)
        rows = field.related_model._default_manager.all()
        own = {} if request.who.sees_all else {"pk__in": seen(rows, request.who).order_by().values("pk")}
        return field.get_choices(include_blank=False, ordering=ordering, limit_choices_to=own)


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
