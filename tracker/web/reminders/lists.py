"""Who should be reminded now, with filters in the address; and the list as a workbook."""

from collections.abc import Iterator

from django.shortcuts import render
from django.utils import timezone
from django_tables2 import RequestConfig

from ...access.gate import opens
from ...exports import reminders as book
from ...models import Term
from ...scores.calendar import has_deputies
from ...tables.reminder_lists import DeputyDueTable, GroupDueTable, UnitDueTable
from ...tables.words import day_text
from ..downloads import answer, official
from ..problems import in_sentences
from ..terms import carried, offer
from .found import Found, find
from .question import CYCLES, DAYS, DEPUTIES, GROUPS, PACES, PARTS, QUIET, TABS, UNITS, read

PER_PAGE = 100
TABLES = {DEPUTIES: DeputyDueTable, GROUPS: GroupDueTable, UNITS: UnitDueTable}
OWN = {  # the filters that each tab's form shows
    DEPUTIES: ("q", "unit", "group", "requirement", "cycle", "pace", "days", "quiet"),
    GROUPS: ("q", "group", "year", "quiet"),
    UNITS: ("q", "body", "part", "quiet"),
}
TITLES = {DEPUTIES: "可以提醒的代表", GROUPS: "需要提醒的联系组", UNITS: "需要催办的承办单位"}


@in_sentences
def reminders(request):
    """Who should be reminded now: deputies, groups or units, to choose from for their texts."""
    asked = read(request)
    found, sends = find(request, asked), opens("reminder-texts", request.who)
    table = table_of(found, chooses=sends)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    session = found.setting.session
    context = {
        "asked": asked,
        "terms": offer(Term.objects.visible_to(request.who).filter(has_deputies()), asked.term),
        "carried": carried(asked.on, tab=asked.tab),
        "found": found,
        "table": table,
        "shown": len(found.shown),
        "problems": [*asked.errors, *found.problems],
        "tabs": [(label, asked.address(**_only(asked, tab)), tab == asked.tab) for tab, label in asked.tabs.items()],
        "closes": day_text(session.closes_on, str(asked.on.year)) if session else "",
        "speeches": list(_speeches(found)) if session else [],
        "sends": sends,
        "edits": opens("reminder-templates", request.who),
        "hidden": asked.hidden(*OWN[asked.tab]),
        "filters": {"cycles": CYCLES, "paces": PACES, "parts": PARTS, "days": DAYS, "quiet": QUIET},
    }
    return render(request, f"tracker/reminders/{asked.tab}.html", context)


def _only(asked, tab) -> dict:
    """The address of another tab: the term and the day stay, the filters of this one go."""
    return {name: "" for name in asked.given if name not in ("term", "on")} | {"tab": tab}


def _speeches(found) -> Iterator[tuple[str, int, str]]:
    """(label, number of deputies, address) of each requirement that only the session which sits can fill."""
    gaps = [gap.requirement.code for due in found.every for gap in due.gaps]
    for item in found.choices["at_sessions"]:
        parts = _only(found.asked, DEPUTIES) | {"requirement": item.code}
        yield item.label, gaps.count(item.code), found.asked.address(**parts)


def table_of(found: Found, *, chooses=False):
    """The table of a tab."""
    more = {DEPUTIES: {"term": found.asked.term}, GROUPS: {"liaisons": found.people}}.get(found.asked.tab, {})
    return TABLES[found.asked.tab](found.shown, on=found.asked.on, last=found.last, chooses=chooses, **more)


@official
@in_sentences
def workbook(request):
    """The list as the screen shows it, filters and all."""
    asked = read(request)
    asked.need_readable()
    table = table_of(find(request, asked))
    name = f"{asked.term.label}{TITLES[asked.tab]}"
    scope, today = scope_of(request, asked), timezone.localdate()
    return answer(name, lambda out: book.due(table, name, out, made_on=today, scope=scope))


NAMES = {
    "q": "查找",
    "unit": "选举单位",
    "group": "联系组、专业组",
    "requirement": "要求",
    "cycle": "周期",
    "pace": "进度",
    "days": "期限在几天以内",
    "quiet": "几天以内没有提醒过",
    "year": "年度",
    "body": "系统、单位",
    "part": "范围",
}
SAID = {"cycle": dict(CYCLES), "pace": dict(PACES), "part": dict(PARTS)}


def scope_of(request, asked) -> str:
    """Whose list it is and what it was filtered by, in words."""
    own = [str(grant.group or grant.body) for grant in request.grants if grant.group or grant.body]
    given = [(name, asked.get(name)) for name in OWN[asked.tab] if asked.get(name)]
    filters = [f"{NAMES[name]}：{SAID.get(name, {}).get(value, value)}" for name, value in given]
    return "；".join([*dict.fromkeys(own), str(TABS[asked.tab]), *filters])
