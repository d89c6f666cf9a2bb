"""City totals as they were worked out on a day: a copy that says its day, never the source of anything."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Snapshot(models.Model):
    """The outcomes of every term in a year as of a day, counted once and kept with the head of the trail then.

    ``totals`` is what ``score --all-terms`` prints: the terms, each with its deputies and its outcomes.
    """

    year = models.PositiveIntegerField(_("年度"))
    on = models.DateField(_("截至日"))
    made_at = models.DateTimeField(_("计算时间"))
    made_by = models.ForeignKey(
        "tracker.User", models.PROTECT, verbose_name=_("计算人"), null=True, blank=True, related_name="+"
    )
    head = models.BigIntegerField(_("台账末号"), default=0, help_text=_("计算时最后一条操作记录的编号"))
    totals = models.JSONField(_("各届结果"))

    class Meta:
        verbose_name = _("全市汇总")
        verbose_name_plural = pgettext_lazy("plural", "全市汇总")
        ordering = ["-year", "-made_at", "-pk"]
        indexes = [models.Index(fields=["year", "made_at"], name="snapshot_of_a_year")]

    def __str__(self):
        return f"{self.year} · {self.on}"
