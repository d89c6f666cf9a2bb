"""Persons, mandates, what is dated about them, and interruptions (facts)."""

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..ledger import people
from ..models import GroupMembership, Interruption, Mandate, MandateUnit, Person, Role
from .fields import Form, choice, day, group, mandate, row_of, text
from .filters import UnitFilter
from .glass import FactAdmin, GlassInline, Reason, Verb
from .large import OF_TERM, FindsDeputies
from .site import site

PERSON = ("name", "gender", "nationality", "born", "party", "work", "telephone", "pinyin")


def person_fields():
    """The form fields of a person."""
    return {name: text(Person._meta.get_field(name)) for name in PERSON}


PersonForm = type("PersonForm", (Form,), {"__doc__": "What is known of a person.", **person_fields()})
PersonForm.initial_of = staticmethod(lambda person: {name: getattr(person, name) for name in PERSON})


class ElectForm(PersonForm):
    """A deputy as elected: the person, the mandate, its unit and groups."""

    person_number = forms.CharField(
        label=_("人员编号"), required=False, max_length=40, help_text=_("曾任代表的人员填写原编号；空白为新人员。")
    )
    term = row_of(Mandate._meta.get_field("term"), _("届"))
    number = text(Mandate._meta.get_field("number"))
    list_position = forms.IntegerField(label=_("名单序号"), required=False, min_value=1)
    unit = row_of(MandateUnit._meta.get_field("unit"), _("选举单位"))
    liaison = group(_("联系组"), required=False)
    professional = group(_("专业组"), required=False)
    category = text(Mandate._meta.get_field("category"))
    is_grassroots = forms.BooleanField(label=_("基层代表"), required=False)
    by_election = forms.BooleanField(label=_("补选"), required=False)
    starts_on = day(_("任职起"))


@transaction.atomic
def elect(by, *, person_number, term, number, unit, liaison, professional, starts_on, **fields):
    """Enter a deputy; an existing person joins by number, a new one is registered."""
    known = {name: fields.pop(name) for name in PERSON}
    person = Person.objects.filter(number=person_number).first() if person_number else None
    if person is None:
        person = people.register_person(by, person_number, **known)
    groups = [found for found in (liaison, professional) if found]
    return people.elect(by, person, term, number, unit, starts_on, groups=groups, **fields)


class EndForm(Form):
    """The end of a mandate."""

    on = day(_("终止日期（不再任职的第一天）"))
    reason = text(Mandate._meta.get_field("end_reason"), required=True)


class MoveUnitForm(Form):
    unit = row_of(MandateUnit._meta.get_field("unit"), _("变更为"))
    on = day(_("生效日期"))
    note = forms.CharField(label=_("依据"), required=False, max_length=200)


class MoveGroupForm(Form):
    group = group(_("调整到"))
    on = day(_("生效日期"))
    note = forms.CharField(label=_("依据"), required=False, max_length=200)


class CorrectForm(Form):
    """What may be corrected of a mandate."""

    list_position = forms.IntegerField(label=_("名单序号"), required=False, min_value=1)
    category = text(Mandate._meta.get_field("category"))
    is_grassroots = forms.BooleanField(label=_("基层代表"), required=False)
    by_election = forms.BooleanField(label=_("补选"), required=False)
    starts_on = day(_("任职起"))
    note = forms.CharField(label=_("更正原因"), max_length=200)

    @staticmethod
    def initial_of(row):
        return {name: getattr(row, name) for name in CorrectForm.base_fields if name != "note"}


class InterruptionForm(Form):
    """A leave, a release or a suspension."""

    kind = choice(Interruption._meta.get_field("kind"))
    starts_on = day(_("起"))
    ends_on = day(_("止（恢复之日，空白为未定）"), required=False)
    approved = forms.BooleanField(label=_("已批准"), required=False)
    approved_by = text(Interruption._meta.get_field("approved_by"))
    document = text(Interruption._meta.get_field("document"))


class AmendInterruptionForm(Form):
    ends_on = day(_("止（恢复之日，空白为未定）"), required=False)
    approved = forms.BooleanField(label=_("已批准"), required=False)
    approved_by = text(Interruption._meta.get_field("approved_by"))
    document = text(Interruption._meta.get_field("document"))
    note = forms.CharField(label=_("变更原因"), required=False, max_length=200)

    @staticmethod
    def initial_of(row):
        return {name: getattr(row, name) for name in AmendInterruptionForm.base_fields if name != "note"}


class AddInterruptionForm(InterruptionForm):
    mandate = mandate()
    field_order = ["mandate"]


class UnitSpells(GlassInline):
    model = MandateUnit
    fields = readonly_fields = ["unit", "starts_on", "ends_on"]


class Memberships(GlassInline):
    model = GroupMembership
    fields = readonly_fields = ["group", "starts_on", "ends_on"]


@admin.register(Person, site=site)
class PersonAdmin(FactAdmin):
    list_display = ["number", "name", "gender", "nationality", "party", "work"]
    search_fields = ["number", "name", "reading__text"]
    verbs = (Verb("correct", _("更正资料"), people.correct_person, PersonForm, primary=True),)


@admin.register(Mandate, site=site)
class MandateAdmin(FactAdmin):
    list_display = [
        "number",
        "person",
        "duty_file",
        "unit",
        "starts_on",
        "ends_on",
        "by_election",
        "is_grassroots",
        "term",
    ]
    list_filter = ["term", "by_election", "is_grassroots", ("ends_on", admin.EmptyFieldListFilter)]
    list_filter_few = (UnitFilter,)
    narrowing = (OF_TERM,)
    search_fields = ["number", "person__name", "person__reading__text"]
    list_select_related = ["person", "term"]
    inlines = [UnitSpells, Memberships]
    adding = Verb("elect", _("登记当选"), elect, ElectForm)
    verbs = (
        Verb("interrupt", _("请假、暂停"), people.interrupt, InterruptionForm),
        Verb("move-group", _("调整组"), people.move_group, MoveGroupForm),
        Verb("move-unit", _("变更选举单位"), people.move_unit, MoveUnitForm),
        Verb("correct", _("更正"), people.correct_mandate, CorrectForm),
        Verb("end", _("资格终止"), people.end, EndForm, fits=lambda row: row.ends_on is None),
        Verb("reinstate", _("撤销终止"), people.reinstate, Reason, fits=lambda row: row.ends_on is not None),
    )

    def get_exclude(self, request, obj=None):
        return [] if request.who.sees_reasons else ["end_reason"]

    def heading(self, obj):
        return f"{obj.number} {obj.person.name}"

    def get_queryset(self, request):
        spells = MandateUnit.objects.filter(mandate=OuterRef("pk")).order_by("-starts_on")
        return super().get_queryset(request).annotate(last_unit=Subquery(spells.values("unit__name")[:1]))

    @admin.display(description=_("选举单位"), ordering="last_unit")
    def unit(self, row):
        return row.last_unit

    @admin.display(description=_("履职档案"))
    def duty_file(self, row):
        return format_html('<a href="{}">{}</a>', reverse("duty-file", args=[row.term.code, row.number]), _("查看"))

    def get_search_results(self, request, queryset, search_term):
        return queryset.called_all(search_term), False


@admin.register(Interruption, site=site)
class InterruptionAdmin(FindsDeputies, FactAdmin):
    """Leaves and suspensions: for authorised office staff alone, because they tell of illness and custody."""

    viewers = writers = frozenset({Role.OFFICE})
    list_display = ["mandate", "name", "kind", "starts_on", "ends_on", "approved", "is_void"]
    list_filter = ["kind", "approved", "is_void", "mandate__term"]
    search_fields = ["mandate__number", "mandate__person__name", "mandate__person__reading__text"]
    list_select_related = ["mandate__person"]
    adding = Verb("interrupt", _("登记请假、暂停"), people.interrupt, AddInterruptionForm)
    verbs = (
        Verb(
            "amend",
            pgettext_lazy("verb", "变更"),
            people.amend_interruption,
            AmendInterruptionForm,
            fits=lambda row: not row.is_void,
        ),
        Verb("void", _("作废"), people.void_interruption, Reason, fits=lambda row: not row.is_void),
    )

    def has_view_permission(self, request, obj=None):
        return request.who.sees_reasons

    def has_add_permission(self, request):
        return request.who.sees_reasons

    def heading(self, obj):
        return f"{obj.mandate.number} {obj.mandate.person.name} · {obj.get_kind_display()}"

    @admin.display(description=_("姓名"))
    def name(self, row):
        return row.mandate.person.name
