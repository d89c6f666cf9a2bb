"""Who is due under a tab: all of them, those that the filters leave, and what their texts share."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ...models import Addressee, Body, Group, User
from ...scores import inbox, reached, reminding, reporting, summary
from ...scores.calendar import pick, year_in
from ...scores.reached import Sent
from ...scores.reminding import AT_SESSIONS
from ...tables.reminders import DEFAULTS, Setting, write
from ..access import visible_mandates
from .question import DEPUTIES, GROUPS, UNITS, Asked

DAYS_TO_ANSWER = 7


@dataclass(frozen=True)
class Found:
    """All who are due under a tab, those that the filters leave, when each was last reminded, and what texts share.

    ``choices`` are the lists to choose filters from; ``people`` whom a text reaches, by the key of the addressee, where
    that is not a deputy.
    """

    asked: Asked
    every: list
    shown: list
    last: dict[int, Sent]
    setting: Setting
    choices: dict = field(default_factory=dict)
    people: dict[int, list[User]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    def text(self, due, template: str) -> str:
        """The text for one who is due."""
        return write(template, due, self.setting)


def find(request, asked: Asked) -> Found:
    """Who is due under the tab of a question, as far as who is asking may see."""
    return FINDERS[asked.tab](request, asked)


def template_in_use(asked: Asked) -> str:
    """The template of the body for the tab's addressees."""
    return reached.template_of(asked.term.body, asked.addressee) or DEFAULTS[asked.addressee]


def addressees(request, asked: Asked) -> QuerySet:
    """Everybody of the tab's kind whom who is asking may see, due or not."""
    if asked.tab == DEPUTIES:
        return visible_mandates(request).filter(term=asked.term).select_related("person")
    if asked.tab == GROUPS:
        return _groups_of(request, asked)
    return Body.objects.filter(pk__in=_assignments(request, asked).order_by().values("unit"))


def _deputies(request, asked) -> Found:
    year = pick(asked.term, asked.periods, year_in(asked.periods, asked.on))
    mandates = visible_mandates(request).filter(term=asked.term)
    both, is_part = [year, pick(asked.term, asked.periods, None)], not request.who.is_staff
    judge = summary.judge if "term" in asked.cycles else summary.judge_first  # what is not asked is not shown
    judgement = judge(asked.term, mandates, both, asked.on, is_part=is_part)
    every = reminding.deputies(judgement, asked.cycles, asked.get("requirement"))
    last = reached.last_sent(asked.term, Addressee.DEPUTY, asked.on)
    choices = _choices(judgement)
    setting = _setting(
        request,
        asked,
        period=_period(asked, year),
        session=reminding.sitting(judgement.case),
        liaisons=reporting.liaisons({due.liaison_group.pk for due in every if due.liaison_group}, asked.on),
        office=tuple(reached.office_of(asked.term.body, asked.on)),
    )
    shown = _quiet(_fitting(judgement, every, asked), last, asked)
    return Found(asked, every, shown, last, setting, choices, problems=tuple(_unknown(asked, choices)))


def _setting(request, asked, **more) -> Setting:
    words = reached.words_of(asked.term.body.kind)
    return Setting(asked.term, asked.on, words, request.user, **more)


def _period(asked, year) -> str:
    names = {"year": f"{year.label} 年", "term": "本届"}
    return "和".join(names[cycle] for cycle in asked.cycles)


def _fitting(judgement, every, asked) -> list:
    by = summary.Narrowing(asked.get("q"), asked.get("unit"), asked.get("group"))
    kept = {row.mandate.pk for row in summary.narrow(judgement, by, "year")}
    behind, days = asked.get("pace"), asked.get("days")
    return [
        due
        for due in every
        if due.pk in kept
        and (not behind or any(gap.is_behind for gap in due.gaps))
        and (not days or (due.until - asked.on).days <= days)
    ]


def _quiet(dues, last, asked) -> list:
    """Those whose last reminder is at least so many days old, or who never got one."""
    days = asked.get("quiet")
    since = asked.on - timedelta(days=days or 0)
    return [due for due in dues if not days or due.pk not in last or last[due.pk].on <= since]


def _choices(judgement) -> dict:
    groups = {group.name: (group.kind, group.order) for row in judgement.standings for group in row.groups}
    units = {row.unit.name: row.unit.order for row in judgement.standings if row.unit}
    asked = [pair for cycle in ("year", "term") for pair in judgement.asked(cycle)]
    return {
        "groups": sorted(groups, key=groups.get),
        "units": sorted(units, key=units.get),
        "requirements": [(item.code, item.label) for item, _value in asked],
        "at_sessions": [item for item, value in asked if value.part_period == AT_SESSIONS],
    }


def _unknown(asked, choices) -> list[str]:
    known = {
        "unit": (_("选举单位"), choices["units"]),
        "group": (_("联系组、专业组"), choices["groups"]),
        "requirement": (_("要求"), [code for code, _label in choices["requirements"]]),
    }
    return [
        _("没有名为「%(name)s」的%(what)s，请从列表中选择。") % {"name": asked.get(part), "what": what}
        for part, (what, names) in known.items()
        if asked.get(part) and asked.get(part) not in names
    ]


def _groups_of(request, asked) -> QuerySet:
    rows = Group.objects.visible_to(request.who).filter(term=asked.term, kind=Group.Kind.LIAISON)
    return rows.select_related("term").order_by("order", "name")


def _groups(request, asked) -> Found:
    rows = list(_groups_of(request, asked))
    years = reporting.years(asked.term, asked.on)
    chosen = [asked.get("year")] if asked.get("year") in years else years[-2:]
    every = reminding.groups(rows, asked.term, chosen, asked.on)
    last = reached.last_sent(asked.term, Addressee.GROUP, asked.on)
    people = reporting.liaisons([due.pk for due in every], asked.on)
    until = asked.get("until") or asked.on + timedelta(days=DAYS_TO_ANSWER)
    setting = _setting(request, asked, answer_by=until, liaisons=people)
    fitting = [due for due in every if asked.get("group") in ("", due.name) and asked.get("q") in due.name]
    choices = {"groups": [group.name for group in rows], "years": years}
    return Found(asked, every, _quiet(fitting, last, asked), last, setting, choices, people)


def _assignments(request, asked) -> QuerySet:
    return inbox.visible_to(request.who).filter(suggestion__term=asked.term)


def _units(request, asked) -> Found:
    rows = _assignments(request, asked)
    part = asked.get("part") or reminding.PRESSING
    every = reminding.units(rows, inbox.frame(asked.on), part)
    last = reached.last_sent(asked.term, Addressee.UNIT, asked.on)
    people = reached.contacts_of([due.unit for due in every], asked.on)
    systems = {due.system.code: due.system for due in every if due.system}
    fitting = [due for due in every if _is_of(due, asked.get("body")) and asked.get("q") in due.name]
    return Found(
        asked, every, _quiet(fitting, last, asked), last, _setting(request, asked), {"systems": systems}, people
    )


def _is_of(due, code) -> bool:
    return not code or code in (due.unit.code, due.system.code if due.system else "")


FINDERS = {DEPUTIES: _deputies, GROUPS: _groups, UNITS: _units}
