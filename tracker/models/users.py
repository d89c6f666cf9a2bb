"""Who may sign in, and in which roles."""

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """What a login may be asked to do; one login may hold several."""

    OFFICE = "office", _("人代工委")
    VERIFIER = "verifier", _("审核人")
    LIAISON = "liaison", _("联络员")
    DEPUTY = "deputy", _("代表")
    REFERRAL_OFFICE = "referral_office", _("交办机构")
    UNIT = "unit", _("承办单位")
    LEADER = "leader", _("领导")
    AUDITOR = "auditor", _("安全审计员")
    ADMINISTRATOR = "administrator", _("系统管理员")


STAFF = frozenset({Role.OFFICE, Role.VERIFIER, Role.AUDITOR, Role.ADMINISTRATOR})


class User(AbstractUser):
    """A login; what it may do is said by its role grants."""

    telephone = models.CharField(_("联系电话"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("用户")
        verbose_name_plural = pgettext_lazy("plural", "用户")

    def __str__(self):
        return self.get_full_name() or self.username


class RoleGrantQuerySet(models.QuerySet):
    def held(self, user, on):
        """The grants of a user in force on a day."""
        started = self.filter(user=user, starts_on__lte=on)
        return started.filter(Q(ends_on=None) | Q(ends_on__gt=on))


def roles_of(user, grants) -> frozenset[str]:
    """The roles that grants give a user; a superuser is an administrator."""
    return frozenset({grant.role for grant in grants} | ({Role.ADMINISTRATOR} if user.is_superuser else set()))


class RoleGrant(models.Model):
    """A role given to a user for a scope (body, group or person) and a time."""

    user = models.ForeignKey(User, models.CASCADE, verbose_name=_("用户"), related_name="grants")
    role = models.CharField(_("角色"), max_length=20, choices=Role.choices)
    body = models.ForeignKey("tracker.Body", models.PROTECT, verbose_name=_("机构"), null=True, blank=True)
    group = models.ForeignKey("tracker.Group", models.PROTECT, verbose_name=_("联系组"), null=True, blank=True)
    person = models.ForeignKey("tracker.Person", models.PROTECT, verbose_name=_("代表本人"), null=True, blank=True)
    starts_on = models.DateField(_("起"))
    ends_on = models.DateField(_("止（不含）"), null=True, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("角色授权")
        verbose_name_plural = pgettext_lazy("plural", "角色授权")
        ordering = ["user", "role", "starts_on"]

    def __str__(self):
        return f"{self.user_id} {self.role}"

    def clean(self):
        """A liaison needs a group and a deputy a person, or the grant would open nothing."""
        if self.role == Role.LIAISON and not self.group_id:
            raise ValidationError({"group": _("联络员须指定联系组。")})
        if self.role == Role.DEPUTY and not self.person_id:
            raise ValidationError({"person": _("代表须指定本人。")})
        if self.role in (Role.REFERRAL_OFFICE, Role.UNIT) and not self.body_id:
            raise ValidationError({"body": _("交办机构须指定系统，承办单位须指定单位。")})
