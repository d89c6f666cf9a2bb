"""What a register of suggestions is refused for, each with one sentence; nothing is written."""

from datetime import date

import pytest

from tests import make
from tests.intake.books import check, load
from tests.intake.registers import (
    ASSIGNED,
    RATED,
    REPLIED,
    SUGGESTED,
    UNIT,
    WHOLE,
    receipt,
    refusals,
    register,
    reply,
    share,
    suggestion,
    unsatisfied,
)
from tracker.ledger import Refused
from tracker.models import Body, HandlingRule, ImportBatch, Suggestion

pytestmark = pytest.mark.django_db
SECOND = date(2023, 5, 8)
FULFILMENT = {"环节": "承诺事项落实情况回执"}
PROMISE = {"承诺事项": "修好示例道路", "承诺期限": date(2023, 9, 1)}
HELP = [share(), share(unit="示例交通委", role="协办")]


@pytest.fixture
def refused(tmp_path, term, deputy):
    """The sentences for a whole register with some of its sheets exchanged."""
    make.deputy(term, "600002")
    make.system("其他", "system-other"), make.handling_unit(UNIT), make.handling_unit("示例交通委")
    return lambda **sheets: refusals(tmp_path, term, **sheets)


SUGGESTIONS = [
    ({"领衔代表编号": "699999"}, "「领衔代表编号」：本届没有编号为「699999」的代表；请核对编号，或先导入代表。"),
    (
        {"联名代表编号": "600002、699998"},
        "「联名代表编号」：本届没有编号为「699998」的代表；请核对编号，或先导入代表。",
    ),
    ({"提出日期": "五月"}, "「提出日期」：应为 2024-05-01 这样的日期，实际为「五月」。"),
    ({"标题": None}, "「标题」：必须填写，实际为空。"),
    ({"受理日期": date(2023, 1, 14)}, "「受理日期」：2023-01-14 早于提出日期 2023-01-15；请核对。"),
    ({"受理日期": date(2024, 1, 2)}, "「受理日期」：2024-01-02 尚未到来；请核对。"),
    ({"类型": "提案"}, "「类型」：重庆市人民代表大会没有「提案」；请核对类型。"),
    ({"公开": "是", "不公开理由": "商业秘密"}, "「不公开理由」：公开的不填不公开理由，实际为「商业秘密」；请核对。"),
]
ASSIGNMENTS = [
    (share("J009"), "「建议编号」：本届没有编号为「J009」的建议；请在工作表「建议」中列出，或先导入。"),
    (share(on=date(2023, 1, 14)), "「交办日期」：2023-01-14 早于受理日期 2023-01-15；请核对。"),
    (share(期限=date(2023, 1, 31)), "「期限」：2023-01-31 早于交办日期 2023-02-01；请核对。"),
    (share(role="承包"), "「方式」：应为主办、分办、协办之一，实际为「承包」。"),
    (share(系统="军队"), "「系统」：没有承办系统「军队」；已有：政府系统、其他。"),
    (share(unit=None), "「承办单位」：必须填写，实际为空。"),
]
REPLIES = [
    (reply(on=date(2023, 1, 31)), "「答复日期」：2023-01-31 早于交办日期 2023-02-01；请核对。"),
    (reply(on=20230403.5), "「答复日期」：应为 2024-05-01 这样的日期，实际为「20230403.5」。"),
    (reply(letter="E"), "「类别」：应为A、B、C、D之一，实际为「E」。"),
    (reply(letter=None), "「类别」：主办、分办的答复须有类别，实际为空。"),
    (reply(承诺事项="修路"), "「承诺期限」：承诺事项「修路」没有期限；请写明何时落实。"),
    (reply(承诺期限=date(2023, 9, 1)), "「承诺事项」：有承诺期限，没有承诺事项；请补填。"),
    (reply(**PROMISE | {"承诺期限": ASSIGNED}), "「承诺期限」：2023-02-01 早于答复日期 2023-04-03；请核对。"),
    (reply(轮次=0), "「轮次」：应为正整数，实际为「0」。"),
    (reply(unit="示例民政局"), "「承办单位」：「J001」没有交办给「示例民政局」；"),
]
RECEIPTS = [
    (receipt(代表编号="600002"), "「代表编号」：代表 600002 不是「J001」的提出人，不能评价；请核对代表编号。"),
    (receipt(on=date(2023, 4, 2)), "「日期」：2023-04-02 早于答复日期 2023-04-03；请核对。"),
    (receipt(轮次=2), "「轮次」：「示例教育委」没有第 2 轮的答复，不能评价；请先登记答复。"),
    (receipt(rating="很满意"), "「评价」：应为满意、基本满意、不满意之一，实际为「很满意」。"),
    (receipt(rating="不满意"), "「说明」：评价为不满意的，请写明意见，实际为空。"),
    (receipt(unit="示例民政局"), "「承办单位」：「J001」没有交办给「示例民政局」；"),
    (receipt(on=date(2024, 1, 2)), "「日期」：2024-01-02 尚未到来；请核对。"),
]


@pytest.mark.parametrize(("cells", "sentence"), SUGGESTIONS)
def test_a_suggestion_is_refused(refused, cells, sentence):
    assert refused(建议=[suggestion(**cells)], 承办=[], 答复=[], 评价=[]) == [f"工作表「建议」第 2 行{sentence}"]


@pytest.mark.parametrize(("row", "sentence"), ASSIGNMENTS)
def test_an_assignment_is_refused(refused, row, sentence):
    (found,) = refused(承办=[row], 答复=[], 评价=[])
    assert found.startswith(f"工作表「承办」第 2 行{sentence}")


@pytest.mark.parametrize(("row", "sentence"), REPLIES)
def test_a_reply_is_refused(refused, row, sentence):
    (found,) = refused(答复=[row], 评价=[])
    assert found.startswith(f"工作表「答复」第 2 行{sentence}")


@pytest.mark.parametrize(("row", "sentence"), RECEIPTS)
def test_a_receipt_is_refused(refused, row, sentence):
    (found,) = refused(评价=[row])
    assert found.startswith(f"工作表「评价」第 2 行{sentence}")


@pytest.mark.parametrize(
    ("cells", "header"),
    [
        ({"类别": "A"}, "类别"),
        ({"公开": "是"}, "公开"),
        ({"公开": "否"}, "公开"),
        ({"不公开理由": "个人隐私"}, "不公开理由"),
    ],
)
def test_who_helps_gives_no_class_and_publishes_nothing(refused, cells, header):
    row = reply(unit="示例交通委", letter=None, **cells)
    sentence = "协办意见交主办单位，不分类别，不作承诺，也不公开；请空着。"
    assert refused(承办=HELP, 答复=[row], 评价=[]) == [f"工作表「答复」第 2 行「{header}」：{sentence}"]


def test_who_helps_promises_nothing(refused):
    row = reply(unit="示例交通委", letter=None, **PROMISE)
    assert [found[:18] for found in refused(承办=HELP, 答复=[row], 评价=[])] == [
        "工作表「答复」第 2 行「承诺事项」",
        "工作表「答复」第 2 行「承诺期限」",
    ]


def test_a_class_that_the_body_does_not_have_is_refused(refused, term):
    HandlingRule.objects.create(body=term.body, starts_on=date(2020, 1, 1), class_d="")
    assert refused(答复=[reply(letter="D")]) == [
        "工作表「答复」第 2 行「类别」：本机构的答复没有 D 类，应为A、B、C之一。"
    ]


def test_a_second_round_without_an_unsatisfied_receipt_is_refused(refused):
    rows = [reply(), reply(on=SECOND, 轮次=2)]
    sentence = "第 1 轮没有领衔代表“不满意”的回执，不能有第 2 轮答复；请补上评价，或核对轮次。"
    assert refused(答复=rows) == [f"工作表「答复」第 3 行「轮次」：{sentence}"]


def test_the_displeasure_of_a_joint_sponsor_opens_no_round(refused):
    sheets = {"建议": [suggestion(联名代表编号="600002")], "评价": [unsatisfied(代表编号="600002")]}
    assert "不能有第 2 轮答复" in refused(答复=[reply(), reply(on=SECOND, 轮次=2)], **sheets)[0]


def test_a_round_that_skips_is_refused(refused):
    found = refused(答复=[reply(), reply(on=SECOND, 轮次=3)], 评价=[unsatisfied()])
    assert "第 2 轮没有领衔代表“不满意”的回执，不能有第 3 轮答复" in found[0]


def test_a_second_reply_before_the_receipt_that_asked_for_it_is_refused(refused):
    rows = [reply(), reply(on=date(2023, 4, 9), 轮次=2)]
    sentence = "2023-04-09 早于第 1 轮不满意回执的日期 2023-04-10；请核对。"
    assert refused(答复=rows, 评价=[unsatisfied()]) == [f"工作表「答复」第 3 行「答复日期」：{sentence}"]


def test_a_receipt_without_any_reply_is_refused(refused):
    assert "没有第 1 轮的答复，不能评价" in refused(答复=[])[0]


def test_a_receipt_on_promises_needs_promises(refused):
    rows = [receipt(), receipt(on=date(2023, 9, 5), **FULFILMENT)]
    assert "「环节」：第 1 轮的答复没有承诺事项" in refused(评价=rows)[0]


@pytest.mark.parametrize("first", [[], [unsatisfied()], [receipt(on=date(2023, 9, 6))]])
def test_a_receipt_on_promises_follows_a_good_one_on_the_reply(refused, first):
    rows = [*first, receipt(on=date(2023, 9, 5), **FULFILMENT)]
    found = refused(答复=[reply(**PROMISE)], 评价=rows)
    assert "没有在此以前满意或基本满意的领衔代表答复函回执" in found[0]


def test_a_bill_has_no_units(refused):
    sentence = "「J001」是议案，由委员会审议，没有承办单位；转作建议办理的，请先在系统中登记。"
    assert refused(建议=[suggestion(类型="议案")]) == [f"工作表「承办」第 2 行「建议编号」：{sentence}"]


@pytest.mark.parametrize(
    ("sheet", "column"), [("建议", "编号"), ("承办", "承办单位"), ("答复", "承办单位"), ("评价", "承办单位")]
)
def test_a_key_twice_is_refused(refused, sheet, column):
    (found,) = refused(**{sheet: WHOLE[sheet] * 2})
    assert found.startswith(f"工作表「{sheet}」第 3 行「{column}」：与第 2 行重复（")


def test_the_lead_named_and_the_lead_meant_are_one(refused):
    assert "与第 2 行重复" in refused(评价=[receipt(), receipt(代表编号="600001")])[0]


def test_what_hangs_on_a_refused_row_is_not_refused_too(refused, tmp_path, term):
    sheets = WHOLE | {"建议": [suggestion(lead="699999", 标题=None)]}
    counts = check("suggestions", register(tmp_path, **sheets), term).counts
    assert counts == {"rows": 4, "new": 3, "unchanged": 0, "changed": 0, "rejected": 1}


def test_one_refused_row_keeps_everything_out(refused, tmp_path, term):
    path = register(tmp_path, **WHOLE | {"承办": [share(), share(unit="示例新单位")], "评价": [receipt(轮次=2)]})
    with pytest.raises(Refused, match="有 1 行不能导入"):
        load("suggestions", path, term)
    assert not Suggestion.objects.exists() and not ImportBatch.objects.exists()
    assert not Body.objects.filter(name="示例新单位").exists()


def test_every_fault_of_a_register_has_its_own_sentence(refused):
    found = refused(
        建议=[suggestion(联名代表编号="1、2", 提出日期="x")], 承办=[share(on="y")], 答复=[reply(letter="E")]
    )
    assert len(found) == 5


def test_the_days_of_the_samples_follow_each_other():
    assert SUGGESTED < ASSIGNED < REPLIED < RATED < SECOND
