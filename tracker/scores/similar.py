"""Earlier suggestions that are like one (类似建议), and how they were answered."""

from dataclasses import dataclass

from ..models import Disclosure, Reply, Similarity, Sketch, Suggestion
from ..rules import grams

AT_LEAST = 40
LIMIT = 5
HIDDEN = (Suggestion.State.DRAFT, Suggestion.State.SUBMITTED, Suggestion.State.WITHDRAWN, Suggestion.State.NOT_FILED)


@dataclass(frozen=True)
class Alike:
    """An earlier suggestion, how alike it is in percent, whether it is linked, and its answers."""

    suggestion: Suggestion
    percent: int
    linked: bool
    answers: tuple[Reply, ...]


def nearest(suggestion: Suggestion, *, at_least: int = AT_LEAST, limit: int = LIMIT) -> list[tuple[int, int]]:
    """(primary key, percent) of the most similar earlier suggestions of the same body, the most similar first."""
    mine = Sketch.objects.filter(suggestion=suggestion).first()
    if mine is None:
        return []
    earlier = Suggestion.objects.filter(term__body=suggestion.term.body_id, submitted_on__isnull=False)
    if suggestion.submitted_on:
        earlier = earlier.filter(submitted_on__lte=suggestion.submitted_on)
    earlier = earlier.exclude(pk=suggestion.pk).exclude(state__in=HIDDEN)
    others = earlier.filter(sketch__isnull=False).order_by().values_list("pk", "sketch__grams")
    return grams.nearest(bytes(mine.grams), others.iterator(), at_least, limit)


def similar(suggestion: Suggestion, *, only_linked=False, with_withheld=False) -> list[Alike]:
    """The suggestions linked to one, then perhaps the most similar others, each with its published answers.

    Those withheld from publication are for the office alone (``with_withheld``).
    """
    linked = list(Similarity.objects.filter(suggestion=suggestion).values_list("earlier", flat=True))
    found = {} if only_linked else dict(nearest(suggestion))
    order = [*linked, *(pk for pk in found if pk not in linked)]
    hidden = set() if with_withheld else withheld(order)
    order = [pk for pk in order if pk not in hidden]
    rows = Suggestion.objects.in_bulk(order)
    answers = _answers(order)
    return [Alike(rows[pk], found.get(pk, 0), pk in linked, tuple(answers.get(pk, ()))) for pk in order]


def _answers(pks) -> dict[int, list[Reply]]:
    """The latest reply of each unit that answers; the text of one that is not published is left out."""
    replies = Reply.objects.filter(assignment__suggestion__in=pks).exclude(reply_class="")
    found: dict[int, dict[int, Reply]] = {}
    for row in replies.select_related("assignment__unit").order_by("round"):
        found.setdefault(row.assignment.suggestion_id, {})[row.assignment_id] = row
    latest = [row for rows in found.values() for row in rows.values()]
    published = _published([row.pk for row in latest])
    for row in latest:
        row.text = row.text if row.pk in published else ""
    return {pk: list(rows.values()) for pk, rows in found.items()}


def _published(replies) -> set[int]:
    return _decided(Disclosure.Decision.PUBLISH, "reply", replies)


def withheld(suggestions) -> set[int]:
    """Those of some suggestions, by primary key, that were withheld from publication by the latest decision."""
    return _decided(Disclosure.Decision.WITHHOLD, "suggestion", suggestions)


def _decided(decision, name, pks) -> set[int]:
    rows = Disclosure.objects.filter(**{f"{name}__in": pks}).order_by("decided_on", "pk")
    return {pk for pk, last in dict(rows.values_list(name, "decision")).items() if last == decision}
