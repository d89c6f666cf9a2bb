"""Texts that remind deputies and groups and press units, and what was sent."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .bodies import Body
from .people import Mandate
from .users import Role


class Addressee(models.TextChoices):
    """Whom a text is for: one reminds a deputy or a group, one presses a unit."""

    DEPUTY = "deputy", _("提醒代表")
    GROUP = "group", _("提醒联系组")
    UNIT = "unit", _("催办承办单位")


class ReminderTemplateQuerySet(models.QuerySet):
    def visible_to(self, who):
        """The text of all bodies, and those of the bodies granted."""
        return self if who.sees_all else self.filter(Q(body=None) | Q(body__in=who.bodies))


class ReminderTemplate(models.Model):
    """The text of a reminder with places for facts, of one body or of all."""

    body = models.ForeignKey("tracker.Body", models.PROTECT, verbose_name=_("机构"), null=True, blank=True)
    addressee = models.CharField(_("对象"), max_length=10, choices=Addressee.choices)
    text = models.TextField(_("文字"))

    objects = ReminderTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("提醒模板")
        verbose_name_plural = pgettext_lazy("plural", "提醒模板")
        ordering = ["addressee", "body"]
        constraints = [
            models.UniqueConstraint(fields=["body", "addressee"], name="template_once_a_body"),
            models.UniqueConstraint(fields=["addressee"], condition=Q(body=None), name="template_once_for_all"),
        ]

    def __str__(self):
        return str(self.get_addressee_display())


class ReminderQuerySet(models.QuerySet):
    def visible_to(self, who):
        """All (of the body granted) for staff, those to the own group and its deputies, to units of the own system."""
        if who.sees_all:
            return self
        if who.is_staff:
            return self.filter(term__body__in=who.bodies)
        if who.role == Role.LIAISON:
            own = Mandate.objects.visible_to(who).order_by().values("pk")
            return self.filter(Q(mandate__in=own) | Q(group__in=who.groups))
        if who.role == Role.REFERRAL_OFFICE:
            return self.filter(unit__in=Body.objects.below(Body.objects.systems_of(who.bodies)))
        return self.none()


class Reminder(models.Model):
    """A text that was sent, to whom, when and how (提醒、催办记录)."""

    class Way(models.TextChoices):
        MESSAGE = "message", _("短信")
        WECHAT = "wechat", _("微信")
        TELEPHONE = "telephone", _("电话")
        PAPER = "paper", _("书面")
        OTHER = "other", _("其他")

    term = models.ForeignKey("tracker.Term", models.PROTECT, verbose_name=_("届"), related_name="reminders")
    addressee = models.CharField(_("对象"), max_length=10, choices=Addressee.choices)
    mandate = models.ForeignKey("tracker.Mandate", models.PROTECT, verbose_name=_("代表"), null=True, blank=True)
    group = models.ForeignKey("tracker.Group", models.PROTECT, verbose_name=_("联系组"), null=True, blank=True)
    unit = models.ForeignKey("tracker.Body", models.PROTECT, verbose_name=_("承办单位"), null=True, blank=True)
    text = models.TextField(_("文字"))
    way = models.CharField(_("方式"), max_length=10, choices=Way.choices)
    sent_on = models.DateField(_("发出日期"))
    sent_by = models.ForeignKey("tracker.User", models.PROTECT, verbose_name=_("发出人"), related_name="+")
    noted_at = models.DateTimeField(_("登记时间"))

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("提醒、催办")
        verbose_name_plural = pgettext_lazy("plural", "提醒、催办")
        ordering = ["-sent_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(addressee="deputy", mandate__isnull=False, group=None, unit=None)
                | Q(addressee="group", mandate=None, group__isnull=False, unit=None)
                | Q(addressee="unit", mandate=None, group=None, unit__isnull=False),
                name="reminder_to_one",
                violation_error_message=_("提醒须有且只有一个对象。"),
            ),
        ]

    def __str__(self):
        return f"{self.get_addressee_display()} {self.sent_on}"
