"""A register of suggestions as history: what its rows become."""

from datetime import date

import pytest

from tests import make
from tests.intake.books import load, warnings
from tests.intake.registers import (
    ASSIGNED,
    RATED,
    REPLIED,
    SUGGESTED,
    UNIT,
    WHOLE,
    receipt,
    register,
    reply,
    share,
    suggestion,
    unsatisfied,
)
from tracker.ledger import bills
from tracker.ledger.check import faults
from tracker.models import (
    Assignment,
    Body,
    Commitment,
    Disclosure,
    Evaluation,
    EvaluationLine,
    Event,
    Rehandling,
    Reply,
    Sketch,
    Sponsor,
    Suggestion,
    Supervision,
)

pytestmark = pytest.mark.django_db
PROMISE = {"承诺事项": "修好示例道路", "承诺期限": date(2023, 9, 1)}


@pytest.fixture
def enter(tmp_path, term, deputy):
    """Imports a register for the term; its unit is known."""
    make.deputy(term, "600002")
    make.system("其他", "system-other"), make.handling_unit(UNIT)

    def run(**sheets):
        counts = load("suggestions", register(tmp_path, **sheets), term)
        assert not list(faults())
        return counts

    return run


def states():
    return Suggestion.objects.get().state, Assignment.objects.get().state, Assignment.objects.get().round


def test_a_whole_register_is_written_row_by_row(enter):
    assert enter(**WHOLE) == {"rows": 4, "new": 4, "unchanged": 0, "changed": 0, "rejected": 0, "written": 4}
    assert states() == ("closed", "closed", 1)


def test_a_suggestion_enters_as_accepted_and_its_sponsors_as_confirmed_on_paper(enter):
    enter(建议=[suggestion(联名代表编号="600002", 受理日期=date(2023, 1, 20), 渠道="闭会", 分类="城建")])
    row = Suggestion.objects.get()
    assert (row.kind, row.channel, row.category, row.state) == ("suggestion", "recess", "城建", "accepted")
    assert (row.submitted_on, row.accepted_on) == (SUGGESTED, date(2023, 1, 20))
    sponsors = Sponsor.objects.values_list("mandate__number", "role", "confirmed_on", "how").order_by("pk")
    assert list(sponsors) == [("600001", "lead", SUGGESTED, "paper"), ("600002", "joint", SUGGESTED, "paper")]
    assert Sketch.objects.filter(suggestion=row).exists()


def test_without_a_day_of_acceptance_or_a_channel_both_follow_from_the_day_it_was_submitted(enter):
    enter(建议=[suggestion(), suggestion("J002", 提出日期=date(2023, 5, 4))])
    found = Suggestion.objects.order_by("number").values_list("accepted_on", "channel")
    assert list(found) == [(SUGGESTED, "session"), (date(2023, 5, 4), "recess")]


def test_a_due_day_is_computed_unless_it_is_given(enter):
    rows = [share(), share("J002", 涉及面广难度大="是"), share("J003", 期限="2023-03-31")]
    rows.append(share("J003", "示例交通委", "协办"))
    enter(建议=[suggestion(number) for number in ("J001", "J002", "J003")], 承办=rows)
    found = Assignment.objects.order_by("pk").values_list("due_on", "due_given", "is_hard")
    assert list(found) == [
        (date(2023, 5, 4), False, False),  # 1 May is a holiday, the next working day is the fourth
        (date(2023, 8, 1), False, True),
        (date(2023, 3, 31), True, False),
        (date(2023, 3, 1), False, False),
    ]


def test_a_new_reply_has_its_class_number_and_disclosure(enter):
    enter(**WHOLE | {"答复": [reply(类别="B", 文号="示教函〔2023〕1号", 公开="是")], "评价": []})
    row = Reply.objects.get()
    assert (row.reply_class, row.document_number, row.replied_on) == ("B", "示教函〔2023〕1号", REPLIED)
    assert list(row.disclosures.values_list("decision", "decided_on")) == [("publish", REPLIED)]
    assert states() == ("replied", "replied", 1)


@pytest.mark.parametrize(
    ("why", "reason", "note"),
    [
        ("国家秘密", "state_secret", ""),
        ("商业秘密", "business_secret", ""),
        ("个人隐私", "privacy", ""),
        ("代表要求", "deputy", ""),
        ("其他", "other", ""),
        ("涉及未定事项", "other", "涉及未定事项"),
        (None, "other", "未说明"),
    ],
)
def test_what_is_not_published_has_a_reason(enter, why, reason, note):
    enter(建议=[suggestion(公开="否", 不公开理由=why)])
    found = Disclosure.objects.values_list("decision", "reason", "note", "decided_on")
    assert list(found) == [("withhold", reason, note, SUGGESTED)]


def test_a_reason_alone_withholds(enter):
    enter(建议=[suggestion(不公开理由="个人隐私")])
    assert Disclosure.objects.get().decision == "withhold"


def test_key_supervision_is_noted(enter):
    enter(建议=[suggestion(重点督办="是"), suggestion("J002", 重点督办="否")])
    assert list(Supervision.objects.values_list("suggestion__number", "kind", "decided_on")) == [
        ("J001", "key", SUGGESTED)
    ]


def test_a_receipt_was_entered_from_paper_by_who_imports(enter):
    enter(**WHOLE)
    row = Evaluation.objects.get()
    assert (row.source, row.note, row.entered_by.username) == ("paper", "导入", "clerk")
    assert (row.stage, row.rating, row.evaluated_on, row.sponsor.mandate.number) == (
        "reply",
        "satisfied",
        RATED,
        "600001",
    )


def test_an_unsatisfied_receipt_opens_a_round_with_its_own_due_day(enter):
    enter(**WHOLE | {"评价": [unsatisfied()]})
    assert states() == ("rehandling", "rehandling", 2)
    assert list(Rehandling.objects.values_list("round", "opened_on", "due_on")) == [(2, RATED, date(2023, 5, 10))]


def test_a_later_round_closes_what_the_first_did_not(enter):
    again = [reply(), reply(on=date(2023, 5, 8), 轮次=2)]
    enter(**WHOLE | {"答复": again, "评价": [receipt(on=date(2023, 5, 9), 轮次=2), unsatisfied()]})
    assert states() == ("closed", "closed", 2)


def test_a_promise_is_tracked_until_it_is_found_kept(enter):
    enter(**WHOLE | {"答复": [reply(**PROMISE)]})
    assert Commitment.objects.get().due_on == date(2023, 9, 1)
    assert states() == ("tracking", "tracking", 1)


@pytest.mark.parametrize(("rating", "state"), [("基本满意", "closed"), ("不满意", "rehandling")])
def test_a_receipt_on_promises_rates_each_of_them(enter, rating, state):
    second = receipt(rating=rating, on=date(2023, 9, 5), 环节="承诺事项落实情况回执", 说明="已看过")
    enter(**WHOLE | {"答复": [reply(**PROMISE)], "评价": [receipt(), second]})
    assert states()[:2] == (state, state)
    assert EvaluationLine.objects.get().rating == Evaluation.objects.get(stage="fulfilment").rating


def test_only_the_receipt_of_the_lead_moves_the_state(enter):
    sheets = {"建议": [suggestion(联名代表编号="600002")], "评价": [unsatisfied(代表编号="600002")]}
    enter(**WHOLE | sheets)
    assert states() == ("replied", "replied", 1)
    assert not Rehandling.objects.exists()


def test_the_suggestion_waits_for_all_who_answer_and_never_for_who_helps(enter):
    units = [share(role="分办"), share(unit="示例交通委", role="分办"), share(unit="示例民政局", role="协办")]
    enter(**WHOLE | {"承办": units})
    assert Suggestion.objects.get().state == "assigned"
    assert sorted(Assignment.objects.values_list("state", flat=True)) == ["assigned", "assigned", "closed"]


def test_every_row_has_an_event_of_entering(enter):
    enter(**WHOLE)
    entered = Event.objects.filter(verb="enter").values_list("subject", "to_state")
    assert list(entered.order_by("pk")) == [
        ("suggestion", "closed"),
        ("sponsor", ""),
        ("assignment", "closed"),
        ("reply", ""),
        ("evaluation", ""),
    ]


def test_a_bill_has_sponsors_and_no_units(enter, tmp_path, term):
    path = register(tmp_path, 建议=[suggestion("Y001", 类型="议案", 联名代表编号="600002")])
    assert warnings("suggestions", path, term) == [
        "工作表「建议」第 2 行「联名代表编号」：议案须有 10 名以上代表联名，实际为 2 名；请核对。"
    ]
    load("suggestions", path, term)
    assert Suggestion.objects.get().is_bill


def test_the_sheets_may_stand_in_any_order(enter):
    assert enter(**dict(reversed(WHOLE.items())))["new"] == 4


def test_days_and_numbers_are_read_as_everywhere(enter):
    numbers = suggestion(20230001, lead=600001, 提出日期="2023年1月15日", 联名代表编号=600002)
    enter(建议=[numbers], 承办=[share("20230001", 交办日期="20230201")])
    assert (Suggestion.objects.get().number, Assignment.objects.get().assigned_on) == ("20230001", ASSIGNED)
    assert Sponsor.objects.count() == 2


def test_a_bill_treated_as_a_suggestion_is_assigned(enter):
    enter(建议=[suggestion(类型="议案")])
    bills.treat_as_suggestion(make.by(), Suggestion.objects.get(), date(2023, 1, 20))
    assert enter(承办=[share()])["new"] == 1
    assert states() == ("assigned", "assigned", 1)


def test_the_register_of_a_cppcc_holds_proposals(enter, term):
    Body.objects.filter(pk=term.body_id).update(kind="cppcc")
    term.body.refresh_from_db()
    enter(**WHOLE)
    assert Suggestion.objects.get().kind == "proposal"


def test_a_deputy_named_twice_sponsors_once(enter, tmp_path, term):
    path = register(tmp_path, 建议=[suggestion(联名代表编号="600002、600001、600002")])
    assert [found.partition("代表 ")[2] for found in warnings("suggestions", path, term)] == [
        "600001 重复列出，只登记一次。",
        "600002 重复列出，只登记一次。",
    ]
    load("suggestions", path, term)
    assert Sponsor.objects.count() == 2


def test_days_outside_the_term_are_warned_of(enter, tmp_path, term):
    path = register(tmp_path, 建议=[suggestion(提出日期=date(2022, 12, 1))])
    found = warnings("suggestions", path, term)
    assert "不在重庆市第六届人民代表大会任期内" in found[0] and "不在代表 600001 的任期内" in found[1]
