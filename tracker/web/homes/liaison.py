"""The home of a liaison, phone first: what this month asks, who can still complete what, what came back."""

from collections import defaultdict
from dataclasses import dataclass

from django import forms
from django.db.models import OuterRef, Subquery
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from ...models import DutyRecord, Event, Group, Mandate
from ...scores import calendar, outlook, reporting, summary
from ...scores.months import Cell
from ...scores.summary import Standing
from ...tables import reporting as words
from ...tables.strip import Strip, strip_of
from ...tables.words import OUTCOME_CLASSES, OUTCOME_LABELS, day_text, sentence
from ...typed import DayField
from ..listing import SOME_DAY
from ..problems import in_sentences
from .links import link

SHOWN = 10
State = DutyRecord.State


class DayForm(forms.Form):
    """The day as of which the home is shown; today where none is given."""

    on = DayField(required=False, validators=SOME_DAY)


@dataclass(frozen=True)
class Member:
    """A deputy of the group: strip, outcome of the year, what is missing until when, the address of the file."""

    standing: Standing
    strip: Strip
    outcome: str
    css: str
    sentence: str
    address: str


@dataclass(frozen=True)
class Report:
    """The report of a month: its cell, word and numbers, where to see it, and to say that it holds nothing."""

    cell: Cell
    label: str
    css: str
    details: tuple[str, ...]
    address: str
    zero: str


@dataclass(frozen=True)
class Section:
    """A group as its liaison sees it; ``owed`` are the earlier months of the year that still ask for something."""

    group: Group
    report: Report | None
    owed: tuple[Report, ...]
    until: str
    running: tuple[Member, ...]
    others: tuple[Member, ...]


@in_sentences
def home(request):
    """The groups of a liaison, each with its report, its deputies and what can still be done."""
    form = DayForm(request.GET)
    form.is_valid()
    on = form.cleaned_data.get("on") or timezone.localdate()
    groups = _groups(request)
    if not groups:
        return render(request, "tracker/nothing.html")
    returned, waiting = _returned(request), _of_state(request, State.SUBMITTED).count()
    context = {
        "on": on,
        "sections": [section for term, own in groups.items() for section in _sections(request, term, own, on)],
        "returned": [(row, link(request, "record", row.pk)) for row in returned[:SHOWN]],
        "returned_count": len(returned),
        "waiting_count": waiting,
        "links": _links(request, next(iter(groups))),
    }
    return render(request, "tracker/home_liaison.html", context)


def _groups(request) -> dict:
    """The own groups by term, the latest term first, in official order."""
    found = defaultdict(list)
    rows = Group.objects.visible_to(request.who).select_related("term__body__parent")
    for group in rows.order_by("-term__starts_on", "kind", "order", "name"):
        found[group.term].append(group)
    return found


def _of_state(request, state):
    return DutyRecord.objects.visible_to(request.who).filter(state=state)


def _returned(request) -> list[DutyRecord]:
    """What was returned to be corrected, with the reason, the latest first."""
    why = Event.objects.filter(subject=Event.Subject.RECORD, object_id=OuterRef("pk"), verb=Event.Verb.RETURN)
    rows = _of_state(request, State.RETURNED).annotate(why=Subquery(why.order_by("-pk").values("note")[:1]))
    return list(rows.select_related("mandate__person", "kind").order_by("-occurred_on", "mandate__number", "pk"))


def _links(request, term) -> dict[str, str]:
    return {
        "returned": link(request, "records", state=State.RETURNED),
        "waiting": link(request, "records", state=State.SUBMITTED),
        "activity": link(request, "activity-new"),
        "record": link(request, "record-new"),
        "template": link(request, "import-template", "activities", term=term.code),
        "imports": link(request, "imports"),
        "reminders": link(request, "reminders"),
        "overview": link(request, "overview", term=term.code),
        "reporting": link(request, "reporting", term=term.code),
    }


def _sections(request, term, groups, on) -> list[Section]:
    judgement = _judged(request, term, on)
    board = reporting.judge(term, [group for group in groups if group.kind == Group.Kind.LIAISON], on.year, on)
    return [_section(request, group, judgement, board, on) for group in groups]


def _judged(request, term, on) -> summary.Judgement:
    periods = calendar.periods_of(term)
    asked = [calendar.pick(term, periods, calendar.year_in(periods, on)), calendar.pick(term, periods, None)]
    own = Mandate.objects.visible_to(request.who).filter(term=term)
    return summary.judge(term, own, asked, on, is_part=True)


def _section(request, group, judgement, board, on) -> Section:
    of_group = [row for row in judgement.standings if any(own.pk == group.pk for own in row.groups)]
    part = summary.Judgement(judgement.case, of_group)
    running = outlook.running(part, "year")
    ahead, cells = outlook.ahead(part, "year"), board.rows.get(group.pk, ())
    now = next((cell for cell in cells if (cell.month.year, cell.month.month) == (on.year, on.month)), None)
    members = {row.mandate.pk: _member(request, row, part) for row in of_group}
    return Section(
        group,
        _report(request, group, now),
        tuple(_report(request, group, cell) for cell in cells if cell.is_due or cell.is_to_mend),
        day_text(ahead.until, str(on.year)) if ahead.until else "",
        tuple(members.pop(row.mandate.pk) for row in running),
        tuple(members.values()),
    )


def _report(request, group, cell: Cell | None) -> Report | None:
    if cell is None or not cell.status:
        return None
    place = (group.pk, cell.month.year, cell.month.month)
    zero = "" if cell.has_zero or words.total_of(cell) else link(request, "reporting-zero", *place)
    return Report(
        cell,
        words.status_label(cell),
        words.status_class(cell),
        tuple(words.details(cell)),
        link(request, "reporting-cell", *place),
        zero,
    )


def _member(request, row, judgement) -> Member:
    outcome = row.outcome(judgement.leading_code, "year")
    return Member(
        row,
        strip_of(row, judgement),
        gettext(OUTCOME_LABELS[outcome]),
        OUTCOME_CLASSES[outcome],
        sentence(row, judgement),
        link(request, "duty-file", judgement.term.code, row.number),
    )
