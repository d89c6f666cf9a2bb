"""Bodies, their words, terms, sessions, electoral units and groups."""

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .scopes import StaffQuerySet
from .users import Role


class BodyQuerySet(models.QuerySet):
    def below(self, roots) -> set[int]:
        """The primary keys of some bodies and of all bodies below them, in one query."""
        children: dict[int, list[int]] = {}
        for pk, parent in self.model._base_manager.values_list("pk", "parent"):
            children.setdefault(parent, []).append(pk)
        found, todo = set(), [pk for pk in roots if pk is not None]
        while todo:
            pk = todo.pop()
            if pk not in found:
                found.add(pk)
                todo += children.get(pk, [])
        return found

    def systems(self) -> dict[int, int]:
        """For every body that belongs to a system of units (or is one), the primary key of that system."""
        rows = {pk: (parent, kind) for pk, parent, kind in self.model._base_manager.values_list("pk", "parent", "kind")}
        return {pk: system for pk in rows if (system := _system(rows, pk)) is not None}

    def systems_of(self, pks) -> set[int]:
        """The systems to which some bodies belong."""
        systems = self.systems()
        return {systems[pk] for pk in pks if pk in systems}


def _system(rows, pk) -> int | None:
    seen = set()
    while pk is not None and pk not in seen:
        seen.add(pk)
        parent, kind = rows[pk]
        if kind == Body.Kind.SYSTEM:
            return pk
        pk = parent
    return None


PUBLISHABLE = ("gender", "nationality", "party", "work", "unit", "category")


def published_by_default() -> list[str]:
    """What congresses print in their lists of deputies: unit, gender where 女, nationality where not 汉."""
    return ["gender", "nationality", "unit"]


class Body(models.Model):
    """A congress, a CPPCC committee, a system of units, a handling unit or an office."""

    class Kind(models.TextChoices):
        CONGRESS = "congress", _("人民代表大会")
        CPPCC = "cppcc", _("政协")
        SYSTEM = "system", _("系统")
        UNIT = "unit", _("承办单位")
        OFFICE = "office", _("工作机构")

    class Level(models.TextChoices):
        NATIONAL = "national", _("全国")
        MUNICIPAL = "municipal", _("市级")
        DISTRICT = "district", _("区县级")
        TOWNSHIP = "township", _("乡镇级")

    code = models.SlugField(_("代码"), max_length=60, unique=True)
    name = models.CharField(_("名称"), max_length=100)
    level = models.CharField(_("级别"), max_length=20, choices=Level.choices)
    kind = models.CharField(_("类型"), max_length=20, choices=Kind.choices)
    parent = models.ForeignKey("self", models.PROTECT, verbose_name=_("上级"), null=True, blank=True)
    order = models.PositiveIntegerField(_("顺序"), default=0)
    confirmation_verifies = models.BooleanField(
        _("代表核对视为第二人审核"),
        default=False,
        help_text=_("代表确认由他人登记的活动名单后，该条登记即为已审核"),
    )
    is_public = models.BooleanField(
        _("对外公开页面"), default=True, help_text=_("不登录即可查看已公开的建议和代表名单")
    )
    published_facts = models.JSONField(
        _("公开的代表资料"),
        default=published_by_default,
        blank=True,
        help_text=_("姓名之外公开哪些资料；部队代表只公开姓名"),
    )

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("机构")
        verbose_name_plural = pgettext_lazy("plural", "机构")
        ordering = ["order", "code"]

    def __str__(self):
        return self.name


def place(way: str = "") -> tuple:
    """By what rows are ordered in the place of their body, reached by a way of lookups.

    The highest level comes first; at each the congresses, in the official order of the body above and of their own.
    """
    levels = enumerate(Body.Level.values)
    rank = Case(*(When(**{f"{way}level": level}, then=number) for number, level in levels), default=len(Body.Level))
    above = Coalesce(f"{way}parent__order", Value(0))
    return rank, f"{way}kind", above, f"{way}parent_id", f"{way}order", f"{way}code"


class Wording(models.Model):
    """The word that a kind of body uses for one concept of the glossary."""

    body_kind = models.CharField(_("机构类型"), max_length=20, choices=Body.Kind.choices)
    key = models.SlugField(_("概念"), max_length=40)
    text = models.CharField(_("用语"), max_length=60)
    english = models.CharField(_("英文"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("用语")
        verbose_name_plural = pgettext_lazy("plural", "用语")
        ordering = ["body_kind", "key"]
        constraints = [models.UniqueConstraint(fields=["body_kind", "key"], name="wording_once")]

    def __str__(self):
        return f"{self.key}: {self.text}"


class TermQuerySet(models.QuerySet):
    def visible_to(self, who):
        """All (of the body granted) for staff and leaders; else those of the own groups, mandates and suggestions."""
        if who.sees_all or (who.role == Role.LEADER and None in who.bodies):
            return self
        if who.is_staff or who.role == Role.LEADER:
            return self.filter(body__in=who.bodies)
        if who.role in (Role.REFERRAL_OFFICE, Role.UNIT):
            return self
        return self.filter(Q(groups__in=who.groups) | Q(mandates__person__in=who.persons)).distinct()


class Term(models.Model):
    """A term (届) of a body, from its first session to the next term's first session."""

    class Precision(models.TextChoices):
        DAY = "day", _("到日")
        MONTH = "month", _("到月（具体日期待查）")

    body = models.ForeignKey(Body, models.PROTECT, verbose_name=_("机构"), related_name="terms")
    code = models.SlugField(_("代码"), max_length=60, unique=True)
    label = models.CharField(_("名称"), max_length=60)
    number = models.PositiveIntegerField(_("届次"))
    starts_on = models.DateField(_("起"))
    starts_precision = models.CharField(_("起始日精度"), max_length=5, choices=Precision.choices, default=Precision.DAY)
    ends_on = models.DateField(_("止（不含）"), null=True, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("届")
        verbose_name_plural = pgettext_lazy("plural", "届")
        ordering = ["body", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="term_once"),
            models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="term_ends_later"),
        ]

    def __str__(self):
        return self.label


class Session(models.Model):
    """A session (会议) of the congress, named by its first and its last day."""

    class Kind(models.TextChoices):
        ANNUAL = "annual", _("年度会议")
        EXTRAORDINARY = "extraordinary", _("临时会议")
        MIDYEAR = "midyear", _("年中会议")
        QUARTERLY = "quarterly", _("季会")

    term = models.ForeignKey(Term, models.PROTECT, verbose_name=_("届"), related_name="sessions")
    ordinal = models.PositiveIntegerField(_("会次"))
    kind = models.CharField(_("类型"), max_length=20, choices=Kind.choices, default=Kind.ANNUAL)
    opens_on = models.DateField(_("开幕"))
    closes_on = models.DateField(_("闭幕"))
    bill_deadline = models.DateField(_("议案截止"), null=True, blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = _("人代会会议")
        verbose_name_plural = pgettext_lazy("plural", "人代会会议")
        ordering = ["term", "opens_on"]
        # asked of every record of every term: whether its day lies in a session
        indexes = [models.Index(fields=["term", "opens_on", "closes_on"], name="session_days")]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "kind", "ordinal"],
                name="session_once",
                violation_error_message=_("本届已有这次会议。"),
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="session_closes_later",
                violation_error_message=_("闭幕日期早于开幕日期。"),
            ),
        ]

    def __str__(self):
        return f"第{self.ordinal}次{'会议' if self.kind == self.Kind.ANNUAL else self.get_kind_display()}"


class ElectoralUnit(models.Model):
    """A unit that elects deputies of a term, with its seats and official order."""

    term = models.ForeignKey(Term, models.PROTECT, verbose_name=_("届"), related_name="units")
    name = models.CharField(_("名称"), max_length=60)
    order = models.PositiveIntegerField(_("顺序"))
    seats = models.PositiveIntegerField(_("名额"), null=True, blank=True)
    is_garrison = models.BooleanField(_("部队"), default=False, help_text=_("对外只公开姓名"))

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = _("选举单位")
        verbose_name_plural = pgettext_lazy("plural", "选举单位")
        ordering = ["term", "order"]
        constraints = [models.UniqueConstraint(fields=["term", "name"], name="electoral_unit_once")]

    def __str__(self):
        return self.name


class Delegation(models.Model):
    """The deputies of one electoral unit at one session, and whether their speech roll is complete."""

    session = models.ForeignKey(Session, models.PROTECT, verbose_name=_("会议"), related_name="delegations")
    unit = models.ForeignKey(ElectoralUnit, models.PROTECT, verbose_name=_("选举单位"))
    speech_roll_completed_on = models.DateField(_("发言名单登记完成日"), null=True, blank=True)
    completed_by = models.ForeignKey("tracker.User", models.PROTECT, verbose_name=_("确认人"), null=True, blank=True)

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = _("代表团")
        verbose_name_plural = pgettext_lazy("plural", "代表团")
        ordering = ["session", "unit__order"]
        constraints = [models.UniqueConstraint(fields=["session", "unit"], name="delegation_once")]

    def __str__(self):
        return f"{self.unit}代表团"


class GroupQuerySet(models.QuerySet):
    def visible_to(self, who):
        """All (of the body granted) for staff, a liaison's own."""
        if who.sees_all:
            return self
        return self.filter(term__body__in=who.bodies) if who.is_staff else self.filter(pk__in=who.groups)


class Group(models.Model):
    """A liaison group (联系组) or a professional group (专业组) of a term."""

    class Kind(models.TextChoices):
        LIAISON = "liaison", _("联系组")
        PROFESSIONAL = "professional", _("专业组")

    term = models.ForeignKey(Term, models.PROTECT, verbose_name=_("届"), related_name="groups")
    kind = models.CharField(_("类型"), max_length=20, choices=Kind.choices)
    name = models.CharField(_("名称"), max_length=60)
    order = models.PositiveIntegerField(_("顺序"), default=0)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("联系组、专业组")
        verbose_name_plural = pgettext_lazy("plural", "联系组、专业组")
        ordering = ["term", "kind", "order", "name"]
        constraints = [models.UniqueConstraint(fields=["term", "kind", "name"], name="group_once")]

    def __str__(self):
        return self.name
