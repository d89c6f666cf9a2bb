"""The indicator proposed for a figure is right or empty: a wrong one costs the office more than none."""

import pytest

from tests.intake.reading.unseen import score
from tracker.intake.reading.reader import read
from tracker.intake.world import world_of_seeds

LABELLED = ("county-prose", "town-feature", "district-cppcc-five")
WRONG, RIGHT = 0.15, 0.75


@pytest.fixture(scope="module")
def known():
    return world_of_seeds()


@pytest.mark.parametrize(
    ("sentence", "keys"),
    [
        ("本溪区政协召开主席会议15次、常委会会议5次。", ["", ""]),
        ("县人大常委会召开主任会议21次。", [""]),
        ("县人大常委会发现问题56个，测评满意率为92.6%。", ["", ""]),
        ("本溪区政协收到提案300件，不予立案20件，立案263件。", ["proposals_received", "", "proposals_filed"]),
        (
            "本溪区政协报送社情民意信息，被全国政协采用17条，被市政协采用402条。",
            ["", "social_information_adopted_municipal"],
        ),
        ("市人大常委会组织代表视察12次，代表人均参训6次。", ["inspections", "avg_trainings_per_deputy"]),
        (
            "县人大常委会开展执法检查4项，举办代表培训班3期。",
            ["law_enforcement_inspections", "deputy_training_classes"],
        ),
    ],
)
def test_a_figure_has_the_indicator_its_words_name_or_none(sentence, keys, known):
    assert [figure.key for figure in read(sentence, known).figures] == keys


def test_on_reports_nobody_tuned_for_few_indicators_are_wrong_and_most_that_exist_are_told(known):
    scores = [score.score(name, known) for name in LABELLED]
    told = [(told.key, gold.indicator) for each in scores for gold, told in each.found]
    proposed = [key in right for key, right in told if key]
    assert proposed.count(False) <= WRONG * len(proposed), [pair for pair in told if pair[0] and pair[0] not in pair[1]]
    assert proposed.count(True) >= RIGHT * sum(bool(right) for _, right in told)
