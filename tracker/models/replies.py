"""What a unit answers and promises, and how the sponsors rate both."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .scopes import StaffQuerySet


class Rating(models.TextChoices):
    """How a sponsor finds a reply, or the keeping of a commitment."""

    SATISFIED = "satisfied", _("满意")
    BASICALLY = "basically", _("基本满意")
    UNSATISFIED = "unsatisfied", _("不满意")


class Reply(models.Model):
    """A unit's reply (答复函) in one round; a co-handler's opinion goes to the host and carries no class."""

    class Class(models.TextChoices):
        A = "A", _("A 类")
        B = "B", _("B 类")
        C = "C", _("C 类")
        D = "D", _("D 类")

    assignment = models.ForeignKey("tracker.Assignment", models.PROTECT, verbose_name=_("承办"), related_name="replies")
    round = models.PositiveIntegerField(_("轮次"), default=1)
    reply_class = models.CharField(_("答复类别"), max_length=1, choices=Class.choices, blank=True)
    document_number = models.CharField(_("文号"), max_length=60, blank=True)
    text = models.TextField(_("答复内容"), blank=True)
    signed_by = models.CharField(_("签发人"), max_length=40, blank=True)
    contact_person = models.CharField(_("联系人"), max_length=40, blank=True)
    contact_telephone = models.CharField(_("联系电话"), max_length=40, blank=True)
    copies_to = models.CharField(_("抄送"), max_length=200, blank=True)
    replied_on = models.DateField(_("答复日期"))

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = _("答复")
        verbose_name_plural = pgettext_lazy("plural", "答复")
        ordering = ["assignment", "round"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "round"],
                name="reply_once_a_round",
                violation_error_message=_("这一轮已经答复。"),
            )
        ]

    def __str__(self):
        return f"{self.assignment} · 第 {self.round} 轮"


class Commitment(models.Model):
    """Something a reply promises by a day (承诺事项)."""

    reply = models.ForeignKey(Reply, models.PROTECT, verbose_name=_("答复"), related_name="commitments")
    text = models.CharField(_("承诺事项"), max_length=500)
    due_on = models.DateField(_("承诺期限"))
    confirmed_by_deputy_on = models.DateField(_("代表确认日期"), null=True, blank=True)
    reported_done_on = models.DateField(_("报告落实日期"), null=True, blank=True)
    done_note = models.CharField(_("落实情况"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("承诺事项")
        verbose_name_plural = pgettext_lazy("plural", "承诺事项")
        ordering = ["reply", "due_on", "pk"]

    def __str__(self):
        return self.text


class LookBack(models.Model):
    """A look back (回头看) at a closed assignment that found it undone."""

    assignment = models.ForeignKey(
        "tracker.Assignment", models.PROTECT, verbose_name=_("承办"), related_name="look_backs"
    )
    found_on = models.DateField(_("日期"))
    reason = models.CharField(_("未落实情况"), max_length=500)

    class Meta:
        verbose_name = _("回头看")
        verbose_name_plural = pgettext_lazy("plural", "回头看")
        ordering = ["assignment", "pk"]

    def __str__(self):
        return f"{self.assignment} · {self.found_on}"


class Evaluation(models.Model):
    """A sponsor's receipt (回执); never changed: a correction is a new one that names the old."""

    class Stage(models.TextChoices):
        REPLY = "reply", _("答复函回执")
        FULFILMENT = "fulfilment", _("承诺事项落实情况回执")

    class Source(models.TextChoices):
        SYSTEM = "system", _("代表本人")
        PAPER = "paper", _("纸质回执（代录）")
        TELEPHONE = "telephone", _("电话回访（代录）")

    assignment = models.ForeignKey(
        "tracker.Assignment", models.PROTECT, verbose_name=_("承办"), related_name="evaluations"
    )
    round = models.PositiveIntegerField(_("轮次"), default=1)
    stage = models.CharField(_("环节"), max_length=10, choices=Stage.choices, default=Stage.REPLY)
    sponsor = models.ForeignKey("tracker.Sponsor", models.PROTECT, verbose_name=_("评价人"), related_name="evaluations")
    rating = models.CharField(_("评价"), max_length=11, choices=Rating.choices)
    attitude = models.CharField(_("办理态度"), max_length=11, choices=Rating.choices, blank=True)
    comment = models.CharField(_("意见"), max_length=500, blank=True)
    evaluated_on = models.DateField(_("日期"))
    source = models.CharField(_("来源"), max_length=9, choices=Source.choices, default=Source.SYSTEM)
    entered_by = models.ForeignKey("tracker.User", models.PROTECT, verbose_name=_("录入人"), related_name="+")
    note = models.CharField(_("扫描件、说明"), max_length=200, blank=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, verbose_name=_("更正"), null=True, blank=True, related_name="corrected_by"
    )
    correction_reason = models.CharField(_("更正原因"), max_length=200, blank=True)
    look_back = models.ForeignKey(
        LookBack, models.PROTECT, verbose_name=_("回头看"), null=True, blank=True, related_name="receipts"
    )

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = _("评价")
        verbose_name_plural = pgettext_lazy("plural", "评价")
        ordering = ["assignment", "round", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "round", "sponsor"],
                condition=Q(stage="reply", corrects=None),
                name="evaluation_once_a_round",
                violation_error_message=_("这位提出人已评价过这一轮答复；需要改动的，请用更正。"),
            ),
            models.CheckConstraint(
                condition=~Q(rating="unsatisfied") | ~Q(comment=""),
                name="evaluation_unsatisfied_says_why",
                violation_error_message=_("评价为不满意的，请写明意见。"),
            ),
            models.CheckConstraint(
                condition=Q(source="system") | ~Q(note=""),
                name="evaluation_entered_with_proof",
                violation_error_message=_("代录回执须附扫描件或者说明。"),
            ),
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(correction_reason=""),
                name="evaluation_corrected_with_reason",
                violation_error_message=_("请写明更正的原因。"),
            ),
        ]

    def __str__(self):
        return f"{self.assignment} · {self.get_rating_display()}"


class EvaluationLine(models.Model):
    """How one commitment was found kept, on a receipt of fulfilment."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, verbose_name=_("评价"), related_name="lines")
    commitment = models.ForeignKey(Commitment, models.PROTECT, verbose_name=_("承诺事项"), related_name="lines")
    rating = models.CharField(_("评价"), max_length=11, choices=Rating.choices)

    class Meta:
        verbose_name = _("承诺事项评价")
        verbose_name_plural = pgettext_lazy("plural", "承诺事项评价")
        ordering = ["evaluation", "pk"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "commitment"], name="evaluation_line_once")]

    def __str__(self):
        return f"{self.commitment} · {self.get_rating_display()}"
