"""What is known of files on their way in: other names of columns, and files that wait to be confirmed."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SheetKind(models.TextChoices):
    """The kinds of workbooks that can be imported."""

    DEPUTIES = "deputies", _("代表")
    SESSIONS = "sessions", _("会议")
    INTERRUPTIONS = "interruptions", _("请假暂停")
    DUTIES = "duties", _("履职登记")
    ACTIVITIES = "activities", _("履职活动")
    CHANGES = "changes", _("变动")
    SUGGESTIONS = "suggestions", _("议案建议")


class ColumnAlias(models.Model):
    """Another name that a column goes by in the sheets people really have."""

    kind = models.CharField(_("表格"), max_length=20, choices=SheetKind.choices)
    header = models.CharField(_("列名"), max_length=40, help_text=_("模板中的列名，如“名称”"))
    alias = models.CharField(_("别名"), max_length=40, help_text=_("别人的表格里这一列的名称，如“活动内容”"))

    class Meta:
        verbose_name = _("列名别名")
        verbose_name_plural = pgettext_lazy("plural", "列名别名")
        ordering = ["kind", "header", "alias"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "alias"],
                name="column_alias_once",
                violation_error_message=_("这种表格已有这个别名。"),
            )
        ]

    def __str__(self):
        return f"{self.alias} → {self.header}"


class ImportJob(models.Model):
    """One uploaded file on its way: checked, shown, and written only when its uploader confirms it.

    The file itself lies in the private media folder while it is needed. ``plan`` is the SHA-256 of what the check
    found each row would do; what is written is what was shown.
    """

    class State(models.TextChoices):
        CHECKING = "checking", _("正在检查")
        CHECKED = "checked", _("待确认")
        REFUSED = "refused", _("不能导入")
        WRITING = "writing", _("正在写入")
        WRITTEN = "written", _("已写入")
        DISCARDED = "discarded", _("已放弃")

    BUSY = (State.CHECKING, State.WRITING)

    term = models.ForeignKey("tracker.Term", models.PROTECT, verbose_name=_("届"))
    kind = models.CharField(_("表格"), max_length=20, choices=SheetKind.choices)
    user = models.ForeignKey("tracker.User", models.PROTECT, verbose_name=_("上传人"), related_name="+")
    uploaded_at = models.DateTimeField(_("上传时间"))
    file_name = models.CharField(_("文件名"), max_length=200)
    file_hash = models.CharField("SHA-256", max_length=64)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.CHECKING)
    refusal = models.TextField(_("不能导入的原因"), blank=True)
    plan = models.CharField(max_length=64, blank=True)
    notes = models.JSONField(_("提示"), default=list, blank=True)
    choices = models.JSONField(_("同名代表的选择"), default=dict, blank=True)
    rows = models.PositiveIntegerField(_("行数"), default=0)
    new = models.PositiveIntegerField(_("新增"), default=0)
    unchanged = models.PositiveIntegerField(_("未变"), default=0)
    changed = models.PositiveIntegerField(_("变更"), default=0)
    rejected = models.PositiveIntegerField(_("拒绝"), default=0)
    warned = models.PositiveIntegerField(_("有提醒"), default=0)
    batch = models.OneToOneField(
        "tracker.ImportBatch", models.PROTECT, verbose_name=_("导入批次"), null=True, blank=True, related_name="job"
    )

    class Meta:
        verbose_name = _("上传的文件")
        verbose_name_plural = pgettext_lazy("plural", "上传的文件")
        ordering = ["-uploaded_at", "-pk"]
        indexes = [models.Index(fields=["user", "uploaded_at"])]

    def __str__(self):
        return self.file_name


class ImportRow(models.Model):
    """What the check found of one row of an uploaded file; gone when the file is written or discarded."""

    class State(models.TextChoices):
        NEW = "new", _("新增")
        UNCHANGED = "unchanged", _("未变")
        CHANGED = "changed", _("变更")
        REJECTED = "rejected", _("拒绝")

    job = models.ForeignKey(
        ImportJob, models.CASCADE, verbose_name=_("上传的文件"), related_name="lines", db_index=False
    )
    sheet = models.CharField(_("工作表"), max_length=40)
    row = models.PositiveIntegerField(_("行"))
    state = models.CharField(_("状态"), max_length=10, choices=State.choices)
    content = models.JSONField(_("内容"), default=list)
    diff = models.JSONField(_("变更"), default=list)
    errors = models.JSONField(_("错误"), default=list)
    warnings = models.JSONField(_("提醒"), default=list)
    has_warnings = models.BooleanField(_("有提醒"), default=False)

    class Meta:
        verbose_name = _("上传文件的行")
        verbose_name_plural = pgettext_lazy("plural", "上传文件的行")
        ordering = ["pk"]
        indexes = [models.Index(fields=["job", "state"])]

    def __str__(self):
        return f"{self.sheet} {self.row}"
