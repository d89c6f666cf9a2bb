"""The annual workbook of the deputies of all terms: a list for each level, and how each term stands."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from ..models import Body, Term
from ..scores.judge import OUTCOMES
from ..scores.summary import Judgement
from ..tables import base
from ..tables.deputies import DeputyTable
from ..tables.words import OUTCOME_LABELS, OUTCOME_MEANINGS, day_text
from . import notes
from .deputies import TOTALS, write_deputies
from .gathered import NOT_PRINTED, bare
from .spool import Spool
from .workbook import Form, Workbook

BEFORE = [("", "上级"), ("", "届")]
TERMS = ["级别", "上级", "届", "适用规定", "代表", *OUTCOME_LABELS.values()]
WIDTHS = [10, 30, 44, 14, 9] + [10] * 6
ELSEWHERE = "待补和未计入的登记，由各届自己的汇总表列出。"


@dataclass
class Standing:
    """How the deputies of one term stand: how many there are, and the overall outcomes of the year."""

    term: Term
    regulation: str
    number: int = 0
    outcomes: Counter = field(default_factory=Counter)

    def take(self, part: Judgement):
        """Count the deputies of a part."""
        self.number += len(part.standings)
        self.outcomes.update(row.outcome(part.leading_code, "year") for row in part.standings)

    def row(self) -> list:
        """What the sheet 各届 says of it."""
        body = self.term.body
        told = [Body.Level(body.level).label, str(body.parent or ""), self.term.label, self.regulation, self.number]
        return [*map(str, told[:4]), self.number, *(self.outcomes[outcome] for outcome in OUTCOMES)]


@dataclass
class Level:
    """The deputies of terms of one level that are asked the same; ``about`` is the first judgement without them."""

    about: Judgement
    heads: list[tuple[str, str]]
    rows: Spool = field(default_factory=Spool)
    terms: set[int] = field(default_factory=set)

    @property
    def label(self) -> str:
        """The name of the level."""
        return str(Body.Level(self.about.term.body.level).label)


@dataclass
class Everybody:
    """The deputies of all terms as of a day, level by level, and how each term stands."""

    year: str
    on: date
    levels: dict[tuple, Level] = field(default_factory=dict)
    terms: dict[int, Standing] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """How many deputies there are."""
        return sum(len(level.rows) for level in self.levels.values())

    def take(self, part: Judgement):
        """Add the deputies of a part of a term."""
        term, label = part.term, part.leading.label if part.leading else ""
        self.terms.setdefault(term.pk, Standing(term, label)).take(part)
        table = DeputyTable(part.standings, judgement=part)
        heads = BEFORE + base.heads(table, NOT_PRINTED)
        level = self.levels.setdefault((term.body.level, label, *heads), Level(bare(part), heads))
        level.terms.add(term.pk)
        place = [str(term.body.parent or ""), term.label]
        level.rows.extend(place + row for row in base.stream(table, NOT_PRINTED))


def gather(parts: Iterable[Judgement], year: int, on: date) -> Everybody:
    """Gather judgements of a year and the whole term, term by term; of a large one several parts."""
    found = Everybody(str(year), on)
    for part in parts:
        found.take(part)
    return found


def title(found: Everybody) -> str:
    """The title, from the year."""
    return f"各级人大代表{found.year}年度履职情况汇总表"


def write(found: Everybody, out, *, made_on: date):
    """Write the workbook: 说明, 各届, and a 总表 of each level."""
    form = Form(title(found), made_on)
    with Workbook(out, form.title, made_on) as book:
        _notes(book, found, form)
        _terms(book, found, form.part("（各届）", (f"注：截至 {day_text(found.on)}。{_meanings()}",)))
        for level in found.levels.values():
            name = f"总表（{level.label}）"
            note = f"注：截至 {day_text(found.on)}。各届依次排列，届内按公布的名单次序排列。{TOTALS}"
            write_deputies(
                book, name, level.heads, level.rows, form.part(f"（{level.label}）", (note, _meanings())), terms=True
            )


def _meanings() -> str:
    return "".join(f"{OUTCOME_LABELS[outcome]}：{OUTCOME_MEANINGS[outcome]}" for outcome in OUTCOMES)


def _notes(book, found, form):
    sheet = book.sheet("说明", notes.WIDTHS)
    sheet.top(replace(form, title=f"《{form.title}》说明"))
    for name, value in _scope(found):
        sheet.pair(name, value)
    told = set()
    for level in found.levels.values():
        for regulation in level.about.book.regulations:
            if regulation.code not in told:
                notes.write_regulation(sheet, regulation, level.about)
                told.add(regulation.code)
    sheet.foot(form)


def _scope(found):
    head = notes.ledger_head()
    yield "范围", f"{found.year} 年有考核周期的各届，共 {len(found.terms)} 届、{found.number} 名代表；逐届见“各届”表。"
    for level in found.levels.values():
        labels = "、".join(regulation.title for regulation in level.about.book.regulations) or "未设规定"
        yield level.label, f"{len(level.terms)} 届、{len(level.rows)} 名代表；适用：{labels}。"
    yield "截至日", f"{day_text(found.on)}。登记按该日计，审核、受理、任职变动按制表时账本所载。"
    yield "账本", f"至第 {head} 号操作记录。" if head else "尚无操作记录。"
    yield "另表", ELSEWHERE
    yield "计入", notes.COUNTING
    yield "在任", notes.SERVICE
    yield "请假", notes.ABSENCE


def _terms(book, found, form):
    sheet = book.sheet("各届", WIDTHS)
    rows = [term.row() for term in found.terms.values()]
    sums = [sum(row[column] for row in rows) for column in range(4, len(TERMS))]
    sheet.top(form)
    sheet.table([("", head) for head in TERMS], rows, freeze=3, total=["合计", "", f"{len(rows)} 届", "", *sums])
    sheet.foot(form)
