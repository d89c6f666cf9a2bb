"""The words of the rates, the same on screens, in sheets and in commands: labels and definitions."""

from django.utils.translation import gettext_lazy as _

RATE_LABELS = {
    "timeliness": _("时效率"),
    "timeliness_of_received": _("时效率（占全部承办件）"),
    "first_satisfaction": _("首次满意率"),
    "first_satisfaction_of_replied": _("首次满意率（占办复件）"),
    "final_satisfaction": _("最终满意率"),
    "implementation": _("落实率"),
    "class_A": _("A 类占比"),
    "class_B": _("B 类占比"),
    "class_C": _("C 类占比"),
    "class_D": _("D 类占比"),
    "commitments_kept": _("承诺兑现率"),
    "disclosure": _("答复公开率"),
    "disclosure_of_publishable": _("答复公开率（占可公开件）"),
    "suggestions_published": _("建议公开率"),
    "contacted": _("面商率"),
    "share_of_assignments": _("占全部系统承办件"),
    "similar_to_earlier": _("类似建议占比"),
    "key_finished": _("重点督办办结率"),
    "co_handler_timeliness": _("协办时效率"),
    "co_handler_timeliness_of_received": _("协办时效率（占全部协办件）"),
    "co_handler_satisfaction": _("协办首次满意率"),
    "co_handler_final_satisfaction": _("协办最终满意率"),
}

RATE_MEANINGS = {
    "timeliness": _("首轮答复不晚于期限（准予延期的按延期后的期限）的承办件 ÷ 已到期或者已答复的承办件。"),
    "timeliness_of_received": _("首轮按期答复的承办件 ÷ 收到的全部承办件。"),
    "first_satisfaction": _("首轮答复回执为满意、基本满意的承办件 ÷ 收到首轮答复回执的承办件。"),
    "first_satisfaction_of_replied": _("首轮答复回执为满意、基本满意的承办件 ÷ 已答复的承办件。"),
    "final_satisfaction": _("最后一份答复回执为满意、基本满意的承办件 ÷ 有答复回执的承办件。"),
    "implementation": _("最近一次答复为 A 类的承办件 ÷ 已答复的承办件。"),
    "class_A": _("最近一次答复为 A 类的承办件 ÷ 已答复的承办件。"),
    "class_B": _("最近一次答复为 B 类的承办件 ÷ 已答复的承办件。"),
    "class_C": _("最近一次答复为 C 类的承办件 ÷ 已答复的承办件。"),
    "class_D": _("最近一次答复为 D 类的承办件 ÷ 已答复的承办件。"),
    "commitments_kept": _(
        "最近一次评价不是不满意的承诺事项 ÷ 已到期或者已评价的承诺事项（已由新答复取代、没有评价的不计）。"
    ),
    "disclosure": _("最近一次答复已公开的承办件 ÷ 已答复的承办件。"),
    "disclosure_of_publishable": _("最近一次答复已公开的承办件 ÷ 已答复、未定为不公开的承办件。"),
    "suggestions_published": _("已公开的建议 ÷ 受理的建议（转作建议办理的议案计入，撤回的不计）。"),
    "contacted": _("首次答复以前（含当日）与代表沟通过的承办件 ÷ 已答复的承办件。"),
    "share_of_assignments": _("本范围的承办件 ÷ 同期全部系统的承办件。"),
    "similar_to_earlier": _("关联了以往类似建议的建议 ÷ 受理的建议。"),
    "key_finished": _("重点督办已办结的建议 ÷ 列为重点督办的建议。"),
    "co_handler_timeliness": _("协办意见不晚于协办期限的协办件 ÷ 已到期或者已提出意见的协办件。"),
    "co_handler_timeliness_of_received": _("按期提出意见的协办件 ÷ 收到的全部协办件。"),
    "co_handler_satisfaction": _("首轮回执为满意、基本满意的协办件 ÷ 收到首轮回执的协办件。"),
    "co_handler_final_satisfaction": _("最后一份回执为满意、基本满意的协办件 ÷ 有回执的协办件。"),
}

COUNT_LABELS = {
    "assignments": _("承办件（主办、分办）"),
    "assignments_in_session": _("大会期间的承办件"),
    "assignments_out_of_session": _("闭会期间的承办件"),
    "units": _("承办单位"),
    "suggestions": _("受理的建议"),
    "suggestions_in_session": _("大会期间的建议"),
    "suggestions_out_of_session": _("闭会期间的建议"),
    "not_yet_due": _("未到期、未答复"),
    "at_risk": _("临期"),
    "overdue": _("超期未答复"),
    "without_receipt": _("已答复、未收到回执"),
    "no_receipt": _("超过回执期限"),
    "rehandled": _("曾重新办理"),
    "council": _("三轮以上，报主任会议"),
    "co_handlers": _("协办件"),
    "co_handlers_not_yet_due": _("协办未到期"),
    "co_handlers_at_risk": _("协办临期"),
    "co_handlers_overdue": _("协办超期"),
}

BASIS = _("承办件指主办、分办；按交办日期计入时段，首尾两日都计入；截至日当日终了的情况，以后发生的一概不计。")
