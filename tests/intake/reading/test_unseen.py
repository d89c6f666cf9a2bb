"""The reading holds on invented reports of the genre that were written by somebody else than the reader's author."""

import pytest

from tests.intake.reading.unseen import score
from tracker.intake.reading import decoding

# what was measured of each report, less a little: none had a recall under 1.00 or a precision under 0.97
RECALL, PRECISION = 0.95, 0.90
KNOWN = {"county-year": 1}


@pytest.fixture(scope="module")
def scores():
    return {name: score.score(name) for name in score.NAMES}


def test_every_gold_quote_stands_in_its_report_where_it_says(scores):
    for name, each in scores.items():
        text = score.text(name)
        places = [*each.gold, *each.traps]
        assert [place for place in places if text[place.at : place.at + len(place.quote)] != place.quote] == []


def test_over_all_reports_it_finds_ninety_of_a_hundred_and_sixty_of_a_hundred_proposed_are_real(scores):
    found, wanted, wrong = (
        sum(len(getattr(each, of)) for each in scores.values()) for of in ("found", "wanted", "wrong")
    )
    assert found >= 0.90 * wanted
    assert found >= 0.60 * (found + wrong)


@pytest.mark.parametrize("name", score.NAMES)
def test_no_report_is_read_worse_than_it_was_and_no_further_trap_is_proposed(name, scores):
    read = scores[name]
    missed = [gold.quote for gold in read.wanted if gold not in [found for found, _ in read.found]]
    assert read.recall >= RECALL, missed
    assert read.precision >= PRECISION, [(each.quote, each.value, each.unit) for each in read.wrong]
    assert len(read.fallen) <= KNOWN.get(name, 0), read.fallen


def test_bodies_periods_and_requirements_are_told(scores):
    for of, least in (("bodies", 0.95), ("spans", 0.95), ("requirements", 0.90)):
        told = [right for each in scores.values() for right in getattr(each, of)]
        assert sum(told) >= least * len(told), of


def test_a_report_in_gb18030_reads_as_the_same_text():
    data = (score.FOLDER / "district-rules.gb18030.txt").read_bytes()
    assert decoding.text_of(data) == score.text("district-rules")
