"""What deputies did: kinds of duty, activities with their roll, duty records."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .people import Mandate


class DutyKind(models.Model):
    """A kind of duty that a record can be of."""

    class Timing(models.TextChoices):
        SESSION = "session", _("会期内")
        RECESS = "recess", _("闭会期间")
        ANY = "any", _("不限")

    code = models.SlugField(_("代码"), max_length=40, unique=True)
    label = models.CharField(_("名称"), max_length=40, unique=True)
    unit = models.CharField(_("单位"), max_length=4, default="次")
    timing = models.CharField(_("计入时段"), max_length=10, choices=Timing.choices, default=Timing.ANY)
    derived = models.BooleanField(_("由建议表得出，不可登记"), default=False)
    order = models.PositiveIntegerField(_("顺序"), default=0)

    class Meta:
        verbose_name = _("履职类别")
        verbose_name_plural = pgettext_lazy("plural", "履职类别")
        ordering = ["order", "code"]

    def __str__(self):
        return self.label


class Mode(models.TextChoices):
    ON_SITE = "on_site", _("现场")
    ONLINE = "online", _("线上")


class ActivityQuerySet(models.QuerySet):
    def visible_to(self, who):
        """All (of the body granted) for staff; else those on whose roll a deputy stands whom who is asking may see."""
        if who.sees_all:
            return self
        if who.is_staff:
            return self.filter(term__body__in=who.bodies)
        return self.filter(pk__in=DutyRecord.objects.visible_to(who).exclude(activity=None).values("activity"))


class Activity(models.Model):
    """An organised activity; who came is its roll, one duty record a deputy."""

    term = models.ForeignKey("tracker.Term", models.PROTECT, verbose_name=_("届"), related_name="activities")
    number = models.CharField(_("活动号"), max_length=40, blank=True)
    kind = models.ForeignKey(DutyKind, models.PROTECT, verbose_name=_("类别"))
    title = models.CharField(_("名称"), max_length=200)
    organisers = models.CharField(_("组织单位"), max_length=200, blank=True)
    starts_on = models.DateField(_("日期起"))
    last_on = models.DateField(_("日期止"), null=True, blank=True, help_text=_("最后一天，含当日"))
    place = models.CharField(_("地点"), max_length=100, blank=True)
    mode = models.CharField(_("方式"), max_length=10, choices=Mode.choices, default=Mode.ON_SITE)
    people_reached = models.PositiveIntegerField(_("接待走访群众人次"), null=True, blank=True)
    opinions = models.PositiveIntegerField(_("收集意见条数"), null=True, blank=True)
    problems_solved = models.PositiveIntegerField(_("协调解决件数"), null=True, blank=True)
    work_suggestions = models.PositiveIntegerField(_("提出工作建议条数"), null=True, blank=True)
    note = models.TextField(_("说明"), blank=True)
    import_batch = models.ForeignKey(
        "tracker.ImportBatch", models.PROTECT, verbose_name=_("导入批次"), null=True, blank=True
    )

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("履职活动")
        verbose_name_plural = pgettext_lazy("plural", "履职活动")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "number"],
                condition=~Q(number=""),
                name="activity_number_once",
                violation_error_message=_("本届已有这个活动号。"),
            ),
            models.CheckConstraint(
                condition=Q(last_on=None) | Q(last_on__gte=F("starts_on")),
                name="activity_ends_later",
                violation_error_message=_("活动的结束日期早于开始日期。"),
            ),
        ]

    def __str__(self):
        return self.title


class ActivityGuest(models.Model):
    """A person of another level on the roll of an activity, counted apart."""

    activity = models.ForeignKey(Activity, models.PROTECT, verbose_name=_("活动"), related_name="guests")
    name = models.CharField(_("姓名"), max_length=60)
    level = models.CharField(_("代表级别"), max_length=40)
    note = models.CharField(_("单位及职务"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("其他层级参加人员")
        verbose_name_plural = pgettext_lazy("plural", "其他层级参加人员")
        constraints = [models.UniqueConstraint(fields=["activity", "name", "level"], name="guest_once")]

    def __str__(self):
        return self.name


class DutyRecordQuerySet(models.QuerySet):
    def visible_to(self, who):
        """The records of the deputies whom who is asking may see."""
        if who.sees_all:
            return self
        if who.is_staff:
            return self.filter(term__body__in=who.bodies)
        return self.filter(mandate__in=Mandate.objects.visible_to(who).values("pk"))

    def of_groups(self, groups, first, end):
        """What liaison groups report for [first, end): records by deputies who belonged to one then, sessions aside.

        A record stands there once for each of these groups, as ``mandate__memberships``.
        """
        during = Q(mandate__memberships__ends_on=None) | Q(mandate__memberships__ends_on__gt=F("occurred_on"))
        return self.filter(
            during,
            mandate__memberships__group__in=groups,
            mandate__memberships__starts_on__lte=F("occurred_on"),
            occurred_on__gte=first,
            occurred_on__lt=end,
        ).exclude(kind__timing=DutyKind.Timing.SESSION)


class DutyRecord(models.Model):
    """One deputy's one duty (履职登记), counted once verified."""

    class State(models.TextChoices):
        DRAFT = "draft", _("草稿")
        SUBMITTED = "submitted", _("待审核")
        VERIFIED = "verified", _("已审核")
        RETURNED = "returned", _("退回修改")
        VOID = "void", _("作废")

    class Attendance(models.TextChoices):
        ATTENDED = "attended", _("参加")
        ABSENT = "absent", _("未参加")
        LEAVE = "leave", _("请假")

    class HalfDay(models.TextChoices):
        MORNING = "am", _("上午")
        AFTERNOON = "pm", _("下午")

    class Meeting(models.TextChoices):
        PLENARY = "plenary", _("全体会议")
        DELEGATION = "delegation", _("代表团会议")
        GROUP = "group", _("小组会议")

    DEAD = (State.RETURNED, State.VOID)  # no longer count; their key is free again
    REPORTED = (State.SUBMITTED, State.VERIFIED)

    # No index where only the protection of the other row, or a longer index, would read it: each costs every import.
    term = models.ForeignKey("tracker.Term", models.PROTECT, verbose_name=_("届"), db_index=False)
    mandate = models.ForeignKey("tracker.Mandate", models.PROTECT, verbose_name=_("代表"), related_name="duty_records")
    kind = models.ForeignKey(DutyKind, models.PROTECT, verbose_name=_("类别"), db_index=False)
    activity = models.ForeignKey(
        Activity, models.PROTECT, verbose_name=_("活动"), null=True, blank=True, related_name="roll"
    )
    session = models.ForeignKey(
        "tracker.Session", models.PROTECT, verbose_name=_("会议"), null=True, blank=True, db_index=False
    )
    key = models.CharField(_("登记号或内容摘要"), max_length=64)
    occurred_on = models.DateField(_("日期"))
    day_known = models.BooleanField(_("日期到日"), default=True)
    half_day = models.CharField(_("上下午"), max_length=2, choices=HalfDay.choices, blank=True)
    title = models.CharField(_("名称"), max_length=200)
    organiser = models.CharField(_("组织单位"), max_length=200, blank=True)
    item = models.CharField(_("审议议题"), max_length=200, blank=True)
    meeting = models.CharField(_("会议形式"), max_length=12, choices=Meeting.choices, blank=True)
    mode = models.CharField(_("方式"), max_length=10, choices=Mode.choices, default=Mode.ON_SITE)
    attendance = models.CharField(_("参加情况"), max_length=10, choices=Attendance.choices, default=Attendance.ATTENDED)
    note = models.TextField(_("说明"), blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.DRAFT)
    recorded_by = models.ForeignKey(
        "tracker.User", models.PROTECT, verbose_name=_("登记人"), related_name="+", db_index=False
    )
    recorded_at = models.DateTimeField(_("登记时间"))
    verified_by = models.ForeignKey(
        "tracker.User",
        models.PROTECT,
        verbose_name=_("审核人"),
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    verified_at = models.DateTimeField(_("审核时间"), null=True, blank=True)
    import_batch = models.ForeignKey(
        "tracker.ImportBatch", models.PROTECT, verbose_name=_("导入批次"), null=True, blank=True, db_index=False
    )

    objects = DutyRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("履职登记")
        verbose_name_plural = pgettext_lazy("plural", "履职登记")
        ordering = ["-occurred_on", "-pk"]
        indexes = [
            # all that judging asks of a record, so that no row is fetched: one at a time they lie scattered
            models.Index(
                fields=["term", "occurred_on", "mandate", "kind", "state", "attendance", "id"],
                name="duty_record_judged",
            ),
            models.Index(fields=["state", "occurred_on", "id"], name="duty_record_by_state"),
            models.Index(fields=["session"], condition=Q(session__isnull=False), name="duty_record_in_session"),
            models.Index(fields=["import_batch"], condition=Q(import_batch__isnull=False), name="duty_record_imported"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "key"],
                condition=~Q(state__in=["returned", "void"]),
                name="duty_record_once",
                violation_error_message=_("已有相同的登记（登记号相同，或代表、类别、日期、名称、组织单位都相同）。"),
            ),
            models.UniqueConstraint(
                fields=["mandate", "activity"],
                condition=Q(activity__isnull=False) & ~Q(state__in=["returned", "void"]),
                name="duty_record_once_on_a_roll",
                violation_error_message=_("这位代表已在该活动的名单上。"),
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None) | ~Q(verified_by=F("recorded_by")),
                name="duty_record_two_persons",
                violation_error_message=_("登记人不能审核自己登记的内容。"),
            ),
            models.CheckConstraint(
                condition=~Q(state="verified") | Q(verified_by__isnull=False), name="duty_record_verified_by_somebody"
            ),
        ]

    def __str__(self):
        return self.title


class NotDead(models.Func):
    """Neither returned nor void, in the words of the indexes that keep live records from being there twice.

    SQLite uses them for no others, and not with parameters.
    """

    template = f"NOT (%(expressions)s IN {tuple(str(state) for state in DutyRecord.DEAD)})"
    output_field = models.BooleanField()
