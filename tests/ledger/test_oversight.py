"""Supervision with its four roles, disclosure with its reasons, links to earlier suggestions."""

from datetime import date

import pytest

from tests import make
from tests.kept import kept
from tests.ledger import stages
from tests.ledger.events import again, verbs
from tracker.ledger import Refused, oversight
from tracker.models import Disclosure, Similarity, Supervision

DAY = stages.RECEIVED
ROLES = {"supervisor": "示例副主任", "lead_handler": "示例副市长", "do_handler": "示例教育委", "prompter": "教科文卫委"}


@pytest.fixture
@kept
def row(deputy, other):
    return stages.accepted(deputy, other)


@pytest.fixture
@kept
def reply(deputy, other):
    return make.reply(stages.assigned(deputy, other))


@pytest.mark.parametrize("kind", Supervision.Kind.values)
def test_a_supervision_names_who_decided_and_the_four_roles(kind, row):
    found = oversight.supervise(make.by(), row, kind, "主任会议", DAY, **ROLES)
    assert {name: getattr(again(found), name) for name in ROLES} == ROLES
    assert (verbs(found), again(row).state) == (["supervise"], "accepted")


def test_a_supervision_is_finished_once_with_a_result(row):
    found = oversight.supervise(make.by(), row, "key", "主任会议", DAY, **ROLES)
    with pytest.raises(Refused, match="请填写督办结果"):
        oversight.finish_supervision(make.by(), found, stages.REPLIED, " ")
    with pytest.raises(Refused, match="早于决定日期"):
        oversight.finish_supervision(make.by(), found, stages.ASSIGNED, "已落实")
    oversight.finish_supervision(make.by(), found, stages.REPLIED, "已落实")
    with pytest.raises(Refused, match="已于 2023-04-03 办结"):
        oversight.finish_supervision(make.by(), found, stages.REPLIED, "已落实")


@pytest.mark.parametrize(
    ("kind", "decided_by", "day"),
    [("key", "", DAY), ("dream", "主任会议", DAY), ("key", "主任会议", None), ("key", "主任会议", date(2023, 6, 2))],
)
def test_a_supervision_has_a_kind_a_decision_and_a_day(kind, decided_by, day, row):
    with pytest.raises(Refused):
        oversight.supervise(make.by(), row, kind, decided_by, day)
    assert not Supervision.objects.exists()


def test_what_is_not_accepted_is_neither_supervised_nor_disclosed(deputy, other):
    row = stages.submitted(deputy, other)
    with pytest.raises(Refused, match="尚未受理，不能督办"):
        oversight.supervise(make.by(), row, "key", "主任会议", DAY)
    with pytest.raises(Refused, match="尚未受理，不能审定公开"):
        oversight.disclose(make.by(), row, "publish", DAY)


@pytest.mark.parametrize("reason", Disclosure.Reason.values)
def test_a_reply_is_withheld_with_one_of_five_reasons_and_a_day_of_review(reason, reply):
    found = oversight.disclose(
        make.by(), reply, "withhold", stages.REPLIED, reason=reason, review_on=date(2024, 4, 3), note="示例"
    )
    assert (found.reason, found.review_on, verbs(found)) == (reason, date(2024, 4, 3), ["disclose"])


@pytest.mark.parametrize(("decision", "why"), [("withhold", {}), ("publish", {"reason": "privacy"})])
def test_who_withholds_says_why_and_who_publishes_does_not(decision, why, reply):
    with pytest.raises(Refused, match="不公开的须选择理由；公开的不填理由"):
        oversight.disclose(make.by(), reply, decision, stages.REPLIED, **why)


def test_a_later_decision_stands_beside_the_earlier(reply, row):
    for about in (reply, row):
        oversight.disclose(make.by(), about, "withhold", stages.REPLIED, reason="other")
        oversight.disclose(make.by(), about, "publish", stages.EVALUATED)
        assert [found.decision for found in about.disclosures.all()] == ["withhold", "publish"]


def test_nothing_is_decided_before_there_is_something_to_disclose(reply, row):
    with pytest.raises(Refused, match="早于答复日期"):
        oversight.disclose(make.by(), reply, "publish", DAY)
    with pytest.raises(Refused, match="早于受理日期"):
        oversight.disclose(make.by(), row, "publish", stages.SESSION_DAY)


def test_a_co_handlers_opinion_is_not_disclosed(deputy, other):
    host = stages.assigned(deputy, other)
    helper = make.assignment(again(host.suggestion), make.handling_unit("示例财政局"), role="co_handler")
    with pytest.raises(Refused, match="协办意见交主办单位，不公开"):
        oversight.disclose(make.by(), make.reply(helper), "publish", stages.REPLIED)


@pytest.mark.parametrize(
    ("who", "may"), [("unit", True), ("referral", True), ("other unit", False), ("deputy", False), ("leader", False)]
)
def test_unit_referral_office_and_office_decide_on_a_reply(who, may, reply, deputy):
    by = {
        "unit": lambda: make.acting("unit", body=reply.assignment.unit),
        "referral": lambda: make.acting("referral_office", body=make.system()),
        "other unit": lambda: make.acting("unit", body=make.handling_unit("示例交通委")),
        "deputy": lambda: make.acting("deputy", person=deputy.person),
        "leader": lambda: make.acting("leader"),
    }[who]()
    if may:
        assert oversight.disclose(by, reply, "publish", stages.REPLIED).pk
        return
    with pytest.raises(Refused, match="没有审定答复公开的权限"):
        oversight.disclose(by, reply, "publish", stages.REPLIED)


def test_only_the_office_supervises_and_discloses_a_suggestion(row, deputy):
    for by in (make.acting("deputy", person=deputy.person), make.acting("leader")):
        with pytest.raises(Refused, match="没有督办的权限"):
            oversight.supervise(by, row, "key", "主任会议", DAY)
        with pytest.raises(Refused, match="没有审定建议公开的权限"):
            oversight.disclose(by, row, "publish", DAY)


def test_a_suggestion_is_linked_to_an_earlier_one_only(deputy, row):
    earlier = make.suggestion(deputy, date(2023, 1, 13), "关于以往的建议")
    found = oversight.link_similar(make.by(), row, earlier, DAY, "内容相近")
    assert (found.earlier, verbs(found)) == (earlier, ["link_similar"])
    with pytest.raises(Refused, match="只能关联更早提出的建议"):
        oversight.link_similar(make.by(), earlier, row, DAY)


def test_a_draft_is_linked_to_what_was_submitted_and_nothing_to_a_draft(deputy, row):
    draft = make.paper(deputy, DAY, "关于新的建议")
    assert oversight.link_similar(make.acting("deputy", person=deputy.person), draft, row, DAY).pk
    with pytest.raises(Refused, match="只能关联更早提出的建议"):
        oversight.link_similar(make.by(), row, draft, DAY)


def test_a_suggestion_is_linked_once_and_not_to_itself(deputy, row):
    earlier = make.suggestion(deputy, date(2023, 1, 13), "关于以往的建议")
    oversight.link_similar(make.by(), row, earlier, DAY)
    with pytest.raises(Refused, match="这两件已经关联"):
        oversight.link_similar(make.by(), row, earlier, DAY)
    with pytest.raises(Refused, match="不能与自身关联"):
        oversight.link_similar(make.by(), row, row, DAY)
    assert Similarity.objects.count() == 1


def test_a_withdrawn_suggestion_is_not_supervised(deputy, other):
    with pytest.raises(Refused, match="不能督办"):
        oversight.supervise(make.by(), stages.withdrawn(deputy, other), "key", "主任会议", stages.ASSIGNED)


def test_a_review_is_not_dated_before_the_decision(reply):
    why = {"reason": "privacy", "review_on": date(2023, 1, 1)}
    with pytest.raises(Refused, match="复核日期 2023-01-01 早于审定日期"):
        oversight.disclose(make.by(), reply, "withhold", stages.EVALUATED, **why)
