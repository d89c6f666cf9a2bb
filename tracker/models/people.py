"""Persons, their mandates, and what is dated about a mandate."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


def typed(text: str) -> str:
    """What was typed for a name, as a form of a reading begins; empty where it cannot be pinyin."""
    text = "".join(text.lower().split()).replace("ü", "v")
    text = text.translate({ord(sign): None for sign in "'’·-"})
    return f" {text}" if text.isascii() and text.isalnum() and not text.isdecimal() else ""


class PersonQuerySet(models.QuerySet):
    def visible_to(self, who):
        """The persons of the mandates that who is asking may see."""
        return self if who.sees_all else self.filter(pk__in=Mandate.objects.visible_to(who).values("person"))


class Person(models.Model):
    """A human being, identified by a number because names repeat."""

    number = models.CharField(_("人员编号"), max_length=40, unique=True)
    name = models.CharField(_("姓名"), max_length=60, db_index=True)
    gender = models.CharField(_("性别"), max_length=4, blank=True)
    nationality = models.CharField(_("民族"), max_length=20, blank=True)
    born = models.CharField(_("出生年月"), max_length=10, blank=True)
    party = models.CharField(_("政治面貌"), max_length=30, blank=True)
    work = models.CharField(_("工作单位及职务"), max_length=200, blank=True)
    telephone = models.CharField(_("手机"), max_length=30, blank=True)
    pinyin = models.CharField(_("拼音"), max_length=100, blank=True, help_text=_("供查找使用，如 zhang san"))

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("人员")
        verbose_name_plural = pgettext_lazy("plural", "人员")
        ordering = ["number"]

    def __str__(self):
        return self.name


class Reading(models.Model):
    """How a person's name is read in pinyin, for searching alone: what people type for it, a blank before each form."""

    person = models.OneToOneField(Person, models.CASCADE, verbose_name=_("人员"), related_name="reading")
    text = models.CharField(_("读音"), max_length=200)

    class Meta:
        verbose_name = _("姓名读音")
        verbose_name_plural = pgettext_lazy("plural", "姓名读音")

    def __str__(self):
        return self.text


class MandateQuerySet(models.QuerySet):
    def serving(self, on):
        """The mandates held on a day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=on), starts_on__lte=on)

    def of_group(self, group, on):
        """The mandates that belong to a group on a day."""
        return self._at("memberships", on, group=group)

    def of_unit(self, unit, on):
        """The mandates that belong to an electoral unit on a day."""
        return self._at("unit_spells", on, unit=unit)

    def _at(self, spells, on, **place):
        lasting = Q(**{f"{spells}__ends_on": None}) | Q(**{f"{spells}__ends_on__gt": on})
        here = {f"{spells}__{name}": row for name, row in place.items()}
        return self.filter(lasting, **here, **{f"{spells}__starts_on__lte": on}).distinct()

    def visible_to(self, who):
        """The mandates that who is asking may see one by one: all (of the body granted) for staff, own group, self."""
        if who.sees_all:
            return self
        if who.is_staff:
            return self.filter(term__body__in=who.bodies)
        in_group = GroupMembership.objects.filter(
            Q(ends_on=None) | Q(ends_on__gt=who.on), group__in=who.groups, starts_on__lte=who.on
        )
        return self.filter(Q(pk__in=in_group.values("mandate")) | Q(person__in=who.persons))

    def called(self, text):
        """The mandates that a text names: part of the number, part of the name, or how the name is read."""
        holds = "icontains" if text.isascii() else "contains"  # PostgreSQL compares twice as fast where case is none
        name, spoken = "".join(text.split()), typed(text)
        found = Q(**{f"number__{holds}": text}) | Q(**{f"person__name__{holds}": name})
        return self.filter(found | Q(person__reading__text__contains=spoken) if spoken else found)

    def called_all(self, text):
        """The mandates that every word of a text names."""
        rows = self
        for word in text.split():
            rows = rows.called(word)
        return rows

    def listed(self):
        """In the published order: list position, then number."""
        return self.order_by(F("list_position").asc(nulls_last=True), "number")


class Mandate(models.Model):
    """One person's seat in one term (一届代表资格), held on [starts_on, ends_on)."""

    person = models.ForeignKey(Person, models.PROTECT, verbose_name=_("人员"), related_name="mandates")
    term = models.ForeignKey("tracker.Term", models.PROTECT, verbose_name=_("届"), related_name="mandates")
    number = models.CharField(_("代表编号"), max_length=40)
    list_position = models.PositiveIntegerField(_("名单序号"), null=True, blank=True)
    category = models.CharField(_("代表类别"), max_length=40, blank=True)
    starts_on = models.DateField(_("任职起"))
    ends_on = models.DateField(_("任职止（不含）"), null=True, blank=True)
    end_reason = models.CharField(_("代表资格终止原因"), max_length=200, blank=True)
    by_election = models.BooleanField(_("补选"), default=False)
    re_elected = models.BooleanField(_("连任"), null=True, blank=True)
    is_grassroots = models.BooleanField(_("基层代表"), default=False)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("代表")
        verbose_name_plural = pgettext_lazy("plural", "代表")
        ordering = [F("list_position").asc(nulls_last=True), "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "number"],
                name="mandate_number_once",
                violation_error_message=_("本届已有这个代表编号。"),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="mandate_ends_later",
                violation_error_message=_("任职止须晚于任职起。"),
            ),
        ]

    def __str__(self):
        return self.number


class MandateUnit(models.Model):
    """The electoral unit of a mandate during a time: units merge and deputies move inside a term."""

    mandate = models.ForeignKey(Mandate, models.PROTECT, verbose_name=_("代表"), related_name="unit_spells")
    unit = models.ForeignKey("tracker.ElectoralUnit", models.PROTECT, verbose_name=_("选举单位"))
    starts_on = models.DateField(_("起"))
    ends_on = models.DateField(_("止（不含）"), null=True, blank=True)

    class Meta:
        verbose_name = _("所属选举单位")
        verbose_name_plural = pgettext_lazy("plural", "所属选举单位")
        ordering = ["mandate", "starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["mandate", "starts_on"], name="mandate_unit_once"),
            models.UniqueConstraint(fields=["mandate"], condition=Q(ends_on=None), name="mandate_unit_open_once"),
        ]

    def __str__(self):
        return f"{self.mandate_id} → {self.unit_id}"


class GroupMembership(models.Model):
    """The membership of a mandate in a group during a time."""

    mandate = models.ForeignKey(Mandate, models.PROTECT, verbose_name=_("代表"), related_name="memberships")
    group = models.ForeignKey("tracker.Group", models.PROTECT, verbose_name=_("组"))
    starts_on = models.DateField(_("起"))
    ends_on = models.DateField(_("止（不含）"), null=True, blank=True)

    class Meta:
        verbose_name = _("所属组")
        verbose_name_plural = pgettext_lazy("plural", "所属组")
        ordering = ["mandate", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["mandate", "group"], condition=Q(ends_on=None), name="membership_open_once"
            ),
        ]

    def __str__(self):
        return f"{self.mandate_id} → {self.group_id}"


class InterruptionKind(models.TextChoices):
    """Why service was interrupted; what each kind does to a requirement is said in scores."""

    SICK = "sick", _("病假")
    MATERNITY = "maternity", _("产假")
    OFFICIAL = "official", _("公务")
    PERSONAL = "personal", _("事假")
    OTHER = "other", _("其他")
    RELEASED = "released", _("免予要求")
    SUSPENDED = "suspended", _("暂时停止执行代表职务")


class InterruptionQuerySet(models.QuerySet):
    def visible_to(self, who):
        """Leaves and suspensions tell of illness and custody: for those allowed to see the reasons, of the own body."""
        if not who.sees_reasons:
            return self.none()
        return self if who.sees_all else self.filter(mandate__in=Mandate.objects.visible_to(who).values("pk"))


class Interruption(models.Model):
    """A leave, a release or a suspension of a mandate on [starts_on, ends_on)."""

    mandate = models.ForeignKey(Mandate, models.PROTECT, verbose_name=_("代表"), related_name="interruptions")
    kind = models.CharField(_("类型"), max_length=20, choices=InterruptionKind.choices)
    starts_on = models.DateField(_("起"))
    ends_on = models.DateField(_("止（恢复之日）"), null=True, blank=True)
    approved = models.BooleanField(_("已批准"), default=False)
    approved_by = models.CharField(_("批准人"), max_length=60, blank=True)
    document = models.CharField(_("文号"), max_length=100, blank=True)
    is_void = models.BooleanField(_("作废"), default=False)

    objects = InterruptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("请假、暂停")
        verbose_name_plural = pgettext_lazy("plural", "请假、暂停")
        ordering = ["mandate", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["mandate", "kind", "starts_on"],
                condition=Q(is_void=False),
                name="interruption_once",
                violation_error_message=_("已有同一代表、同一类型、同一起始日的记录。"),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="interruption_ends_later",
                violation_error_message=_("恢复之日须晚于起始日。"),
            ),
        ]

    def __str__(self):
        return f"{self.mandate_id} {self.starts_on}"
