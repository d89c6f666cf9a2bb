"""What groups report: a month with nothing to register is said, not left open."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ZeroReport(models.Model):
    """A liaison group's word that a month holds nothing to register (零报告)."""

    group = models.ForeignKey("tracker.Group", models.PROTECT, verbose_name=_("联系组"), related_name="zero_reports")
    month = models.DateField(_("月份"), help_text=_("该月第一天"))
    reported_by = models.ForeignKey("tracker.User", models.PROTECT, verbose_name=_("报告人"), related_name="+")
    reported_at = models.DateTimeField(_("报告时间"))
    withdrawn_on = models.DateField(_("撤回日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("零报告")
        verbose_name_plural = pgettext_lazy("plural", "零报告")
        ordering = ["-month", "group"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "month"],
                condition=Q(withdrawn_on=None),
                name="zero_report_once",
                violation_error_message=_("这个组该月已作零报告。"),
            ),
            models.CheckConstraint(
                condition=Q(month__day=1),
                name="zero_report_first_day",
                violation_error_message=_("月份须为该月第一天。"),
            ),
        ]

    def __str__(self):
        return f"{self.group} {self.month:%Y-%m}"
