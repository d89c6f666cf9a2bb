"""What a deputy's own pages ask: which mandate, what is missing, what waits, the own records with their answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, F, Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.timezone import get_current_timezone

from ..models import Assignment, DutyKind, DutyRecord, Event, Mandate, Role, RoleGrant, RollAnswer, Suggestion, User
from ..rules.book import Requirement, Value
from . import desk, inbox, uncounted
from .calendar import periods_of, year_in
from .judge import Finding
from .periods import Period
from .summary import Judgement, Standing, judge
from .turns import Turn
from .uncounted import Answered

State = DutyRecord.State
A_YEAR = timedelta(days=365)
CHANGES = ("amend", "restate", "follow")
CYCLES = ("year", "term")


def mandates_of(who, on: date | None = None) -> list[Mandate]:
    """The mandates of who is asking, the present one first: one held on the day, else the latest."""
    on = on or who.on
    return sorted(who.mandates, key=lambda row: (not _is_held(row, on), row.starts_on > on, -row.starts_on.toordinal()))


def _is_held(row, on) -> bool:
    return row.starts_on <= on and (row.ends_on is None or row.ends_on > on)


def years_of(mandate: Mandate, on: date) -> tuple[list[Period], Period | None]:
    """The periods of the mandate's term, and the year that is shown: that of a day, or the last one served before."""
    periods = periods_of(mandate.term)
    day = min(on, mandate.ends_on - timedelta(days=1)) if mandate.ends_on else on
    label = str(year_in(periods, day))
    return periods, next((item for item in periods if item.label == label), None)


@dataclass(frozen=True)
class Need:
    """One requirement of a deputy: its verdict, and which duties count for it.

    ``typed`` says whether a record of such a duty can be entered; bills and suggestions count by themselves.
    """

    requirement: Requirement
    value: Value
    finding: Finding
    typed: bool


def judgement_of(mandate: Mandate, periods: Iterable[Period], on: date) -> Judgement:
    """The verdicts on one mandate over some periods as of a day."""
    return judge(mandate.term, Mandate.objects.filter(pk=mandate.pk), list(periods), on)


def needs(judgement: Judgement, standing: Standing, cycle: str) -> list[Need]:
    """What the requirements of a cycle say of a deputy, in official order."""
    return [
        Need(item, value, standing.findings[item.code], bool(value.kinds & judgement.book.typed))
        for item, value in judgement.asked(cycle)
        if item.code in standing.findings
    ]


def kinds_by_requirement(judgement: Judgement) -> list[tuple[Requirement | None, list[DutyKind]]]:
    """The kinds of duty that can be entered, each under the first requirement that counts it; the others at the end."""
    rest = {kind.code: kind for kind in DutyKind.objects.filter(derived=False)}
    found: list[tuple[Requirement | None, list[DutyKind]]] = []
    for cycle in CYCLES:
        for item, value in judgement.asked(cycle):
            of_it = [rest.pop(code) for code in list(rest) if code in value.kinds]
            found += [(item, of_it)] if of_it else []
    return [*found, (None, list(rest.values()))] if rest else found


def all_kinds() -> list[tuple[None, list[DutyKind]]]:
    """The kinds of duty that can be entered where no requirement is known."""
    return [(None, list(DutyKind.objects.filter(derived=False)))]


def records_of(mandates: Iterable[Mandate]) -> QuerySet:
    """The records of some mandates with why they were last returned, newest first."""
    returns = Event.objects.filter(subject=Event.Subject.RECORD, object_id=OuterRef("pk"), verb=Event.Verb.RETURN)
    rows = DutyRecord.objects.filter(mandate__in=mandates).annotate(
        why=Subquery(returns.order_by("-pk").values("note")[:1])
    )
    rows = rows.select_related("term__body", "mandate__person", "kind", "recorded_by", "session")
    return rows.order_by("-occurred_on", "-pk")


@dataclass(frozen=True)
class Ledger:
    """The records of a deputy's home, newest first: returned ones, those of a year; how many to check, and drafts."""

    to_mend: list[DutyRecord]
    to_check: int
    drafts: int
    of_year: list[DutyRecord]


def ledger(mandates: Iterable[Mandate], user: User, mandate: Mandate, year: Period | None, on: date) -> Ledger:
    """What of some mandates waits for a deputy on a day, and a year (all, without one) of one mandate; one query."""
    mine = Q(recorded_by=user, state__in=(State.RETURNED, State.DRAFT))
    shown = Q(mandate=mandate)
    if year:
        shown &= Q(occurred_on__gte=year.starts_on, occurred_on__lt=year.ends_on)
    unchecked = Exists(to_check(mandates, user, on).filter(pk=OuterRef("pk")).order_by())
    rows = list(records_of(mandates).annotate(unchecked=unchecked).filter(mine | shown | Q(unchecked=True)))
    own = [row for row in rows if row.recorded_by_id == user.pk]
    return Ledger(
        [row for row in own if row.state == State.RETURNED],
        sum(row.unchecked for row in rows),
        sum(row.state == State.DRAFT for row in own),
        [row for row in rows if row.mandate_id == mandate.pk and _is_of(row, year)],
    )


def _is_of(row, year) -> bool:
    return year is None or (row.occurred_on is not None and year.starts_on <= row.occurred_on < year.ends_on)


def to_check(mandates: Iterable[Mandate], user: User, on: date) -> QuerySet:
    """What others entered about a deputy in the year up to a day, and the deputy has not said a word on (代表核对).

    A word counts for the record as it was then: what was changed since is to be checked again.
    """
    since = datetime.combine(on - A_YEAR, time(), get_current_timezone())
    changed = Event.objects.filter(subject=Event.Subject.RECORD, object_id=OuterRef("record"), verb__in=CHANGES)
    said = RollAnswer.objects.filter(record=OuterRef("pk")).exclude(
        Exists(changed.filter(at__gt=OuterRef("answered_at")))
    )
    rows = records_of(mandates).filter(state__in=DutyRecord.REPORTED, recorded_at__gte=since)
    return rows.exclude(recorded_by=user).exclude(Exists(said))


def head_of(records: Iterable[int]) -> int:
    """The last event about some records, by their keys; 0 when there is none."""
    events = Event.objects.filter(subject=Event.Subject.RECORD, object_id__in=list(records))
    return events.aggregate(last=Max("pk"))["last"] or 0


def alike(mandate: Mandate, kind: DutyKind, day: date, but: int | None = None) -> list[DutyRecord]:
    """The live records of a deputy that may be the same duty: of the kind on the day, or on a roll of the day."""
    of_day = Q(occurred_on=day) | Q(activity__starts_on__lte=day, activity__last_on__gte=day)
    rows = DutyRecord.objects.filter(of_day, Q(kind=kind) | Q(activity__isnull=False), mandate=mandate)
    found = list(rows.exclude(state__in=DutyRecord.DEAD).exclude(pk=but).order_by().values_list("pk", flat=True))
    return list(records_of([mandate]).filter(pk__in=found)) if found else []  # there hardly ever is one


@dataclass(frozen=True)
class ToDo:
    """A suggestion that waits for a deputy: what is to be done, and the share of a unit that it is about, if any."""

    suggestion: Suggestion
    turn: Turn
    share: Assignment | None = None


def waiting(grants, on: date) -> list[ToDo]:
    """The suggestions that wait for a deputy: to be rated, confirmed or submitted; what is late comes first."""
    rows = _listed(Suggestion.objects.filter(desk.waiting_for(grants, on)))
    if not rows:
        return []
    by = inbox.frame_of(on, {row.term.body for row in rows})
    found = [item for row in rows for item in _to_do(row, by)]
    return sorted(found, key=lambda item: (item.turn.urgency, item.suggestion.pk))


def _listed(suggestions) -> list[Suggestion]:
    """As a list shows them, but for the lead sponsor, who is asking, and with the names of the units."""
    live = inbox.timed(Assignment.objects.exclude(state__in=Assignment.GONE)).select_related("unit")
    rows = desk.listed(suggestions).select_related("term__body__parent__parent").prefetch_related(None)
    return list(rows.prefetch_related(Prefetch("assignments", live, "shares")))


def _to_do(row, by) -> Iterable[ToDo]:
    if row.state == Suggestion.State.MERGED:
        yield from _of_merged(row, by)
        return
    turns = [(share, by.turn(share, row.term.body_id)) for share in row.shares]
    own = [ToDo(row, turn, share) for share, turn in turns if turn.who == Role.DEPUTY]
    yield from own or [ToDo(row, desk.turn(row, by))]


def _of_merged(row, by) -> Iterable[ToDo]:
    """Who leads what was merged into another rates the replies to that one."""
    shares = inbox.timed(Assignment.objects.filter(suggestion=row.merged_into_id, state=Assignment.State.REPLIED))
    for share in shares.select_related("suggestion__term__body", "unit"):
        yield ToDo(share.suggestion, by.turn(share, row.term.body_id), share)


def answers_of(judgement: Judgement, mandate: Mandate) -> dict[int, Answered]:
    """What each duty record of the one mandate of a judgement counts for, or why for nothing, by the record's key."""
    rows = uncounted.answered(judgement.case).get(mandate.pk, [])
    return {int(item.record.id.removeprefix("duty-")): item for item in rows if not item.record.from_suggestion}


def to_call(groups: Iterable[int], body, on: date) -> tuple[dict[int, list[User]], list[User]]:
    """Whom to call on a day: the liaisons by group, and those of a body's office that have a telephone, by name."""
    office = Q(role=Role.OFFICE) & (Q(body=None) | Q(body=body)) & ~Q(user__telephone="")
    asked = RoleGrant.objects.in_force(on).filter(office | Q(role=Role.LIAISON, group__in=groups), user__is_active=True)
    liaisons: dict[int, dict[User, None]] = {}
    at_office: dict[User, None] = {}
    in_order = ("user__last_name", "user__first_name", "user__username", "pk")
    for grant in asked.select_related("user").order_by(*in_order):
        of = at_office if grant.role == Role.OFFICE else liaisons.setdefault(grant.group_id, {})
        of[grant.user] = None
    return {group: list(users) for group, users in liaisons.items()}, list(at_office)


def objections(rows: QuerySet) -> QuerySet:
    """The objections among some answers, with what they are about: open ones first, the oldest of them first."""
    found = rows.filter(word=RollAnswer.Word.OBJECTED)
    about = ("record__mandate__person", "record__term__body", "record__kind", "record__recorded_by", "answered_by")
    return found.select_related(*about).order_by(F("settled_on").asc(nulls_first=True), "answered_at", "pk")
