"""The rates of handling suggestions, each with the rows behind its numerator and its denominator. Pure: no Django."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from typing import Protocol, TypeVar

from ..rules.chain import Promise, Receipt
from ..rules.resting import without_collecting
from .shares import PUBLISH, UNSATISFIED, WITHHOLD, Item, Register, Share

CLASSES = ("A", "B", "C", "D")
RATINGS = ("satisfied", "basically", UNSATISFIED)
REASONS = ("state_secret", "business_secret", "privacy", "deputy", "other")
PROMISED = (
    "timeliness",
    "timeliness_of_received",
    "first_satisfaction",
    "first_satisfaction_of_replied",
    "final_satisfaction",
    "co_handler_satisfaction",
    "co_handler_final_satisfaction",
    "implementation",
    "disclosure",
    "suggestions_published",
    "commitments_kept",
    "share_of_assignments",
    "contacted",
)
OTHER_ROWS = {
    "suggestions_published": "suggestion",
    "similar_to_earlier": "suggestion",
    "key_finished": "suggestion",
    "suggestions": "suggestion",
    "suggestions_in_session": "suggestion",
    "suggestions_out_of_session": "suggestion",
    "commitments_kept": "commitment",
    "units": "body",
}


def rows_of(code: str) -> str:
    """Of what the rows of a rate or count are: assignment, suggestion, commitment or body."""
    return OTHER_ROWS.get(code, "suggestion" if code.startswith("suggestions_withheld_") else "assignment")


class Identified(Protocol):
    @property
    def id(self) -> int: ...


Row = TypeVar("Row", bound=Identified)


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of rows: the primary keys of those that fulfil, and of all that are looked at."""

    code: str
    numerator: tuple[int, ...]
    denominator: tuple[int, ...]

    @property
    def percent(self) -> str | None:
        """Percent with two decimals, rounded half up; None without a denominator."""
        whole = len(self.denominator)
        if not whole:
            return None
        hundredths = (20_000 * len(self.numerator) + whole) // (2 * whole)
        return f"{hundredths // 100}.{hundredths % 100:02d}"


@dataclass(frozen=True, slots=True)
class Rates:
    """All rates and counts of a register by code; a count is the primary keys of its rows.

    ``median_days`` runs from assignment to first reply, None before any.
    """

    rates: dict[str, Rate]
    counts: dict[str, tuple[int, ...]]
    median_days: Decimal | None

    def __getitem__(self, code: str) -> Rate:
        return self.rates[code]

    def count(self, code: str) -> int:
        """How many rows a count has."""
        return len(self.counts[code])


@without_collecting()
def measure(register: Register) -> Rates:
    """The rates of a register; no outcome depends on anything that happened after its day."""
    hosts = [row for row in register.shares if row.answers]
    helpers = [row for row in register.shares if not row.answers]
    found = [
        *_timeliness(register.on, hosts),
        *_timeliness(register.on, helpers, "co_handler_"),
        *_satisfaction(hosts, "first_satisfaction", "final_satisfaction"),
        *_satisfaction(helpers, "co_handler_satisfaction", "co_handler_final_satisfaction"),
        *_contents(hosts),
        *_promises(register.on, hosts),
        *_items(register.items),
        Rate("share_of_assignments", _ids(hosts), register.everywhere),
    ]
    return Rates({rate.code: rate for rate in found}, _counts(register, hosts, helpers), _median_days(hosts))


def _rate(code: str, rows: Iterable[Row], fulfils: Callable[[Row], bool]) -> Rate:
    looked_at = list(rows)
    return Rate(code, _ids([row for row in looked_at if fulfils(row)]), _ids(looked_at))


def _ids(rows: Iterable[Identified]) -> tuple[int, ...]:
    return tuple([row.id for row in rows])


def _timeliness(on: date, hosts: Sequence[Share], prefix: str = "") -> list[Rate]:
    """The day itself is over: who has not replied on the due day is late that evening."""
    in_time = _ids([row for row in hosts if row.is_in_time])
    due = _ids([row for row in hosts if row.replies or row.due_on <= on])
    return [
        Rate(f"{prefix}timeliness", in_time, due),
        Rate(f"{prefix}timeliness_of_received", in_time, _ids(hosts)),
    ]


def _satisfaction(rows: Sequence[Share], first: str, final: str) -> list[Rate]:
    """Among receipts alone: what nobody has rated is neither satisfactory nor not."""
    return [
        _satisfied(first, [(row.id, receipt) for row in rows if (receipt := row.first_receipt)]),
        _satisfied(final, [(row.id, receipt) for row in rows if (receipt := row.final_receipt)]),
    ]


def _satisfied(code: str, rated: Sequence[tuple[int, Receipt]]) -> Rate:
    return Rate(code, tuple([key for key, receipt in rated if receipt.is_satisfied]), tuple([key for key, _ in rated]))


def _contents(hosts: Sequence[Share]) -> list[Rate]:
    replied = [row for row in hosts if row.replies]
    latest = [(row.id, row.latest) for row in hosts if row.latest]
    classes = _grouped((reply.reply_class, key) for key, reply in latest)
    decisions = _grouped((reply.ruling.decision, key) for key, reply in latest)
    published, answered = decisions[PUBLISH], _ids(replied)
    publishable = tuple([key for key, reply in latest if reply.ruling.decision != WITHHOLD])
    return [
        _rate("first_satisfaction_of_replied", replied, _is_satisfied_first),
        Rate("implementation", classes["A"], answered),
        *(Rate(f"class_{name}", classes[name], answered) for name in CLASSES),
        Rate("disclosure", published, answered),
        Rate("disclosure_of_publishable", published, publishable),
        _rate("contacted", replied, _is_contacted),
    ]


def _grouped(pairs: Iterable[tuple[str, int]]) -> Mapping[str, tuple[int, ...]]:
    """Primary keys by what they are found under, in their order; nothing under what was not found."""
    found = defaultdict(list)
    for name, key in pairs:
        found[name].append(key)
    return defaultdict(tuple, {name: tuple(keys) for name, keys in found.items()})


def _is_satisfied_first(row: Share) -> bool:
    return row.first_receipt is not None and row.first_receipt.is_satisfied


def _is_contacted(row: Share) -> bool:
    return row.contacted_on is not None and row.contacted_on <= row.replies[0].on


def _promises(on: date, hosts: Iterable[Share]) -> list[Rate]:
    rated = [(row, promise, row.line(promise)) for row in hosts for promise in row.promises]
    due = [
        (promise, rating) for row, promise, rating in rated if rating or (promise.due_on <= on and row.stands(promise))
    ]
    kept: list[Promise] = [promise for promise, rating in due if rating and rating != UNSATISFIED]
    return [Rate("commitments_kept", _ids(kept), _ids(promise for promise, _ in due))]


def _items(items: Sequence[Item]) -> list[Rate]:
    supervised = [item for item in items if item.supervised]
    return [
        _rate("suggestions_published", items, lambda item: item.ruling.decision == PUBLISH),
        _rate("similar_to_earlier", items, lambda item: item.similar),
        _rate("key_finished", supervised, lambda item: item.finished),
    ]


def _counts(register: Register, hosts: Sequence[Share], helpers: Sequence[Share]) -> dict[str, tuple[int, ...]]:
    units = dict.fromkeys(row.unit for row in hosts)
    return {
        "assignments": _ids(hosts),
        "suggestions": _ids(register.items),
        "co_handlers": _ids(helpers),
        "units": tuple(units),
        "rehandled": _ids(row for row in hosts if row.round > 1),
        "council": _ids(row for row in hosts if row.round >= row.rule.council_round),
        **_channels("assignments", hosts),
        **_channels("suggestions", register.items),
        **_open(register.on, hosts),
        **_open(register.on, helpers, "co_handlers_"),
        **_waiting(register.on, hosts),
        **_ratings(hosts),
        **_withheld(hosts, register.items),
    }


def _channels(what: str, rows: Sequence[Share] | Sequence[Item]) -> dict[str, tuple[int, ...]]:
    return {
        f"{what}_in_session": _ids(row for row in rows if row.channel == "session"),
        f"{what}_out_of_session": _ids(row for row in rows if row.channel != "session"),
    }


def _open(on: date, rows: Iterable[Share], prefix: str = "") -> dict[str, tuple[int, ...]]:
    """Those whose present round has no reply: late from the day after the due day on."""
    waiting = [(row, until) for row in rows if (until := row.open_until)]
    soon = [row for row, until in waiting if on <= until <= on + timedelta(days=row.rule.at_risk_days)]
    return {
        f"{prefix}not_yet_due": _ids(row for row, until in waiting if not row.replies and until > on),
        f"{prefix}overdue": _ids(row for row, until in waiting if until < on),
        f"{prefix}at_risk": _ids(soon),
    }


def _waiting(on: date, hosts: Sequence[Share]) -> dict[str, tuple[int, ...]]:
    """Those whose latest reply nobody has rated, in time for it or no longer."""
    waiting = [row for row in hosts if row.latest and not row.receipt(row.latest.round)]
    late = [row for row in waiting if row.receipt_by is not None and row.receipt_by < on]
    return {"without_receipt": _ids(waiting), "no_receipt": _ids(late)}


def _ratings(hosts: Sequence[Share]) -> dict[str, tuple[int, ...]]:
    found = {
        "first": _grouped((receipt.rating, row.id) for row in hosts if (receipt := row.first_receipt)),
        "final": _grouped((receipt.rating, row.id) for row in hosts if (receipt := row.final_receipt)),
    }
    return {f"{which}_{rating}": rows[rating] for which, rows in found.items() for rating in RATINGS}


def _withheld(hosts: Iterable[Share], items: Iterable[Item]) -> dict[str, tuple[int, ...]]:
    replies = _grouped((row.latest.ruling.reason, row.id) for row in hosts if row.latest)
    suggestions = _grouped((item.ruling.reason, item.id) for item in items)
    return _by_reason("withheld", replies) | _by_reason("suggestions_withheld", suggestions)


def _by_reason(what: str, found: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    return {f"{what}_{reason}": found[reason] for reason in REASONS}


def _median_days(hosts: Iterable[Share]) -> Decimal | None:
    days = [Decimal((row.first.on - row.assigned_on).days) for row in hosts if row.first]
    return median(days) if days else None
