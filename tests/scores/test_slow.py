"""The judge finds what a plain day-by-day reading of scoring.md finds."""

from hypothesis import given

from tests.scores import slow
from tests.scores.worlds import bounded, facts, records, worlds
from tracker.scores import classify
from tracker.scores.judge import evaluate


@bounded
@given(worlds())
def test_the_judge_agrees_with_a_reading_day_by_day(world):
    found = [finding._asdict() for finding in evaluate(*world.arguments())]
    expected = slow.evaluate(*world.arguments())
    for ours, theirs in zip(found, expected, strict=True):
        open_reason = {"reason": ours["reason"]} if theirs["reason"] is None else {}
        assert ours == theirs | open_reason


@bounded
@given(records(), facts())
def test_the_answers_agree_with_a_reading_day_by_day(rows, given_facts):
    found = classify.answers(rows, given_facts)
    assert found == slow.answers(rows, given_facts)
    assert classify.tally(found, rows, given_facts) == slow.tally(rows, given_facts)
