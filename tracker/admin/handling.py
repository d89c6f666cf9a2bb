"""Who handles a suggestion and by when (facts), the rules of handling (reference) and the calendar (facts)."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..ledger import days, evaluations
from ..models import (
    Assignment,
    CalendarDay,
    Contact,
    Evaluation,
    Event,
    HandlingRule,
    LookBack,
    Progress,
    Rehandling,
    Reply,
    Role,
)
from ..rules import load
from ..rules.chain import ASSIGNMENT_MOVES as MOVES
from ..rules.chain import WAITING
from ..tables.told import sponsor_name
from .fields import Form, day, text
from .filters import DueFilter, SystemFilter, YearFilter, with_due_day
from .glass import FactAdmin, FilledInline, Verb
from .receipt_forms import EvaluateForm, FulfilmentForm, LookBackForm, unheard
from .rules import Locked
from .site import site


def moves(verb):
    """Whether an assignment's state knows a verb."""
    return lambda row: verb in MOVES[row.state]


def rates(row) -> bool:
    """Whether there is a reply that some sponsor has not rated."""
    return "evaluate_reply" in MOVES[row.state] and row.replies.exists() and unheard(row).exists()


class ContactInline(FilledInline):
    model = Contact
    fields = readonly_fields = ["on", "stage", "form", "persons", "view"]


class ProgressInline(FilledInline):
    model = Progress
    fields = readonly_fields = ["on", "text"]


class ReplyInline(FilledInline):
    model = Reply
    fields = readonly_fields = ["round", "reply_class", "document_number", "replied_on", "opens"]
    related = ("assignment__suggestion", "assignment__unit")


class EvaluationInline(FilledInline):
    model = Evaluation
    fields = readonly_fields = [
        *("round", "stage", "who", "rating", "comment", "evaluated_on", "source", "is_corrected", "opens"),
    ]
    related = (
        *("assignment__suggestion", "assignment__unit"),
        *("sponsor__mandate__person", "sponsor__signatory__person", "corrected_by"),
    )

    @admin.display(description=_("评价人"))
    def who(self, row):
        return sponsor_name(row.sponsor)

    @admin.display(description=_("已更正"), boolean=True)
    def is_corrected(self, row):
        return hasattr(row, "corrected_by")


class RehandlingInline(FilledInline):
    model = Rehandling
    fields = readonly_fields = ["round", "opened_on", "due_on", "cancelled_on"]


class LookBackInline(FilledInline):
    model = LookBack
    fields = readonly_fields = ["found_on", "reason"]
    related = ("assignment__suggestion", "assignment__unit")


@admin.register(Assignment, site=site)
class AssignmentAdmin(FactAdmin):
    brief = True
    list_display = ["number", "title", "unit", "role", "assigned_on", "present_due", "left", "round", "state"]
    list_display_links = ["title"]
    list_filter = ["state", DueFilter, "role", SystemFilter, "suggestion__term"]
    list_select_related = ["suggestion__term__body", "unit"]
    search_fields = ["suggestion__number", "suggestion__title", "unit__name"]
    search_help_text = _("按编号、标题或承办单位查找")
    readonly_fields = ["explained"]
    ordering = ["-assigned_on", "-pk"]
    inlines = [ContactInline, ProgressInline, ReplyInline, EvaluationInline, RehandlingInline, LookBackInline]
    verbs = (
        Verb("evaluate", _("代录答复函回执"), evaluations.evaluate_reply, EvaluateForm, fits=rates, primary=True),
        Verb(
            "fulfilment",
            _("代录承诺落实回执"),
            evaluations.evaluate_fulfilment,
            FulfilmentForm,
            fits=moves("evaluate_fulfilment"),
            primary=True,
        ),
        Verb("look-back", _("回头看：未落实"), evaluations.look_back, LookBackForm, fits=moves("look_back")),
    )

    def links(self, obj):
        page = reverse("suggestion", args=[obj.suggestion_id])
        return [(_("办理页面"), f"{page}#assignment-{obj.pk}", False)]

    def get_queryset(self, request):
        return with_due_day(super().get_queryset(request))

    def heading(self, obj):
        return f"{obj.suggestion.number} {obj}"

    @admin.display(description=_("编号"), ordering="suggestion__number")
    def number(self, row):
        return row.suggestion.number

    @admin.display(description=_("标题"), ordering="suggestion__title")
    def title(self, row):
        return row.suggestion.title

    @admin.display(description=_("期限"), ordering="present_due")
    def present_due(self, row):
        return row.present_due

    @admin.display(description=_("余期"))
    def left(self, row):
        if row.state not in WAITING:
            return None
        left = (row.present_due - timezone.localdate()).days
        return _("逾期 %(n)d 天") % {"n": -left} if left < 0 else _("剩 %(n)d 天") % {"n": left}

    @admin.display(description=_("期限的由来"))
    def explained(self, row):
        return "\n".join(load.origins_of(row))


MONTHS = ("reply_months", "hard_months", "limit_months", "co_handler_months", "rehandle_months")
SPANS = (*MONTHS, "return_workdays", "receipt_workdays", "at_risk_days")
LONGEST = 120
CLASSES = ("class_a", "class_b", "class_c", "class_d")


class RuleForm(forms.ModelForm):
    """A dated set of rules; where a body has some already a new one starts in the future."""

    class Meta:
        model = HandlingRule
        fields = "__all__"  # noqa: DJ007

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.fields.keys() & set(SPANS):
            self.fields[name].validators.append(MaxValueValidator(LONGEST))

    def clean(self):
        given = super().clean()
        starts_on, others = given.get("starts_on"), HandlingRule.objects.exclude(pk=self.instance.pk)
        known = others.filter(body=given.get("body")).exists()
        if starts_on and known and starts_on <= timezone.localdate():
            self.add_error("starts_on", _("本机构已有办理规则，新的规则须从今后的日期起生效。"))
        months = [given.get(name) or 0 for name in ("reply_months", "hard_months")]
        if (given.get("limit_months") or 0) < max(months):
            self.add_error("limit_months", _("延期上限不能短于答复期限。"))
        if not any(given.get(name) for name in CLASSES):
            self.add_error("class_a", _("至少要有一个答复类别。"))
        return given


@admin.register(HandlingRule, site=site)
class HandlingRuleAdmin(Locked):
    """Deadlines, classes and ratings; a set that has begun is locked, because due days rest on it."""

    form = RuleForm
    list_display = [
        *("body", "starts_on", "reply_months", "hard_months", "limit_months", "co_handler_months"),
        *("rehandle_months", "return_workdays", "receipt_workdays", "basis"),
    ]
    list_display_links = ["starts_on"]
    list_filter = ["body"]
    list_select_related = ["body"]
    autocomplete_fields = ["body"]
    search_fields = ["body__name", "basis"]
    body = "body"
    fieldsets = [
        (None, {"fields": ["body", "starts_on", "basis", "note"]}),
        (_("期限"), {"fields": [*MONTHS, "return_workdays", "receipt_workdays", "at_risk_days"]}),
        (_("答复与评价的用语"), {"fields": [*CLASSES, "satisfied", "basically", "unsatisfied"]}),
        (_("其他"), {"fields": ["bill_sponsors", "council_round", "contact_required"]}),
    ]

    def locks(self, row):
        return row.starts_on <= timezone.localdate()


class DayForm(Form):
    """What a day is, and on what authority."""

    is_workday = forms.TypedChoiceField(
        label=_("这一天是"),
        choices=[("1", _("工作日（调休上班）")), ("", _("非工作日（放假）"))],
        coerce=bool,
        empty_value=False,
        required=False,
        widget=forms.RadioSelect,
    )
    note = text(CalendarDay._meta.get_field("note"), required=True, help_text=_("依据，如放假通知的文号。"))

    @staticmethod
    def initial_of(row):
        return {"is_workday": "1" if row.is_workday else "", "note": row.note}


class NewDayForm(DayForm):
    day = day(_("日期"))
    field_order = ["day"]


def set_day(by, row=None, *, is_workday, note, **new):
    """Set a day; the row says in ``moved`` how many due days of open cases followed."""
    made = days.set_day(by, row.day if row else new["day"], is_workday, note)
    made.moved = Event.objects.filter(verb=Event.Verb.REDATE, at=by.at, actor=by.user).count()
    return made


@admin.register(CalendarDay, site=site)
class CalendarDayAdmin(FactAdmin):
    """Days that the published calendar has otherwise; setting one moves the due days of open cases."""

    writers = frozenset({Role.ADMINISTRATOR})
    list_display = ["day", "is_workday", "note"]
    list_filter = [YearFilter, "is_workday"]
    search_fields = ["day", "note"]
    adding = Verb("set", _("设定工作日"), set_day, NewDayForm, writers)
    verbs = (Verb("set", _("改设"), set_day, DayForm, writers),)

    def has_add_permission(self, request):
        """A working day is one for all bodies: who administers them all sets it."""
        return super().has_add_permission(request) and request.who.sees_all

    def offered(self, request, obj):
        return super().offered(request, obj) if request.who.sees_all else []

    def verb_view(self, request, pk, code):
        if not request.who.sees_all:
            raise PermissionDenied
        return super().verb_view(request, pk, code)

    def success(self, verb, done):
        moved = getattr(done, "moved", None)
        if moved is None:
            return super().success(verb, done)
        return _("%(day)s 已设定，%(n)d 件未办复承办的期限随之调整。") % {"day": done.day, "n": moved}
