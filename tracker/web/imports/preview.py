"""The rows of a checked file as the screen shows them: the sheet, with what changes and what is wrong in place."""

import json
import re
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, TextField
from django.db.models.functions import Cast

from ...models import ImportJob, ImportRow
from .forms import PER_PAGE, STATES, WARNED, RowsForm

State = ImportRow.State
TONES = {State.NEW: "met", State.CHANGED: "running", State.UNCHANGED: "none", State.REJECTED: "short"}
LONGEST_ROW = 7
SHORT, LONG = 10, 40
MOVED = ("＋", "－")


@dataclass(frozen=True)
class Asked:
    """Which rows are asked for."""

    state: str = "all"
    sheet: str = ""
    q: str = ""
    page: int = 1
    per: int = PER_PAGE[0]

    def address(self, **changes) -> str:
        """The query string of this question with some parts changed; a new question begins at the first page."""
        asked = asdict(replace(self, **{"page": 1, **changes}))
        kept = {name: value for name, value in asked.items() if name == "state" or value != getattr(Asked, name)}
        return "?" + urlencode(kept)

    @property
    def narrowed(self) -> bool:
        """Whether a sheet or a text is asked for."""
        return bool(self.sheet or self.q)


@dataclass(frozen=True)
class Cell:
    """What a cell holds, or would become; whether it is faulty."""

    header: str
    text: str = ""
    change: tuple[str, str] | None = None
    is_wrong: bool = False

    @property
    def css(self) -> str:
        """How the cell looks: what is short stands on one line."""
        longest = max(map(len, self.change or (self.text,)))
        width = ["nowrap"] if longest <= SHORT else ["roomy"] if longest > LONG else []
        return " ".join(["wrong"] * self.is_wrong + width)

    @property
    def is_moved(self) -> bool:
        """Whether the change says who comes and goes, instead of an old and a new value."""
        return bool(self.change) and not self.change[0] and self.change[1].startswith(MOVED)


@dataclass(frozen=True)
class Shown:
    """A row: where it stands, its state, its cells, its faults and its oddities as sentences."""

    row: ImportRow
    cells: list[Cell]

    @property
    def tone(self) -> str:
        """The colour of the row's state."""
        return TONES[self.row.state]

    @property
    def errors(self) -> list[str]:
        return _sentences(self.row.errors)

    @property
    def warnings(self) -> list[str]:
        return _sentences(self.row.warnings)


@dataclass(frozen=True)
class Sheet:
    """The rows of one sheet under its headers."""

    name: str
    headers: list[str]
    rows: list[Shown]

    @property
    def width(self) -> int:
        """How many columns the headers and the state take."""
        return len(self.headers) + 1


def read(get, job: ImportJob) -> Asked:
    """The question of an address; what cannot be read is left out, and refused rows come first where there are some."""
    form = RowsForm(get)
    form.is_valid()
    given = {name: value for name, value in form.cleaned_data.items() if value}
    return Asked(**{"state": State.REJECTED.value if job.rejected else "all", **given})


def sheet_names(job: ImportJob) -> list[str]:
    """The sheets of which the file has rows."""
    return sorted(ImportRow.objects.filter(job=job).order_by().values_list("sheet", flat=True).distinct())


def narrowed(job: ImportJob, asked: Asked):
    """The rows of the sheet and with the text that are asked for, in any state."""
    rows = ImportRow.objects.filter(job=job)
    if asked.sheet:
        rows = rows.filter(sheet=asked.sheet)
    return _with(rows, asked.q) if asked.q else rows


def _with(rows, text):
    """The rows in which a cell's value, not its header, has a text; or the row of that number."""
    said = json.dumps(text, ensure_ascii=False)[1:-1]
    found = Q(said__iregex=r'", "([^"\\]|\\.)*' + re.escape(said))
    if text.isdecimal() and len(text) < LONGEST_ROW:
        found |= Q(row=int(text))
    return rows.annotate(said=Cast("content", TextField())).filter(found)


def counted(rows) -> dict[str, int]:
    """How many rows there are in each state, in all, and with something odd."""
    found = rows.order_by().values_list("state").annotate(Count("pk"), odd=Count("pk", filter=Q(has_warnings=True)))
    by_state = {state: (number, odd) for state, number, odd in found}
    counts = {state: by_state.get(state, (0, 0))[0] for state, _ in State.choices}
    return {"all": sum(counts.values()), **counts, WARNED: sum(odd for _, odd in by_state.values())}


def tabs(asked: Asked, counts: dict[str, int], all_label: str) -> list[tuple]:
    """(label, number, address, whether it is the present one) of each state."""
    return [
        (label, counts[code], asked.address(state=code), code == asked.state)
        for code, label in [("all", all_label), *STATES]
    ]


def page_of(rows, asked: Asked, counts: dict[str, int]) -> Page:
    """The page of the rows in the state that is asked for."""
    if asked.state == WARNED:
        rows = rows.filter(has_warnings=True)
    elif asked.state != "all":
        rows = rows.filter(state=asked.state)
    pages = Paginator(rows, asked.per)
    pages.count = counts[asked.state]
    return pages.get_page(asked.page)


def pages_of(page: Page, asked: Asked) -> dict:
    """The addresses of the pages before and after one, and (number, address) of those that are shown."""
    near = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    numbers = [(number, asked.address(page=number) if isinstance(number, int) else "") for number in near]
    return {
        "numbers": numbers,
        "previous": asked.address(page=page.number - 1),
        "next": asked.address(page=page.number + 1),
    }


def sheets(rows) -> list[Sheet]:
    """Rows under the headers of their sheets."""
    found = []
    for name, members in groupby(rows, key=lambda row: row.sheet):
        rows_here = list(members)
        headers = _headers(rows_here)
        found.append(Sheet(name, headers, [_shown(row, headers) for row in rows_here]))
    return found


def _headers(rows) -> list[str]:
    """The headers of the cells that say something in any of the rows, in the order of the sheet."""
    order = []
    for row in rows:
        at = 0
        for header, _ in row.content:
            if header not in order:
                order.insert(at, header)
            at = order.index(header) + 1
    other = [part[0] for row in rows for part in (*row.diff, *row.errors) if part[0]]
    return list(dict.fromkeys([*order, *other]))


def _shown(row, headers):
    texts, wrong = dict(row.content), {column for column, _, _ in row.errors}
    changes = {column: (old, new) for column, old, new in row.diff}
    return Shown(row, [Cell(name, texts.get(name, ""), changes.get(name), name in wrong) for name in headers])


def _sentences(problems):
    return [(f"「{column}」" if column else "") + message for column, _, message in problems]
