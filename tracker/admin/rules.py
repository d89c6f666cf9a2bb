"""Documents, notes, regulations and their dated values (reference; locked once in force)."""

from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import (
    AssessmentPeriod,
    NoteQuote,
    Regulation,
    Requirement,
    RequirementValue,
    SourceDocument,
    SourceNote,
)
from ..models.bodies import place
from .site import AdministratorInline, RoleAdmin, site


@admin.register(SourceDocument, site=site)
class SourceDocumentAdmin(RoleAdmin):
    list_display = ["title", "publisher", "published_on", "code", "sha256"]
    search_fields = ["title", "code", "publisher"]


class NoteQuoteInline(AdministratorInline):
    model = NoteQuote
    autocomplete_fields = ["document"]


@admin.register(SourceNote, site=site)
class SourceNoteAdmin(RoleAdmin):
    list_display = ["subject", "code", "text"]
    search_fields = ["subject", "text"]
    inlines = [NoteQuoteInline]


def in_force(regulation) -> bool:
    """Whether any value of a regulation has started."""
    today = timezone.localdate()
    return RequirementValue.objects.filter(requirement__regulation=regulation, starts_on__lte=today).exists()


class Locked(RoleAdmin):
    """Reference data that nobody may change any more once it decides verdicts."""

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj and self.locks(obj))


@admin.register(Regulation, site=site)
class RegulationAdmin(Locked):
    list_display = ["label", "title", "body", "applies_below", "level", "grassroots_only"]
    list_filter = ["body__kind"]
    search_fields = ["label", "title", "code"]
    autocomplete_fields = ["body"]
    body = "body"

    def locks(self, row):
        return in_force(row)


@admin.register(Requirement, site=site)
class RequirementAdmin(Locked):
    list_display = ["label", "regulation", "cycle", "unit", "code"]
    list_filter = ["regulation", "cycle"]
    search_fields = ["label", "code"]
    autocomplete_fields = ["regulation"]
    body = "regulation__body"

    def locks(self, row):
        return in_force(row.regulation)


class ValueForm(forms.ModelForm):
    """A dated value; once its regulation is in force a new one starts in the future, so that no closed year changes."""

    class Meta:
        model = RequirementValue
        fields = "__all__"  # noqa: DJ007

    def clean(self):
        given = super().clean()
        requirement, starts_on = given.get("requirement"), given.get("starts_on")
        if requirement and starts_on and starts_on <= timezone.localdate() and in_force(requirement.regulation):
            self.add_error("starts_on", _("新的数值须从今后的日期起生效，已过去的周期不能改变。"))
        taken = self._taken(requirement, given.get("kinds") or []) if requirement else []
        if taken:
            sentence = _("同一规定中已有其他要求计入：%(names)s。一类履职只能计入一项。")
            self.add_error("kinds", sentence % {"names": "、".join(taken)})
        return given

    def _taken(self, requirement, kinds) -> list[str]:
        others = RequirementValue.objects.filter(requirement__regulation=requirement.regulation, kinds__in=kinds)
        return sorted(
            set(others.exclude(requirement=requirement).values_list("kinds__label", flat=True))
            & {kind.label for kind in kinds}
        )


@admin.register(RequirementValue, site=site)
class RequirementValueAdmin(Locked):
    form = ValueForm
    list_display = [
        "requirement",
        "starts_on",
        "minimum",
        "part_period",
        "min_service_days",
        "half_day_cap",
        "document",
    ]
    list_filter = ["requirement__regulation", "requirement"]
    list_select_related = ["requirement", "document"]
    autocomplete_fields = ["requirement", "kinds", "document"]
    search_fields = ["requirement__label"]
    body = "requirement__regulation__body"

    def locks(self, row):
        return row.starts_on <= timezone.localdate()


@admin.register(AssessmentPeriod, site=site)
class AssessmentPeriodAdmin(RoleAdmin):
    """Periods; one that is over keeps its days, only its last day of registration may still be set."""

    list_display = ["label", "cycle", "term", "starts_on", "ends_on", "registration_until"]
    ordering = [*place("term__body__"), "-term__number", "-cycle", "starts_on"]
    list_filter = ["term", "cycle"]
    list_select_related = ["term"]
    autocomplete_fields = ["term"]
    body = "term__body"
    search_fields = ["label"]

    def get_readonly_fields(self, request, obj=None):
        over = obj is not None and obj.ends_on <= timezone.localdate()
        return ["term", "cycle", "label", "starts_on", "ends_on"] if over else []
