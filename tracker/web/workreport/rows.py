"""The rows behind a number of a work report, in their order, as a table of their kind shows them."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Count as Number
from django.db.models import OuterRef, Q, Subquery
from django_tables2.data import TableData

from ...models import Activity, ActivityGuest, DutyRecord, Group, Mandate, MandateUnit, Measure, Suggestion
from ...scores import counted
from ...scores.indicators import shapes
from ...scores.indicators.counting import count, kinds_of
from ...scores.indicators.shapes import Count, Facts, Measured
from ...scores.indicators.spans import Span
from ...tables import rate_rows
from ...tables import report_rows as tables
from ...tables.base import Table

CHUNK = 500
RATES = {Measure.REPLIES_PUBLISHED: "disclosure"}  # the facts of which rate tell why a row counts
SAYS = {Measure.DEPUTIES: set(), Measure.TERM_COVERAGE: {"took_part"}}  # the column that says why a deputy counts


class Listed(TableData):
    """Rows of a model by their keys, in the order of these; a page of them is read at a time, a file in pieces."""

    def __init__(self, rows, keys):
        super().__init__(list(keys))
        self.rows = rows

    @property
    def model(self):
        """Whose rows they are."""
        return self.rows.model

    def __len__(self):
        return len(self.data)

    def __getitem__(self, key: slice) -> list:
        keys = self.data[key]
        found = self.rows.filter(pk__in=keys).order_by().in_bulk()
        return [found[pk] for pk in keys]

    def __iter__(self) -> Iterator:
        for start in range(0, len(self.data), CHUNK):
            yield from self[start : start + CHUNK]

    def order_by(self, aliases):
        """The rows are in their order already."""


@dataclass(frozen=True)
class Behind:
    """What is asked of the rows of a number: over which span and facts, and which part of a share."""

    span: Span
    facts: Facts
    asked: Measured
    keys: tuple[int, ...]

    @property
    def times(self) -> Counter:
        """How often each deputy took part in what is counted, within the span."""
        kinds = kinds_of(self.asked, self.facts)
        return Counter(row.mandate for row in self.facts.records if row.kind in kinds)

    @property
    def rolls(self) -> Counter:
        """How many deputies took part in each activity."""
        return Counter(row.activity for row in self.facts.records)


def part_of(found: Count, part: str) -> tuple[int, ...]:
    """The keys of the rows of a number, or of the denominator of a share."""
    return found.of or () if part == "of" else found.ids


def table_of(found: Count, behind: Behind) -> Table:
    """The table of the rows of a number."""
    return TABLES[found.rows](behind)


def _in_order(rows, behind) -> tuple[int, ...]:
    """The keys in the order of some rows."""
    wanted = set(behind.keys)
    return tuple(pk for pk in rows.values_list("pk", flat=True) if pk in wanted)


def _activities(behind) -> Table:
    rows = Activity.objects.filter(term=behind.span.term)
    measure = behind.asked.measure
    left_out = {*shapes.SUMMED} - {measure}
    keys = _in_order(rows.order_by("starts_on", "pk"), behind)
    return tables.HeldRows(Listed(rows.select_related("kind"), keys), times=behind.rolls, left_out=left_out)


def _records(behind) -> Table:
    span = behind.span
    rows = DutyRecord.objects.filter(
        term=span.term, occurred_on__gte=span.starts_on, occurred_on__lt=span.ends_on
    ).order_by("occurred_on", "kind__order", "title", "pk")
    return tables.DoneRows(Listed(rows.select_related("kind", "mandate__person"), _in_order(rows, behind)))


def _deputies(behind) -> Table:
    rows = Mandate.objects.filter(term=behind.span.term)
    spells = MandateUnit.objects.filter(mandate=OuterRef("pk"), starts_on__lte=behind.span.last_on)
    unit = Subquery(spells.order_by("-starts_on", "-pk").values("unit__name")[:1])
    listed = Listed(rows.select_related("person", "term").annotate(unit=unit), _in_order(rows.listed(), behind))
    found = count(behind.asked, behind.facts)
    left_out = {"times", "took_part"} - SAYS.get(behind.asked.measure, {"times"})
    return tables.DeputyRows(listed, times=behind.times, fulfilling=found.ids, left_out=left_out)


def _guests(behind) -> Table:
    rows = ActivityGuest.objects.filter(activity__term=behind.span.term).order_by(
        "activity__starts_on", "activity", "pk"
    )
    return tables.GuestRows(Listed(rows.select_related("activity"), _in_order(rows, behind)))


def _groups(behind) -> Table:
    last = behind.span.last_on
    lasting = Q(groupmembership__ends_on=None) | Q(groupmembership__ends_on__gt=last)
    rows = Group.objects.filter(term=behind.span.term).order_by("kind", "order", "name")
    shown = rows.annotate(members=Number("groupmembership", filter=lasting & Q(groupmembership__starts_on__lte=last)))
    return tables.GroupRows(Listed(shown, _in_order(rows, behind)))


def _papers(behind) -> Table:
    rows = Suggestion.objects.filter(term=behind.span.term).order_by("number", "pk")
    left_out = [] if behind.asked.measure == Measure.BILLS_DELIBERATED else ["adopted_on"]
    shown = rows.select_related("deliberation").defer("text")
    return tables.PaperRows(Listed(shown, _in_order(rows, behind)), left_out=left_out)


def _assignments(behind) -> Table:
    code = RATES.get(behind.asked.measure, behind.asked.measure)
    found = counted.rows(shapes.ASSIGNMENT, behind.span.term, behind.facts.register, behind.keys)
    return rate_rows.AssignmentRows(found, code=code)


TABLES: dict[str, Callable[[Behind], Table]] = {
    shapes.ACTIVITY: _activities,
    shapes.RECORD: _records,
    shapes.MANDATE: _deputies,
    shapes.GUEST: _guests,
    shapes.GROUP: _groups,
    shapes.SUGGESTION: _papers,
    shapes.ASSIGNMENT: _assignments,
}
