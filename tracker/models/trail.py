"""Who did what: import batches and the append-only trail."""

from datetime import date
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .imports import SheetKind
from .scopes import BODIES, StaffQuerySet, of_bodies


class ImportBatchQuerySet(StaffQuerySet):
    def visible_to(self, who):
        """All (of the body granted) for staff; files of leaves and suspensions where their reasons may be seen."""
        rows = super().visible_to(who)
        return rows if who.sees_reasons else rows.exclude(kind=SheetKind.INTERRUPTIONS)


class ImportBatch(models.Model):
    """One file that was imported."""

    term = models.ForeignKey("tracker.Term", models.PROTECT, verbose_name=_("届"))
    kind = models.CharField(_("类型"), max_length=20, choices=SheetKind.choices)
    file_name = models.CharField(_("文件名"), max_length=200)
    file_hash = models.CharField("SHA-256", max_length=64)
    imported_by = models.ForeignKey("tracker.User", models.PROTECT, verbose_name=_("导入人"))
    imported_at = models.DateTimeField(_("导入时间"))
    rows = models.PositiveIntegerField(_("行数"), default=0)
    new = models.PositiveIntegerField(_("新增"), default=0)
    changed = models.PositiveIntegerField(_("变更"), default=0)
    unchanged = models.PositiveIntegerField(_("未变"), default=0)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("导入批次")
        verbose_name_plural = pgettext_lazy("plural", "导入批次")
        ordering = ["-imported_at", "-pk"]

    def __str__(self):
        return self.file_name


class EventQuerySet(models.QuerySet):
    def visible_to(self, who):
        """All for staff, of a body granted those about its facts and about what all bodies share; nothing for others.

        What an event says of a leave or a suspension is kept back by whatever shows it.
        """
        if who.sees_all:
            return self
        return self.filter(self._of_bodies(who.bodies)) if who.is_staff else self.none()

    def _of_bodies(self, bodies):
        found = models.Q()
        for subject in self.model.Subject.values:
            facts = apps.get_model("tracker", subject)
            own = facts._base_manager.filter(of_bodies(facts, bodies)).order_by() if BODIES[subject] else None
            found |= models.Q(subject=subject) & (
                models.Q(object_id__in=own.values("pk")) if own is not None else models.Q()
            )
        return found


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
        FILE = "file", _("立案")
        NOT_FILE = "not_file", _("不予立案")
        DROP_SPONSOR = "drop_sponsor", _("退出联名")
        CONSENT = "consent", _("同意撤回")
        WITHDRAW = "withdraw", _("撤回")
        MERGE = "merge", _("并案")
        TREAT = "treat_as_suggestion", _("转作建议办理")
        PUT_ON_AGENDA = "put_on_agenda", _("列入议程")
        REFER_TO_COMMITTEE = "refer_to_committee", _("交付委员会审议")
        REPORT_DELIBERATION = "report_deliberation", _("提出审议结果报告")
        ADOPT_REPORT = "adopt_report", _("通过审议结果报告")
        DERIVE = "derive", _("随承办情况变化")
        REFER = "refer", _("交办到系统")
        HAND_TO = "hand_to", _("交办承办单位")
        RECEIVE = "receive", _("签收")
        RETURN_ASSIGNMENT = "return_assignment", _("申请退办")
        ACCEPT_RETURN = "accept_return", _("同意退办")
        REFUSE_RETURN = "refuse_return", _("不同意退办")
        EXTEND = "extend", _("延期")
        REDATE = "redate", _("调整期限")
        END_HANDLING = "end_handling", _("终止办理")
        CONTACT = "contact", _("沟通")
        PROGRESS = "progress", _("办理进展")
        REPLY = "reply", _("答复")
        COMMIT = "commit", _("承诺")
        CONFIRM_COMMITMENT = "confirm_commitment", _("代表确认承诺")
        REPORT_DONE = "report_done", _("报告承诺落实")
        EVALUATE = "evaluate", _("评价")
        CORRECT_RECEIPT = "correct_receipt", _("更正评价")
        REHANDLE = "rehandle", _("开始重新办理")
        CANCEL_ROUND = "cancel_round", _("撤销重新办理")
        LOOK_BACK = "look_back", _("回头看")
        SUPERVISE = "supervise", _("督办")
        FINISH_SUPERVISION = "finish_supervision", _("督办办结")
        DISCLOSE = "disclose", _("公开审定")
        LINK_SIMILAR = "link_similar", _("关联类似建议")
        OVERDUE = "overdue", _("逾期")
        SET_DAY = "set_day", _("设定工作日")
        REPORT_NOTHING = "report_nothing", _("零报告")
        WITHDRAW_REPORT = "withdraw_report", _("撤回零报告")
        ANSWER_ROLL = "answer_roll", _("代表核对")
        SETTLE = "settle", _("处理异议")
        ATTACH = "attach", _("附佐证材料")
        DETACH = "detach", _("撤下佐证材料")
        REMIND = "remind", _("提醒、催办")
        APPROVE = "approve", _("审定结果")
        WITHDRAW_APPROVAL = "withdraw_approval", _("撤销审定")
        READ_REPORT = "read_report", _("读取报告")
        PROPOSE_FIGURE = "propose_figure", _("识别数字")
        REPORT_FIGURE = "report_figure", _("登记公布的数字")
        ACCEPT_FIGURE = "accept_figure", _("采用")
        REJECT_FIGURE = "reject_figure", _("不采用")
        RECONSIDER = "reconsider", _("重新核对")
        WITHDRAW_FIGURE = "withdraw_figure", _("撤销数字")
        FINISH_READING = "finish_reading", _("核对完毕")
        DISCARD_READING = "discard_reading", _("放弃文件")

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
        SIMILARITY = "similarity", _("类似建议")
        DELIBERATION = "deliberation", _("议案审议")
        REFERRAL = "referral", _("交办")
        ASSIGNMENT = "assignment", _("承办")
        CONTACT = "contact", _("沟通")
        PROGRESS = "progress", _("办理进展")
        REPLY = "reply", _("答复")
        COMMITMENT = "commitment", _("承诺事项")
        EVALUATION = "evaluation", _("评价")
        EVALUATION_LINE = "evaluationline", _("承诺事项评价")
        REHANDLING = "rehandling", _("重新办理")
        LOOK_BACK = "lookback", _("回头看")
        SUPERVISION = "supervision", _("督办")
        DISCLOSURE = "disclosure", _("公开审定")
        CALENDAR_DAY = "calendarday", _("工作日调整")
        ZERO_REPORT = "zeroreport", _("零报告")
        ROLL_ANSWER = "rollanswer", _("代表核对")
        EVIDENCE = "evidence", _("佐证材料")
        REMINDER = "reminder", _("提醒、催办")
        APPROVAL = "approval", _("结果审定")
        REPORTED_FIGURE = "reportedfigure", _("公布的数字")
        REPORT_READING = "reportreading", _("读取的文件")
        FIGURE_PROPOSAL = "figureproposal", _("识别出的数字")

    class State(models.TextChoices):
        """The states of duty records, suggestions and assignments; what a state is called depends on the subject."""

        DRAFT = "draft", _("草稿")
        SUBMITTED = "submitted", _("已提交")
        VERIFIED = "verified", _("已审核")
        RETURNED = "returned", _("退回修改")
        VOID = "void", _("作废")
        ACCEPTED = "accepted", _("已受理")
        NOT_FILED = "not_filed", _("不予立案")
        WITHDRAWN = "withdrawn", _("已撤回")
        MERGED = "merged", _("已并案")
        ON_AGENDA = "on_agenda", _("列入议程")
        IN_COMMITTEE = "in_committee", _("委员会审议")
        DELIBERATED = "deliberated", _("审议办结")
        ASSIGNED = "assigned", _("办理中")
        RETURN_ASKED = "return_asked", _("申请退办")
        REPLIED = "replied", _("办复")
        REHANDLING = "rehandling", _("重新办理")
        TRACKING = "tracking", _("承诺跟踪")
        CLOSED = "closed", _("评价销号")
        ENDED = "ended", _("终止办理")
        PROPOSED = "proposed", _("待核对")
        CORRECTED = "corrected", _("更正后采用")
        REJECTED = "rejected", _("不采用")
        OPEN = "open", _("核对中")
        DONE = "done", _("已核对")
        DISCARDED = "discarded", _("已放弃")

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

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("操作记录")
        verbose_name_plural = pgettext_lazy("plural", "操作记录")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["object_id", "subject"], name="event_of_object"),
            models.Index(fields=["subject", "id"], name="event_by_subject"),
            models.Index(fields=["verb", "id"], name="event_by_verb"),
            models.Index(fields=["at", "id"], name="event_by_time"),
        ]

    def __str__(self):
        return f"{self.subject} {self.object_id} {self.verb}"

    @property
    def day(self) -> date:
        """The day of the event, as the office's clock has it."""
        return self.at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()

    @property
    def from_label(self) -> str:
        """The state before, in the words of the subject."""
        return self._label(self.from_state)

    @property
    def to_label(self) -> str:
        """The state after, in the words of the subject."""
        return self._label(self.to_state)

    def _label(self, state):
        model = apps.get_model("tracker", self.subject)
        return dict(model._meta.get_field("state").flatchoices).get(state, state) if state else ""


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
