"""What must hold of every verdict, whatever the world."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.scores.worlds import bounded, days, facts, mandates, periods, records, values, worlds
from tracker.rules.book import Requirement
from tracker.scores.classify import COUNTED, PENDING, REASONS, answers, tally
from tracker.scores.judge import OUTCOMES, evaluate, overall
from tracker.scores.periods import Mandate, Session

# From worst to best by what is left for the deputy to do: short is too late; running can still be done; of unknown
# enough is registered or a roll is open, so that others must act; exempt and met ask nothing more. Not applicable
# stands apart: no record leads into it or out of it, so it needs no place of its own above or below.
BETTER = {"short": 0, "running": 1, "unknown": 2, "exempt": 3, "met": 4, "not_applicable": 5}


def requirement(*dated):
    """A yearly requirement of everybody."""
    return Requirement("a", "x", "x", "x", "次", "year", False, dated)


def finding(mandate, value, period, on, *, sessions=(), interruptions=(), counted=0, pending=0):
    """The one finding of one mandate."""
    rule = replace(requirement(replace(value, starts_on=date(2018, 1, 1))), cycle=period.cycle)
    counts = {(mandate.id, "x", period.key): (counted, pending)}
    found = evaluate([mandate], counts, interruptions, sessions, [rule], [period], on)
    return found[0] if found else None


def inside(period):
    """A session inside a period."""
    return Session(0, period.starts_on, period.starts_on)


@bounded
@given(values(), periods(), days())
def test_full_service_gives_the_full_minimum(value, period, on):
    assume(value.minimum)
    whole = Mandate(1, date(2010, 1, 1), None)
    assert finding(whole, value, period, on, sessions=[inside(period)]).required == value.minimum


@bounded
@given(values(), periods(), days(), st.integers(1, 400), st.integers(0, 400))
def test_required_never_falls_when_served_days_grow(value, period, on, few, more):
    assume(value.minimum)
    value = replace(value, part_period="proportional")
    lengths = [min(number, (period.ends_on - period.starts_on).days) for number in (few, few + more)]
    short, long = (Mandate(1, period.starts_on, period.starts_on + timedelta(number)) for number in lengths)
    assume(period.starts_on <= on)
    required = [finding(mandate, value, period, on).required or 0 for mandate in (short, long)]
    assert required == sorted(required)


@bounded
@given(values(), periods(), mandates())
def test_never_more_than_the_minimum_and_never_less_than_one_is_required(value, period, mandate):
    assume(value.minimum)
    found = finding(mandate, value, period, date(2030, 1, 1), sessions=[inside(period)])
    assert found is None or found.required is None or 1 <= found.required <= value.minimum


@bounded
@given(worlds())
def test_nothing_is_required_exactly_where_it_is_not_applicable(world):
    for found in evaluate(*world.arguments()):
        assert (found.required is None) == (found.outcome == "not_applicable")
        assert found.outcome in OUTCOMES
        assert (found.outcome == "met") == (found.required is not None and found.counted >= found.required)


@bounded
@given(worlds(), st.booleans())
def test_one_more_counted_never_makes_a_verdict_worse(world, was_pending):
    more = {key: (n + 1, max(0, waiting - was_pending)) for key, (n, waiting) in world.counts.items()}
    assume(not was_pending or all(waiting for _, waiting in world.counts.values()))
    pairs = zip(evaluate(*world.arguments()), evaluate(*replace(world, counts=more).arguments()), strict=True)
    for before, after in pairs:
        assert BETTER[after.outcome] >= BETTER[before.outcome]
        assert ("not_applicable" in (before.outcome, after.outcome)) == (
            before.outcome == after.outcome == "not_applicable"
        )


@bounded
@given(records(), facts(), st.data())
def test_one_more_verified_record_never_takes_a_count_away(rows, given_facts, data):
    assume(rows)
    chosen = data.draw(st.sampled_from(rows))
    verified = replace(chosen, state="accepted" if chosen.from_suggestion else "verified")
    assume(chosen.occurred_on is not None)
    after = [verified if row is chosen else row for row in rows]
    sums = [tally(answers(some, given_facts), some, given_facts) for some in (rows, after)]
    assert sums[1][0] >= sums[0][0]
    assert sum(sums[1]) >= sum(sums[0])


@bounded
@given(records(), facts())
def test_counted_and_the_reasons_are_all_records(rows, given_facts):
    found = answers(rows, given_facts)
    given_answers = Counter(found.values())
    assert given_answers.total() == len(rows)
    assert set(given_answers) <= {COUNTED, *REASONS}
    counted, pending = tally(found, rows, given_facts)
    assert counted == given_answers[COUNTED]
    assert pending <= sum(given_answers[reason] for reason in PENDING)


@bounded
@given(records(), facts())
def test_pending_is_what_would_count_if_it_were_verified(rows, given_facts):
    counted, pending = tally(answers(rows, given_facts), rows, given_facts)
    passed = {"submitted": "verified"}
    verified = [replace(row, state=passed.get(row.state, row.state)) for row in rows]
    assert tally(answers(verified, given_facts), verified, given_facts) == (counted + pending, 0)


@bounded
@given(worlds(), values(), st.integers(1, 400))
def test_a_later_change_of_a_rule_leaves_every_earlier_period_as_it_was(world, value, after):
    last = max(period.starts_on for period in world.periods)
    later = replace(value, starts_on=last + timedelta(after))
    rules = [replace(rule, values=(*rule.values, later)) for rule in world.requirements]
    assert evaluate(*replace(world, requirements=rules).arguments()) == evaluate(*world.arguments())


@bounded
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_what_is_given_does_not_matter(world, chance):
    def shuffled(rows):
        return chance.sample(rows, len(rows))

    other = replace(world, interruptions=shuffled(world.interruptions), sessions=shuffled(world.sessions))
    rules = [replace(rule, values=tuple(shuffled(rule.values))) for rule in world.requirements]
    assert evaluate(*replace(other, requirements=rules).arguments()) == evaluate(*world.arguments())


@bounded
@given(worlds())
def test_what_is_not_approved_changes_nothing(world):
    approved = [row for row in world.interruptions if row.approved]
    assert evaluate(*replace(world, interruptions=approved).arguments()) == evaluate(*world.arguments())


@bounded
@given(worlds(), st.integers(1, 400))
def test_a_final_verdict_stays_as_time_goes_by(world, passed):
    later = replace(world, on=world.on + timedelta(passed))
    after = {(row.mandate, row.requirement, row.period): row for row in evaluate(*later.arguments())}
    for before in evaluate(*world.arguments()):
        if before.outcome != "running":
            assert after[before.mandate, before.requirement, before.period].outcome == before.outcome


@bounded
@given(st.lists(st.sampled_from(OUTCOMES)))
def test_overall_is_one_of_those_found_and_short_if_any_is(outcomes):
    found = overall(outcomes)
    assert found in {*outcomes, "not_applicable"}
    assert (found == "short") == ("short" in outcomes)
    assert found == overall(reversed(outcomes))


@bounded
@given(worlds())
def test_requirements_may_come_one_by_one(world):
    lazily = replace(world, requirements=iter(world.requirements))
    assert evaluate(*lazily.arguments()) == evaluate(*world.arguments())
