"""Bills, suggestions and proposals: what they say, who sponsors them, what became of them as a whole."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .bodies import Body
from .users import Role


class SuggestionQuerySet(models.QuerySet):
    def visible_to(self, who):
        """All (of the body granted) for staff, else what the system, unit or person of who is asking has part in.

        A draft is its sponsors' and the office's own: neither systems nor units see one, nor what is not accepted yet.
        """
        if who.sees_all:
            return self
        if who.is_staff:
            return self.filter(term__body__in=who.bodies)
        if who.role == Role.DEPUTY:
            return self._of_sponsors(who.persons)
        fresh = (Suggestion.State.DRAFT, Suggestion.State.SUBMITTED)
        units = Body.objects.below(who.bodies) if who.role == Role.UNIT else set()
        systems = Body.objects.systems_of(who.bodies) if who.role == Role.REFERRAL_OFFICE else set()
        return (
            self.filter(
                Q(pk__in=Referral.objects.filter(system__in=systems).values("suggestion"))
                | Q(assignments__unit__in=units | Body.objects.below(systems))
            )
            .exclude(state__in=fresh)
            .distinct()
        )

    def _of_sponsors(self, persons):
        """What some persons sponsor, and what it was merged into."""
        sponsored = Sponsor.objects.filter(Q(mandate__person__in=persons) | Q(signatory__person__in=persons))
        merged_in = self.model._base_manager.filter(pk__in=sponsored.values("suggestion"), merged_into__isnull=False)
        return self.filter(Q(pk__in=sponsored.values("suggestion")) | Q(pk__in=merged_in.values("merged_into")))


class Suggestion(models.Model):
    """A bill (议案), a suggestion (建议、批评和意见) or a CPPCC proposal (提案)."""

    class Kind(models.TextChoices):
        BILL = "bill", _("议案")
        SUGGESTION = "suggestion", _("建议")
        PROPOSAL = "proposal", _("提案")

    class Channel(models.TextChoices):
        SESSION = "session", _("大会")
        RECESS = "recess", _("闭会")

    class State(models.TextChoices):
        DRAFT = "draft", _("草稿")
        SUBMITTED = "submitted", _("已提出")
        ACCEPTED = "accepted", _("已受理")
        NOT_FILED = "not_filed", _("不予立案")
        WITHDRAWN = "withdrawn", _("已撤回")
        MERGED = "merged", _("已并案")
        ON_AGENDA = "on_agenda", _("列入议程")
        IN_COMMITTEE = "in_committee", _("委员会审议")
        DELIBERATED = "deliberated", _("审议办结")
        ASSIGNED = "assigned", _("办理中")
        REPLIED = "replied", _("办复")
        REHANDLING = "rehandling", _("重新办理")
        TRACKING = "tracking", _("承诺跟踪")
        CLOSED = "closed", _("评价销号")

    ENDED = ("withdrawn", "not_filed", "merged")

    class Wish(models.TextChoices):
        AGREE = "agree", _("同意公开")
        OBJECT = "object", _("不同意公开")

    class Disposition(models.TextChoices):
        """What becomes of a proposal that is not filed."""

        INFORMATION = "information", _("转社情民意")
        REFERENCE = "reference", _("转有关部门参考")
        RETURNED = "returned", _("退回")

    term = models.ForeignKey("tracker.Term", models.PROTECT, verbose_name=_("届"), related_name="suggestions")
    number = models.CharField(_("编号"), max_length=40, blank=True)
    kind = models.CharField(_("类型"), max_length=12, choices=Kind.choices)
    channel = models.CharField(_("渠道"), max_length=10, choices=Channel.choices)
    title = models.CharField(_("标题"), max_length=200)
    text = models.TextField(_("正文"), blank=True)
    category = models.CharField(_("分类"), max_length=40, blank=True)
    wish = models.CharField(_("公开意愿"), max_length=8, choices=Wish.choices, blank=True)
    submitted_on = models.DateField(_("提出日期"), null=True, blank=True)
    accepted_on = models.DateField(_("受理日期"), null=True, blank=True)
    not_filed_on = models.DateField(_("不予立案日期"), null=True, blank=True)
    disposition = models.CharField(_("不予立案的处理"), max_length=12, choices=Disposition.choices, blank=True)
    treated_on = models.DateField(_("转作建议办理日期"), null=True, blank=True)
    withdrawn_on = models.DateField(_("撤回日期"), null=True, blank=True)
    merged_on = models.DateField(_("并案日期"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("并入"), null=True, blank=True, related_name="merged_items"
    )
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default=State.DRAFT)

    objects = SuggestionQuerySet.as_manager()

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
                condition=Q(state__in=["draft", "withdrawn"]) | Q(submitted_on__isnull=False),
                name="suggestion_submitted_on_a_day",
            ),
            models.CheckConstraint(
                condition=(Q(state="merged") & Q(merged_into__isnull=False) & Q(merged_on__isnull=False))
                | (~Q(state="merged") & Q(merged_into__isnull=True) & Q(merged_on__isnull=True)),
                name="suggestion_merged_into_one",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_bill(self) -> bool:
        """Whether it is still handled as a bill: deliberated by a committee, without units, classes and ratings."""
        return self.kind == self.Kind.BILL and self.treated_on is None


class SponsorManager(models.Manager):
    """Those who still sponsor: who was taken off a draft stays in the table, and is asked for nowhere."""

    def get_queryset(self):
        return super().get_queryset().filter(removed_on=None)


class Sponsor(models.Model):
    """A mandate or an organisation that sponsors a suggestion, as lead (领衔) or jointly (联名)."""

    class Role(models.TextChoices):
        LEAD = "lead", _("领衔")
        JOINT = "joint", _("联名")

    class How(models.TextChoices):
        SYSTEM = "system", _("系统确认")
        PAPER = "paper", _("纸质联名已核")

    class Organisation(models.TextChoices):
        DELEGATION = "delegation", _("代表团")
        DELEGATIONS = "delegations", _("代表团联合")
        PARTY = "party", _("党派团体")
        GROUP = "group", _("小组")
        COMMITTEE = "committee", _("专门委员会")

    suggestion = models.ForeignKey(Suggestion, models.PROTECT, verbose_name=_("议案建议"), related_name="sponsors")
    mandate = models.ForeignKey(
        "tracker.Mandate", models.PROTECT, verbose_name=_("代表"), related_name="sponsorships", null=True, blank=True
    )
    organisation_kind = models.CharField(_("组织类型"), max_length=12, choices=Organisation.choices, blank=True)
    organisation = models.CharField(_("组织名称"), max_length=100, blank=True)
    signatory = models.ForeignKey(
        "tracker.Mandate", models.PROTECT, verbose_name=_("签署人"), related_name="signatures", null=True, blank=True
    )
    role = models.CharField(_("方式"), max_length=6, choices=Role.choices)
    confirmed_on = models.DateField(_("确认日期"), null=True, blank=True)
    how = models.CharField(_("确认方式"), max_length=8, choices=How.choices, blank=True)
    scan = models.CharField(_("扫描件、说明"), max_length=200, blank=True)
    withdraws_on = models.DateField(_("同意撤回日期"), null=True, blank=True)
    removed_on = models.DateField(_("退出联名日期"), null=True, blank=True)

    objects = SponsorManager()

    class Meta:
        verbose_name = _("提出人")
        verbose_name_plural = pgettext_lazy("plural", "提出人")
        ordering = ["suggestion", "-role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion", "mandate"],
                condition=Q(removed_on=None),
                name="sponsor_once",
                violation_error_message=_("这位代表已是提出人。"),
            ),
            models.UniqueConstraint(fields=["suggestion"], condition=Q(role="lead"), name="sponsor_one_lead"),
            models.CheckConstraint(
                condition=(Q(mandate__isnull=False) & Q(organisation="") & Q(signatory__isnull=True))
                | (Q(mandate__isnull=True) & ~Q(organisation="") & ~Q(organisation_kind="")),
                name="sponsor_is_deputy_or_organisation",
                violation_error_message=_("提出人是一位代表，或者一个写明类型的组织。"),
            ),
        ]

    def __str__(self):
        return self.organisation or f"{self.suggestion_id} {self.mandate_id}"

    @property
    def who(self):
        """The mandate that acts for the sponsor: its own, or the signatory's; None where nobody has been named."""
        return self.mandate or self.signatory


class Similarity(models.Model):
    """A suggestion that is like an earlier one (类似建议)."""

    suggestion = models.ForeignKey(Suggestion, models.PROTECT, verbose_name=_("议案建议"), related_name="similar")
    earlier = models.ForeignKey(Suggestion, models.PROTECT, verbose_name=_("类似的以往建议"), related_name="later")
    linked_on = models.DateField(_("关联日期"))
    note = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("类似建议")
        verbose_name_plural = pgettext_lazy("plural", "类似建议")
        ordering = ["suggestion", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion", "earlier"],
                name="similarity_once",
                violation_error_message=_("这两件已经关联。"),
            ),
            models.CheckConstraint(
                condition=~Q(suggestion=models.F("earlier")),
                name="similarity_of_two",
                violation_error_message=_("不能与自身关联。"),
            ),
        ]

    def __str__(self):
        return f"{self.suggestion_id} ~ {self.earlier_id}"


class Deliberation(models.Model):
    """How a bill was deliberated: on the agenda or by a committee, its report, the adoption of the report."""

    suggestion = models.OneToOneField(Suggestion, models.PROTECT, verbose_name=_("议案"), related_name="deliberation")
    agenda_on = models.DateField(_("列入议程日期"), null=True, blank=True)
    committee = models.CharField(_("专门委员会"), max_length=100, blank=True)
    referred_on = models.DateField(_("交付审议日期"), null=True, blank=True)
    reported_on = models.DateField(_("提出报告日期"), null=True, blank=True)
    report = models.TextField(_("审议结果报告"), blank=True)
    adopted_on = models.DateField(_("通过报告日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("议案审议")
        verbose_name_plural = pgettext_lazy("plural", "议案审议")
        ordering = ["suggestion"]

    def __str__(self):
        return f"{self.suggestion_id} {self.committee}"


class Referral(models.Model):
    """A suggestion handed to a system of units (交办), at the assignment meeting (交办会) or later."""

    suggestion = models.ForeignKey(Suggestion, models.PROTECT, verbose_name=_("议案建议"), related_name="referrals")
    system = models.ForeignKey("tracker.Body", models.PROTECT, verbose_name=_("系统"), related_name="referrals")
    referred_on = models.DateField(_("交办日期"))
    meeting = models.CharField(_("交办会"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("交办")
        verbose_name_plural = pgettext_lazy("plural", "交办")
        ordering = ["suggestion", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion", "system"],
                name="referral_once",
                violation_error_message=_("已经交办到这个系统。"),
            )
        ]

    def __str__(self):
        return f"{self.suggestion_id} → {self.system_id}"


class Sketch(models.Model):
    """What finding similar suggestions needs of a text: derived from it, and made anew whenever it changes."""

    suggestion = models.OneToOneField(Suggestion, models.CASCADE, primary_key=True, related_name="sketch")
    grams = models.BinaryField()

    def __str__(self):
        return str(self.suggestion_id)
