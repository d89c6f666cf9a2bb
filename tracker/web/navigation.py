"""The bar at the top of pages and admin alike."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from ..access.gate import offers
from ..models import Role
from .access import role_name


@dataclass(frozen=True)
class Item:
    """One entry of the bar."""

    label: str
    url: str
    current: bool


NAMES = {  # what each page is called in the bar; the matrix says to whom it opens
    "home": pgettext_lazy("bar", "首页"),
    "overview": pgettext_lazy("bar", "总览"),
    "own-records": pgettext_lazy("bar", "我的登记"),
    "records": pgettext_lazy("bar", "履职登记"),
    "activities": pgettext_lazy("bar", "履职活动"),
    "reporting": pgettext_lazy("bar", "报送情况"),
    "reminders": pgettext_lazy("bar", "提醒催办"),
    "imports": pgettext_lazy("bar", "导入"),
    "suggestions": pgettext_lazy("bar", "议案建议"),
    "assignments": pgettext_lazy("bar", "承办"),
    "rates": pgettext_lazy("bar", "四率"),
}
MORE = {  # what is needed now and then, behind one word
    "admin:tracker_mandate_changelist": pgettext_lazy("bar", "代表"),
    "city": pgettext_lazy("bar", "全市汇总"),
    "approvals": pgettext_lazy("bar", "审定"),
    "work-report": pgettext_lazy("bar", "工作报告"),
    "figures": pgettext_lazy("bar", "公布与账本"),
    "readings": pgettext_lazy("bar", "文件识读"),
    "trail": pgettext_lazy("bar", "操作记录"),
    "rules": pgettext_lazy("bar", "规则与依据"),
    "permissions": pgettext_lazy("bar", "权限一览"),
    "status": pgettext_lazy("bar", "系统状态"),
    "admin:index": pgettext_lazy("bar", "管理"),
}


AT_ASSIGNMENTS = frozenset({Role.REFERRAL_OFFICE, Role.UNIT})  # their home is a list with an entry of its own


def navigation(request) -> dict:
    """The template context of the bar: the entries that who is asking may open."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"navigation": []}
    first, more = (_items(request, names) for names in (NAMES, MORE))
    at_home = request.path == "/" and _starts_at_overview(request.who)
    here = _nearest(reverse("overview") if at_home else request.path, [*first, *more])
    return {
        "navigation": [Item(label, url, url == here) for label, url in first],
        "navigation_more": [Item(label, url, url == here) for label, url in more],
        "role_name": role_name(request),
        "role_choices": _choices(request),
        "is_staff": request.who.is_staff,
    }


def _starts_at_overview(who) -> bool:
    """Whether the home of a role is the overview, which has an entry of its own."""
    return who.is_staff and who.role != Role.AUDITOR


def _items(request, names) -> list[tuple[str, str]]:
    skipped = "home" if _starts_at_overview(request.who) or request.who.role in AT_ASSIGNMENTS else ""
    named = [(name, label) for name, label in names.items() if name != skipped and offers(name, request.who)]
    return [(label, reverse(name)) for name, label in named]


def _nearest(path: str, items) -> str:
    """The address among some that a page belongs to."""
    under = [url for _label, url in items if path == url or (url != "/" and path.startswith(url))]
    return max(under, key=len, default="")


def _choices(request) -> list[tuple[str, str, bool]]:
    """(code, label, whether it is the present one) of the roles to switch to; none where there is but one."""
    codes = request.who.choices
    return [(code, str(Role(code).label), code == request.who.role) for code in codes] if len(codes) > 1 else []
