"""What the page of a suggestion shows of it and of each of its units, in words."""

from dataclasses import dataclass

from ...models import Assignment, Suggestion, Term
from ...rules import load
from ...scores.inbox import frame, timed
from ...scores.story import name_of
from ...scores.turns import turn_of_suggestion
from ...tables.assignments import act_text, tagged_days, turn_text
from .act import Act
from .acts import offered
from .target import Target

TONES = {
    "closed": "met",
    "deliberated": "met",
    "rehandling": "short",
    "return_asked": "running",
    "returned": "none",
    "ended": "none",
    "withdrawn": "none",
    "not_filed": "none",
    "merged": "none",
}


@dataclass(frozen=True)
class Share:
    """An assignment with its acts, its day and how it came about, whose turn it is, and its receipts."""

    row: Assignment
    acts: list[Act]
    due: list[str]
    deadline: object
    turn: str
    days: str
    tone: str
    receipts: list[tuple]


def tone_of(state: str) -> str:
    """The colour of a state."""
    return TONES.get(state, "running")


def shown(target: Target, rows: list[Assignment], make) -> tuple[list[Share], str]:
    """The assignments as the page shows them, and whose turn it is; ``make`` gives the target of an assignment."""
    by = frame(target.today)
    body = target.suggestion.term.body_id
    stamped = {row.pk: row for row in timed(Assignment.objects.filter(suggestion=target.suggestion))}
    turns = {pk: by.turn(row, body) for pk, row in stamped.items()}
    shares = [_share(make(row), stamped[row.pk], turns[row.pk]) for row in rows]
    suggestion = target.suggestion
    suggestion.unconfirmed = any(row.confirmed_on is None for row in suggestion.sponsors.all())
    suggestion.referred = bool(suggestion.referrals.all())
    own = [turns[row.pk] for row in rows if row.answers]
    return shares, turn_text(turn_of_suggestion(suggestion, own))


def ruling_of(row):
    """The decision on publishing a suggestion or a reply that is in force; None before any."""
    return next(reversed(list(row.disclosures.all())), None)


def _share(target, stamped, turn) -> Share:
    row, rule = target.assignment, target.rule
    for reply in row.replies.all():
        reply.label = rule.class_labels.get(reply.reply_class, "")
        reply.ruling = ruling_of(reply)
    return Share(
        row,
        offered(target),
        load.origins_of(row),
        stamped.due_now,
        act_text(turn),
        tagged_days(turn),
        tone_of(row.state),
        list(_receipts(row, rule)),
    )


def _receipts(row, rule):
    corrected = {receipt.corrects_id for receipt in row.evaluations.all()}
    for receipt in row.evaluations.all():
        receipt.rating_label = rule.rating_labels[receipt.rating]
        receipt.attitude_label = rule.rating_labels.get(receipt.attitude, "")
        yield receipt, name_of(receipt.sponsor), receipt.pk in corrected


def owner_of(suggestion: Suggestion, on) -> Term | None:
    """The term whose office goes on with a suggestion after its own term is over; None while that lasts."""
    term = suggestion.term
    if term.ends_on is None or on < term.ends_on or suggestion.state in ("closed", "deliberated", *Suggestion.ENDED):
        return None
    later = Term.objects.filter(body=term.body_id, starts_on__gte=term.ends_on, starts_on__lte=on)
    return later.order_by("-starts_on").first()
