"""Charts as plain data: bars and columns whose places are shares of a drawing's width, each with its table.

A drawing is as wide as its page; across it runs a scale of ten thousand, written as per cent (``12.34%``). Downwards
it is measured in pixels. A tone says colour and pattern, so that a chart is read without colour too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.dateformat import format as format_day
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..models import Suggestion
from ..scores.charting import Handled, Month, Outcomes
from ..scores.judge import EXEMPT, MET, NOT_APPLICABLE, OUTCOMES, RUNNING, SHORT, UNKNOWN
from ..scores.rates import Rate
from ..scores.summary import percent
from .rate_words import RATE_LABELS
from .words import CYCLE_LABELS, OUTCOME_LABELS

TONES = {
    MET: "met",
    RUNNING: "running",
    SHORT: "short",
    UNKNOWN: "unknown",
    EXEMPT: "exempt",
    NOT_APPLICABLE: "blank",
}
PLAIN = "plain"
WHOLE = 10_000
ROOM_FOR_NUMBER = 750  # what a number of three digits needs of a phone's width
PITCH, BAR_TOP = 48, 22
COLUMNS_TALL, COLUMNS_TOP = 120, 20


@dataclass(frozen=True)
class Piece:
    """A stretch of a bar, with its number where that has room and does not stand at the end already."""

    tone: str
    x: str
    width: str
    middle: str
    number: str = ""


@dataclass(frozen=True)
class Bar:
    """One bar: what it is of, what stands at its end, and its stretches."""

    label: str
    end: str
    y: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Column:
    """One column of a row of columns; ``number`` stands above it, empty where nothing is known yet."""

    label: str
    number: str
    x: str
    width: str
    middle: str
    y: int
    tall: int


@dataclass(frozen=True)
class Row:
    """A row of the table beside a chart; a tone draws its sign before the label."""

    label: str
    cells: tuple[int | str, ...]
    tone: str = ""
    is_total: bool = False


@dataclass(frozen=True)
class Chart:
    """A drawing of bars or of columns, what it says in words, and the table of all its numbers.

    ``heads`` are (label, tone) of the columns of the table, the first of them that of the labels.
    """

    code: str
    title: str
    text: str
    heads: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    bars: tuple[Bar, ...] = ()
    columns: tuple[Column, ...] = ()

    @property
    def is_wide(self) -> bool:
        """Whether the table has so many columns that it stands under the drawing."""
        return len(self.heads) > 6

    @property
    def height(self) -> int:
        """How many pixels the drawing is high."""
        return COLUMNS_TOP + COLUMNS_TALL + 22 if self.columns else PITCH * len(self.bars)


def overall(year: str, found: Sequence[Outcomes]) -> Chart:
    """The six outcomes of the year and of the term, side by side in a bar each; an outcome is a row of the table."""
    names = [_span(line.cycle, year) for line in found]
    rows = [
        Row(gettext(OUTCOME_LABELS[code]), tuple(part for line in found for part in _count(line, code)), TONES[code])
        for code in OUTCOMES
    ]
    heads = [(gettext("结果"), "")]
    heads += [
        head for name in names for head in ((gettext("%(span)s（名）") % {"span": name}, ""), (gettext("占比"), ""))
    ]
    total = [cell for line in found for cell in (line.total, percent(line.total, line.total))]
    return Chart(
        "overall",
        gettext("基本要求的六种结果"),
        _said(found, names),
        tuple(heads),
        (*rows, _total(total)),
        bars=_stacked(found, names),
    )


def requirements(year: str, found: Sequence[Outcomes]) -> Chart:
    """The six outcomes of each requirement, one bar and one row of the table each."""
    names = [gettext("%(span)s %(name)s") % {"span": _span(line.cycle, year), "name": line.label} for line in found]
    heads = [(gettext("要求"), ""), *((gettext(OUTCOME_LABELS[code]), TONES[code]) for code in OUTCOMES)]
    rows = [
        Row(name, (*(line.counts[code] for code in OUTCOMES), line.total))
        for name, line in zip(names, found, strict=True)
    ]
    return Chart(
        "requirements",
        gettext("各项要求的结果"),
        _said(found, names),
        (*heads, (gettext("合计"), "")),
        tuple(rows),
        bars=_stacked(found, names),
    )


def _total(cells: Iterable[int | str]) -> Row:
    return Row(gettext("合计"), tuple(cells), is_total=True)


def _span(cycle, year) -> str:
    return gettext("%(year)s 年") % {"year": year} if cycle == "year" else gettext(CYCLE_LABELS[cycle])


def _count(line, code) -> tuple[int, str]:
    return line.counts[code], percent(line.counts[code], line.total)


def _said(found, names) -> str:
    """Every bar in words: its name, then the outcomes that occur."""
    return gettext("；").join(
        gettext("%(name)s：%(counts)s")
        % {
            "name": name,
            "counts": gettext("、").join(
                f"{gettext(OUTCOME_LABELS[code])} {line.counts[code]}" for code in OUTCOMES if line.counts[code]
            ),
        }
        for name, line in zip(names, found, strict=True)
    )


def _stacked(found, names) -> tuple[Bar, ...]:
    return tuple(
        _bar(
            place,
            name,
            gettext("%(n)s 名") % {"n": line.total},
            [(TONES[code], line.counts[code]) for code in OUTCOMES],
        )
        for place, (name, line) in enumerate(zip(names, found, strict=True))
    )


def _bar(place: int, label: str, end: str, parts: Sequence[tuple[str, int]], whole: int | None = None) -> Bar:
    """A bar of parts (tone, count) that fill it, or fill of it what they are of a whole."""
    whole = whole or sum(count for _tone, count in parts) or 1
    pieces, before = [], 0
    for tone, count in parts:
        start, before = WHOLE * before // whole, before + count
        if count:
            pieces.append(_piece(tone, start, WHOLE * before // whole, count))
    return Bar(label, end, PITCH * place, tuple(pieces))


def _piece(tone, start, end, count) -> Piece:
    number = str(count) if tone != PLAIN and end - start >= ROOM_FOR_NUMBER else ""
    return Piece(tone, _share(start), _share(end - start), _share((start + end) // 2), number)


def _share(part: int) -> str:
    """Ten-thousandths as per cent."""
    return f"{part // 100}.{part % 100:02d}%"


def rates(found: Iterable[Rate]) -> Chart:
    """Rates as bars of a full one, each with numerator and denominator; one without a denominator stays empty."""
    found = list(found)
    shown = [f"{rate.percent}%" if rate.percent else "—" for rate in found]
    fractions = [(len(rate.numerator), len(rate.denominator)) for rate in found]
    rows = zip(found, fractions, shown, strict=True)
    return Chart(
        "rates",
        gettext("办理的四率"),
        gettext("；").join(
            f"{RATE_LABELS[rate.code]} {n}/{d} {share}"
            for rate, (n, d), share in zip(found, fractions, shown, strict=True)
        ),
        tuple((str(head), "") for head in (_("指标"), _("分子"), _("分母"), _("百分比"))),
        tuple(Row(str(RATE_LABELS[rate.code]), (n, d, share)) for rate, (n, d), share in rows),
        bars=tuple(
            _bar(place, str(RATE_LABELS[rate.code]), f"{n} / {d} · {share}", [(PLAIN, n)], d)
            for place, (rate, (n, d), share) in enumerate(zip(found, fractions, shown, strict=True))
        ),
    )


def states(found: Handled) -> Chart:
    """Suggestions by state: a bar each as long as its share of the most frequent one; no bar for none."""
    counts = [(str(Suggestion.State(state).label), n) for state, n in found.states.items() if n]
    most = max((n for _label, n in counts), default=1)
    total = _total((found.total, percent(found.total, found.total)))
    return Chart(
        "states",
        gettext("建议的办理状态"),
        gettext("、").join(f"{label} {n}" for label, n in counts),
        tuple((head, "") for head in (gettext("状态"), gettext("件数"), gettext("占比"))),
        (*(Row(label, (n, percent(n, found.total))) for label, n in counts), total),
        bars=tuple(
            _bar(place, label, gettext("%(n)s 件") % {"n": n}, [(PLAIN, n)], most)
            for place, (label, n) in enumerate(counts)
        ),
    )


def months(found: Sequence[Month]) -> Chart:
    """The activities of each month as columns; a month that has not begun has none and no number."""
    most = max((month.activities or 0 for month in found), default=0) or 1
    names = [format_day(month.first, gettext("n 月")) for month in found]
    total = (sum(month.activities or 0 for month in found), sum(month.attended or 0 for month in found))
    pairs = list(zip(names, found, strict=True))
    rows = [Row(name, (_known(month.activities), _known(month.attended))) for name, month in pairs]
    return Chart(
        "months",
        gettext("各月的履职活动"),
        gettext("、").join(f"{name} {month.activities}" for name, month in pairs if month.activities is not None),
        tuple((str(head), "") for head in (_("月份"), _("活动（次）"), _("参加（人次）"))),
        (*rows, _total(total)),
        columns=tuple(_column(place, len(found), month, most) for place, month in enumerate(found)),
    )


def _known(number: int | None) -> int | str:
    return "" if number is None else number


def _column(place, places, month, most) -> Column:
    slot = WHOLE // places
    tall = COLUMNS_TALL * (month.activities or 0) // most
    return Column(
        str(month.first.month),
        str(_known(month.activities)),
        _share(slot * place + slot // 5),
        _share(slot - 2 * (slot // 5)),
        _share(slot * place + slot // 2),
        COLUMNS_TOP + COLUMNS_TALL - tall,
        tall,
    )
