"""Who handles a suggestion, by when, and what passes between assignment and reply."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .bodies import Body
from .scopes import StaffQuerySet
from .users import Role


class HandlingRule(models.Model):
    """The deadlines, classes and ratings of a body from a day on; the newest that has begun is in force."""

    body = models.ForeignKey("tracker.Body", models.PROTECT, verbose_name=_("机构"), related_name="handling_rules")
    starts_on = models.DateField(_("自"))
    basis = models.CharField(_("依据"), max_length=200, blank=True)
    reply_months = models.PositiveIntegerField(_("答复期限（月）"), default=3)
    hard_months = models.PositiveIntegerField(_("涉及面广、处理难度大的答复期限（月）"), default=6)
    limit_months = models.PositiveIntegerField(_("延期上限（自交办起，月）"), default=6)
    co_handler_months = models.PositiveIntegerField(_("协办意见期限（月）"), default=1)
    rehandle_months = models.PositiveIntegerField(_("重新办理期限（月）"), default=1)
    return_workdays = models.PositiveIntegerField(_("退办期限（签收后工作日）"), default=7)
    receipt_workdays = models.PositiveIntegerField(_("回执期限（答复后工作日）"), default=20)
    at_risk_days = models.PositiveIntegerField(_("临期提示（天）"), default=14)
    council_round = models.PositiveIntegerField(_("报主任会议的办理轮次"), default=3)
    bill_sponsors = models.PositiveIntegerField(_("议案联名人数"), default=10)
    contact_required = models.BooleanField(_("没有沟通记录不得答复"), default=False, help_text=_("否则只作提醒。"))
    class_a = models.CharField(_("A 类"), max_length=60, blank=True, default="所提问题已经解决或基本解决")
    class_b = models.CharField(_("B 类"), max_length=60, blank=True, default="正在解决或列入计划逐步解决")
    class_c = models.CharField(_("C 类"), max_length=60, blank=True, default="因条件限制等原因以后再研究解决")
    class_d = models.CharField(_("D 类"), max_length=60, blank=True, default="留作参考")
    satisfied = models.CharField(_("满意"), max_length=20, default="满意")
    basically = models.CharField(_("基本满意"), max_length=20, default="基本满意")
    unsatisfied = models.CharField(_("不满意"), max_length=20, default="不满意")
    note = models.CharField(_("说明"), max_length=300, blank=True)

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = _("办理规则")
        verbose_name_plural = pgettext_lazy("plural", "办理规则")
        ordering = ["body", "starts_on"]
        constraints = [models.UniqueConstraint(fields=["body", "starts_on"], name="handling_rule_once")]

    def __str__(self):
        return f"{self.body}（{self.starts_on} 起）"


class CalendarDay(models.Model):
    """A day that is a working day, or is none, whatever the published calendar says."""

    day = models.DateField(_("日期"), unique=True)
    is_workday = models.BooleanField(_("是工作日"))
    note = models.CharField(_("说明"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("工作日调整")
        verbose_name_plural = pgettext_lazy("plural", "工作日调整")
        ordering = ["-day"]

    def __str__(self):
        return str(self.day)


class AssignmentQuerySet(StaffQuerySet):
    def visible_to(self, who):
        """All (of the body granted) for staff, else those of the units and systems granted."""
        if who.is_staff:
            return super().visible_to(who)
        units = Body.objects.below(who.bodies) if who.role == Role.UNIT else set()
        systems = Body.objects.systems_of(who.bodies) if who.role == Role.REFERRAL_OFFICE else set()
        return self.filter(unit__in=units | Body.objects.below(systems))


class Assignment(models.Model):
    """A unit's share in handling a suggestion; the state that matters lives here."""

    class Role(models.TextChoices):
        HOST = "host", _("主办")
        SPLIT_HANDLER = "split_handler", _("分办")
        CO_HANDLER = "co_handler", _("协办")

    class State(models.TextChoices):
        ASSIGNED = "assigned", _("办理中")
        RETURN_ASKED = "return_asked", _("申请退办")
        RETURNED = "returned", _("已退办")
        REPLIED = "replied", _("办复")
        REHANDLING = "rehandling", _("重新办理")
        TRACKING = "tracking", _("承诺跟踪")
        CLOSED = "closed", _("评价销号")
        ENDED = "ended", _("终止办理")

    GONE = ("returned", "ended")
    ANSWERING = ("host", "split_handler")

    suggestion = models.ForeignKey(
        "tracker.Suggestion", models.PROTECT, verbose_name=_("议案建议"), related_name="assignments"
    )
    unit = models.ForeignKey("tracker.Body", models.PROTECT, verbose_name=_("承办单位"), related_name="assignments")
    role = models.CharField(_("方式"), max_length=13, choices=Role.choices)
    assigned_on = models.DateField(_("交办日期"))
    is_hard = models.BooleanField(_("涉及面广、处理难度大"), default=False)
    received_on = models.DateField(_("签收日期"), null=True, blank=True)
    due_on = models.DateField(_("期限"))
    due_given = models.BooleanField(_("期限由交办指定"), default=False)
    extended_on = models.DateField(_("准予延期日期"), null=True, blank=True)
    extended_to = models.DateField(_("延期至"), null=True, blank=True)
    extension_reason = models.CharField(_("延期原因"), max_length=300, blank=True)
    return_asked_on = models.DateField(_("申请退办日期"), null=True, blank=True)
    return_reason = models.CharField(_("退办原因"), max_length=300, blank=True)
    returned_on = models.DateField(_("退办日期"), null=True, blank=True)
    ended_on = models.DateField(_("终止日期"), null=True, blank=True)
    round = models.PositiveIntegerField(_("轮次"), default=1)
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default=State.ASSIGNED)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("承办")
        verbose_name_plural = pgettext_lazy("plural", "承办")
        ordering = ["suggestion", "role", "unit__order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion", "unit"],
                condition=~Q(state__in=["returned", "ended"]),
                name="assignment_unit_once",
                violation_error_message=_("这个单位已在承办这件建议。"),
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("assigned_on")),
                name="assignment_due_later",
                violation_error_message=_("期限早于交办日期。"),
            ),
        ]

    def __str__(self):
        return f"{self.suggestion} · {self.unit}"

    @property
    def deadline(self):
        """The last day for the first round's reply: the day extended to, else the due day."""
        return self.extended_to or self.due_on

    @property
    def answers(self) -> bool:
        """Whether the unit answers the sponsors (主办、分办) and does not only help (协办)."""
        return self.role in self.ANSWERING


class Contact(models.Model):
    """A contact of a unit with the sponsors (面商等沟通)."""

    class Stage(models.TextChoices):
        BEFORE = "before", _("办前")
        DURING = "during", _("办中")
        AFTER = "after", _("办后")

    class Form(models.TextChoices):
        FACE = "face", _("面商")
        TELEPHONE = "telephone", _("电话")
        MEETING = "meeting", _("座谈")
        ON_SITE = "on_site", _("现场")

    assignment = models.ForeignKey(Assignment, models.PROTECT, verbose_name=_("承办"), related_name="contacts")
    on = models.DateField(_("日期"))
    stage = models.CharField(_("阶段"), max_length=8, choices=Stage.choices)
    form = models.CharField(_("方式"), max_length=10, choices=Form.choices)
    persons = models.CharField(_("参加人"), max_length=200)
    view = models.CharField(_("代表意见"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("沟通")
        verbose_name_plural = pgettext_lazy("plural", "沟通")
        ordering = ["assignment", "on", "pk"]

    def __str__(self):
        return f"{self.on} {self.get_form_display()}"


class Progress(models.Model):
    """What a unit has done so far (办理进展)."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, verbose_name=_("承办"), related_name="progress")
    on = models.DateField(_("日期"))
    text = models.TextField(_("进展"))

    class Meta:
        verbose_name = _("办理进展")
        verbose_name_plural = pgettext_lazy("plural", "办理进展")
        ordering = ["assignment", "on", "pk"]

    def __str__(self):
        return f"{self.on} {self.text[:40]}"


class Rehandling(models.Model):
    """A round of handling after an unsatisfied receipt, with a due day of its own; the first round has no row."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, verbose_name=_("承办"), related_name="rehandlings")
    round = models.PositiveIntegerField(_("轮次"))
    opened_on = models.DateField(_("开始日期"))
    due_on = models.DateField(_("期限"))
    cancelled_on = models.DateField(_("撤销日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("重新办理")
        verbose_name_plural = pgettext_lazy("plural", "重新办理")
        ordering = ["assignment", "round", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "round"], condition=Q(cancelled_on=None), name="rehandling_round_once"
            ),
            models.CheckConstraint(condition=Q(round__gte=2), name="rehandling_is_a_later_round"),
        ]

    def __str__(self):
        return f"{self.assignment_id} 第 {self.round} 轮"
