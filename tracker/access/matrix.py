"""The matrix of roles: every page beside the admin, the roles that it opens to, and what it is called.

Which rows of a page a role sees is said by ``visible_to`` of the models; which verbs of the chain of a suggestion it
may use by ``ledger.rights.RIGHTS``. A page without a row opens to nobody.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ..models import STAFF, Role

OFFICE, VERIFIER, LIAISON, DEPUTY = Role.OFFICE, Role.VERIFIER, Role.LIAISON, Role.DEPUTY
REFERRAL_OFFICE, UNIT, LEADER = Role.REFERRAL_OFFICE, Role.UNIT, Role.LEADER
AUDITOR, ADMINISTRATOR = Role.AUDITOR, Role.ADMINISTRATOR
EVERYBODY = frozenset(Role)
LISTS = STAFF | {LIAISON}
FILES = LISTS | {DEPUTY}
IMPORTING = frozenset({OFFICE, LIAISON})
REMINDING = frozenset({OFFICE, LIAISON, REFERRAL_OFFICE})
REMINDERS = STAFF | REMINDING
HANDLING = STAFF | {REFERRAL_OFFICE, UNIT}
ASSIGNING = STAFF | {REFERRAL_OFFICE}
SUGGESTING = HANDLING | {DEPUTY}
RATING = HANDLING | {LEADER}
CHOOSING = RATING | {LIAISON}


@dataclass(frozen=True)
class Page:
    """A page of the matrix: what it is called, and the roles that it opens to."""

    label: str
    roles: frozenset


ACCOUNT = {
    "account": Page(_("我的登录"), EVERYBODY),
    "mfa_index": Page(_("我的登录（动态验证码）"), EVERYBODY),
    "usersessions_list": Page(_("登录位置"), EVERYBODY),
    "account_change_password": Page(_("修改密码"), EVERYBODY),
    "account_reauthenticate": Page(_("再次输入密码"), EVERYBODY),
    "mfa_reauthenticate": Page(_("再次输入验证码"), EVERYBODY),
    "mfa_activate_totp": Page(_("启用动态验证码"), EVERYBODY),
    "mfa_deactivate_totp": Page(_("停用动态验证码"), EVERYBODY),
    "mfa_view_recovery_codes": Page(_("恢复码"), EVERYBODY),
    "mfa_generate_recovery_codes": Page(_("重新生成恢复码"), EVERYBODY),
    "mfa_download_recovery_codes": Page(_("下载恢复码"), EVERYBODY),
}
AREAS = (
    (
        _("总览"),
        {
            "home": Page(_("首页"), EVERYBODY),
            "overview": Page(_("年度履职情况"), LISTS),
            "city": Page(_("全市汇总"), STAFF | {LEADER}),
            "city-xlsx": Page(_("全市汇总（Excel）"), STAFF | {LEADER}),
            "city-count": Page(_("重新计算全市汇总"), frozenset({OFFICE, ADMINISTRATOR})),
            "terms": Page(_("选择届"), CHOOSING),
            "terms-xlsx": Page(_("届（Excel）"), CHOOSING),
            "approvals": Page(_("结果审定"), STAFF),
            "approvals-xlsx": Page(_("结果审定（Excel）"), STAFF),
            "approval-new": Page(_("登记审定"), frozenset({OFFICE})),
            "approval-withdraw": Page(_("撤销审定"), frozenset({OFFICE})),
            "results": Page(_("审定的个人结果"), frozenset({LEADER})),
            "results-xlsx": Page(_("审定的个人结果（Excel）"), frozenset({LEADER})),
            "results-totals-xlsx": Page(_("履职情况总数（Excel）"), frozenset({LEADER})),
            "rules": Page(_("规则与依据"), EVERYBODY),
            "permissions": Page(_("权限一览"), EVERYBODY),
            "permissions-xlsx": Page(_("权限一览（Excel）"), EVERYBODY),
            "grants": Page(_("现行授权"), frozenset({AUDITOR, ADMINISTRATOR})),
            "grants-xlsx": Page(_("现行授权（Excel）"), frozenset({AUDITOR, ADMINISTRATOR})),
            "trail": Page(_("操作记录"), frozenset({OFFICE, AUDITOR})),
            "trail-xlsx": Page(_("操作记录（Excel）"), frozenset({OFFICE, AUDITOR})),
            "switch-role": Page(_("切换身份"), EVERYBODY),
            "status": Page(_("系统状态"), STAFF),
        },
    ),
    (
        _("履职档案"),
        {
            "duty-file": Page(_("履职档案"), FILES),
            "duty-file-xlsx": Page(_("履职档案（Excel）"), FILES),
            "compliance-xlsx": Page(_("年度汇总表"), LISTS),
            "shown-xlsx": Page(_("代表名单（Excel）"), LISTS),
            "duty-file-form": Page(_("登记表（打印）"), FILES),
            "duty-file-docx": Page(_("登记表（Word）"), FILES),
            "group-files": Page(_("多名代表的登记表（打印）"), LISTS),
            "group-files-docx": Page(_("多名代表的登记表（Word）"), LISTS),
            "deputy-list": Page(_("正式名单"), LISTS),
            "deputy-list-docx": Page(_("正式名单（Word）"), LISTS),
            "deputy-list-xlsx": Page(_("正式名单（Excel）"), LISTS),
        },
    ),
    (
        _("履职活动"),
        {
            "activities": Page(_("履职活动列表"), LISTS),
            "activities-xlsx": Page(_("履职活动列表（Excel）"), LISTS),
            "activity": Page(_("一场活动和名单"), LISTS),
            "activity-new": Page(_("登记活动和名单"), IMPORTING),
            "activity-roll": Page(_("补登名单"), IMPORTING),
            "activity-amend": Page(_("修改活动"), IMPORTING),
            "activity-void": Page(_("整场作废"), IMPORTING),
            "records": Page(_("履职登记列表"), LISTS),
            "records-xlsx": Page(_("履职登记列表（Excel）"), LISTS),
            "record": Page(_("一条履职登记"), LISTS),
            "record-new": Page(_("代登履职"), IMPORTING),
            "record-act": Page(_("办理一条履职登记"), frozenset({OFFICE, VERIFIER, LIAISON})),
            "records-verify": Page(_("批量审核"), frozenset({OFFICE, VERIFIER})),
            "sign-in-xlsx": Page(_("签到表"), IMPORTING),
            "planned-sign-in-xlsx": Page(_("未登记活动的签到表"), IMPORTING),
        },
    ),
    (
        _("本人履职"),
        {
            "own-records": Page(_("我的登记"), frozenset({DEPUTY})),
            "own-records-xlsx": Page(_("我的登记（Excel）"), frozenset({DEPUTY})),
            "own-record-new": Page(_("登记本人履职"), frozenset({DEPUTY})),
            "own-record": Page(_("本人的一条登记"), frozenset({DEPUTY})),
            "own-record-edit": Page(_("修改本人登记"), frozenset({DEPUTY})),
            "own-record-withdraw": Page(_("撤回本人登记"), frozenset({DEPUTY})),
            "own-checks": Page(_("代表核对"), frozenset({DEPUTY})),
            "own-check-confirm": Page(_("确认无误"), frozenset({DEPUTY})),
            "own-check-object": Page(_("提出异议"), frozenset({DEPUTY})),
            "evidence": Page(_("佐证材料"), FILES),
            "evidence-new": Page(_("添加佐证材料"), IMPORTING | {DEPUTY}),
            "evidence-withdraw": Page(_("撤下佐证材料"), IMPORTING | {DEPUTY}),
            "objections": Page(_("代表核对异议"), LISTS),
            "objections-xlsx": Page(_("代表核对异议（Excel）"), LISTS),
            "objection": Page(_("处理异议"), frozenset({OFFICE, VERIFIER})),
        },
    ),
    (
        _("报送与导入"),
        {
            "reporting": Page(_("报送情况"), LISTS),
            "reporting-xlsx": Page(_("报送情况（Excel）"), LISTS),
            "reporting-cell": Page(_("某组某月的登记"), LISTS),
            "reporting-zero": Page(_("作零报告"), IMPORTING),
            "reporting-withdraw": Page(_("撤回零报告"), IMPORTING),
            "imports": Page(_("导入"), IMPORTING),
            "import-template": Page(_("下载模板"), IMPORTING),
            "import-job": Page(_("导入预览"), IMPORTING),
            "import-progress": Page(_("导入进度"), IMPORTING),
            "import-confirm": Page(_("确认导入"), IMPORTING),
            "import-recheck": Page(_("重新检查"), IMPORTING),
            "import-discard": Page(_("放弃导入"), IMPORTING),
            "import-errors": Page(_("未通过的行（Excel）"), IMPORTING),
        },
    ),
    (
        _("提醒催办"),
        {
            "reminders": Page(_("提醒催办"), REMINDERS),
            "reminders-xlsx": Page(_("提醒催办名单（Excel）"), REMINDERS),
            "reminder-texts": Page(_("提醒文字"), REMINDING),
            "reminder-texts-txt": Page(_("提醒文字（.txt）"), REMINDING),
            "reminder-texts-xlsx": Page(_("提醒文字（Excel）"), REMINDING),
            "reminder-note": Page(_("记为已发出"), REMINDING),
            "reminder-history": Page(_("提醒催办记录"), REMINDERS),
            "reminder-history-xlsx": Page(_("提醒催办记录（Excel）"), REMINDERS),
            "reminder-templates": Page(_("提醒模板"), frozenset({OFFICE, ADMINISTRATOR})),
        },
    ),
    (
        _("议案建议"),
        {
            "suggestions": Page(_("议案建议列表"), SUGGESTING),
            "suggestions-xlsx": Page(_("议案建议列表（Excel）"), SUGGESTING),
            "suggestion-new": Page(_("起草建议"), frozenset({OFFICE, DEPUTY})),
            "suggestion": Page(_("一件建议"), SUGGESTING),
            "suggestion-act": Page(_("办理一件建议"), SUGGESTING),
            "assignment-act": Page(_("办理一件承办"), SUGGESTING),
            "assignments": Page(_("承办列表"), HANDLING),
            "assignments-xlsx": Page(_("承办列表（Excel）"), HANDLING),
            "assigning-list-xlsx": Page(_("交办清单（Excel）"), ASSIGNING),
            "rates": Page(_("四率"), RATING),
            "rate-rows": Page(_("四率的明细"), HANDLING),
            "rates-xlsx": Page(_("四率（Excel）"), HANDLING),
        },
    ),
    (
        _("工作报告与公布数字"),
        {
            "work-report": Page(_("工作报告"), STAFF | {LEADER}),
            "work-report-rows": Page(_("工作报告的明细"), STAFF),
            "work-report-rows-xlsx": Page(_("工作报告的明细（Excel）"), STAFF),
            "work-report-xlsx": Page(_("工作报告统计（Excel）"), STAFF),
            "work-report-docx": Page(_("工作报告草稿（Word）"), STAFF | {LEADER}),
            "figures": Page(_("公布与账本"), STAFF | {LEADER}),
            "figures-xlsx": Page(_("公布与账本（Excel）"), STAFF | {LEADER}),
            "figure": Page(_("一个公布的数字"), STAFF | {LEADER}),
            "figure-withdraw": Page(_("撤销公布的数字"), frozenset({OFFICE})),
            "readings": Page(_("文件识读"), frozenset({OFFICE})),
            "readings-xlsx": Page(_("文件识读（Excel）"), frozenset({OFFICE})),
            "reading": Page(_("一份文件的识读结果"), frozenset({OFFICE})),
            "reading-xlsx": Page(_("一份文件的识读结果（Excel）"), frozenset({OFFICE})),
            "reading-decide": Page(_("批量采用、不采用识读结果"), frozenset({OFFICE})),
            "proposal": Page(_("更正一条识读结果"), frozenset({OFFICE})),
            "reading-finish": Page(_("结束核对"), frozenset({OFFICE})),
            "reading-discard": Page(_("放弃识读的文件"), frozenset({OFFICE})),
        },
    ),
    (_("登录与账号"), ACCOUNT),
)
PAGES = {name: page for _area, pages in AREAS for name, page in pages.items()}
STRANGERS = frozenset(
    {"public", "public-suggestions", "public-suggestion", "public-deputies", "public-deputy", "public-missing"}
)
PUBLIC = (
    frozenset({"login", "account_login", "mfa_authenticate", "logout", "set_language"}) | STRANGERS
)  # open to strangers
READING = frozenset(  # pages to which nothing is sent
    {
        *("home", "overview", "city", "city-xlsx", "rules", "permissions", "permissions-xlsx", "status"),
        *("terms", "terms-xlsx"),
        *("duty-file", "duty-file-xlsx", "duty-file-form", "duty-file-docx", "compliance-xlsx", "shown-xlsx"),
        *("group-files", "group-files-docx", "deputy-list", "deputy-list-docx", "deputy-list-xlsx"),
        *("sign-in-xlsx", "planned-sign-in-xlsx", "own-records", "own-records-xlsx", "objections", "objections-xlsx"),
        *("activities", "activities-xlsx", "activity", "records", "records-xlsx", "record"),
        *("reporting", "reporting-xlsx", "reporting-cell", "reminders", "reminders-xlsx"),
        *("reminder-history", "reminder-history-xlsx", "suggestions", "suggestions-xlsx", "suggestion"),
        *("assignments", "assignments-xlsx", "assigning-list-xlsx", "rates", "rate-rows", "rates-xlsx"),
        *("approvals", "approvals-xlsx", "results", "results-xlsx", "results-totals-xlsx"),
        *("grants", "grants-xlsx", "trail", "trail-xlsx"),
        *("readings-xlsx", "reading", "reading-xlsx"),
        *("work-report", "work-report-rows", "work-report-rows-xlsx", "work-report-xlsx"),
        "work-report-docx",
        *("figures", "figures-xlsx", "figure"),
    }
)
