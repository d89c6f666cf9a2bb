"""What documents report in numbers: figures with their quotes, relations between them, readings of reports."""

from decimal import Decimal

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .bodies import Body
from .indicators import Indicator, Named, Scope
from .scopes import StaffQuerySet
from .users import Role

is_number = RegexValidator(
    r"\A(0|[1-9][0-9]{0,14})(\.[0-9]{1,2})?\Z", _("应为 160000 或 99.92 这样的数，最多两位小数。")
)


class Qualifier(models.TextChoices):
    """How exact a reported number is."""

    EXACT = "exact", _("准确数")
    OVER = "余", _("余")
    MANY = "多", _("多")
    NEARLY = "近", _("近")
    ABOUT = "约", _("约")
    AT_LEAST = "以上", _("以上")
    AT_MOST = "以下", _("以下")
    PERCENT = "%", _("百分比")


class Precision(models.TextChoices):
    """How exactly the period of a figure is told."""

    DAY = "day", _("某日")
    MONTH = "month", _("某月")
    YEAR = "year", _("全年")
    TERM = "term", _("一届")
    START_OF_TERM = "start_of_term", _("届初")
    SINCE = "since", _("自某时起")
    IN_FORCE_FROM = "in_force_from", _("施行之日起")
    VAGUE = "vague", _("说法笼统")


class Told(models.Model):
    """What a document tells of a number, as a proposal and as a figure alike.

    ``value`` is in single units, written as 160000 or 99.92, empty where the text gives no number (多期); ``last_on``
    is the last day, included.
    """

    quote = models.CharField(_("原文"), max_length=200)
    value = models.CharField(_("数值"), max_length=20, blank=True, validators=[is_number])
    value_max = models.CharField(_("数值至"), max_length=20, blank=True, validators=[is_number])
    unit = models.CharField(_("单位"), max_length=10)
    qualifier = models.CharField(_("限定"), max_length=6, choices=Qualifier.choices, default=Qualifier.EXACT)
    qualifier_text = models.CharField(_("限定词"), max_length=10, blank=True)
    body_name = models.CharField(_("报告机构"), max_length=60, blank=True)
    starts_on = models.DateField(_("期间起"), null=True, blank=True)
    last_on = models.DateField(_("期间止"), null=True, blank=True, help_text=_("最后一天，含当日"))
    precision = models.CharField(_("期间精度"), max_length=14, choices=Precision.choices, default=Precision.VAGUE)

    class Meta:
        abstract = True

    @property
    def amount(self) -> Decimal | None:
        """The value as a number; None where the text gives none."""
        return Decimal(self.value) if self.value else None

    @property
    def amount_max(self) -> Decimal | None:
        """The other end of a range; None where there is none."""
        return Decimal(self.value_max) if self.value_max else None


class ReportedFigureQuerySet(models.QuerySet):
    def visible_to(self, who):
        """All for staff and leaders of every body; of a body granted its own, those it read, and what is public anyway.

        Public are the figures of the seeds on bodies of which no ledger is kept here.
        """
        if who.sees_all or (who.role == Role.LEADER and None in who.bodies):
            return self
        if not (who.is_staff or who.role == Role.LEADER):
            return self.none()
        offices = Q(body__parent__in=who.bodies, body__kind=Body.Kind.OFFICE)
        own = Q(body__in=who.bodies) | offices | Q(proposal__reading__owner__in=who.bodies)
        elsewhere = Q(body__terms=None) & (Q(body__parent=None) | Q(body__parent__terms=None))
        found = self.model._base_manager.filter(own | (Q(proposal=None, withdrawn_on=None) & elsewhere))
        return self.filter(pk__in=found.order_by().values("pk"))

    def of(self, body):
        """Those of a body (a primary key) and of its offices; a congress of a district below it is no office."""
        return self.filter(Q(body=body) | Q(body__parent=body, body__kind=Body.Kind.OFFICE))

    def standing(self):
        """Those that nobody has withdrawn."""
        return self.filter(withdrawn_on=None)


class ReportedFigure(Named, Told):
    """One figure that a document reports, with the quote that proves it."""

    code = models.CharField(_("编号"), max_length=40, unique=True)
    indicator = models.ForeignKey(Indicator, models.PROTECT, verbose_name=_("指标"), related_name="figures")
    label = models.CharField(_("名称"), max_length=60)
    english = models.CharField(_("英文"), max_length=120, blank=True)
    body = models.ForeignKey("tracker.Body", models.PROTECT, verbose_name=_("机构"), null=True, blank=True)
    scope = models.CharField(_("范围"), max_length=20, choices=Scope.choices)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    document = models.ForeignKey("tracker.SourceDocument", models.PROTECT, verbose_name=_("来源文件"))
    withdrawn_on = models.DateField(_("撤销日期"), null=True, blank=True)

    objects = ReportedFigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("公布的数字")
        verbose_name_plural = pgettext_lazy("plural", "公布的数字")
        ordering = ["indicator__order", "starts_on", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(last_on=None) | Q(last_on__gte=F("starts_on")),
                name="reported_figure_period",
                violation_error_message=_("期间止早于期间起。"),
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.label}"


class FigureRelation(models.Model):
    """A relation that the figures of one body for one period must (hard) or should (soft) keep.

    ``indicators`` are codes in the order of the rule: each at most the next; the total, then its parts; the rounded
    one, then the exact one; the rate, then its denominator; parts of 100 %; all the same.
    """

    class Kind(models.TextChoices):
        HARD = "hard", _("必须成立")
        SOFT = "soft", _("应当留意")

    class Rule(models.TextChoices):
        AT_MOST = "at_most", _("逐项不大于")
        SUM = "sum", _("分项之和等于总数")
        WHOLE = "whole", _("各项合计 100%")
        CONTAINS = "contains", _("概数包含准确数")
        RATE = "rate", _("比率是整数之比")
        SAME = "same", _("相等")

    code = models.SlugField(_("代码"), max_length=60, unique=True)
    kind = models.CharField(_("强度"), max_length=4, choices=Kind.choices)
    rule = models.CharField(_("关系"), max_length=10, choices=Rule.choices)
    indicators = models.JSONField(_("指标（依次）"))
    text = models.CharField(_("说明"), max_length=200)
    order = models.PositiveIntegerField(_("顺序"), default=0)

    class Meta:
        verbose_name = _("数字间的关系")
        verbose_name_plural = pgettext_lazy("plural", "数字间的关系")
        ordering = ["order", "code"]

    def __str__(self):
        return self.text


class ReportReading(models.Model):
    """A document that was read for figures; its text is kept only while its proposals are being decided."""

    class State(models.TextChoices):
        OPEN = "open", _("核对中")
        DONE = "done", _("已核对")
        DISCARDED = "discarded", _("已放弃")

    owner = models.ForeignKey("tracker.Body", models.PROTECT, verbose_name=_("机构"))
    title = models.CharField(_("标题"), max_length=200)
    publisher = models.CharField(_("发布者"), max_length=100)
    published_on = models.DateField(_("发布日期"), null=True, blank=True)
    file_name = models.CharField(_("文件名"), max_length=100, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64)
    text = models.TextField(_("原文"), blank=True)
    remarks = models.TextField(_("提示"), blank=True, help_text=_("每行一条"))
    read_by = models.ForeignKey("tracker.User", models.PROTECT, verbose_name=_("上传人"), related_name="+")
    read_at = models.DateTimeField(_("上传时间"))
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.OPEN)
    document = models.ForeignKey(
        "tracker.SourceDocument", models.PROTECT, verbose_name=_("来源文件"), null=True, blank=True
    )

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = _("读取的文件")
        verbose_name_plural = pgettext_lazy("plural", "读取的文件")
        ordering = ["-read_at", "-pk"]

    def __str__(self):
        return self.title


class FigureProposal(Told):
    """One figure or requirement that a reading proposes; the office accepts, corrects or rejects it."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("待核对")
        ACCEPTED = "accepted", _("已采用")
        CORRECTED = "corrected", _("更正后采用")
        REJECTED = "rejected", _("不采用")

    reading = models.ForeignKey(ReportReading, models.PROTECT, verbose_name=_("读取的文件"), related_name="proposals")
    offset = models.PositiveIntegerField(_("位置"))
    is_requirement = models.BooleanField(_("是要求"), default=False)
    cycle = models.CharField(_("周期"), max_length=5, blank=True)
    kinds = models.CharField(_("类别"), max_length=300, blank=True, help_text=_("代码，以空格分开"))
    indicator = models.ForeignKey(Indicator, models.PROTECT, verbose_name=_("指标"), null=True, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.PROPOSED)
    decided_by = models.ForeignKey(
        "tracker.User", models.PROTECT, verbose_name=_("核对人"), null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("核对时间"), null=True, blank=True)
    figure = models.OneToOneField(
        ReportedFigure, models.PROTECT, verbose_name=_("公布的数字"), null=True, blank=True, related_name="proposal"
    )

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = _("识别出的数字")
        verbose_name_plural = pgettext_lazy("plural", "识别出的数字")
        ordering = ["reading", "offset", "pk"]

    def __str__(self):
        return self.quote
