"""Supervision (督办) and disclosure (公开) of suggestions and replies."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .scopes import StaffQuerySet


class Supervision(models.Model):
    """A suggestion under supervision, with the four roles and the result."""

    class Kind(models.TextChoices):
        KEY = "key", _("重点督办")
        SPECIAL_CHECK = "special_check", _("专项检查")
        LOOK_BACK = "look_back", _("回头看")
        SPECIAL_INQUIRY = "special_inquiry", _("专题询问")

    suggestion = models.ForeignKey(
        "tracker.Suggestion", models.PROTECT, verbose_name=_("议案建议"), related_name="supervisions"
    )
    kind = models.CharField(_("方式"), max_length=16, choices=Kind.choices)
    decided_by = models.CharField(_("决定机关"), max_length=100)
    decided_on = models.DateField(_("决定日期"))
    supervisor = models.CharField(_("督办"), max_length=100, blank=True)
    lead_handler = models.CharField(_("领办"), max_length=100, blank=True)
    do_handler = models.CharField(_("实办"), max_length=100, blank=True)
    prompter = models.CharField(_("促办"), max_length=100, blank=True)
    finished_on = models.DateField(_("办结日期"), null=True, blank=True)
    result = models.TextField(_("督办结果"), blank=True)

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = _("督办")
        verbose_name_plural = pgettext_lazy("plural", "督办")
        ordering = ["suggestion", "decided_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion", "kind", "decided_on"],
                name="supervision_once",
                violation_error_message=_("同一天已有同样的督办。"),
            )
        ]

    def __str__(self):
        return f"{self.suggestion} · {self.get_kind_display()}"


class Disclosure(models.Model):
    """A decision on publishing a suggestion or a reply; the latest one taken by a day is in force on it."""

    class Decision(models.TextChoices):
        PUBLISH = "publish", _("公开")
        WITHHOLD = "withhold", _("不公开")

    class Reason(models.TextChoices):
        STATE_SECRET = "state_secret", _("国家秘密")
        BUSINESS_SECRET = "business_secret", _("商业秘密")
        PRIVACY = "privacy", _("个人隐私")
        DEPUTY = "deputy", _("代表要求")
        OTHER = "other", _("其他")

    suggestion = models.ForeignKey(
        "tracker.Suggestion",
        models.PROTECT,
        verbose_name=_("议案建议"),
        related_name="disclosures",
        null=True,
        blank=True,
    )
    reply = models.ForeignKey(
        "tracker.Reply", models.PROTECT, verbose_name=_("答复"), related_name="disclosures", null=True, blank=True
    )
    decision = models.CharField(_("决定"), max_length=8, choices=Decision.choices)
    reason = models.CharField(_("不公开理由"), max_length=15, choices=Reason.choices, blank=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    decided_on = models.DateField(_("审定日期"))
    review_on = models.DateField(_("复核日期"), null=True, blank=True)

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = _("公开审定")
        verbose_name_plural = pgettext_lazy("plural", "公开审定")
        ordering = ["decided_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(suggestion__isnull=False, reply=None) | Q(suggestion=None, reply__isnull=False),
                name="disclosure_of_one",
            ),
            models.CheckConstraint(
                condition=(Q(decision="publish") & Q(reason="")) | (Q(decision="withhold") & ~Q(reason="")),
                name="disclosure_withheld_with_reason",
                violation_error_message=_("不公开的须选择理由；公开的不填理由。"),
            ),
        ]

    def __str__(self):
        return f"{self.get_decision_display()} {self.decided_on}"
