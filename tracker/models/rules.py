"""Source documents, regulations, and requirements as dated values with citations."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .bodies import Body
from .scopes import StaffQuerySet


class SourceDocument(models.Model):
    """A published document that is cited; its text is not kept, only its fingerprint and short quotes."""

    code = models.SlugField(_("代码"), max_length=60, unique=True)
    title = models.CharField(_("标题"), max_length=200)
    publisher = models.CharField(_("发布者"), max_length=100)
    published_on = models.DateField(_("发布日期"), null=True, blank=True)
    file_name = models.CharField(_("文件名"), max_length=100, blank=True)
    sha256 = models.CharField(_("文本的 SHA-256"), max_length=64, blank=True)
    note = models.TextField(_("说明"), blank=True)
    order = models.PositiveIntegerField(_("顺序"), default=0)

    class Meta:
        verbose_name = _("来源文件")
        verbose_name_plural = pgettext_lazy("plural", "来源文件")
        ordering = ["order", "code"]

    def __str__(self):
        return self.title


class SourceNote(models.Model):
    """What the documents say differently, and how the product reads it."""

    code = models.SlugField(_("代码"), max_length=60, unique=True)
    subject = models.CharField(_("事项"), max_length=100)
    text = models.TextField(_("说明"))
    order = models.PositiveIntegerField(_("顺序"), default=0)

    class Meta:
        verbose_name = _("文件差异说明")
        verbose_name_plural = pgettext_lazy("plural", "文件差异说明")
        ordering = ["order", "code"]

    def __str__(self):
        return self.subject


class NoteQuote(models.Model):
    """A verbatim quote that a note rests on."""

    note = models.ForeignKey(SourceNote, models.CASCADE, verbose_name=_("说明"), related_name="quotes")
    document = models.ForeignKey(SourceDocument, models.PROTECT, verbose_name=_("来源文件"))
    quote = models.CharField(_("原文"), max_length=200)

    class Meta:
        verbose_name = _("原文引用")
        verbose_name_plural = pgettext_lazy("plural", "原文引用")
        constraints = [models.UniqueConstraint(fields=["note", "document", "quote"], name="note_quote_once")]

    def __str__(self):
        return self.quote


class Regulation(models.Model):
    """A regulation of a body that requires duties of its deputies."""

    body = models.ForeignKey("tracker.Body", models.PROTECT, verbose_name=_("机构"), related_name="regulations")
    code = models.SlugField(_("代码"), max_length=60, unique=True)
    title = models.CharField(_("名称"), max_length=200)
    label = models.CharField(_("简称"), max_length=40)
    applies_below = models.BooleanField(_("适用于下级"), default=False)
    level = models.CharField(
        _("适用级别"),
        max_length=20,
        choices=Body.Level.choices,
        blank=True,
        help_text=_("只适用于这一级的机构；空白表示不限"),
    )
    grassroots_only = models.BooleanField(_("只适用于基层代表"), default=False)
    adopted = models.CharField(_("通过情况"), max_length=200, blank=True)
    order = models.PositiveIntegerField(_("顺序"), default=0)

    class Meta:
        verbose_name = _("履职规定")
        verbose_name_plural = pgettext_lazy("plural", "履职规定")
        ordering = ["order", "code"]

    def __str__(self):
        return self.label


class Requirement(models.Model):
    """One quantified requirement of a regulation; how much it asks is said by its dated values."""

    class Cycle(models.TextChoices):
        YEAR = "year", _("本年")
        TERM = "term", _("本届")

    regulation = models.ForeignKey(Regulation, models.PROTECT, verbose_name=_("履职规定"), related_name="requirements")
    code = models.SlugField(_("代码"), max_length=60, unique=True)
    label = models.CharField(_("名称"), max_length=40)
    short = models.CharField(_("简称"), max_length=10)
    unit = models.CharField(_("单位"), max_length=4, default="次")
    cycle = models.CharField(_("周期"), max_length=5, choices=Cycle.choices)
    order = models.PositiveIntegerField(_("顺序"), default=0)

    class Meta:
        verbose_name = _("基本要求")
        verbose_name_plural = pgettext_lazy("plural", "基本要求")
        ordering = ["regulation__order", "order", "code"]

    def __str__(self):
        return self.label


class RequirementValue(models.Model):
    """What a requirement asks from a day on, under which policies, and where that is written."""

    class PartPeriod(models.TextChoices):
        SESSION = "session", _("任职期内有会议日即要求全数")
        PROPORTIONAL = "proportional", _("按在任天数折算，向下取整，至少 1")
        FULL = "full", _("全数")

    requirement = models.ForeignKey(Requirement, models.PROTECT, verbose_name=_("基本要求"), related_name="values")
    starts_on = models.DateField(_("自"))
    minimum = models.PositiveIntegerField(_("最低数"), null=True, blank=True, help_text=_("空白表示废止"))
    kinds = models.ManyToManyField("tracker.DutyKind", verbose_name=_("计入类别"))
    part_period = models.CharField(_("不足整期"), max_length=12, choices=PartPeriod.choices)
    min_service_days = models.PositiveIntegerField(_("最少在任天数"), default=0)
    half_day_cap = models.PositiveIntegerField(_("每半天最多计入"), null=True, blank=True, help_text=_("空白表示不限"))
    document = models.ForeignKey(SourceDocument, models.PROTECT, verbose_name=_("出处"), null=True, blank=True)
    quote = models.CharField(_("原文"), max_length=200, blank=True)
    note = models.TextField(_("说明"), blank=True)

    class Meta:
        verbose_name = _("要求的数值")
        verbose_name_plural = pgettext_lazy("plural", "要求的数值")
        ordering = ["requirement", "starts_on"]
        constraints = [models.UniqueConstraint(fields=["requirement", "starts_on"], name="requirement_value_once")]

    def __str__(self):
        return f"{self.requirement_id} {self.starts_on}"


class AssessmentPeriod(models.Model):
    """A year of a term, or the whole term, that deputies are judged over: [starts_on, ends_on)."""

    term = models.ForeignKey("tracker.Term", models.PROTECT, verbose_name=_("届"), related_name="periods")
    cycle = models.CharField(_("周期"), max_length=5, choices=Requirement.Cycle.choices)
    label = models.CharField(_("名称"), max_length=20)
    starts_on = models.DateField(_("起"))
    ends_on = models.DateField(_("止（不含）"))
    registration_until = models.DateField(_("登记截止日"), null=True, blank=True)

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = _("考核周期")
        verbose_name_plural = pgettext_lazy("plural", "考核周期")
        ordering = ["term", "-cycle", "starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["term", "cycle", "label"], name="period_once"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="period_ends_later"),
        ]

    def __str__(self):
        return self.label
