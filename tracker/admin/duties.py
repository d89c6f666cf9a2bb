"""Kinds of duty (reference), activities with their roll, duty records (facts)."""

import re

from django import forms
from django.contrib import admin
from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..ledger import duties
from ..ledger.odd import oddities
from ..ledger.verifying import VERIFIERS
from ..models import Activity, ActivityGuest, DutyKind, DutyRecord, Event, Role
from .fields import Form, choice, day, mandate, row_of, text
from .filters import BatchFilter, PeriodFilter
from .glass import FactAdmin, GlassInline, Reason, Verb
from .large import OF_TERM, FindsDeputies
from .roll import RollMixin
from .site import RoleAdmin, site
from .verifying import VerifySelected

State = DutyRecord.State
NATURAL = re.compile(r"[0-9a-f]{64}|activity-.*")
CLERK = frozenset({Role.OFFICE})


def field(name):
    """A field of a duty record."""
    return DutyRecord._meta.get_field(name)


def typed_kinds():
    """The kinds of duty that can be typed."""
    return DutyKind.objects.filter(derived=False)


@admin.register(DutyKind, site=site)
class DutyKindAdmin(RoleAdmin):
    """Kinds of duty; what decides verdicts is locked once a requirement counts the kind."""

    list_display = ["label", "code", "unit", "timing", "derived", "order"]
    list_filter = ["timing", "derived"]
    search_fields = ["label", "code"]

    def get_readonly_fields(self, request, obj=None):
        counted = obj is not None and obj.requirementvalue_set.exists()
        return ["code", "timing", "derived"] if counted else []


class ContentForm(Form):
    """What a duty record says."""

    kind = forms.ModelChoiceField(typed_kinds(), label=_("类别"))
    occurred_on = day(_("日期"))
    half_day = choice(field("half_day"))
    title = text(field("title"))
    organiser = text(field("organiser"))
    session = row_of(field("session"), _("会议（审议发言、出席会议填写）"), required=False)
    item = text(field("item"))
    meeting = choice(field("meeting"))
    mode = choice(field("mode"))
    attendance = choice(field("attendance"))
    note = text(field("note"))

    @staticmethod
    def initial_of(row):
        return {name: getattr(row, name) for name in ContentForm.base_fields}


class RecordForm(ContentForm):
    """A new duty record; it is handed in at once unless kept as a draft."""

    mandate = mandate()
    draft = forms.BooleanField(label=_("先存为草稿"), required=False)
    field_order = ["mandate"]


def record(by, *, draft, **fields):
    """Record a duty, and submit it unless it is to stay a draft."""
    row = duties.record(by, **fields)
    return row if draft else duties.submit(by, row)


@admin.register(DutyRecord, site=site)
class DutyRecordAdmin(VerifySelected, FindsDeputies, FactAdmin):
    list_display = [
        "occurred_on",
        "mandate",
        "name",
        "kind",
        "title",
        "attendance",
        "state",
        "recorded_by",
        "verified_by",
    ]
    list_display_links = ["title"]
    list_filter = [BatchFilter, "state", "term"]
    list_filter_few = (PeriodFilter, "kind", "attendance")
    narrowing = (OF_TERM, BatchFilter.parameter_name)
    search_fields = ["mandate__number"]
    titles = ("title",)
    search_help_text = _("按代表编号、姓名或拼音查找；选择届以后也按名称查找")
    exclude = ["key"]
    readonly_fields = ["registration"]
    list_select_related = ["mandate__person", "kind", "recorded_by", "verified_by"]
    actions = ["verify_selected", "return_selected", "void_selected"]
    adding = Verb("record", _("登记履职"), record, RecordForm, CLERK)
    verbs = (
        Verb(
            "verify",
            _("审核通过"),
            duties.verify,
            roles=VERIFIERS,
            fits=lambda r: r.state == State.SUBMITTED,
            primary=True,
            second_person=True,
        ),
        Verb(
            "return",
            pgettext_lazy("verb", "退回修改"),
            duties.return_,
            Reason,
            VERIFIERS,
            lambda r: r.state == State.SUBMITTED,
        ),
        Verb("submit", _("提交"), duties.submit, roles=CLERK, fits=lambda r: r.state in (State.DRAFT, State.RETURNED)),
        Verb(
            "amend",
            _("修改"),
            duties.amend,
            ContentForm,
            CLERK,
            lambda r: r.state in (State.DRAFT, State.RETURNED, State.SUBMITTED),
        ),
        Verb("void", _("作废"), duties.void, Reason, CLERK, lambda r: r.state != State.VOID),
    )

    def order_of_many(self, request):
        """As they were entered; those of one state, for which there is an index, by their day."""
        return ["-occurred_on", "-pk"] if request.GET.get("state__exact") else super().order_of_many(request)

    @admin.display(description=_("姓名"), ordering="mandate__person__name")
    def name(self, row):
        return row.mandate.person.name

    def heading(self, obj):
        return f"{obj.mandate.number} {obj.mandate.person.name} · {obj.title}"

    def oddities(self, obj):
        return oddities(obj, list(obj.term.sessions.all()), timezone.localdate()) if obj.state != State.VOID else []

    @admin.display(description=_("登记号"))
    def registration(self, row):
        return "—" if NATURAL.fullmatch(row.key) else row.key

    def has_void_permission(self, request):
        return bool(request.roles & CLERK)

    @admin.action(description=_("退回所选登记…"), permissions=["verify"])
    def return_selected(self, request, rows):
        return self.act_with_reason(
            request, rows, "return_selected", pgettext_lazy("verb", "退回修改"), duties.return_, _("已退回 %(n)d 条。")
        )

    @admin.action(description=_("作废所选登记…"), permissions=["void"])
    def void_selected(self, request, rows):
        return self.act_with_reason(request, rows, "void_selected", _("作废"), duties.void, _("已作废 %(n)d 条。"))


def of_activity(name):
    """A field of an activity."""
    return Activity._meta.get_field(name)


def count_of(name):
    """A count that an activity may carry."""
    return forms.IntegerField(label=of_activity(name).verbose_name, required=False, min_value=0)


class ActivityContentForm(Form):
    """What is kept once on an activity."""

    number = text(of_activity("number"))
    kind = forms.ModelChoiceField(typed_kinds(), label=_("类别"))
    title = text(of_activity("title"))
    organisers = text(of_activity("organisers"))
    starts_on = day(_("日期起"))
    last_on = day(_("日期止"), required=False)
    place = text(of_activity("place"))
    mode = choice(of_activity("mode"))
    people_reached = count_of("people_reached")
    opinions = count_of("opinions")
    problems_solved = count_of("problems_solved")
    work_suggestions = count_of("work_suggestions")
    note = text(of_activity("note"))

    @staticmethod
    def initial_of(row):
        return {name: getattr(row, name) for name in ActivityContentForm.base_fields}


class ActivityForm(ActivityContentForm):
    """A new activity."""

    term = row_of(of_activity("term"), _("届"))
    field_order = ["term"]


class GuestForm(Form):
    """A person of another level on the roll."""

    name = text(ActivityGuest._meta.get_field("name"))
    level = text(ActivityGuest._meta.get_field("level"))
    note = text(ActivityGuest._meta.get_field("note"))


class RollInline(GlassInline):
    model = DutyRecord
    fields = readonly_fields = ["mandate", "person", "attendance", "state", "recorded_by", "verified_by"]
    verbose_name_plural = _("名单")
    show_change_link = True
    ordering = ["mandate__list_position", "mandate__number", "pk"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("mandate__person", "recorded_by", "verified_by")

    @admin.display(description=_("姓名"))
    def person(self, row):
        return row.mandate.person.name


class GuestInline(GlassInline):
    model = ActivityGuest
    fields = readonly_fields = ["name", "level", "note"]


@admin.register(Activity, site=site)
class ActivityAdmin(RollMixin, FactAdmin):
    list_display = ["starts_on", "title", "kind", "organisers", "attended", "waiting"]
    list_display_links = ["title"]
    list_filter = [BatchFilter, "term"]
    list_filter_few = ("kind",)
    narrowing = (OF_TERM, BatchFilter.parameter_name)
    search_fields = ["title", "number", "organisers"]
    list_select_related = ["kind"]
    inlines = [RollInline, GuestInline]
    actions = ["verify_rolls"]
    adding = Verb("hold", _("登记活动"), duties.hold_activity, ActivityForm, CLERK)
    verbs = (
        Verb(
            "verify",
            _("整场审核通过"),
            duties.verify_roll,
            roles=VERIFIERS,
            fits=lambda row: row.roll.filter(state=State.SUBMITTED).exists(),
        ),
        Verb("guest", _("登记其他层级人员"), duties.welcome_guest, GuestForm, CLERK),
        Verb("amend", _("修改"), duties.amend_activity, ActivityContentForm, CLERK),
    )

    def counted(self, rows):
        """Tell each activity who came, and what of its roll waits."""
        came = Count("pk", filter=Q(state__in=DutyRecord.REPORTED, attendance="attended"))
        waiting = Count("pk", filter=Q(state=State.SUBMITTED))
        rolls = DutyRecord.objects.filter(activity__in=[row.pk for row in rows]).order_by().values("activity")
        counts = rolls.annotate(came=came, waits=waiting).values_list("activity", "came", "waits")
        found = {pk: numbers for pk, *numbers in counts}
        for row in rows:
            row.came, row.to_verify = found.get(row.pk, (0, 0))

    @admin.display(description=_("参加名数"))
    def attended(self, row):
        return row.came

    @admin.display(description=_("待审核"))
    def waiting(self, row):
        return row.to_verify or "—"

    def _head(self, obj):
        """The last event of the activity or of any record on its roll."""
        records = Event.objects.filter(subject=Event.Subject.RECORD, object_id__in=obj.roll.values("pk"))
        return max(super()._head(obj), records.aggregate(pk=Max("pk"))["pk"] or 0)

    def has_verify_permission(self, request):
        return bool(request.roles & VERIFIERS)

    @admin.action(description=_("整场审核通过所选活动"), permissions=["verify"])
    def verify_rolls(self, request, rows):
        self.act(request, rows, duties.verify_roll, _("已审核 %(n)d 场活动。"))
