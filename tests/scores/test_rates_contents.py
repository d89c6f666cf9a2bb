"""What the replies were: class, disclosure, contact, commitments; and what became of the suggestions."""

from datetime import date

from tests import make
from tests.scores.handled import as_of, figures, late_by, rate, reply, share
from tracker.ledger import bills, evaluations, oversight, replies, suggestions
from tracker.models import Disclosure
from tracker.scores.rates import REASONS

MARCH, APRIL, LATER = date(2023, 3, 1), date(2023, 4, 1), date(2023, 6, 30)
OPEN = {"decision": "publish"}
SECRET = {"decision": "withhold", "reason": "state_secret"}


def test_the_class_of_the_latest_reply_counts(deputy):
    row = reply(share(deputy), MARCH, "C")
    rate(row, date(2023, 3, 10), "unsatisfied")
    reply(row, APRIL, "A")
    share(deputy)
    before, after = as_of(date(2023, 3, 31)), as_of(APRIL)
    assert (figures(before["implementation"]), figures(before["class_C"])) == ((0, 1), (1, 1))
    assert (figures(after["implementation"]), figures(after["class_C"])) == ((1, 1), (0, 1))


def test_an_amended_class_counts_from_the_day_of_its_amendment(deputy):
    row = reply(share(deputy), MARCH, "A")
    replies.amend_reply(late_by(), row.replies.get(), "类别填错", reply_class="B")
    day = late_by().day
    assert figures(as_of(MARCH)["implementation"]) == (1, 1)
    assert figures(as_of(day)["implementation"]) == (0, 1)


def test_a_reply_is_published_when_its_latest_decision_says_so(deputy):
    row = reply(share(deputy), MARCH, disclosure=SECRET)
    oversight.disclose(late_by(), row.replies.get(), "publish", APRIL)
    before, after = as_of(date(2023, 3, 31)), as_of(APRIL)
    assert (figures(before["disclosure"]), before.counts["withheld_state_secret"]) == ((0, 1), (row.pk,))
    assert (figures(after["disclosure"]), after.count("withheld_state_secret")) == ((1, 1), 0)


def test_publishable_is_what_nobody_withheld(deputy):
    for decision in (OPEN, SECRET, None):
        reply(share(deputy), MARCH, disclosure=decision)
    found = as_of(LATER)
    assert figures(found["disclosure"]) == (1, 3)
    assert figures(found["disclosure_of_publishable"]) == (1, 2)


def test_the_decision_on_an_earlier_reply_does_not_publish_the_latest(deputy):
    row = reply(share(deputy), MARCH, disclosure=OPEN)
    rate(row, date(2023, 3, 10), "unsatisfied")
    reply(row, APRIL)
    assert [figures(as_of(day)["disclosure"]) for day in (date(2023, 3, 31), APRIL)] == [(1, 1), (0, 1)]


def test_the_reasons_are_those_of_the_decisions():
    assert list(REASONS) == Disclosure.Reason.values


def test_a_contact_on_the_day_of_the_first_reply_is_one_before_it(deputy):
    for day in (1, 2):
        row = share(deputy)
        replies.contact(late_by(), row, date(2023, 3, day), "before", "face", "示例代表001")
        reply(row, MARCH)
    assert figures(as_of(LATER)["contacted"]) == (1, 2)


def test_a_commitment_is_due_on_its_day_and_kept_when_the_lead_says_so(deputy):
    row = reply(share(deputy), MARCH, commitments=[("年内完成", date(2023, 5, 20))])
    rate(row, date(2023, 3, 10))
    lead, promise = row.suggestion.sponsors.get(), row.replies.get().commitments.get()
    evaluations.evaluate_fulfilment(late_by(), row, lead, date(2023, 5, 25), rating="basically")
    kept = [figures(as_of(date(2023, 5, day))["commitments_kept"]) for day in (19, 20, 25)]
    assert kept == [(0, 0), (0, 1), (1, 1)]
    assert as_of(LATER)["commitments_kept"].numerator == (promise.pk,)


def test_a_commitment_that_a_new_reply_replaced_before_anybody_rated_it_is_left_out(deputy):
    row = reply(share(deputy), MARCH, commitments=[("年内完成", date(2023, 3, 20))])
    rate(row, date(2023, 3, 10), "unsatisfied")
    before = figures(as_of(date(2023, 3, 31))["commitments_kept"])
    reply(row, APRIL, commitments=[("明年完成", date(2024, 3, 20))])
    assert (before, figures(as_of(LATER)["commitments_kept"])) == ((0, 1), (0, 0))


def test_a_commitment_rated_before_its_day_is_due_with_its_rating(deputy):
    row = reply(share(deputy), MARCH, commitments=[("年内完成", date(2023, 12, 31))])
    rate(row, date(2023, 3, 10))
    replies.report_done(late_by(), row.replies.get().commitments.get(), APRIL, "已完成")
    lead = row.suggestion.sponsors.get()
    receipt = evaluations.evaluate_fulfilment(late_by(), row, lead, APRIL, rating="unsatisfied", comment="没有落实")
    evaluations.correct(late_by(), receipt, "satisfied", date(2023, 4, 10), "看错了")
    days = (date(2023, 3, 31), date(2023, 4, 9), date(2023, 4, 10))
    assert [figures(as_of(day)["commitments_kept"]) for day in days] == [(0, 0), (0, 1), (1, 1)]


def test_suggestions_published_are_those_whose_latest_decision_says_so(deputy):
    published, withheld, _undecided = (make.suggestion(deputy, date(2023, 1, 20)) for _ in range(3))
    oversight.disclose(late_by(), published, "publish", MARCH)
    oversight.disclose(late_by(), withheld, "publish", MARCH)
    oversight.disclose(late_by(), withheld, "withhold", APRIL, reason="deputy")
    assert figures(as_of(MARCH)["suggestions_published"]) == (2, 3)
    found = as_of(APRIL)
    assert found["suggestions_published"].numerator == (published.pk,)
    assert found.counts["suggestions_withheld_deputy"] == (withheld.pk,)


def test_a_bill_counts_from_the_day_on_which_it_is_treated_as_a_suggestion(term, deputy):
    joint = [make.deputy(term, f"6001{number:02}") for number in range(9)]
    bill = suggestions.draft(late_by(), term, "bill", "session", "关于制定条例的议案", deputy, joint=joint)
    suggestions.confirm_all(late_by(), bill, date(2023, 1, 14), "paper")
    suggestions.submit(late_by(), bill, date(2023, 1, 14))
    suggestions.accept(late_by(), bill, date(2023, 1, 15), "Y01")
    bills.treat_as_suggestion(late_by(), bill, date(2023, 1, 16))
    assert [as_of(date(2023, 1, day)).count("suggestions") for day in (14, 15, 16)] == [0, 0, 1]


def test_similar_and_supervised_suggestions_are_told(deputy):
    earlier, row = make.suggestion(deputy, date(2023, 1, 20)), make.suggestion(deputy, date(2023, 1, 21))
    oversight.link_similar(late_by(), row, earlier, MARCH)
    check = oversight.supervise(late_by(), row, "key", "主任会议", MARCH)
    oversight.supervise(late_by(), earlier, "special_check", "主任会议", MARCH)
    oversight.finish_supervision(late_by(), check, APRIL, "已经办结")
    march, april = as_of(MARCH), as_of(APRIL)
    assert (march["similar_to_earlier"].numerator, figures(march["similar_to_earlier"])) == ((row.pk,), (1, 2))
    assert (figures(march["key_finished"]), figures(april["key_finished"])) == ((0, 1), (1, 1))


def test_a_suggestion_put_under_key_supervision_again_is_not_finished(deputy):
    row = share(deputy).suggestion
    check = oversight.supervise(late_by(), row, "key", "主任会议", date(2023, 2, 20))
    oversight.finish_supervision(late_by(), check, date(2023, 3, 20), "已经办结")
    oversight.supervise(late_by(), row, "key", "主任会议", APRIL)
    assert figures(as_of(APRIL)["key_finished"]) == (0, 1)
