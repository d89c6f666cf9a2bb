"""Drawings: the stretches of a bar fill it, and what is nothing is drawn as nothing."""

from datetime import date

from tracker.scores.charting import Handled, Month, Outcomes
from tracker.scores.judge import OUTCOMES
from tracker.scores.rates import Rate
from tracker.tables import charts


def part(share):
    """Per cent as ten-thousandths."""
    return int(share.removesuffix("%").replace(".", ""))


def drawn(*counts):
    return charts.requirements("2026", [Outcomes("审议发言", "year", dict(zip(OUTCOMES, counts, strict=True)))])


def test_the_stretches_of_a_bar_stand_side_by_side_and_fill_it():
    [bar] = drawn(1, 1, 1, 0, 2, 2).bars
    ends = [(part(piece.x), part(piece.x) + part(piece.width)) for piece in bar.pieces]
    assert [start for start, _end in ends] == [0, *(end for _start, end in ends[:-1])] and ends[-1][1] == 10_000
    assert [piece.tone for piece in bar.pieces] == ["met", "running", "short", "exempt", "blank"]


def test_a_number_stands_in_a_stretch_where_it_has_room_and_always_in_the_table():
    chart = drawn(400, 3, 0, 0, 0, 0)
    assert [piece.number for piece in chart.bars[0].pieces] == ["400", ""]
    assert chart.rows[0].cells == (400, 3, 0, 0, 0, 0, 403) and "达到 400、进行中 3" in chart.text


def test_nothing_is_drawn_as_nothing():
    assert drawn(0, 0, 0, 0, 0, 0).bars[0].pieces == ()
    assert charts.rates([Rate("timeliness", (), ())]).rows[0].cells == (0, 0, "—")
    assert charts.states(Handled({"closed": 0}, 0)).bars == ()


def test_the_highest_month_fills_the_drawing_and_one_to_come_has_no_number():
    found = [Month(date(2026, 1, 1), 4, 9), Month(date(2026, 2, 1), 2, 5), Month(date(2026, 3, 1), None, None)]
    chart = charts.months(found)
    assert [(column.tall, column.number) for column in chart.columns] == [(120, "4"), (60, "2"), (0, "")]
    assert chart.rows[-1].cells == (6, 14)
