"""When the results of a period were approved, and by whom."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .scopes import StaffQuerySet


class Approval(models.Model):
    """The approval (审定) of the results of an assessment period as they stood on a day."""

    period = models.ForeignKey(
        "tracker.AssessmentPeriod", models.PROTECT, verbose_name=_("考核周期"), related_name="approvals"
    )
    as_of = models.DateField(_("结果截至"))
    approved_on = models.DateField(_("审定日期"))
    approved_by = models.CharField(_("审定机构"), max_length=60, help_text=_("如 主任会议"))
    document = models.CharField(_("文号"), max_length=100, blank=True)
    recorded_by = models.ForeignKey("tracker.User", models.PROTECT, verbose_name=_("登记人"), related_name="+")
    recorded_at = models.DateTimeField(_("登记时间"))
    withdrawn_on = models.DateField(_("撤销日期"), null=True, blank=True)

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = _("结果审定")
        verbose_name_plural = pgettext_lazy("plural", "结果审定")
        ordering = ["-approved_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["period"],
                condition=Q(withdrawn_on=None),
                name="approval_once",
                violation_error_message=_("这个周期的结果已经审定；如须重新审定，请先撤销。"),
            ),
            models.CheckConstraint(
                condition=Q(as_of__lte=F("approved_on")),
                name="approval_after_as_of",
                violation_error_message=_("结果截至日不能晚于审定日期。"),
            ),
        ]

    def __str__(self):
        return f"{self.period} {self.approved_on}"
