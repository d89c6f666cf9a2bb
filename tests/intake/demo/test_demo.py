"""The demo world is invented, whole, and holds every outcome."""

from datetime import date, datetime, timedelta

from django.db.models import Count, F

from tests import make
from tracker.intake.demo import people
from tracker.intake.demo.world import SHANGHAI
from tracker.ledger import check, overdue
from tracker.models import (
    ActivityGuest,
    Approval,
    Assignment,
    Body,
    Commitment,
    Contact,
    Deliberation,
    DutyRecord,
    ElectoralUnit,
    Evaluation,
    EvaluationLine,
    Event,
    Group,
    Interruption,
    LookBack,
    Mandate,
    Person,
    Progress,
    Rehandling,
    Similarity,
    Sponsor,
    Suggestion,
    Supervision,
)
from tracker.scores import calendar, summary
from tracker.scores.judge import OUTCOMES

START, ON = date(2023, 1, 13), date(2026, 11, 22)


def outcomes(term, year, regulation="341-311"):
    period = calendar.period_of(term, year)
    judgement = summary.judge(term, Mandate.objects.filter(term=term), [period], ON)
    return summary.count_overall(judgement.standings, regulation, period.cycle)


def test_the_first_day_fills_all_seats(world):
    assert ElectoralUnit.objects.filter(term=world, seats__gt=0).count() == 39
    first = Mandate.objects.filter(starts_on=START)
    assert list(first.order_by("list_position").values_list("list_position", flat=True)) == list(range(1, 871))
    assert first.first().number == "600001"


def test_each_unit_has_a_liaison_group_and_there_are_eight_professional_ones(world):
    counts = Group.objects.filter(term=world).values_list("kind").annotate(Count("pk")).order_by("kind")
    assert list(counts) == [("liaison", 39), ("professional", 8)]


def test_the_garrison_elects_its_own_seats_only(world):
    of_unit = Mandate.objects.filter(starts_on=START, unit_spells__starts_on=START)
    assert of_unit.filter(unit_spells__unit__name="驻渝部队").count() == 18
    assert of_unit.filter(unit_spells__unit__name="万州区").count() == 41


def test_names_are_plainly_invented(world):
    assert not Person.objects.exclude(name__startswith="示例", work__startswith="示例单位").exists()
    assert not ActivityGuest.objects.exclude(name__startswith="示例").exists()
    assert Person.objects.filter(name__contains="·").exists()
    assert Person.objects.values("name").annotate(alike=Count("pk")).filter(alike__gt=1).exists()


def test_a_finished_year_has_every_outcome_but_running(world):
    found = outcomes(world, 2025)
    assert {name for name in OUTCOMES if not found[name]} == {"running"}
    assert 0.82 < found["met"] / sum(found.values()) < 0.92


def test_the_present_year_has_every_outcome(world):
    found = outcomes(world, 2026)
    assert all(found[name] for name in OUTCOMES)
    assert found["running"] + found["met"] > 0.9 * sum(found.values())


def test_the_term_has_every_outcome(world):
    assert all(outcomes(world, None)[name] for name in OUTCOMES)


def test_records_and_suggestions_are_in_every_state(world):
    assert set(DutyRecord.objects.values_list("state", flat=True)) == set(DutyRecord.State)
    assert set(DutyRecord.objects.values_list("attendance", flat=True)) == set(DutyRecord.Attendance)
    states = set(Suggestion.objects.values_list("state", flat=True))
    assert states == set(Suggestion.State) - {"not_filed"}  # a congress has no proposals
    assert set(Assignment.objects.values_list("state", flat=True)) == set(Assignment.State)


def test_every_kind_of_interruption_occurs(world):
    kinds = set(Interruption._meta.get_field("kind").choices)
    assert set(Interruption.objects.filter(approved=True).values_list("kind", flat=True)) == {kind for kind, _ in kinds}
    assert Interruption.objects.filter(approved=False).exists()


def test_by_elections_and_endings_occur(world):
    assert Mandate.objects.filter(by_election=True, starts_on__year__in=[2023, 2024, 2025]).count() == 17
    assert Mandate.objects.filter(ends_on__isnull=False).count() == 22


def test_a_bill_has_at_least_ten_sponsors(world):
    bills = Suggestion.objects.filter(kind="bill").annotate(number_of=Count("sponsors"))
    assert bills and min(bill.number_of for bill in bills) >= 10


def test_who_recorded_has_not_verified(world):
    assert not DutyRecord.objects.filter(verified_by=F("recorded_by")).exists()
    assert DutyRecord.objects.filter(verified_by__isnull=False).exists()


def test_nothing_happens_after_the_last_day(world):
    assert DutyRecord.objects.latest("occurred_on").occurred_on <= date(2026, 11, 15)
    of_demo = Event.objects.filter(actor__username__startswith="demo-")
    assert of_demo.latest("at").at < datetime(2026, 11, 16, tzinfo=SHANGHAI)


def test_every_part_of_the_chain_occurs(world):
    parts = (Contact, Progress, Commitment, EvaluationLine, Rehandling, LookBack, Supervision, Similarity, Deliberation)
    assert [part.__name__ for part in parts if not part.objects.exists()] == []
    assert Assignment.objects.filter(extended_to__isnull=False).exists()
    assert Evaluation.objects.filter(corrects__isnull=False).exists()
    assert set(Evaluation.objects.values_list("source", flat=True)) == set(Evaluation.Source)


def test_handling_units_are_plainly_invented(world):
    assert not Body.objects.filter(kind="unit").exclude(name__startswith="示例").exists()
    systems = Body.objects.systems()
    assert {systems[unit.pk] for unit in Body.objects.filter(kind="unit")} == set(systems.values())


def test_the_unit_has_something_of_everything_to_do(world):
    mine = Assignment.objects.filter(unit__code="demo-unit")
    assert set(mine.values_list("state", flat=True)) == set(Assignment.State) - {"ended"}
    assert mine.filter(state="assigned", received_on=None).exists()
    assert mine.filter(state="assigned", due_on__lt=ON, extended_to=None).exists()
    assert mine.filter(state="assigned", due_on__range=(ON, ON + timedelta(days=14))).exists()
    assert set(mine.filter(state="rehandling").values_list("round", flat=True)) == {2, 3}


def test_the_deputy_has_a_reply_and_a_commitment_to_rate(world):
    mine = Assignment.objects.filter(suggestion__sponsors__mandate__number="600001", suggestion__sponsors__role="lead")
    assert mine.filter(state="replied", replies__replied_on__gte=date(2026, 10, 1)).exists()
    assert mine.filter(state="tracking", replies__commitments__due_on__lt=ON).exists()
    assert Suggestion.objects.filter(sponsors__mandate__number="600001", state="draft").exists()


def test_the_offices_have_something_to_hand_on(world):
    waiting = Suggestion.objects.filter(state="accepted")
    assert waiting.filter(referrals=None).exists()
    assert waiting.filter(referrals__system__code="system-government").exists()
    assert Assignment.objects.filter(state="return_asked").exists()


def test_every_missed_day_is_in_the_trail_already(world):
    assert Event.objects.filter(verb="overdue").exists()
    day = date(2026, 11, 15)
    assert overdue.write_overdue(make.acting("office", day, username="clerk"), day) == []


def test_who_wanted_to_propose_nothing_still_has_nothing(world):
    leads = Sponsor.objects.filter(suggestion__submitted_on__year=2023).values_list("mandate", flat=True)
    serving = Mandate.objects.filter(starts_on=START)
    assert 30 < serving.exclude(pk__in=leads).count() < 90


def test_the_results_of_the_last_finished_year_are_approved(world):
    assert Approval.objects.get(period__term=world, withdrawn_on=None).period.label == "2025"


def test_the_ledger_agrees_with_its_trail(world):
    assert list(check.faults()) == []


def test_extra_seats_go_to_the_largest_remainders():
    assert people.allot([35, 12, 25, None], 10) == [40, 14, 28, 0]
