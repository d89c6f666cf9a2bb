"""Who may sign in, and in which roles."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .people import Mandate


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


ORDER = (  # whose home opens first to a login of several roles
    Role.OFFICE,
    Role.VERIFIER,
    Role.ADMINISTRATOR,
    Role.AUDITOR,
    Role.REFERRAL_OFFICE,
    Role.UNIT,
    Role.LIAISON,
    Role.LEADER,
    Role.DEPUTY,
)
SCOPES = {Role.LIAISON: "group", Role.DEPUTY: "person"}  # what scopes a grant of a role; of all others a body
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
        return self.filter(user=user).in_force(on)

    def in_force(self, on):
        """The grants in force on a day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=on), starts_on__lte=on)

    def visible_to(self, who):
        """All for staff, of a body granted those for that body, its groups and its deputies; nothing for others."""
        if who.sees_all:
            return self
        places = ("body", "group__term__body", "person__mandates__term__body")
        own = Q(*(Q(**{f"{place}__in": who.bodies}) for place in places), _connector=Q.OR)
        return self.filter(pk__in=self.model._base_manager.filter(own).values("pk")) if who.is_staff else self.none()


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
    sees_reasons = models.BooleanField(
        _("可见请假、暂停事由"), default=False, help_text=_("只用于人代工委；请假和暂停的原因只对获准的人员显示")
    )
    sees_results = models.BooleanField(_("可见个人结果"), default=False, help_text=_("只用于领导；结果审定以后才显示"))
    starts_on = models.DateField(_("起"))
    ends_on = models.DateField(_("止（不含）"), null=True, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("角色授权")
        verbose_name_plural = pgettext_lazy("plural", "角色授权")
        ordering = ["user", "role", "starts_on"]

    def __str__(self):
        return str(self.get_role_display())

    def clean(self):
        """A liaison needs a group and a deputy a person, or the grant would open nothing."""
        if self.role == Role.LIAISON and not self.group_id:
            raise ValidationError({"group": _("联络员须指定联系组。")})
        if self.role == Role.DEPUTY and not self.person_id:
            raise ValidationError({"person": _("代表须指定本人。")})
        if self.role in (Role.REFERRAL_OFFICE, Role.UNIT) and not self.body_id:
            raise ValidationError({"body": _("交办机构须指定系统，承办单位须指定单位。")})
        for name in {"body", "group", "person"} - {SCOPES.get(self.role, "body")}:
            if getattr(self, f"{name}_id"):
                raise ValidationError({name: _("这个角色的范围不由这一项决定，请留空。")})
        if self.sees_reasons and self.role != Role.OFFICE:
            raise ValidationError({"sees_reasons": _("只有人代工委的授权可以查看请假、暂停事由。")})
        if self.sees_results and self.role != Role.LEADER:
            raise ValidationError({"sees_results": _("这一项只用于领导；其他角色按各自范围查看。")})


class RolePolicy(models.Model):
    """How the logins of a role sign in: whether with a second factor, and how long they may be idle."""

    DEFAULT_MINUTES = 30
    MINUTES = {Role.DEPUTY: 120}

    role = models.CharField(_("角色"), max_length=20, choices=Role.choices, unique=True)
    second_factor = models.BooleanField(_("须用动态验证码登录"), default=False)
    idle_minutes = models.PositiveIntegerField(
        _("闲置多少分钟后退出"),
        default=DEFAULT_MINUTES,
        validators=[MinValueValidator(5), MaxValueValidator(24 * 60)],
    )

    class Meta:
        verbose_name = _("登录要求")
        verbose_name_plural = pgettext_lazy("plural", "登录要求")
        ordering = ["role"]

    def __str__(self):
        return str(self.get_role_display())


@dataclass(frozen=True)
class Who:
    """Who is asking: a user, the grants of the role that he or she acts in, all grants held, and the day.

    The grants are those in force on the day. A superuser acts as an administrator of everything.
    """

    user: User
    grants: tuple[RoleGrant, ...]
    on: date
    role: str = ""
    held: tuple[RoleGrant, ...] = ()

    @classmethod
    def of(cls, user, on: date, role: str = "") -> "Who":
        """What a user holds on a day, narrowed to one role where it is held; a stranger holds nothing."""
        grants = RoleGrant.objects.select_related("body", "group__term__body")
        held = tuple(grants.held(user, on)) if user.is_authenticated else ()
        every = [code for code in ORDER if code in roles_of(user, held)]
        chosen = role if role in every else next(iter(every), "")
        return cls(user, tuple(grant for grant in held if grant.role == chosen), on, chosen, held)

    @property
    def roles(self) -> frozenset[str]:
        """The role acted in; none for a stranger."""
        return frozenset({self.role} if self.role else ())

    @property
    def choices(self) -> list[str]:
        """The roles among which the user can switch, in their fixed order."""
        return [code for code in ORDER if code in roles_of(self.user, self.held)]

    @property
    def is_staff(self) -> bool:
        """Whether the user keeps, checks or audits the ledger."""
        return self.role in STAFF

    @property
    def sees_all(self) -> bool:
        """Whether the role reaches every body."""
        return self.is_staff and (None in self.bodies or (self.role == Role.ADMINISTRATOR and self.user.is_superuser))

    @property
    def sees_reasons(self) -> bool:
        """Whether the reasons of leave and suspension may be shown: each grant acted in must say so."""
        own = [grant.sees_reasons for grant in self.grants if grant.role == Role.OFFICE]
        return bool(own) and all(own)

    @property
    def sees_results(self) -> bool:
        """Whether a leader may see individual results of some body, once they are approved."""
        return any(grant.sees_results for grant in self.grants if grant.role == Role.LEADER)

    def sees_results_of(self, body: int) -> bool:
        """Whether a leader may see the individual results of a body, by its key, once they are approved."""
        own = [grant for grant in self.grants if grant.role == Role.LEADER and grant.sees_results]
        return any(grant.body_id in (None, body) for grant in own)

    @property
    def bodies(self) -> list[int | None]:
        """The bodies (for staff and leaders: None is every body) of the grants acted in."""
        return [grant.body_id for grant in self.grants]

    @property
    def groups(self) -> list[int]:
        """The groups for which a liaison answers."""
        return [grant.group_id for grant in self.grants if grant.role == Role.LIAISON and grant.group_id]

    @property
    def persons(self) -> list[int]:
        """Those whom a deputy's login is."""
        return [grant.person_id for grant in self.grants if grant.role == Role.DEPUTY and grant.person_id]

    @cached_property
    def mandates(self) -> list[Mandate]:
        """The mandates of those whom a deputy's login is, with their bodies; a request reads them once."""
        if not self.persons:
            return []
        rows = Mandate.objects.filter(person__in=self.persons)
        return list(rows.select_related("term__body__parent__parent", "person"))
