"""What is public on a day: the suggestions and replies whose publication was decided, the deputies of public bodies.

The pages for strangers are given the small values of this file alone; none leads back to a row with more in it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, FilteredRelation, Max, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from ..models import Assignment, Body, Disclosure, Mandate, Reply, Sponsor, Suggestion, Term

State = Suggestion.State
HIDDEN = (State.DRAFT, State.SUBMITTED, State.NOT_FILED, State.WITHDRAWN)
HANDLED = (State.ASSIGNED, State.REPLIED, State.REHANDLING, State.TRACKING, State.CLOSED)
DELIBERATING = (State.ON_AGENDA, State.IN_COMMITTEE)
UNANSWERED = (Assignment.State.ASSIGNED, Assignment.State.RETURN_ASKED)
LONGEST = 40  # characters of a search
WORDS = 4  # of a search that are looked for
NEWEST = ("-submitted_on", "-number", "-pk")


@dataclass(frozen=True)
class Line:
    """A published suggestion as a list shows it; ``stage`` says nothing of how a reply was found."""

    pk: int
    number: str
    title: str
    kind: str
    channel: str
    submitted_on: date
    stage: str
    sponsor: str
    units: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What a unit did: ``standing`` is published, withheld or undecided of a reply, else handling or helping."""

    unit: str
    role: str
    standing: str
    replied_on: date | None = None
    text: str = ""


@dataclass(frozen=True)
class Item:
    """A published suggestion with its text, sponsors and answers; those of its lead item where it was merged.

    ``seat`` is the number under which the lead sponsor has a page, ``lead`` the lead item where that is published.
    """

    line: Line
    text: str
    seat: str
    joint: int
    is_merged: bool
    lead: Line | None
    merged: tuple[Line, ...]
    answers: tuple[Answer, ...]


def terms(on: date) -> QuerySet[Term]:
    """The terms of public bodies that have begun, bodies in their order, newest first."""
    begun = Term.objects.filter(body__is_public=True, starts_on__lte=on).select_related("body")
    return begun.order_by("body__order", "body__code", "-number")


def seats(on: date) -> QuerySet[Mandate]:
    """The mandates that a stranger may know of on a day: served then, in a term of a public body that still runs."""
    running = Q(term__ends_on=None) | Q(term__ends_on__gt=on)
    return Mandate.objects.serving(on).filter(running, term__in=terms(on).order_by().values("pk"))


def suggestions(on: date) -> QuerySet[Suggestion]:
    """The suggestions of public bodies accepted, neither withdrawn nor refused, that are to be published on a day."""
    accepted = Suggestion.objects.filter(term__body__is_public=True, term__starts_on__lte=on, accepted_on__lte=on)
    return _ruled(accepted.exclude(state__in=HIDDEN), "suggestion", on)


def _ruled(rows, about, on):
    """The rows whose decision in force on a day, the latest taken by it, is to publish them."""
    taken = Disclosure.objects.filter(**{about: OuterRef("pk")}, decided_on__lte=on).order_by("-decided_on", "-pk")
    return rows.alias(ruling=Subquery(taken.values("decision")[:1])).filter(ruling=Disclosure.Decision.PUBLISH)


def _staged(rows: QuerySet[Suggestion]) -> QuerySet[Suggestion]:
    """Suggestions with ``head``, the item that is handled for them, and ``stage``, how far that is in people's words.

    Re-handling, tracking and closing are all replied: they tell how a reply was found.
    """
    rows = rows.alias(reached=Coalesce("merged_into__state", "state")).annotate(head=Coalesce("merged_into", "pk"))
    waits = _answering().filter(suggestion=OuterRef("head"), state__in=UNANSWERED)
    return rows.annotate(
        stage=Case(
            When(reached__in=DELIBERATING, then=Value("deliberating")),
            When(reached=State.DELIBERATED, then=Value("deliberated")),
            When(Q(Exists(waits), reached__in=HANDLED), then=Value("handling")),
            When(reached__in=HANDLED, then=Value("replied")),
            default=Value("accepted"),
        )
    )


def narrowed(rows: QuerySet[Suggestion], on: date, *, q="", year="", channel="", unit="", stage="", reply=False):
    """What a search and filters leave, newest first; ``q`` is up to four words, each in number, title or text.

    ``unit`` is the primary key of a handling unit, ``reply`` asks for a published reply.
    """
    plain = {"submitted_on__year": year, "channel": channel, "stage": stage}
    rows = _staged(rows).filter(**{name: value for name, value in plain.items() if value})
    if unit:
        rows = rows.filter(head__in=_standing().filter(unit=unit).values("suggestion"))
    if reply:
        rows = rows.filter(head__in=_replies(on).values("assignment__suggestion"))
    for word in q[:LONGEST].split()[:WORDS]:
        rows = rows.filter(Q(number__icontains=word) | Q(title__icontains=word) | Q(text__icontains=word))
    return rows.order_by(*NEWEST)


def years(rows: QuerySet[Suggestion]) -> list[int]:
    """The years in which suggestions were submitted, from the last to the first."""
    first, last = rows.aggregate(Min("submitted_on"), Max("submitted_on")).values()
    return list(range(last.year, first.year - 1, -1)) if last else []


def units(rows: QuerySet[Suggestion]) -> list[tuple[int, str]]:
    """The primary keys and names of the units that handle suggestions, in their official order."""
    handled = _standing().filter(suggestion__in=rows.order_by().values(item=Coalesce("merged_into", "pk")))
    found = Body.objects.filter(pk__in=handled.values("unit")).order_by("order", "code")
    return list(found.values_list("pk", "name"))


def _standing():
    return Assignment.objects.exclude(state__in=Assignment.GONE).order_by()


def _answering():
    return _standing().filter(role__in=Assignment.ANSWERING)


def _replies(on):
    """The replies that are public: published themselves, and to a suggestion that is."""
    rows = Reply.objects.filter(assignment__in=_answering().filter(suggestion__in=suggestions(on).values("pk")))
    return _ruled(rows, "reply", on).order_by()


def lines(rows: QuerySet[Suggestion]) -> list[Line]:
    """Published suggestions, few enough for a page, as lists show them, newest first; two queries."""
    lead = FilteredRelation("sponsors", condition=Q(sponsors__role=Sponsor.Role.LEAD, sponsors__removed_on=None))
    chosen = _staged(Suggestion.objects.filter(pk__in=rows.values("pk"))).annotate(led=lead).order_by(*NEWEST)
    fields = ("pk", "number", "title", "kind", "channel", "submitted_on", "stage")
    found = list(chosen.values_list(*fields, "led__mandate__person__name", "led__organisation", "head"))
    handlers = _handlers(head for *_fields, head in found)
    return [
        Line(*plain, name or organisation or "", tuple(handlers[head])) for *plain, name, organisation, head in found
    ]


def _handlers(pks: Iterable[int]) -> dict[int, list[str]]:
    found = defaultdict(list)
    for pk, name in _in_order(_answering().filter(suggestion__in=set(pks))).values_list("suggestion", "unit__name"):
        found[pk].append(name)
    return found


def _in_order(assignments):
    """Hosts and split handlers before those who help, each in their official order."""
    helping = Case(When(role=Assignment.Role.CO_HANDLER, then=1), default=0)
    return assignments.order_by(helping, "unit__order", "unit__code", "pk")


def item(term: Term, pk: int, on: date) -> Item:
    """A published suggestion of a term with what is public of its handling; Suggestion.DoesNotExist where it is not."""
    text, into = suggestions(on).filter(term=term).values_list("text", "merged_into").get(pk=pk)
    head = into or pk
    found = {line.pk: line for line in lines(suggestions(on).filter(Q(pk=head) | Q(merged_into=head)))}
    return Item(
        found[pk],
        text,
        *_sponsors(pk, on),
        is_merged=into is not None,
        lead=found.get(into),
        merged=tuple(line for line in found.values() if line.pk not in (pk, head)),
        answers=tuple(_answers(head, on, is_public=head in found)),
    )


def _sponsors(pk, on) -> tuple[str, int]:
    """The number of the lead sponsor's page, empty where there is none, and how many sponsor jointly."""
    seat = seats(on).filter(pk=OuterRef("mandate")).values("number")[:1]
    rows = list(Sponsor.objects.filter(suggestion=pk).annotate(seat=Subquery(seat)).values_list("role", "seat"))
    leads = [number for role, number in rows if role == Sponsor.Role.LEAD and number]
    return next(iter(leads), ""), sum(role == Sponsor.Role.JOINT for role, _seat in rows)


def _answers(head, on, *, is_public):
    replies = _told(head, on)
    rows = _in_order(_standing().filter(suggestion=head)).values_list("pk", "unit__name", "role")
    for pk, unit, role in rows:
        if role == Assignment.Role.CO_HANDLER:
            yield Answer(unit, role, "helping")
        elif pk not in replies:
            yield Answer(unit, role, "handling")
        else:
            yield _answer(unit, role, replies[pk], is_public)


def _told(head, on) -> dict[int, list[tuple]]:
    """The replies to an item by assignment, newest first: the decision in force, the day, and the text."""
    taken = Disclosure.objects.filter(reply=OuterRef("pk"), decided_on__lte=on).order_by("-decided_on", "-pk")
    rows = Reply.objects.filter(assignment__suggestion=head, replied_on__lte=on).order_by("-round")
    found = defaultdict(list)
    ruled = rows.annotate(ruling=Subquery(taken.values("decision")[:1]))
    for pk, *reply in ruled.values_list("assignment", "ruling", "replied_on", "text"):
        found[pk].append(tuple(reply))
    return found


def _answer(unit, role, replies, is_public) -> Answer:
    """The latest published reply of a unit, else the first one's day: a number of rounds would tell of ratings."""
    public = [reply for reply in replies if reply[0] == Disclosure.Decision.PUBLISH and is_public]
    if public:
        return Answer(unit, role, "published", *public[0][1:])
    withheld = replies[0][0] == Disclosure.Decision.WITHHOLD
    return Answer(unit, role, "withheld" if withheld else "undecided", replies[-1][1])
