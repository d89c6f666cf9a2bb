"""Indicators and relations between numbers (reference); reported figures, readings and proposals through the glass."""

import re

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..models import FigureProposal, FigureRelation, Indicator, ReportedFigure, ReportReading, is_comparable
from .glass import FactAdmin
from .site import RoleAdmin, site

Rule = FigureRelation.Rule
LEAST = {Rule.SUM: 3}
MOST = {Rule.CONTAINS: 2, Rule.RATE: 2}
FEWEST = 2
GAP = re.compile(r"[、，,;；\s]+")


class Lines(forms.CharField):
    """A list of texts, typed one a line."""

    widget = forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return [line.strip() for line in (value or "").splitlines() if line.strip()]


class Codes(Lines):
    """A list of codes, typed with anything between them."""

    def to_python(self, value):
        return [code for code in GAP.split(value or "") if code]


class IndicatorForm(forms.ModelForm):
    """An indicator; what the ledger counts for it is of the nature that its unit says."""

    words = Lines(
        label=Indicator._meta.get_field("words").verbose_name,
        help_text=_("报告里的其他叫法，用于识别；每行一个。"),
        required=False,
    )

    class Meta:
        model = Indicator
        fields = "__all__"  # noqa: DJ007

    def clean_label(self):
        label = self.cleaned_data["label"]
        if Indicator.objects.filter(label=label).exclude(pk=self.instance.pk).exists():
            raise self.instance.unique_error_message(Indicator, ["label"])  # a reading names an indicator by its label
        return label

    def clean(self):
        given = super().clean()
        unit, measure = given.get("unit"), given.get("measure")
        if unit and measure and not is_comparable(unit, measure):
            self.add_error("measure", _("单位与账本计数不是同一类数：次数、人数、人次、件数、比率不能混用。"))
        if given.get("section") and not measure:
            self.add_error("section", _("账本没有计数的指标不能列入工作报告；请先选择账本计数。"))
        return given


@admin.register(Indicator, site=site)
class IndicatorAdmin(RoleAdmin):
    """What figures are of; the order typed in the list is that of the work report."""

    form = IndicatorForm
    list_display = ["called", "code", "unit", "scope", "measure", "section", "order"]
    list_editable = ["order"]
    list_filter = ["scope", "section", "measure"]
    search_fields = ["label", "code", "english"]
    autocomplete_fields = ["kinds"]

    @admin.display(description=_("指标"), ordering="label")
    def called(self, obj):
        return obj.name

    def get_readonly_fields(self, request, obj=None):
        return ["code"] if obj else []


class RelationForm(forms.ModelForm):
    """A relation between indicators that are there, as many as its rule takes."""

    indicators = Codes(
        label=FigureRelation._meta.get_field("indicators").verbose_name,
        help_text=_("指标的代码，每行一个：逐项不大于的从小到大；总数、然后分项；概数、然后准确数；比率、然后分母。"),
    )

    class Meta:
        model = FigureRelation
        fields = "__all__"  # noqa: DJ007

    def clean_indicators(self):
        codes = list(dict.fromkeys(self.cleaned_data["indicators"]))
        known = set(Indicator.objects.filter(code__in=codes).values_list("code", flat=True))
        missing = [code for code in codes if code not in known]
        if missing:
            raise forms.ValidationError(_("没有代码为「%(codes)s」的指标。"), params={"codes": "、".join(missing)})
        return codes

    def clean(self):
        given = super().clean()
        rule, codes = given.get("rule"), given.get("indicators")
        least, most = LEAST.get(rule, FEWEST), MOST.get(rule)
        if codes and (len(codes) < least or (most and len(codes) > most)):
            said = _("这种关系须有 %(least)s 个指标。") if most else _("这种关系至少要有 %(least)s 个指标。")
            self.add_error("indicators", forms.ValidationError(said, params={"least": least}))
        return given


@admin.register(FigureRelation, site=site)
class FigureRelationAdmin(RoleAdmin):
    form = RelationForm
    list_display = ["text", "code", "kind", "rule", "order"]
    list_editable = ["order"]
    list_filter = ["kind", "rule"]
    search_fields = ["text", "code"]

    def get_readonly_fields(self, request, obj=None):
        return ["code"] if obj else []


@admin.register(ReportedFigure, site=site)
class ReportedFigureAdmin(FactAdmin):
    brief = True
    list_display = ["code", "label", "body_name", "value", "unit", "quote", "document", "withdrawn_on"]
    list_filter = ["scope", "document", "precision", ("withdrawn_on", admin.EmptyFieldListFilter)]
    list_select_related = ["document", "indicator", "body"]
    search_fields = ["code", "label", "quote", "body_name"]

    def links(self, obj):
        return [(_("与账本对照"), reverse("figure", args=[obj.pk]), True)]


@admin.register(ReportReading, site=site)
class ReportReadingAdmin(FactAdmin):
    """Readings; their text is looked at where it is decided upon, and not kept after that."""

    brief = True
    exclude = ["text"]
    list_display = ["title", "publisher", "owner", "state", "read_by", "read_at"]
    list_filter = ["state", "owner"]
    list_select_related = ["owner", "read_by", "document"]
    search_fields = ["title", "publisher", "file_name"]

    def links(self, obj):
        return [(_("到文件识读页面核对"), reverse("reading", args=[obj.pk]), True)]


@admin.register(FigureProposal, site=site)
class FigureProposalAdmin(FactAdmin):
    brief = True
    list_display = ["quote", "reading", "value", "unit", "body_name", "indicator", "state"]
    list_filter = ["state", "is_requirement"]
    list_select_related = ["reading", "indicator", "figure", "decided_by"]
    search_fields = ["quote", "reading__title", "body_name"]
