"""What the records of some deputies say beside what they are judged by: few queries, however many deputies."""

from dataclasses import dataclass, field

from ...models import DutyKind, DutyRecord, Evaluation, Mandate, Person, Reply, Suggestion
from ...rules.chain import LEAD_ROLES
from ...scores.summary import Judgement


@dataclass(frozen=True)
class Detail:
    """The rest of a duty record."""

    organiser: str
    item: str
    meeting: str
    session: int | None


@dataclass(frozen=True)
class Handled:
    """What became of a suggestion; ``ratings`` maps a mandate to what its receipts in force say."""

    number: str
    kind: str
    state: str
    classes: str
    ratings: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Details:
    """Persons by mandate, duty records and suggestions by primary key, kinds by code, the sessions of the term."""

    persons: dict[int, Person]
    records: dict[int, Detail]
    suggestions: dict[int, Handled]
    kinds: dict[str, DutyKind]
    sessions: list

    def record(self, record) -> Detail:
        """The rest of a record as it was judged."""
        return self.records[_pk(record)]

    def suggestion(self, record) -> Handled:
        """What became of the suggestion that a record stands for."""
        return self.suggestions[_pk(record)]


def _pk(record) -> int:
    return int(record.id.rpartition("-")[2])


def read(judgement: Judgement) -> Details:
    """The details of the deputies of a judgement, in a fixed number of queries."""
    mandates = [row.mandate.pk for row in judgement.standings]
    persons = {row.pk: row.person for row in Mandate.objects.filter(pk__in=mandates).select_related("person")}
    kinds = {row.code: row for row in DutyKind.objects.all()}
    sessions = list(judgement.term.sessions.order_by("opens_on", "pk"))
    return Details(persons, _records(judgement, mandates), _suggestions(mandates), kinds, sessions)


def _records(judgement, mandates):
    rows = DutyRecord.objects.filter(term=judgement.term, mandate__in=mandates)
    found = rows.values_list("pk", "organiser", "item", "meeting", "session")
    return {
        pk: Detail(organiser, item, str(DutyRecord.Meeting(form).label) if form else "", session)
        for pk, organiser, item, form, session in found
    }


def _suggestions(mandates):
    rows = list(Suggestion.objects.filter(sponsors__mandate__in=mandates).select_related("merged_into").distinct())
    classes, ratings = _classes(rows), _ratings(rows, mandates)
    return {
        row.pk: Handled(
            row.number,
            str(row.get_kind_display()),
            _state(row),
            "、".join(dict.fromkeys(classes.get(row.pk, {}).values())),
            {mandate: "；".join(dict.fromkeys(said.values())) for mandate, said in ratings.get(row.pk, {}).items()},
        )
        for row in rows
    }


def _state(row) -> str:
    label = str(row.get_state_display())
    return f"{label}（{row.merged_into.number}）" if row.merged_into and row.merged_into.number else label


def _classes(suggestions) -> dict[int, dict[int, str]]:
    """The class of the latest reply of each unit that answers, by suggestion and assignment."""
    rows = Reply.objects.filter(assignment__suggestion__in=suggestions, assignment__role__in=LEAD_ROLES)
    fields = ("assignment__suggestion", "assignment", "reply_class")
    found: dict[int, dict[int, str]] = {}
    for suggestion, assignment, code in rows.order_by("assignment__unit__order", "assignment", "round").values_list(
        *fields
    ):
        found.setdefault(suggestion, {})[assignment] = str(Reply.Class(code).label) if code else ""
    return found


def _ratings(suggestions, mandates) -> dict[int, dict[int, dict]]:
    """What the receipts in force of some deputies say, by suggestion, mandate, stage and assignment."""
    rows = Evaluation.objects.filter(
        assignment__suggestion__in=suggestions, sponsor__mandate__in=mandates, corrected_by=None
    ).select_related("sponsor", "assignment")
    found: dict[int, dict[int, dict]] = {}
    for row in rows.order_by("-stage", "assignment__unit__order", "assignment", "round", "pk"):
        said = found.setdefault(row.assignment.suggestion_id, {}).setdefault(row.sponsor.mandate_id, {})
        stage = "答复" if row.stage == Evaluation.Stage.REPLY else "落实"
        said[row.stage, row.assignment_id] = f"{stage}{row.get_rating_display()}"
    return found
