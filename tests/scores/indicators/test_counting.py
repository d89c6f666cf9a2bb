"""What the work report counts in a world that is made to mislead: each number worked out by hand."""

import pytest

from tests.scores.indicators import world
from tracker.scores.indicators.report import report

pytestmark = pytest.mark.django_db
NONE_OF_IT = ["special_topic_research", "law_enforcement_inspections", "consultation_meetings_held"]
NONE_OF_IT += [
    "legislative_consultations_held",
    "theme_activities_held",
    "professional_groups",
    "key_supervised_finished",
]
NOT_ENTERED = ["constituent_visits_person_times", "constituents_received", "public_opinion_items_handled"]
NOT_ENTERED += ["opinions_collected", "working_suggestions"]
DUTIES = {
    **{"activities_held": 2, "activity_persons": 4, "activity_person_times": 7, "inspections": 1},
    **{"group_activities_held": 1, "npc_deputies_liaison_group_participations": 1},
    **{"constituent_visits_deputy_times": 3, "people_reached": 10, "problems_solved": 0},
    **{"deputy_training_classes": 1, "deputies_trained": 2, "training_person_times": 2, "training_coverage": (2, 4)},
    **{"grassroots_deputies_trained": 1, "duty_report_times": 1, "duty_reporting_deputies": 1},
    **{"duty_report_rate": (1, 4), "good_deeds_done": 1, "deputies_serving": 4, "liaison_groups": 1},
    **{"grassroots_sc_observers": 1, "grassroots_sc_observer_times": 1, "grassroots_observer_coverage": (0, 1)},
    "deputies_invited_to_activities": 2,
}
CHAIN = {
    **{"bills_received": 3, "deputy_bills_deliberated": 1, "suggestions_received": 7},
    **{"suggestions_received_in_session": 1, "suggestions_received_out_of_session": 6},
    **{"suggestion_assignments": 4, "suggestions_handled": 3, "suggestion_timeliness_rate": (2, 4)},
    **{"suggestion_contact_rate": (0, 3), "suggestion_satisfaction_rate": (1, 2)},
    **{"suggestion_final_satisfaction_rate": (1, 2), "suggestion_implementation_rate": (1, 3)},
    **{"suggestions_rehandled": 1, "suggestions_disclosed": 1, "replies_disclosed": 1},
    "key_supervised_suggestions": 1,
}
CHAIN_LATER = CHAIN | {
    **{"bills_received": 2, "deputy_bills_deliberated": 2, "suggestions_received_in_session": 2},
    **{"suggestions_received_out_of_session": 5, "suggestions_handled": 4, "suggestion_contact_rate": (0, 4)},
    **{"suggestion_satisfaction_rate": (1, 3), "suggestion_final_satisfaction_rate": (2, 3)},
    **{"suggestion_implementation_rate": (2, 4), "suggestions_rehandled": 2},
}


@pytest.fixture
def found(db):
    return world.build()


def numbers(made):
    """The number of each line; of a share how many of how many."""
    shares = {line.indicator.code: line.found for line in made.lines}
    return {code: row.number if row.of is None else (len(row.ids), len(row.of)) for code, row in shares.items()}


@pytest.mark.parametrize(("on", "chain"), [(world.ON, CHAIN), (world.LATER, CHAIN_LATER)])
def test_every_number_is_the_one_worked_out_by_hand(found, on, chain):
    empty = dict.fromkeys(NONE_OF_IT, 0) | dict.fromkeys(NOT_ENTERED)
    assert numbers(report(world.year(found, on))) == DUTIES | chain | empty


def test_a_year_is_compared_with_the_one_before_by_the_same_rules(found):
    made = report(world.year(found, world.LATER, 2024))
    assert (made.before.label, made.before.on.isoformat()) == ("2023年同期", "2023-03-01")
    change = {line.indicator.code: (line.value, line.value_before, line.change) for line in made.lines}
    assert change["activities_held"] == (1, 1, 0)
    assert change["people_reached"] == (500, 10, 490)
    assert change["duty_report_rate"][2] == change["duty_report_rate"][0] - change["duty_report_rate"][1]
    assert change["opinions_collected"] == (None, None, None)


def test_persons_of_all_kinds_are_counted_once_and_activities_add_up(found):
    made = report(world.year(found))
    held, persons, times, *_ = zip(*([count.number for count in row.found] for row in made.kinds), strict=True)
    total = [count.number for count in made.total.found]
    assert total[:4] == [sum(held), 4, sum(times), 10] and sum(persons) > total[1]


def test_a_report_and_the_one_before_it_ask_at_most_eighty_queries(found, django_assert_max_num_queries):
    span = world.year(found, world.LATER, 2024)
    with django_assert_max_num_queries(80):
        report(span)
