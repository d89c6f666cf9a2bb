"""The rates of a past day, computed long afterwards, are what was computed on that day."""

from datetime import date

from tests import make
from tests.scores.handled import as_of, late_by, rate, reply, share
from tracker.ledger import assigning, evaluations, oversight, replies


def day(month, number):
    return date(2023, month, number)


def deeds(deputy):
    """What happened to three assignments, day by day: (the day, what to do on it)."""
    host, other, gone = (share(deputy, day(2, 1)) for _ in range(3))
    lead = host.suggestion.sponsors.get()
    by = late_by()
    yield day(2, 3), lambda: assigning.receive(by, gone, day(2, 3))
    yield day(2, 6), lambda: assigning.return_assignment(by, gone, day(2, 6), "不属本单位职责")
    yield day(2, 8), lambda: assigning.accept_return(by, gone, day(2, 8))
    yield day(2, 20), lambda: replies.contact(by, host, day(2, 20), "before", "face", "示例代表001")
    yield day(3, 1), lambda: reply(host, day(3, 1), "B", disclosure={"decision": "publish"})
    yield day(3, 9), lambda: rate(host, day(3, 9), "unsatisfied")
    yield (
        day(3, 20),
        lambda: evaluations.correct(by, host.evaluations.get(), "unsatisfied", day(3, 20), "补充", comment="仍"),
    )
    yield day(4, 3), lambda: assigning.extend(by, other, day(4, 3), day(5, 31), "涉及面广")
    yield day(4, 7), lambda: reply(host, day(4, 7), "A", commitments=[("年内完成", day(5, 20))])
    yield day(4, 8), lambda: oversight.disclose(by, host.replies.get(round=2), "withhold", day(4, 8), reason="deputy")
    yield day(4, 10), lambda: rate(host, day(4, 10))
    yield day(5, 22), lambda: evaluations.evaluate_fulfilment(by, host, lead, day(5, 22), rating="satisfied")
    yield day(5, 29), lambda: assigning.extend(by, other, day(5, 29), day(7, 3), "仍在会商")
    yield day(7, 5), lambda: reply(other, day(7, 5), "C")
    yield day(7, 6), lambda: oversight.disclose(by, host.suggestion, "publish", day(7, 6))
    yield day(7, 7), lambda: oversight.supervise(by, other.suggestion, "key", "主任会议", day(7, 7))


def test_the_rates_of_a_past_day_never_change(deputy):
    computed = {}
    for on, deed in deeds(deputy):
        deed()
        computed[on] = as_of(on)
    assert {on: as_of(on) for on in computed} == computed
    assert len({str(found) for found in computed.values()}) > 10


def test_a_day_before_the_term_has_nothing(deputy):
    share(deputy)
    assert as_of(date(2020, 1, 1)) == as_of(make.START)
