"""What the lists of the workbook of the rates say of each case."""

from datetime import date

from tests.exports import chains
from tests.scores.handled import late_by, rate, reply, share
from tracker.ledger import evaluations, oversight


def listed(name, on=chains.ON, head="建议编号"):
    """The rows of a list as of a day, of what a test has built itself."""
    return chains.table(chains.workbook(on)[name], head)


def test_an_unsatisfied_receipt_tells_its_comment_and_what_followed(filed):
    (row,) = filed.table("不满意及重办", of="anew")
    assert (row["评价"], row["意见"], row["日期"]) == ("答复函不满意", "没有解决", "2023-04-10")
    assert row["此后办理"] == "2023-05-20 第 2 轮答复（A 类）\n2023-05-25 评价满意"
    assert (row["轮次"], row["答复现评价"], row["计入"], row["备注"]) == (1, "满意（第 2 轮）", "是", None)


def test_a_round_not_yet_replied_says_until_when_and_how_late_it_is(filed):
    (row,) = filed.table("不满意及重办", of="broken")
    assert row["评价"] == "承诺落实不满意"
    assert row["此后办理"] == "第 2 轮重新办理，期限 2023-06-25，尚未答复，已超期 67 天"


def test_a_corrected_receipt_stays_marked_and_does_not_count(filed):
    (row,) = filed.table("不满意及重办", of="corrected")
    assert (row["计入"], row["此后办理"]) == ("否", None)
    assert row["备注"] == "已于 2023-04-12 更正为满意：勾选有误"


def test_before_its_correction_a_receipt_counts(filed):
    (row,) = filed.table("不满意及重办", of="corrected", on=date(2023, 4, 11))
    assert (row["计入"], row["备注"], row["答复现评价"]) == ("是", None, "不满意（第 1 轮）")


def test_a_correction_for_the_worse_names_what_it_corrects(deputy):
    old = rate(reply(share(deputy), chains.IN_TIME), chains.RATED)
    evaluations.correct(late_by(), old, "unsatisfied", date(2023, 4, 12), "勾选有误", comment="没有解决")
    (row,) = listed("不满意及重办")
    assert (row["计入"], row["备注"]) == ("是", "更正 2023-04-10 的满意：勾选有误")


def test_the_receipt_of_a_joint_sponsor_is_shown_as_text_and_does_not_count(filed):
    (row,) = filed.table("不满意及重办", of="joint")
    assert (row["计入"], row["意见"]) == ("否", "=没有回应")
    assert row["备注"] == "联名或并案提出人 600002 示例代表002，只作展示"


def test_each_unsatisfied_round_has_a_row(deputy):
    row = share(deputy)
    for day in (date(2023, 4, 3), date(2023, 5, 8)):
        rate(reply(row, day), day, "unsatisfied")
    assert [found["轮次"] for found in listed("不满意及重办")] == [1, 2]


def test_a_receipt_entered_by_the_office_says_so(deputy):
    row = reply(share(deputy), chains.IN_TIME)
    said = {"comment": "没有解决", "source": "telephone", "note": "电话记录"}
    lead = row.suggestion.sponsors.get()
    evaluations.evaluate_reply(late_by(), row, lead, "unsatisfied", chains.RATED, **said)
    assert listed("不满意及重办")[0]["备注"] == "代录"


def test_a_late_reply_tells_the_day_due_how_it_came_about_and_the_days_over(filed):
    (row,) = filed.table("超期", of="withheld")
    assert (row["期限"], row["答复日期"], row["逾期天数"], row["情况"]) == (
        "2023-05-04",
        "2023-06-01",
        28,
        "首轮逾期答复",
    )
    assert row["期限来历"].startswith("2023年2月1日交办，三个月内答复，至2023年5月1日；当日为法定节假日")


def test_a_later_round_tells_its_own_due_day(filed):
    (row,) = filed.table("超期", of="anew")
    assert (row["轮次"], row["期限"], row["逾期天数"], row["情况"]) == (2, "2023-05-10", 10, "重办逾期答复")
    assert row["期限来历"] == "第 2 轮：2023年4月10日重新办理，一个月内答复，至2023年5月10日。"


def test_what_is_at_risk_tells_the_days_left(filed):
    (row,) = filed.table("超期", of="soon")
    assert (row["剩余天数"], row["逾期天数"], row["情况"]) == (12, None, "临期")


def test_on_its_due_day_it_is_neither_over_nor_left(deputy):
    share(deputy)
    (row,) = listed("超期", date(2023, 5, 4))
    assert (row["剩余天数"], row["逾期天数"], row["情况"]) == (0, None, "当日到期")


def test_what_is_withheld_tells_the_reason_and_the_day_of_review(filed):
    suggestion, answer = filed.table("公开", "不公开理由")
    assert (suggestion["对象"], suggestion["不公开理由"], suggestion["承办单位"]) == ("建议", "代表要求", None)
    assert (answer["对象"], answer["不公开理由"], answer["承办单位"]) == ("答复", "个人隐私", "示例财政局")
    assert (answer["审定日期"], answer["复核日期"]) == ("2023-06-01", "2024-06-03")


def test_what_was_published_later_is_no_longer_withheld(deputy):
    row = share(deputy).suggestion
    oversight.disclose(late_by(), row, "withhold", date(2023, 6, 1), reason="other")
    oversight.disclose(late_by(), row, "publish", date(2023, 7, 3))
    days = date(2023, 7, 2), date(2023, 7, 3)
    assert [len(listed("公开", day, "不公开理由")) for day in days] == [1, 0]


def test_the_reasons_add_up_to_what_is_listed(filed):
    sheet = filed.books[chains.ON]["公开"]
    rows = [[cell.value for cell in row][:3] for row in sheet.iter_rows()]
    assert ["个人隐私", 0, 1] in rows and ["代表要求", 1, 0] in rows and ["合计", 1, 1] in rows


def test_a_commitment_tells_who_confirmed_it_and_whether_it_was_kept(filed):
    kept, later = filed.table("承诺台账", of="kept")
    assert (kept["代表确认"], kept["评价"], kept["评价日期"], kept["兑现情况"]) == (
        "未经代表确认",
        "满意",
        "2023-07-03",
        "已兑现",
    )
    assert (later["承诺期限"], later["评价"], later["兑现情况"]) == ("2024-09-01", None, "未到期")
    assert filed.table("承诺台账", of="broken")[0]["兑现情况"] == "未兑现"


def test_what_a_deputy_confirmed_and_a_unit_reported_shows_from_its_day_on(filed):
    before, after = (filed.table("承诺台账", of="kept", on=day)[1] for day in (date(2023, 7, 2), chains.ON))
    assert (before["代表确认"], before["报告落实"]) == ("未经代表确认", None)
    assert (after["代表确认"], after["报告落实"]) == ("2023-08-01", "2023-08-15")


def test_a_commitment_due_and_not_rated_is_not_kept(filed):
    rows = filed.table("承诺台账", of="kept", on=date(2023, 7, 2))
    assert [row["兑现情况"] for row in rows] == ["到期未评价", "未到期"]
