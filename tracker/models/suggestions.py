"""Bills and suggestions, as far as a duty needs them: who sponsored what, when, and was it accepted."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Suggestion(models.Model):
    """A bill (议案) or a suggestion (建议、批评和意见) of deputies."""

    class Kind(models.TextChoices):
        BILL = "bill", _("议案")
        SUGGESTION = "suggestion", _("建议")

    class Channel(models.TextChoices):
        SESSION = "session", _("大会")
        RECESS = "recess", _("闭会")

    class State(models.TextChoices):
        DRAFT = "draft", _("草稿")
        SUBMITTED = "submitted", _("已提出")
        ACCEPTED = "accepted", _("已受理")

    term = models.ForeignKey("tracker.Term", models.PROTECT, verbose_name=_("届"), related_name="suggestions")
    number = models.CharField(_("编号"), max_length=40, blank=True)
    kind = models.CharField(_("类型"), max_length=12, choices=Kind.choices)
    channel = models.CharField(_("渠道"), max_length=10, choices=Channel.choices)
    title = models.CharField(_("标题"), max_length=200)
    text = models.TextField(_("正文"), blank=True)
    category = models.CharField(_("分类"), max_length=40, blank=True)
    submitted_on = models.DateField(_("提出日期"), null=True, blank=True)
    accepted_on = models.DateField(_("受理日期"), null=True, blank=True)
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default=State.DRAFT)

    class Meta:
        verbose_name = _("议案建议")
        verbose_name_plural = pgettext_lazy("plural", "议案建议")
        ordering = ["-submitted_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "number"],
                condition=~Q(number=""),
                name="suggestion_number_once",
                violation_error_message=_("本届已有这个建议编号。"),
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(submitted_on__isnull=False), name="suggestion_submitted_on_a_day"
            ),
        ]

    def __str__(self):
        return self.title


class Sponsor(models.Model):
    """A mandate that sponsors a suggestion, as lead (领衔) or jointly (联名)."""

    class Role(models.TextChoices):
        LEAD = "lead", _("领衔")
        JOINT = "joint", _("联名")

    class How(models.TextChoices):
        SYSTEM = "system", _("系统确认")
        PAPER = "paper", _("纸质联名已核")

    suggestion = models.ForeignKey(Suggestion, models.PROTECT, verbose_name=_("议案建议"), related_name="sponsors")
    mandate = models.ForeignKey("tracker.Mandate", models.PROTECT, verbose_name=_("代表"), related_name="sponsorships")
    role = models.CharField(_("方式"), max_length=6, choices=Role.choices)
    confirmed_on = models.DateField(_("确认日期"), null=True, blank=True)
    how = models.CharField(_("确认方式"), max_length=8, choices=How.choices, blank=True)

    class Meta:
        verbose_name = _("提出人")
        verbose_name_plural = pgettext_lazy("plural", "提出人")
        ordering = ["suggestion", "-role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion", "mandate"],
                name="sponsor_once",
                violation_error_message=_("这位代表已是提出人。"),
            ),
            models.UniqueConstraint(fields=["suggestion"], condition=Q(role="lead"), name="sponsor_one_lead"),
        ]

    def __str__(self):
        return f"{self.suggestion_id} {self.mandate_id}"
