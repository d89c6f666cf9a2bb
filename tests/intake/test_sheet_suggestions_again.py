"""A register that meets what is stored: the same again, more of it, or something else."""

from datetime import date

import pytest

from tests import make
from tests.intake.books import check, errors, load, warnings
from tests.intake.registers import (
    RATED,
    REPLIED,
    UNIT,
    WHOLE,
    receipt,
    register,
    reply,
    share,
    suggestion,
    unsatisfied,
)
from tests.ledger.events import last
from tracker.ledger import Refused, assigning, evaluations, suggestions
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
    Sponsor,
    Suggestion,
    Supervision,
)

pytestmark = pytest.mark.django_db
SECOND = date(2023, 5, 8)
PROMISE = {"承诺事项": "修好示例道路", "承诺期限": date(2023, 9, 1)}
FULFILMENT = {"环节": "承诺事项落实情况回执", "on": date(2023, 9, 5)}
ASSIGNED_ONLY = WHOLE | {"答复": [], "评价": []}
REPLIED_ONLY = WHOLE | {"评价": []}


@pytest.fixture
def at(tmp_path, term, deputy):
    """Where a register of these sheets lies; its unit is known."""
    make.deputy(term, "600002")
    make.system("其他", "system-other"), make.handling_unit(UNIT)
    return lambda **sheets: register(tmp_path, **sheets)


@pytest.fixture
def enter(at, term):
    """Imports a register: how many rows were new, unchanged and changed."""

    def run(**sheets):
        counts = load("suggestions", at(**sheets), term)
        assert not list(faults())
        return counts["new"], counts["unchanged"], counts["changed"]

    return run


@pytest.fixture
def refused(at, term):
    return lambda **sheets: errors("suggestions", at(**sheets), term)


def states():
    return Suggestion.objects.get().state, Assignment.objects.get().state, Assignment.objects.get().round


def test_the_same_register_again_changes_nothing(enter):
    rich = {
        "建议": [suggestion(联名代表编号="600002", 公开="否", 不公开理由="未定事项", 重点督办="是", 类型="建议")],
        "承办": [share(期限="2023-05-31", 涉及面广难度大="是")],
        "答复": [reply(公开="否", **PROMISE), reply(on=SECOND, 轮次=2)],
        "评价": [unsatisfied(), receipt(代表编号="600002"), receipt(on=SECOND, 轮次=2)],
    }
    assert enter(**rich) == (7, 0, 0)
    events = Event.objects.count()
    assert enter(**rich) == (0, 7, 0)
    assert Event.objects.count() == events


def test_blank_cells_say_nothing_about_what_is_stored(enter):
    enter(
        **WHOLE | {"建议": [suggestion(分类="城建", 公开="是", 重点督办="是", 渠道="闭会")], "答复": [reply(**PROMISE)]}
    )
    assert enter(**WHOLE | {"答复": [reply(letter=None)], "承办": [share(期限=None)]}) == (0, 4, 0)


def test_a_register_may_come_sheet_by_sheet(enter):
    for done, sheet in enumerate(WHOLE):
        assert enter(**{sheet: WHOLE[sheet]}) == (1, 0, 0), done
    assert states() == ("closed", "closed", 1)


def test_stored_states_move_with_an_event(enter):
    enter(**REPLIED_ONLY)
    enter(评价=[unsatisfied()])
    assert states() == ("rehandling", "rehandling", 2)
    assert (last(Assignment.objects.get()).verb, last(Suggestion.objects.get()).verb) == ("enter", "derive")
    assert Rehandling.objects.get().opened_on == RATED


def test_a_second_round_may_follow_a_stored_first(enter):
    enter(**WHOLE | {"评价": [unsatisfied()]})
    enter(答复=[reply(on=SECOND, 轮次=2)], 评价=[receipt(on=SECOND, 轮次=2)])
    assert states() == ("closed", "closed", 2)


def test_a_receipt_on_stored_promises_rates_them(enter):
    enter(**WHOLE | {"答复": [reply(**PROMISE)]})
    enter(评价=[receipt(**FULFILMENT)])
    assert EvaluationLine.objects.get().commitment == Commitment.objects.get()
    assert states() == ("closed", "closed", 1)


def test_a_receipt_before_the_promised_day_is_warned_of(at, term):
    path = at(
        **WHOLE | {"答复": [reply(**PROMISE)], "评价": [receipt(), receipt(**FULFILMENT | {"on": date(2023, 8, 1)})]}
    )
    assert warnings("suggestions", path, term) == ["工作表「评价」第 3 行「日期」：早于承诺期限，按已提前落实登记。"]


def test_other_content_of_a_suggestion_is_changed_with_an_event(enter):
    enter(建议=[suggestion()])
    new = suggestion(标题="关于示例桥梁的建议", 分类="城建", 公开意愿="同意公开", 渠道="闭会")
    assert enter(建议=[new]) == (0, 0, 1)
    row = Suggestion.objects.get()
    assert (row.title, row.category, row.wish, row.channel) == ("关于示例桥梁的建议", "城建", "agree", "recess")
    assert last(row).before == {"title": "关于示例道路的建议", "category": "", "wish": "", "channel": "session"}


def test_a_change_is_told_as_a_reader_sees_it(enter, at, term):
    enter(建议=[suggestion(公开="否", 不公开理由="个人隐私")])
    (line,) = check("suggestions", at(建议=[suggestion(渠道="闭会", 公开="是", 重点督办="是")]), term).lines
    assert [str(diff) for diff in line.diff] == [
        "渠道：大会 → 闭会",
        "公开：不公开，个人隐私 → 公开",
        "重点督办：否 → 是",
    ]


def test_a_new_decision_on_publishing_is_one_of_the_day_of_the_import(enter):
    enter(建议=[suggestion(公开="否")], 承办=[share()], 答复=[reply(公开="否")])
    assert enter(建议=[suggestion(公开="是")], 答复=[reply(公开="是")]) == (0, 0, 2)
    found = Disclosure.objects.filter(decision="publish").values_list("decided_on", flat=True)
    assert list(found) == [date(2024, 1, 1)] * 2


def test_a_first_decision_on_publishing_is_one_of_the_day_it_belongs_to(enter):
    enter(**REPLIED_ONLY)
    assert enter(答复=[reply(公开="是")]) == (0, 0, 1)
    assert Disclosure.objects.get().decided_on == REPLIED


def test_key_supervision_may_be_added_and_is_never_taken_back(enter, at, term):
    enter(建议=[suggestion()])
    assert enter(建议=[suggestion(重点督办="是")]) == (0, 0, 1)
    assert warnings("suggestions", at(建议=[suggestion(重点督办="否")]), term) == [
        "工作表「建议」第 2 行「重点督办」：系统中已列为重点督办，本次不改动。"
    ]
    assert Supervision.objects.count() == 1


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"类型": "议案"}, "「类型」：「J001」是建议；类型不能由导入更改"),
        ({"领衔代表编号": "600002"}, "「领衔代表编号」：「J001」的领衔代表是「600001」"),
        ({"联名代表编号": "600002"}, "「联名代表编号」：「J001」的联名代表是「无」"),
        ({"受理日期": date(2023, 2, 2)}, "「受理日期」：2023-02-02 晚于最早的交办日期 2023-02-01"),
        ({"受理日期": date(2023, 1, 14)}, "「受理日期」：受理日期 2023-01-14 早于提出日期 2023-01-15"),
        ({"提出日期": date(2023, 1, 16)}, "「提出日期」：受理日期 2023-01-15 早于提出日期 2023-01-16"),
    ],
)
def test_what_a_suggestion_keeps_is_refused(enter, refused, cells, sentence):
    enter(**ASSIGNED_ONLY)
    assert refused(建议=[suggestion(**cells)])[0].startswith(f"工作表「建议」第 2 行{sentence}")


def test_a_withdrawn_suggestion_is_neither_changed_nor_assigned(enter, refused):
    enter(建议=[suggestion()])
    row = Suggestion.objects.get()
    evaluator = Sponsor.objects.get()
    suggestions.consent(make.by(), evaluator, date(2023, 3, 1))
    suggestions.withdraw(make.by(), row, date(2023, 3, 1), "已解决")
    assert enter(建议=[suggestion()]) == (0, 1, 0)
    found = refused(建议=[suggestion(分类="城建")], 承办=[share()])
    assert [sentence.partition("：")[2][:13] for sentence in found] == ["「J001」现为已撤回，不"] * 2


def test_a_due_day_changes_while_there_is_no_reply(enter):
    enter(**ASSIGNED_ONLY)
    assert enter(承办=[share(期限=date(2023, 5, 31))]) == (0, 0, 1)
    row = Assignment.objects.get()
    assert (row.due_on, row.due_given, last(row).before) == (
        date(2023, 5, 31),
        True,
        {"due_on": "2023-05-04", "due_given": False},
    )


def test_a_computed_due_day_follows_the_difficulty(enter):
    enter(**ASSIGNED_ONLY)
    assert enter(承办=[share(涉及面广难度大="是")]) == (0, 0, 1)
    assert Assignment.objects.get().due_on == date(2023, 8, 1)


def test_a_due_day_stays_once_there_is_a_reply(enter, refused):
    enter(**REPLIED_ONLY)
    changed = "期限：2023-05-04 → 2023-05-31"
    assert refused(承办=[share(期限=date(2023, 5, 31))]) == [
        f"工作表「承办」第 2 行「期限」：已答复、延期或申请退办的承办不能由导入更改（{changed}）；请在系统中更正。"
    ]


@pytest.mark.parametrize("cells", [{"role": "分办"}, {"on": date(2023, 2, 2)}])
def test_role_and_day_of_an_assignment_stay(enter, refused, cells):
    enter(**ASSIGNED_ONLY)
    assert "已登记的承办不能由导入更改" in refused(承办=[share(**cells)])[0]


def test_a_reply_changes_while_nobody_has_evaluated_it(enter):
    enter(**REPLIED_ONLY)
    assert enter(答复=[reply(letter="B", 文号="示教函1号", **PROMISE)]) == (0, 0, 1)
    row = Reply.objects.get()
    assert (row.reply_class, row.document_number, row.commitments.get().text) == ("B", "示教函1号", "修好示例道路")
    assert enter(评价=[receipt()]) == (1, 0, 0)
    assert states() == ("tracking", "tracking", 1)


@pytest.mark.parametrize("cells", [{"letter": "B"}, {"on": date(2023, 4, 4)}, {"文号": "示教函1号"}, PROMISE])
def test_an_evaluated_reply_stays(enter, refused, cells):
    enter(**WHOLE)
    assert "已有评价的答复、已有的承诺不可改" in refused(答复=[reply(**cells)])[0]


def test_another_promise_is_refused(enter, refused):
    enter(**REPLIED_ONLY | {"答复": [reply(**PROMISE)]})
    assert (
        "承诺事项：修好示例道路（2023-09-01） → 修桥（2023-09-01）"
        in refused(答复=[reply(**PROMISE | {"承诺事项": "修桥"})])[0]
    )


@pytest.mark.parametrize("row", [receipt(rating="基本满意"), receipt(on=date(2023, 4, 11)), receipt(说明="很好")])
def test_a_stored_receipt_stays(enter, refused, row):
    enter(**WHOLE)
    assert refused(评价=[row]) == [
        "工作表「评价」第 2 行「评价」：系统中已有这份回执（2023-04-10 满意），回执不可改；请在系统中更正。"
    ]


def test_a_receipt_that_was_corrected_since_is_known_again(enter):
    enter(**WHOLE)
    said = {"source": "paper", "note": "复核", "comment": "没有修好"}
    evaluations.correct(make.by("another"), Evaluation.objects.get(), "unsatisfied", SECOND, "录错", **said)
    assert enter(**WHOLE) == (0, 4, 0)
    assert states() == ("rehandling", "rehandling", 2)


def test_a_unit_that_returned_a_suggestion_gets_it_again_with_a_warning(enter, at, term):
    enter(**ASSIGNED_ONLY)
    row, (who, office) = (
        Assignment.objects.get(),
        (make.acting("unit", body=Body.objects.get(name=UNIT)), make.acting("referral_office", body=make.system())),
    )
    assigning.receive(who, row, date(2023, 2, 3))
    assigning.return_assignment(who, row, date(2023, 2, 6), "不属于本单位")
    assert "已申请退办，不能登记答复" in errors("suggestions", at(答复=[reply()]), term)[0]
    assigning.accept_return(office, row, date(2023, 2, 7))
    assert "曾由「示例教育委」退办" in warnings("suggestions", at(承办=[share()]), term)[0]
    assert enter(承办=[share(on=date(2023, 2, 8))]) == (1, 0, 0)


def test_a_sponsor_of_a_merged_suggestion_evaluates_the_one_it_went_into(enter):
    enter(建议=[suggestion(), suggestion("J002", "600002")])
    main, other = Suggestion.objects.order_by("number")
    suggestions.merge(make.by(), other, main, date(2023, 1, 20))
    assert enter(承办=[share()], 答复=[reply()], 评价=[receipt(代表编号="600002")]) == (3, 0, 0)
    assert Assignment.objects.get().state == "replied"


def test_who_was_faster_between_check_and_writing_wins(enter, at, term):
    enter(**ASSIGNED_ONLY)
    found = check("suggestions", at(答复=[reply()]), term)
    assigning.receive(make.acting("unit", body=Body.objects.get(name=UNIT)), Assignment.objects.get(), date(2023, 2, 3))
    with pytest.raises(Refused, match="别人刚刚改动了这一条"):
        found.desk.write(make.by(), None, None)
    assert not Reply.objects.exists()
