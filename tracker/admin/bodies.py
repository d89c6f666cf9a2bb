"""Bodies, words, terms, electoral units and groups (reference); sessions and delegations (facts)."""

from django import forms
from django.contrib import admin
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..ledger import sessions
from ..models import Body, Delegation, ElectoralUnit, Group, Session, Term, Wording
from ..models.bodies import place
from .fields import Form, choice, day, row_of, text
from .filters import SystemFilter
from .glass import FactAdmin, GlassInline, Reason, Verb
from .site import RoleAdmin, site

PICKED = {
    ("assignment", "unit"): [Body.Kind.UNIT],
    ("referral", "system"): [Body.Kind.SYSTEM],
    ("handlingrule", "body"): [Body.Kind.CONGRESS, Body.Kind.CPPCC],
}
OWN = {(model, "body") for model in ("term", "regulation", "handlingrule", "rolegrant", "remindertemplate")}

OF_TERM = (*place("term__body__"), "-term__number")

PUBLISHABLE_FACTS = [  # in the order of models.PUBLISHABLE
    ("gender", _("性别（只写女）")),
    ("nationality", _("民族（汉族不写）")),
    ("party", _("政治面貌")),
    ("work", _("工作单位及职务")),
    ("unit", _("选举单位")),
    ("category", _("代表类别")),
]


class SystemTree(SystemFilter):
    """A system and the bodies below it."""

    path = "pk"


class BodyForm(forms.ModelForm):
    """A body; a unit belongs to a system through those above it, and nobody is above itself."""

    published_facts = forms.MultipleChoiceField(
        label=Body._meta.get_field("published_facts").verbose_name,
        help_text=Body._meta.get_field("published_facts").help_text,
        choices=PUBLISHABLE_FACTS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Body
        fields = "__all__"  # noqa: DJ007

    def clean(self):
        given = super().clean()
        parent = given.get("parent")
        if parent and self.instance.pk and parent.pk in Body.objects.below([self.instance.pk]):
            self.add_error("parent", _("上级不能是本机构自己或者它下面的机构。"))
        if given.get("kind") == Body.Kind.UNIT and not (parent and Body.objects.systems_of([parent.pk])):
            self.add_error("parent", _("承办单位须归属一个系统：请选择系统，或者系统内的上级单位。"))
        return given


@admin.register(Body, site=site)
class BodyAdmin(RoleAdmin):
    """Bodies and the tree of units; the order typed in the list is the official one."""

    form = BodyForm
    list_display = ["name", "code", "kind", "level", "parent", "order"]
    ordering = place()
    list_editable = ["order"]
    list_filter = ["kind", "level", SystemTree]
    list_select_related = ["parent"]
    search_fields = ["name", "code"]
    autocomplete_fields = ["parent"]

    def own(self, rows, who):
        return rows if who.sees_all else rows.filter(pk__in=who.bodies)

    def governs(self, request, obj):
        return request.who.sees_all or obj.pk in request.who.bodies

    def get_readonly_fields(self, request, obj=None):
        """Where a body stands among the others is for who administers them all."""
        return [] if request.who.sees_all else ["code", "kind", "level", "parent", "order"]

    def get_search_results(self, request, queryset, search_term):
        asked = (request.GET.get("model_name"), request.GET.get("field_name"))
        rows = queryset.filter(kind__in=PICKED[asked]) if asked in PICKED else queryset
        rows = self.own(rows, request.who) if asked in OWN else rows
        return super().get_search_results(request, rows, search_term)


@admin.register(Wording, site=site)
class WordingAdmin(RoleAdmin):
    list_display = ["key", "body_kind", "text"]
    list_filter = ["body_kind"]
    search_fields = ["key", "text"]


@admin.register(Term, site=site)
class TermAdmin(RoleAdmin):
    """Terms; a day known and past is locked, because closed years rest on it."""

    list_display = ["label", "code", "starts_on", "starts_precision", "ends_on"]
    ordering = [*place("body__"), "-number"]
    list_filter = ["body__level", "body__kind"]
    search_fields = ["label", "code", "body__parent__name"]
    autocomplete_fields = ["body"]
    body = "body"

    def get_readonly_fields(self, request, obj=None):
        if obj is None or not obj.periods.exists():
            return []
        today, known = timezone.localdate(), obj.starts_precision == Term.Precision.DAY
        begun = ["body", "number", "starts_on", "starts_precision"] if known and obj.starts_on <= today else []
        return begun + (["ends_on"] if obj.ends_on and obj.ends_on <= today else [])


class UnitForm(forms.ModelForm):
    """A unit or a group; one that has deputies stays in its term, for theirs are sought among those of their term."""

    members = "mandateunit_set"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "term" in self.fields and self.instance.pk:
            self.fields["term"].disabled = getattr(self.instance, self.members).exists()


class GroupForm(UnitForm):
    members = "groupmembership_set"


@admin.register(ElectoralUnit, site=site)
class ElectoralUnitAdmin(RoleAdmin):
    form = UnitForm
    list_select_related = ["term"]
    list_display = ["name", "order", "seats", "is_garrison", "term"]
    ordering = [*OF_TERM, "order", "name"]
    body = "term__body"
    list_filter = ["term"]
    search_fields = ["name"]
    autocomplete_fields = ["term"]


@admin.register(Group, site=site)
class GroupAdmin(RoleAdmin):
    form = GroupForm
    list_select_related = ["term"]
    list_display = ["name", "kind", "order", "term"]
    ordering = [*OF_TERM, "kind", "order", "name"]
    body = "term__body"
    list_filter = ["kind", "term"]
    search_fields = ["name"]
    autocomplete_fields = ["term"]


class SessionForm(Form):
    """A session as it is convened or amended."""

    term = row_of(Session._meta.get_field("term"), _("届"))
    ordinal = forms.IntegerField(label=_("会次"), min_value=1, max_value=99)
    kind = choice(Session._meta.get_field("kind"))
    opens_on = day(_("开幕"))
    closes_on = day(_("闭幕"))
    bill_deadline = day(_("议案截止"), required=False)
    note = text(Session._meta.get_field("note"))


class SessionAmendForm(Form):
    """What may change of a session: its days and its bill deadline."""

    opens_on = day(_("开幕"))
    closes_on = day(_("闭幕"))
    bill_deadline = day(_("议案截止"), required=False)
    note = text(Session._meta.get_field("note"))
    reason = forms.CharField(label=_("更正原因"), max_length=200)

    @staticmethod
    def initial_of(session):
        return {name: getattr(session, name) for name in SessionAmendForm.base_fields if name != "reason"}


class DayForm(Form):
    """The day on which something happened."""

    on = day(_("日期"))


class SeatForm(Form):
    """An electoral unit whose delegation joins a session."""

    unit = row_of(Delegation._meta.get_field("unit"), _("选举单位"))


class DelegationInline(GlassInline):
    model = Delegation
    fields = readonly_fields = ["unit", "speech_roll_completed_on", "completed_by"]
    show_change_link = True

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("unit", "completed_by")


@admin.register(Session, site=site)
class SessionAdmin(FactAdmin):
    list_select_related = ["term"]
    list_display = ["__str__", "kind", "opens_on", "closes_on", "term", "open_rolls"]
    ordering = [*OF_TERM, "opens_on"]
    list_filter = ["term", "kind"]
    search_fields = ["ordinal", "term__label"]
    inlines = [DelegationInline]
    adding = Verb("convene", _("登记会议"), sessions.convene, SessionForm)
    verbs = (
        Verb(
            "complete",
            _("全部发言名单登记完成"),
            sessions.complete_all_rolls,
            DayForm,
            fits=lambda row: row.delegations.filter(speech_roll_completed_on=None).exists(),
            primary=True,
        ),
        Verb("amend", _("更正会期"), sessions.amend_session, SessionAmendForm),
        Verb("seat", _("增补代表团"), sessions.seat_delegation, SeatForm),
    )

    def counted(self, rows):
        """Tell each session how many of its delegations have an open roll."""
        still = Delegation.objects.filter(
            session__in=[row.pk for row in rows], speech_roll_completed_on=None
        ).order_by()
        found = dict(still.values_list("session").annotate(Count("pk")))
        for row in rows:
            row.open_roll_count = found.get(row.pk, 0)

    @admin.display(description=_("未完成发言名单的代表团"))
    def open_rolls(self, session):
        return session.open_roll_count


class RollFilter(admin.SimpleListFilter):
    """Delegations by whether their speech roll is complete."""

    title = _("发言名单")
    parameter_name = "roll"

    def lookups(self, request, model_admin):
        return [("due", _("会议已闭幕，未登记完成")), ("open", _("未登记完成")), ("complete", _("已登记完成"))]

    def queryset(self, request, queryset):
        if self.value() == "due":
            queryset = queryset.filter(session__closes_on__lt=timezone.localdate())
        if self.value() in ("due", "open", "complete"):
            return queryset.filter(speech_roll_completed_on__isnull=self.value() != "complete")
        return queryset


class OrdinalFilter(admin.SimpleListFilter):
    """Delegations by the ordinal of their session."""

    title = _("会次")
    parameter_name = "session__ordinal"

    def lookups(self, request, model_admin):
        found = Session.objects.visible_to(request.who).order_by("ordinal")
        return [(ordinal, str(ordinal)) for ordinal in found.values_list("ordinal", flat=True).distinct()]

    def queryset(self, request, queryset):
        known = {str(ordinal) for ordinal, _label in self.lookup_choices}
        return queryset.filter(session__ordinal=self.value()) if self.value() in known else queryset


@admin.register(Delegation, site=site)
class DelegationAdmin(FactAdmin):
    list_display = ["__str__", "session", "speech_roll_completed_on", "completed_by"]
    list_filter = [RollFilter, "session__term", OrdinalFilter]
    search_fields = ["unit__name"]
    list_select_related = ["unit", "session__term", "completed_by"]
    verbs = (
        Verb(
            "complete",
            _("发言名单登记完成"),
            sessions.complete_roll,
            DayForm,
            fits=lambda row: row.speech_roll_completed_on is None,
            primary=True,
        ),
        Verb(
            "reopen",
            _("重新打开发言名单"),
            sessions.reopen_roll,
            Reason,
            fits=lambda row: row.speech_roll_completed_on is not None,
        ),
    )
