"""What all sheets of the workbook of the work report are made from, and how they are begun."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from ...models import Body, DutyKind, Measure, Term
from ...scores.indicators import rows
from ...scores.indicators.counting import kinds_of
from ...scores.indicators.report import Report
from ...scores.indicators.spans import Span
from ...tables.words import day_text
from ..rates_report import rating_text
from ..word.words import sayer
from ..workbook import Form, Percent, Sheet, Workbook
from .where import Guide

ROW_LIMIT = 20_000
NOTHING = "—"
OF_RECORDS = (Measure.PERSONS, Measure.PERSON_TIMES, Measure.RECORDS, Measure.COVERAGE)
ROW_HEIGHT = 17


@dataclass(frozen=True)
class Paper:
    """A report that is being written down; ``say`` says a congress's words as the term's body does."""

    report: Report
    form: Form
    say: Callable[[str], str]
    labels: dict[str, str]
    limit: int

    @property
    def day(self) -> str:
        """The day as of which everything is counted, as people write it."""
        return day_text(self.report.span.on)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of duty whose records some indicator counts."""
        asked = [line.asked for line in self.report.lines if line.asked.measure in OF_RECORDS]
        return frozenset().union(*(kinds_of(item, self.report.facts) for item in asked))

    @cached_property
    def records(self) -> int:
        """How many records of these kinds count."""
        return sum(row.kind in self.kinds for row in self.report.facts.records)

    @property
    def is_long(self) -> bool:
        """Whether there are too many records to list them one by one."""
        return self.records > self.limit

    @cached_property
    def guide(self) -> Guide:
        """Where the rows behind each number stand."""
        return Guide(self.labels, self._satisfied(), self.is_long)

    def _satisfied(self) -> tuple[str, ...]:
        """The words of a good rating, in the rules of these assignments."""
        words = [rating_text(row, rating) for row in self.shares for rating in ("satisfied", "basically")]
        return tuple(dict.fromkeys(words)) or ("满意", "基本满意")

    @cached_property
    def shares(self):
        return rows.shares(self.report)

    @cached_property
    def places(self):
        return rows.places(self.report)

    def page(self, book: Workbook, name: str, widths: list[float], *notes: str) -> tuple[Sheet, Form]:
        """A sheet with its title, whose rows are high enough to read across, and its form."""
        form = self.form.part(f"·{self.say(name)}", tuple(map(self.say, notes)))
        sheet = book.sheet(self.say(name), widths)
        sheet.page.set_default_row(ROW_HEIGHT)
        sheet.top(form)
        return sheet, form

    def list(self, book: Workbook, name: str, heads: dict[str, float], found: list[list], *notes: str, freeze: int = 2):
        """A sheet with a list that can be filtered, or with a sentence where there is nothing to list.

        ``heads`` gives each column's width.
        """
        sheet, form = self.page(book, name, list(heads.values()), *notes)
        sheet.table([("", self.say(head)) for head in heads], found, freeze=freeze)
        if not found:
            sheet.section("本时段没有可列的内容。")
        sheet.foot(form)


def paper(report: Report, made_on: date, limit: int = ROW_LIMIT) -> Paper:
    """The paper of a report; ``limit`` says how many records may be listed one by one."""
    say = sayer(report.span.term)
    form = Form(title(report.span), made_on, units="名、次、件")
    labels = dict(DutyKind.objects.order_by("order", "code").values_list("code", "label"))
    return Paper(report, form, say, labels, limit)


def title(span: Span, what: str = "统计") -> str:
    """The title of a file: whose work, what of it, and of which year or since which session."""
    which = span.label.replace("（", "，").rstrip("）")
    return f"{_whose(span.term)}{sayer(span.term)('代表')}工作{what}（{which}）"


def _whose(term: Term) -> str:
    """A congress above the townships has a standing committee."""
    body = term.body
    has_committee = body.kind == Body.Kind.CONGRESS and body.level != Body.Level.TOWNSHIP
    return f"{term.label}{'常务委员会' if has_committee else ''}"


def shown(value: int | Decimal | None, is_rate: bool) -> int | Percent | str:
    """A number of a sheet: a rate as a percentage, a dash where nothing is to be divided by, blank where none is."""
    if value is None:
        return NOTHING if is_rate else ""
    return Percent(value.scaleb(-2)) if is_rate else value
