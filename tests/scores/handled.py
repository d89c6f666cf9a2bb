"""Suggestions on their way through the chain, moved by the system a long time afterwards; and the rates of them."""

from datetime import date, datetime

from tests import make
from tracker.ledger import By, assigning, evaluations, replies
from tracker.ledger.actors import system_user
from tracker.models import Assignment, Term
from tracker.scores.rates import Rates, measure
from tracker.scores.register import gather


def late_by() -> By:
    """The system at the end of 2025: every day of these tests has come."""
    return By(system_user(), datetime(2025, 12, 31, 12, tzinfo=make.SHANGHAI))


def share(deputy, on=date(2023, 2, 1), unit=None, role="host", of=None, **fields) -> Assignment:
    """An assignment of a suggestion of a deputy (a new one, unless given); due on 2023-05-04 by default."""
    row = of or make.suggestion(deputy, date(2023, 1, 20))
    row.refresh_from_db()
    return assigning.assign(late_by(), row, unit or make.handling_unit(), role, on, **fields)


def reply(row, on, reply_class="A", **fields) -> Assignment:
    """A reply on a day; a co-handler's has no class."""
    content = {"reply_class": reply_class} if row.answers else {}
    replies.reply(late_by(), row, on, **content, **fields)
    return row


def rate(row, on, rating="satisfied"):
    """The lead sponsor's receipt on the latest reply."""
    lead = row.suggestion.sponsors.get(role="lead")
    comment = "没有解决" if rating == "unsatisfied" else ""
    return evaluations.evaluate_reply(late_by(), row, lead, rating, on, comment=comment)


def as_of(on, *, first=None, last=None, unit=None) -> Rates:
    """The rates of the one term as of a day."""
    return measure(gather(Term.objects.get(), first, last, on, unit))


def figures(rate) -> tuple[int, int]:
    """How many of how many."""
    return len(rate.numerator), len(rate.denominator)
