"""Who did what: import batches, the append-only trail, the marks of the seeds."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ImportBatch(models.Model):
    """One file that was imported."""

    term = models.ForeignKey("tracker.Term", models.PROTECT, verbose_name=_("届"))
    kind = models.CharField(_("类型"), max_length=20)
    file_name = models.CharField(_("文件名"), max_length=200)
    file_hash = models.CharField("SHA-256", max_length=64)
    imported_by = models.ForeignKey("tracker.User", models.PROTECT, verbose_name=_("导入人"))
    imported_at = models.DateTimeField(_("导入时间"))
    rows = models.PositiveIntegerField(_("行数"), default=0)
    new = models.PositiveIntegerField(_("新增"), default=0)
    changed = models.PositiveIntegerField(_("变更"), default=0)
    unchanged = models.PositiveIntegerField(_("未变"), default=0)

    class Meta:
        verbose_name = _("导入批次")
        verbose_name_plural = pgettext_lazy("plural", "导入批次")
        ordering = ["-imported_at", "-pk"]

    def __str__(self):
        return self.file_name


class Event(models.Model):
    """One move of one fact; never changed or deleted (triggers refuse it)."""

    at = models.DateTimeField(_("时间"))
    actor = models.ForeignKey("tracker.User", models.PROTECT, verbose_name=_("操作人"), related_name="+")
    subject = models.CharField(_("对象类型"), max_length=40)
    object_id = models.BigIntegerField(_("对象编号"))
    verb = models.CharField(_("操作"), max_length=40)
    from_state = models.CharField(_("原状态"), max_length=20, blank=True)
    to_state = models.CharField(_("新状态"), max_length=20, blank=True)
    before = models.JSONField(_("变更前的值"), default=dict, blank=True)
    note = models.TextField(_("说明"), blank=True)
    row_hash = models.CharField(_("行的 SHA-256"), max_length=64)

    class Meta:
        verbose_name = _("操作记录")
        verbose_name_plural = pgettext_lazy("plural", "操作记录")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["subject", "object_id"])]

    def __str__(self):
        return f"{self.subject} {self.object_id} {self.verb}"


class Submission(models.Model):
    """A form that was sent: its key makes sure that sending it twice does what it says once."""

    key = models.CharField(max_length=64, unique=True)
    content = models.CharField(max_length=64)
    actor = models.ForeignKey("tracker.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    subject = models.CharField(max_length=40, blank=True)
    object_id = models.BigIntegerField(null=True)

    def __str__(self):
        return self.key


class SeedMark(models.Model):
    """What the seeds last wrote into a row of reference data, so that an administrator's change is never undone."""

    subject = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "key"], name="seed_mark_once")]

    def __str__(self):
        return f"{self.subject} {self.key}"
