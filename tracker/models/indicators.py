"""What the ledger counts and documents report: indicators, and the natures of numbers that are never mixed."""

from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _


class Nature(models.TextChoices):
    """What a number counts; numbers of different natures are never added or compared."""

    ACTIVITIES = "activities", _("次数")
    PERSONS = "persons", _("人数")
    PERSON_TIMES = "person_times", _("人次")
    ITEMS = "items", _("件数")
    RATE = "rate", _("比率")


UNITS = {  # the nature that a unit of a report says; every other unit counts items
    **dict.fromkeys(("次", "场", "期", "场次"), Nature.ACTIVITIES),
    **dict.fromkeys(("名", "位", "人"), Nature.PERSONS),
    "人次": Nature.PERSON_TIMES,
    "%": Nature.RATE,
}


GENERAL = frozenset({"项", "个"})  # units that reports use for activities and items alike


def nature_of(unit: str) -> str:
    """The nature that a unit of a report says."""
    return UNITS.get(unit, Nature.ITEMS)


def is_of_nature(unit: str, nature: str) -> bool:
    """Whether a number in a unit may count things of a nature."""
    return nature_of(unit) == nature or (unit in GENERAL and nature == Nature.ACTIVITIES)


class Measure(models.TextChoices):
    """What the ledger can count for an indicator, among the duties of its kinds and for its deputies."""

    ACTIVITIES = "activities", _("活动场次")
    PERSONS = "persons", _("代表人数")
    PERSON_TIMES = "person_times", _("代表人次")
    RECORDS = "records", _("登记件数")
    COVERAGE = "coverage", _("时段内覆盖率")
    TERM_COVERAGE = "term_coverage", _("届内累计覆盖率")
    PEOPLE_REACHED = "people_reached", _("接待走访群众人次")
    OPINIONS = "opinions", _("收集意见条数")
    PROBLEMS_SOLVED = "problems_solved", _("协调解决件数")
    WORK_SUGGESTIONS = "work_suggestions", _("提出工作建议条数")
    NATIONAL_GUESTS = "national_guests", _("全国人大代表参加人次")
    DEPUTIES = "deputies", _("在任代表人数")
    LIAISON_GROUPS = "liaison_groups", _("联系组数")
    PROFESSIONAL_GROUPS = "professional_groups", _("专业组数")
    BILLS = "bills", _("受理的议案")
    BILLS_DELIBERATED = "bills_deliberated", _("审议完毕的议案")
    SUGGESTIONS = "suggestions", _("受理的建议")
    SUGGESTIONS_IN_SESSION = "suggestions_in_session", _("大会期间的建议")
    SUGGESTIONS_OUT_OF_SESSION = "suggestions_out_of_session", _("闭会期间的建议")
    ASSIGNMENTS = "assignments", _("承办件（主办、分办）")
    SUGGESTIONS_REPLIED = "suggestions_replied", _("答复完毕的建议")
    TIMELINESS = "timeliness", _("时效率")
    CONTACTED = "contacted", _("面商率")
    FIRST_SATISFACTION = "first_satisfaction", _("首次满意率")
    FINAL_SATISFACTION = "final_satisfaction", _("最终满意率")
    IMPLEMENTATION = "implementation", _("落实率")
    REHANDLED = "rehandled", _("重新办理的承办件")
    SUGGESTIONS_PUBLISHED = "suggestions_published", _("公开的建议")
    REPLIES_PUBLISHED = "replies_published", _("公开的答复函")
    KEY_SUPERVISED = "key_supervised", _("重点督办的建议")
    KEY_FINISHED = "key_finished", _("已办结的重点督办建议")


NATURES = {  # of what each measure is a number; every other one counts items
    Measure.ACTIVITIES: Nature.ACTIVITIES,
    **dict.fromkeys((Measure.PERSONS, Measure.DEPUTIES), Nature.PERSONS),
    **dict.fromkeys((Measure.PERSON_TIMES, Measure.PEOPLE_REACHED, Measure.NATIONAL_GUESTS), Nature.PERSON_TIMES),
    **dict.fromkeys((Measure.COVERAGE, Measure.TERM_COVERAGE, Measure.TIMELINESS, Measure.CONTACTED), Nature.RATE),
    **dict.fromkeys((Measure.FIRST_SATISFACTION, Measure.FINAL_SATISFACTION, Measure.IMPLEMENTATION), Nature.RATE),
}


def nature_counted(measure: str) -> str:
    """The nature of what the ledger counts by a measure."""
    return NATURES.get(measure, Nature.ITEMS)


def is_comparable(unit: str, measure: str) -> bool:
    """Whether a number in a unit counts the same kind of thing as a measure of the ledger."""
    return is_of_nature(unit, nature_counted(measure))


class Scope(models.TextChoices):
    """What a figure is about."""

    RULE = "rule", _("要求")
    REFERENCE = "reference", _("依据")
    DEPUTY = "deputy", _("代表履职")
    NPC_DEPUTY = "npc_deputy", _("全国人大代表")
    TRAINING = "training", _("培训")
    STATION = "station", _("代表家站")
    ORGANIZATION = "organization", _("组织")
    SUGGESTION = "suggestion", _("建议")
    BILL = "bill", _("议案")
    CONSTITUENT_REQUEST = "constituent_request", _("群众意见要求")
    PLEDGE = "pledge", _("承诺")
    AWARD = "award", _("评选")
    INSTITUTION = "institution", _("机关工作")
    PROPOSAL = "proposal", _("提案")
    CPPCC_MEMBER = "cppcc_member", _("政协委员")
    CPPCC_INSTITUTION = "cppcc_institution", _("政协机关")


class Section(models.TextChoices):
    """The sections of the work report, in their order."""

    ACTIVITIES = "activities", _("代表活动")
    CONTACT = "contact", _("联系群众")
    TRAINING = "training", _("履职培训")
    DUTY_REPORTS = "duty_reports", _("述职和办好事实事")
    PARTICIPATION = "participation", _("列席和受邀参加")
    SUGGESTIONS = "suggestions", _("议案建议办理")


class Named:
    """What has a Chinese ``label`` and perhaps an ``english`` one."""

    @property
    def name(self) -> str:
        """The label in the language of the screen; in Chinese where there is no English one."""
        is_chinese = (get_language() or "zh").startswith("zh")
        return self.label if is_chinese or not self.english else self.english


class Indicator(Named, models.Model):
    """What a figure is of: how documents call it, and what the ledger counts for it, if it counts that at all.

    ``measure`` over the duties of ``kinds`` (none: all out of session) is what the ledger counts; with a ``section``
    the work report states it.
    """

    code = models.SlugField(_("代码"), max_length=60, unique=True)
    label = models.CharField(_("名称"), max_length=60)
    english = models.CharField(_("英文"), max_length=120, blank=True)
    unit = models.CharField(_("单位"), max_length=10)
    scope = models.CharField(_("范围"), max_length=20, choices=Scope.choices)
    words = models.JSONField(_("其他说法"), default=list, blank=True, help_text=_("报告里的其他叫法，用于识别"))
    measure = models.CharField(pgettext_lazy("measure", "账本计数"), max_length=30, choices=Measure.choices, blank=True)
    kinds = models.ManyToManyField(
        "tracker.DutyKind", verbose_name=_("计入类别"), blank=True, help_text=_("空白表示全部闭会期间的类别")
    )
    grassroots_only = models.BooleanField(_("只计基层代表"), default=False)
    section = models.CharField(_("工作报告部分"), max_length=20, choices=Section.choices, blank=True)
    definition = models.CharField(_("含义"), max_length=300, blank=True)
    order = models.PositiveIntegerField(_("顺序"), default=0)

    class Meta:
        verbose_name = _("指标")
        verbose_name_plural = pgettext_lazy("plural", "指标")
        ordering = ["order", "code"]

    def __str__(self):
        return self.label

    @property
    def nature(self) -> str:
        """What its unit says that it counts."""
        return nature_of(self.unit)
