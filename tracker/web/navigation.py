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
    "admin:tracker_mandate_changelist": pgettext_lazy("bar", "代表"),
    "admin:tracker_dutyrecord_changelist": pgettext_lazy("bar", "履职登记"),
    "admin:tracker_activity_changelist": pgettext_lazy("bar", "履职活动"),
    "reporting": pgettext_lazy("bar", "报送情况"),
    "imports": pgettext_lazy("bar", "导入"),
    "suggestions": pgettext_lazy("bar", "议案建议"),
    "assignments": pgettext_lazy("bar", "承办"),
    "rates": pgettext_lazy("bar", "四率"),
    "rules": pgettext_lazy("bar", "规则与依据"),
    "admin:index": pgettext_lazy("bar", "管理"),
}


def navigation(request) -> dict:
    """The template context of the bar: the entries that who is asking may open."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"navigation": []}
    shown = [(label, reverse(name)) for name, label in NAMES.items() if offers(name, request.who)]
    under = [url for _label, url in shown if request.path == url or (url != "/" and request.path.startswith(url))]
    here = max(under, key=len, default="")
    items = [Item(label, url, url == here) for label, url in shown]
    return {
        "navigation": items,
        "role_name": role_name(request),
        "role_choices": _choices(request),
        "is_staff": request.who.is_staff,
    }


def _choices(request) -> list[tuple[str, str, bool]]:
    """(code, label, whether it is the present one) of the roles to switch to; none where there is but one."""
    codes = request.who.choices
    return [(code, str(Role(code).label), code == request.who.role) for code in codes] if len(codes) > 1 else []
