"""What a deputy says about the own records, and the evidence that stands behind a record."""

from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .duties import DutyRecord
from .scopes import of_bodies


class RollAnswerQuerySet(models.QuerySet):
    def visible_to(self, who):
        """The answers about the records that who is asking may see."""
        if who.sees_all:
            return self
        if who.is_staff:  # a join: a list of all records of a body would be read for the few answers
            return self.filter(of_bodies(self.model, who.bodies))
        return self.filter(record__in=DutyRecord.objects.visible_to(who).values("pk"))


class RollAnswer(models.Model):
    """A deputy's word on a record that somebody else entered: confirmed, or objected to with a reason (代表核对)."""

    class Word(models.TextChoices):
        CONFIRMED = "confirmed", pgettext_lazy("state", "确认无误")
        OBJECTED = "objected", pgettext_lazy("state", "提出异议")

    record = models.ForeignKey("tracker.DutyRecord", models.PROTECT, verbose_name=_("履职登记"), related_name="answers")
    word = models.CharField(_("核对结果"), max_length=10, choices=Word.choices)
    reason = models.TextField(_("异议理由"), blank=True)
    answered_by = models.ForeignKey("tracker.User", models.PROTECT, verbose_name=_("核对人"), related_name="+")
    answered_at = models.DateTimeField(_("核对时间"))
    settled_on = models.DateField(_("处理日期"), null=True, blank=True)
    settled_note = models.TextField(_("处理意见"), blank=True)

    objects = RollAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("代表核对")
        verbose_name_plural = pgettext_lazy("plural", "代表核对")
        ordering = ["-answered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["record"],
                condition=Q(settled_on=None),
                name="roll_answer_once",
                violation_error_message=_("这条登记已经核对过。"),
            ),
            models.CheckConstraint(
                condition=Q(word="confirmed") | ~Q(reason=""),
                name="roll_answer_says_why",
                violation_error_message=_("提出异议须写明理由。"),
            ),
        ]

    def __str__(self):
        return f"{self.record_id} {self.word}"

    @property
    def day(self) -> date:
        """The day of the answer, as the office's clock has it."""
        return self.answered_at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()


class EvidenceQuerySet(models.QuerySet):
    def visible_to(self, who):
        """The files of the records that who is asking may see; those taken back only for staff."""
        seen = self if who.sees_all else self.filter(record__in=DutyRecord.objects.visible_to(who).values("pk"))
        return seen if who.is_staff else seen.filter(removed_on=None)


class Evidence(models.Model):
    """A file that stands behind a record (佐证材料): optional; its SHA-256 is kept."""

    record = models.ForeignKey(
        "tracker.DutyRecord", models.PROTECT, verbose_name=_("履职登记"), related_name="evidence"
    )
    name = models.CharField(_("文件名"), max_length=120)
    path = models.CharField(_("存放位置"), max_length=200, unique=True)
    content_type = models.CharField(_("格式"), max_length=60)
    size = models.PositiveIntegerField(_("字节数"))
    digest = models.CharField("SHA-256", max_length=64)
    added_by = models.ForeignKey("tracker.User", models.PROTECT, verbose_name=_("添加人"), related_name="+")
    added_at = models.DateTimeField(_("添加时间"))
    removed_on = models.DateField(_("撤下日期"), null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("佐证材料")
        verbose_name_plural = pgettext_lazy("plural", "佐证材料")
        ordering = ["record", "pk"]

    def __str__(self):
        return self.name
