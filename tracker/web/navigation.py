"""The bar at the top of pages and admin alike."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from ..models import STAFF, Role
from .access import HANDLING, IMPORTING, LISTS, RATING, SUGGESTING, TOTALS, role_names


@dataclass(frozen=True)
class Item:
    """One entry of the bar."""

    label: str
    url: str
    current: bool


ENTRIES = (
    (pgettext_lazy("bar", "总览"), "home", TOTALS),
    (pgettext_lazy("bar", "履职档案"), "home", frozenset({Role.DEPUTY})),
    (pgettext_lazy("bar", "代表"), "admin:tracker_mandate_changelist", STAFF),
    (pgettext_lazy("bar", "履职登记"), "admin:tracker_dutyrecord_changelist", STAFF),
    (pgettext_lazy("bar", "履职活动"), "admin:tracker_activity_changelist", STAFF),
    (pgettext_lazy("bar", "报送情况"), "reporting", LISTS),
    (pgettext_lazy("bar", "导入"), "imports", IMPORTING),
    (pgettext_lazy("bar", "议案建议"), "suggestions", SUGGESTING),
    (pgettext_lazy("bar", "承办"), "assignments", HANDLING),
    (pgettext_lazy("bar", "四率"), "rates", RATING),
    (pgettext_lazy("bar", "规则与依据"), "rules", None),
    (pgettext_lazy("bar", "管理"), "admin:index", STAFF),
)


def navigation(request) -> dict:
    """The template context of the bar: the entries that who is asking may open."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"navigation": []}
    shown = [(label, reverse(name)) for label, name, allowed in ENTRIES if allowed is None or allowed & request.roles]
    here = max((url for _label, url in shown if request.path.startswith(url)), key=len, default="")
    items = [Item(label, url, url == here) for label, url in shown]
    return {"navigation": items, "role_names": role_names(request), "is_staff": bool(STAFF & request.roles)}
