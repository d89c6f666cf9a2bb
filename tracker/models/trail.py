"""Who did what: import batches, the append-only trail, the marks of the seeds."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ImportBatch(models.Model):
    """One file that was imported."""

    term = models.ForeignKey("tracker.Term", models.PROTECT, verbose_name=_("届"))
    kind = models.CharField(_("类型"), max_length=20)
    file_name = models.CharField(_("文件名"), max_length=200)
    file_hash = models.CharField("SHA-256", max_length=64)
    imported_by = models.ForeignKey("tracker.User", models.PROTECT, verbose_name=_("导入人"))
    imported_at = models.DateTimeField(_("导入时间"))
    rows = models.PositiveIntegerField(_("行数"), default=0)
    new = models.PositiveIntegerField(_("新增"), default=0)
    changed = models.PositiveIntegerField(_("变更"), default=0)
    unchanged = models.PositiveIntegerField(_("未变"), default=0)

    class Meta:
        verbose_name = _("导入批次")
        verbose_name_plural = pgettext_lazy("plural", "导入批次")
        ordering = ["-imported_at", "-pk"]

    def __str__(self):
        return self.file_name


class Event(models.Model):
    """One move of one fact; never changed or deleted (triggers refuse it)."""

    class Verb(models.TextChoices):
        """What the ledger does, as its events name it."""

        REGISTER = "register", _("登记人员")
        ELECT = "elect", _("当选")
        ASSIGN = "assign", _("列入选举单位")
        JOIN = "join", _("编入组")
        MOVE = "move", _("变更")
        CORRECT = "correct", _("更正")
        END = "end", _("终止")
        REINSTATE = "reinstate", _("撤销终止")
        INTERRUPT = "interrupt", _("登记请假、暂停")
        CONVENE = "convene", _("登记会议")
        SEAT = "seat", _("列入代表团")
        COMPLETE_ROLL = "complete_roll", _("发言名单登记完成")
        REOPEN_ROLL = "reopen_roll", _("重新打开发言名单")
        FOLLOW = "follow", _("随会期改日期")
        HOLD = "hold", _("登记活动")
        WELCOME = "welcome", _("登记其他层级人员")
        RECORD = "record", _("登记履职")
        SUBMIT = "submit", _("提交")
        VERIFY = "verify", _("审核通过")
        RETURN = "return", pgettext_lazy("verb", "退回修改")
        AMEND = "amend", _("修改")
        RESTATE = "restate", _("改录")
        VOID = "void", _("作废")
        DRAFT = "draft", _("起草")
        SPONSOR = "sponsor", _("列为提出人")
        CONFIRM = "confirm", _("提出人确认")
        ACCEPT = "accept", _("受理")
        RETURN_TO_SPONSOR = "return_to_sponsor", _("退回提出人")
        ENTER = "enter", _("补录历史")

    class Subject(models.TextChoices):
        """The tables of facts."""

        PERSON = "person", _("人员")
        MANDATE = "mandate", _("代表")
        UNIT = "mandateunit", _("所属选举单位")
        GROUP = "groupmembership", _("所属组")
        INTERRUPTION = "interruption", _("请假、暂停")
        SESSION = "session", _("人代会会议")
        DELEGATION = "delegation", _("代表团")
        ACTIVITY = "activity", _("履职活动")
        GUEST = "activityguest", _("其他层级参加人员")
        RECORD = "dutyrecord", _("履职登记")
        SUGGESTION = "suggestion", _("议案建议")
        SPONSOR = "sponsor", _("提出人")

    class State(models.TextChoices):
        """The states of duty records and suggestions."""

        DRAFT = "draft", _("草稿")
        SUBMITTED = "submitted", _("已提交")
        VERIFIED = "verified", _("已审核")
        RETURNED = "returned", _("退回修改")
        VOID = "void", _("作废")
        ACCEPTED = "accepted", _("已受理")

    at = models.DateTimeField(_("时间"))
    actor = models.ForeignKey("tracker.User", models.PROTECT, verbose_name=_("操作人"), related_name="+")
    subject = models.CharField(_("对象类型"), max_length=40, choices=Subject.choices)
    object_id = models.BigIntegerField(_("对象编号"))
    verb = models.CharField(_("操作"), max_length=40, choices=Verb.choices)
    from_state = models.CharField(_("原状态"), max_length=20, blank=True, choices=State.choices)
    to_state = models.CharField(_("新状态"), max_length=20, blank=True, choices=State.choices)
    before = models.JSONField(_("变更前的值"), default=dict, blank=True)
    note = models.TextField(_("说明"), blank=True)
    row_hash = models.CharField(_("行的 SHA-256"), max_length=64)

    class Meta:
        verbose_name = _("操作记录")
        verbose_name_plural = pgettext_lazy("plural", "操作记录")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["subject", "object_id"])]

    def __str__(self):
        return f"{self.subject} {self.object_id} {self.verb}"


class Submission(models.Model):
    """A form that was sent: its key makes sure that sending it twice does what it says once."""

    key = models.CharField(max_length=64, unique=True)
    content = models.CharField(max_length=64)
    actor = models.ForeignKey("tracker.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    subject = models.CharField(max_length=40, blank=True)
    object_id = models.BigIntegerField(null=True)

    def __str__(self):
        return self.key


class SeedMark(models.Model):
    """What the seeds last wrote into a row of reference data, so that an administrator's change is never undone."""

    subject = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "key"], name="seed_mark_once")]

    def __str__(self):
        return f"{self.subject} {self.key}"
