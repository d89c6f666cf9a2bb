"""The verdicts are what tests/cases/*.toml say, sentence by sentence."""

import pytest

from tests.scores.cases import Misspelt, read, read_all
from tests.scores.verdicts import complaints

CASES = read_all()
GOOD = """
[[case]]
sentence = "a whole year of activities"
on = 2024-01-01
verified = { recess-activities = 4 }
expect = { recess-activities = { outcome = "met", required = 4 } }
"""


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[place for place, _ in CASES])
def test_a_case_is_judged_as_it_says(case):
    assert complaints(case) == []


def test_every_sentence_stands_once():
    places = [place for place, _ in CASES]
    assert len(places) == len(set(places))


@pytest.mark.parametrize(
    ("word", "misspelt"),
    [
        ("sentence", "sentense"),
        ("verified =", "verifed ="),
        ("required", "requird"),
        ("{ recess-activities = 4 }", "{ recess-activity = 4 }"),
        ("{ recess-activities = {", "{ recess = {"),
        ("on = 2024-01-01", "on = 2024-01-01\nmandate = { from = 2023-01-13 }"),
        ("on = 2024-01-01", 'on = 2024-01-01\nrules = [{ code = "recess-activities", minimun = 5 }]'),
    ],
)
def test_a_misspelt_key_is_refused(word, misspelt):
    assert word in GOOD
    with pytest.raises(Misspelt):
        read(GOOD.replace(word, misspelt), "here")


def test_the_refusal_names_the_place_the_word_and_the_words_known():
    with pytest.raises(Misspelt, match=r"here: a whole year .* «verifed»; known are .*verified"):
        read(GOOD.replace("verified =", "verifed ="), "here")


def test_a_case_that_expects_nothing_is_refused():
    with pytest.raises(Misspelt, match="nothing is expected"):
        read('[[case]]\nsentence = "nothing"\non = 2024-01-01', "here")


@pytest.mark.parametrize(("right", "wrong"), [('"met"', '"short"'), ("required = 4", "required = 3")])
def test_a_wrong_expectation_is_noticed(right, wrong):
    ((_, case),) = read(GOOD.replace(right, wrong), "here")
    assert len(complaints(case)) == 1
