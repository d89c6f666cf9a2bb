"""The four sheets of a register of suggestions: what each is called, and its columns."""

import re
from dataclasses import dataclass
from datetime import date

from ....models import Assignment, Evaluation, Rating, Reply, Suggestion
from ...cleaners import NARROW, Choice, Code, Day, Invalid, Name, Text, Whole, YesNo, plain, tidy
from ...columns import Column
from ...workbook import SAMPLE, Form
from ..lookup import chinese

SEPARATORS = re.compile(r"[、,，;；\s]+")
CLASSES = tuple((code, code) for code in Reply.Class.values)
FIRST_ROUND, FIRST_STAGE = 1, Evaluation.Stage.REPLY.value


@dataclass(frozen=True)
class Codes(Code):
    """Several numbers, separated by 、 or line breaks."""

    limit: int = 40

    @property
    def expects(self) -> str:
        return "一个或几个编号，用顿号隔开"

    def __call__(self, value: object) -> tuple[str, ...]:
        text = tidy(plain(value).translate(NARROW))
        found = tuple(part for part in SEPARATORS.split(text) if part)
        if any(len(part) > self.limit for part in found):
            raise Invalid(f"应为{self.expects}，每个最多 {self.limit} 字；请核对。")
        return found


@dataclass(frozen=True)
class Letter(Choice):
    """The class of a reply, with or without the word for it."""

    def __call__(self, value: object) -> str:
        return super().__call__(plain(value).strip().removesuffix("类").upper())


NUMBER = Column("suggestion", "建议编号", Code(), required=True, aliases=("编号", "建议号"), width=16)
UNIT = Column("unit", "承办单位", Name(100), required=True, aliases=("单位", "办理单位"), width=28)
ROUND = Column("round", "轮次", Whole(), note="空着为 1；不满意后重新办理的依次为 2、3", width=8)
WHY_NOT = "国家秘密、商业秘密、个人隐私、代表要求，或其他理由"

SUGGESTIONS = Form(
    "建议",
    (
        Column("number", "编号", Code(), required=True, aliases=("建议编号", "建议号"), width=16),
        Column("kind", "类型", Choice(chinese(Suggestion.Kind)), note="空着为建议（政协为提案）", width=9),
        Column("title", "标题", Text(200), required=True, aliases=("题目", "案由", "建议标题"), width=46),
        Column("submitted_on", "提出日期", Day(), required=True, aliases=("提交日期",), width=13),
        Column("channel", "渠道", Choice(chinese(Suggestion.Channel)), note="空着看提出日期是否在会期内", width=9),
        Column("lead", "领衔代表编号", Code(), required=True, aliases=("领衔代表", "领衔人编号"), width=15),
        Column("joint", "联名代表编号", Codes(), aliases=("联名代表", "附议代表编号"), width=26),
        Column("accepted_on", "受理日期", Day(), note="空着为提出日期", width=13),
        Column("disclosed", "公开", YesNo(), aliases=("是否公开",), note="受理时审定", width=8),
        Column("reason", "不公开理由", Text(200), note=WHY_NOT, width=18),
        Column("key", "重点督办", YesNo(), aliases=("是否重点督办",), width=10),
        Column("category", "分类", Text(40), aliases=("类别",), width=14),
        Column("wish", "公开意愿", Choice(chinese(Suggestion.Wish)), note="提出人的意愿", width=13),
        Column("text", "正文", Text(20_000, lines=True), aliases=("内容",), width=40),
    ),
    {
        "number": SAMPLE,
        "kind": "建议",
        "title": "关于修缮示例社区道路的建议",
        "submitted_on": date(2024, 1, 21),
        "channel": "大会",
        "lead": "000000",
        "joint": "000001、000002",
        "accepted_on": date(2024, 1, 23),
        "disclosed": "是",
        "key": "否",
        "wish": "同意公开",
    },
)
ASSIGNMENTS = Form(
    "承办",
    (
        NUMBER,
        UNIT,
        Column("role", "方式", Choice(chinese(Assignment.Role)), required=True, aliases=("承办方式",), width=9),
        Column("assigned_on", "交办日期", Day(), required=True, width=13),
        Column("due_on", "期限", Day(), aliases=("答复期限", "办理期限"), note="空着按办理规则计算", width=13),
        Column("is_hard", "涉及面广难度大", YesNo(), aliases=("涉及面广、处理难度大", "涉及面广处理难度大"), width=16),
        Column("system", "系统", Text(100), aliases=("所属系统",), note="新的承办单位所属的系统，空着为其他", width=12),
    ),
    {
        "suggestion": SAMPLE,
        "unit": "示例局",
        "role": "主办",
        "assigned_on": date(2024, 2, 1),
        "is_hard": "否",
        "system": "示例系统",
    },
)
ANSWERS = Form(
    "答复",
    (
        NUMBER,
        UNIT,
        ROUND,
        Column("replied_on", "答复日期", Day(), required=True, aliases=("办复日期",), width=13),
        Column("reply_class", "类别", Letter(CLASSES), aliases=("答复类别",), note="协办不填", width=8),
        Column("disclosed", "公开", YesNo(), aliases=("是否公开", "答复公开"), note="协办不填", width=8),
        Column("reason", "不公开理由", Text(200), note=WHY_NOT, width=18),
        Column(
            "commitment",
            "承诺事项",
            Text(500, lines=True),
            note="须有承诺期限；几项承诺写在一格内，期限填最后一项的，或导入以后在系统中逐项登记",
            width=34,
        ),
        Column("commitment_due", "承诺期限", Day(), width=13),
        Column("document_number", "文号", Text(60), aliases=("答复文号",), width=18),
    ),
    {
        "suggestion": SAMPLE,
        "unit": "示例局",
        "round": 1,
        "replied_on": date(2024, 4, 3),
        "reply_class": "A",
        "disclosed": "是",
        "document_number": "示例〔2024〕1号",
    },
)
RECEIPTS = Form(
    "评价",
    (
        NUMBER,
        UNIT,
        ROUND,
        Column(
            "stage",
            "环节",
            Choice(chinese(Evaluation.Stage)),
            note="空着为答复函回执",
            width=22,
        ),
        Column("number", "代表编号", Code(), aliases=("评价人编号", "代表号"), note="空着为领衔代表", width=13),
        Column("rating", "评价", Choice(chinese(Rating)), required=True, aliases=("满意度", "评价结果"), width=11),
        Column("evaluated_on", "日期", Day(), required=True, aliases=("评价日期",), width=13),
        Column("comment", "说明", Text(500, lines=True), aliases=("意见",), note="评价为不满意的必须填写", width=34),
    ),
    {
        "suggestion": SAMPLE,
        "unit": "示例局",
        "round": 1,
        "stage": "答复函回执",
        "number": "000000",
        "rating": "满意",
        "evaluated_on": date(2024, 4, 10),
    },
)
FORMS = (SUGGESTIONS, ASSIGNMENTS, ANSWERS, RECEIPTS)
