"""The suggestions that are stored already, with all that hangs on them, in a few queries a table."""

from collections.abc import Iterable, Iterator

from ....ledger.bulk import chunks
from ....ledger.courses import courses
from ....models import (
    Assignment,
    Commitment,
    Disclosure,
    Evaluation,
    Reply,
    Sponsor,
    Suggestion,
    Supervision,
    Term,
)
from ....rules.chain import Promise
from ...cleaners import name_key
from .facts import Answer, Backer, Item, Share

CHUNK = 500


def items(term: Term, numbers: Iterable[str]) -> dict[str, Item]:
    """The stored items of a term among the numbers that a file names."""
    rows = among(Suggestion.objects.filter(term=term), "number", sorted(numbers))
    found = {row.pk: Item(row.number, None, row, row.is_bill, row.accepted_on) for row in rows}
    if found:
        _add_backers(found)
        _add_decisions(found)
        _add_shares(found)
    return {item.number: item for item in found.values()}


def among(queryset, name: str, keys: Iterable) -> Iterator:
    """The rows of a queryset whose column holds one of many keys; the order holds for the rows of one key."""
    for chunk in chunks(keys, CHUNK):
        yield from queryset.filter(**{f"{name}__in": chunk})


def _add_backers(found):
    merged = dict(among(Suggestion.objects.values_list("pk", "merged_into"), "merged_into", found))
    homes = {pk: pk for pk in found} | merged
    sponsors = Sponsor.objects.select_related("mandate", "signatory").order_by("pk")
    for row in among(sponsors, "suggestion", homes):
        item, is_own = found[homes[row.suggestion_id]], row.suggestion_id not in merged
        number = row.who.number if row.who else f"{row.organisation_kind} {row.pk}"
        if is_own or number not in item.backers:
            item.backers[number] = Backer(number, row.role == Sponsor.Role.LEAD, row.who, row, is_own)


def _add_decisions(found):
    for row in among(Disclosure.objects.order_by("decided_on", "pk"), "suggestion", found):
        found[row.suggestion_id].disclosure = row
    for row in among(Supervision.objects.filter(kind=Supervision.Kind.KEY), "suggestion", found):
        found[row.suggestion_id].is_key = True


def _add_shares(found):
    shares: dict[int, Share] = {}
    rows = list(among(Assignment.objects.select_related("unit"), "suggestion", found))
    for row, course in courses(rows) if rows else ():
        item, unit = found[row.suggestion_id], name_key(row.unit.name)
        row.suggestion = item.row
        if row.state in Assignment.GONE:
            item.gone.add(unit)
            continue
        if unit in item.shares:
            item.twins.add(unit)
            unit = f"{unit} {row.pk}"
        share = Share(item, row.role, row.assigned_on, None, row.unit, row, row.due_on, course)
        share.state, share.round = row.state, row.round
        shares[row.pk] = item.shares[unit] = share
    _add_answers(shares)
    for row in among(Evaluation.objects.order_by("pk"), "assignment", shares):
        shares[row.assignment_id].receipts.append(row)


def _add_answers(shares):
    answers: dict[int, Answer] = {}
    for row in among(Reply.objects.all(), "assignment", shares):
        answers[row.pk] = shares[row.assignment_id].answers[row.round] = Answer(row.replied_on, None, row)
    for row in among(Commitment.objects.order_by("pk"), "reply", answers):
        answer = answers[row.reply_id]
        answer.commitments.append(row)
        answer.promises.append(Promise(row.pk, answer.row.round, row.due_on, row.reported_done_on))
    for row in among(Disclosure.objects.order_by("decided_on", "pk"), "reply", answers):
        answers[row.reply_id].disclosure = row
