"""The duty strip as marks, as text and as a picture."""

import xml.dom.minidom
from datetime import date

import pytest

from tests.exports import world
from tracker.scores.judge import Finding
from tracker.tables import strip

pytestmark = pytest.mark.django_db


@pytest.fixture
def judgement():
    return world.judge(world.build())


def shapes(drawn):
    return " ".join(mark.shape for mark in drawn.marks)


def test_each_required_count_has_one_mark(judgement):
    drawn = strip.strip_of(judgement.standings[1], judgement)
    year = "full full cross full full ring ring ring"
    assert shapes(drawn) == f"{year} ring ring ring ring ring"


def test_what_is_exempt_or_not_asked_looks_like_neither_done_nor_missing(judgement):
    _, _, on_leave, by_elected = judgement.standings
    assert "exempt exempt exempt exempt exempt" in shapes(strip.strip_of(on_leave, judgement))
    assert shapes(strip.strip_of(by_elected, judgement)).startswith("dash dash dash ring ring ring ring")


def test_rows_align_whatever_is_required(judgement):
    drawn = [strip.strip_of(standing, judgement) for standing in judgement.standings]
    assert len({(row.width, row.divider) for row in drawn}) == 1


def test_the_picture_says_itself_in_words(judgement):
    text = strip.strip_of(judgement.standings[1], judgement).text
    assert text.startswith("审议发言 2/3 未达到；闭会期间活动 2/4 进行中；议案或建议 0/1 进行中；")


def test_the_picture_is_xml_without_inline_style(judgement):
    drawn = str(strip.strip_of(judgement.standings[1], judgement))
    svg = xml.dom.minidom.parseString(drawn).documentElement
    assert svg.getAttribute("role") == "img"
    assert svg.getAttribute("aria-label") == svg.getElementsByTagName("title")[0].firstChild.data
    assert 'class="mark cross short"' in drawn
    assert "style" not in drawn and "var(" not in drawn


def test_a_label_is_never_markup(judgement):
    drawn = strip.Strip('"><script>', 10, ())
    assert "<script>" not in str(drawn)


def test_the_term_alone_has_no_divider(judgement):
    alone = world.judge(judgement.term, year=None)
    drawn = strip.strip_of(alone.standings[0], alone)
    assert drawn.divider is None
    assert strip.strip_text(alone.standings[0], alone) == "0/3 0/1 0/1"


def test_more_than_required_fills_the_slot_and_no_more():
    finding = Finding(1, "r", "c", ("year", "2023"), 2, 5, 0, "met", "", 353, 353, "", date(2023, 12, 31))
    assert shapes(strip.strip_of_finding(finding)) == "full full"


def test_a_roll_not_complete_is_a_question(judgement):
    finding = Finding(1, "r", "c", ("year", "2023"), 3, 1, 0, "unknown", "发言名单未齐", 353, 353)
    assert shapes(strip.strip_of_finding(finding)) == "full question question"
