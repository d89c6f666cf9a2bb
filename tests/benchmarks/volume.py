"""Terms of any size, made in bulk through the ledger: deputies in units and groups, and records of every kind."""

from datetime import timedelta

from django.db import transaction

from tests import make
from tracker.ledger import entering, people
from tracker.ledger.people import Election
from tracker.models import DutyKind, ElectoralUnit, Group, Mandate, Person, Term

IN_A_UNIT, RECORDS = 300, 10
DAYS = 350
VISITS = ("visit", "training", "good_deed", "duty_report")


@transaction.atomic
def term_of(deputies: int, *, records: int = RECORDS, code="chongqing-congress-6", number=6) -> Term:
    """A term of so many deputies with so many records each, the first session with its rolls complete."""
    term = make.term(code, number)
    if number == 6:
        make.rule_book()
    add_deputies(term, deputies)
    make.session(term, complete=True)
    add_records(term, records)
    return term


def add_deputies(term: Term, deputies: int):
    """So many deputies on the published list, in units and liaison groups of 300."""
    places = range(-(-deputies // IN_A_UNIT))
    units = [ElectoralUnit(term=term, name=f"第{place:03d}区", order=place, seats=IN_A_UNIT) for place in places]
    groups = [Group(term=term, name=f"第{place:03d}联系组", kind="liaison", order=place) for place in places]
    ElectoralUnit.objects.bulk_create(units)
    Group.objects.bulk_create(groups)
    people.elect_many(make.by(), [_election(term, at, units, groups) for at in range(deputies)])


def _election(term, at, units, groups) -> Election:
    number, place = f"{term.number}{at:05d}", at // IN_A_UNIT
    person = Person(number=f"P{number}", name=f"代表{at:05d}")
    values = {"starts_on": term.starts_on, "list_position": at + 1, "is_grassroots": at % 3 == 0}
    return Election(Mandate(person=person, term=term, number=number, **values), units[place], (groups[place],))


def add_records(term: Term, each: int):
    """So many records for each deputy: two speeches, then what lies between the sessions; one in ten waits."""
    mandates = list(Mandate.objects.filter(term=term).listed().values_list("pk", flat=True))
    kinds = dict(DutyKind.objects.values_list("code", "pk"))
    rows = [(pk, at, turn) for turn in range(each) for at, pk in enumerate(mandates)]
    verified, waiting = [row for row in rows if sum(row) % 10], [row for row in rows if not sum(row) % 10]
    entering.enter_columns(make.by(), _columns(term, kinds, verified), make.by("verifier"))
    entering.enter_columns(make.by(), _columns(term, kinds, waiting))


def _columns(term, kinds, rows) -> dict:
    days = [timedelta(1 + turn if turn < 2 else 7 + (at * 7 + turn * 31) % DAYS) for _, at, turn in rows]
    return {
        "term_id": term.pk,
        "session_id": [None] * len(rows),
        "mandate_id": [pk for pk, _, _ in rows],
        "kind_id": [
            kinds["session_speech" if turn < 2 else VISITS[(at + turn) % 4 * (turn % 2)]] for _, at, turn in rows
        ],
        "key": [f"{term.pk}-{pk}-{turn}" for pk, _, turn in rows],
        "occurred_on": [term.starts_on + day for day in days],
        "title": [f"第{turn}次示例活动" for _, _, turn in rows],
    }
