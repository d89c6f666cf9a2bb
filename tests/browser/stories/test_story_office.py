"""The office verifies in bulk, reminds who can still complete, registers an approval, and takes the annual workbook."""

import re

DAY = "2026-11-22"


def test_the_office_verifies_a_kind_in_bulk_after_a_preview(tell):
    office = tell("1 人代工委（批量审核）", "office")
    office.opens("首页", DAY)
    before = office.number("待审核登记")
    office.shot("首页先说今天要办的事")
    office.clicks_the_number("待审核登记")
    office.filters("类别", "走访")
    office.shot("待审核的登记，按类别选出走访")
    chosen = office.finds("审核符合条件的全部待审核").inner_text()
    count = int(re.search(r"\d+", chosen)[0])
    office.clicks(chosen)
    office.reads(f"其中您可以审核 {count} 条")
    office.shot("先看清单，再确认")
    office.clicks(f"审核通过（{count}）")
    office.reads(f"已审核 {count} 条。")
    office.shot("审核办完，说明办了几条")
    office.opens("首页", DAY)
    assert office.number("待审核登记") == before - count > 0 < count
    office.shot("首页的待审核登记少了同样多的条数")


def test_the_office_reminds_those_who_can_still_complete(tell):
    office = tell("1 人代工委（提醒）", "office")
    office.opens("首页", DAY)
    office.clicks("写提醒文字")
    office.writes("查找", "示例代表003")
    office.clicks("查找")
    office.shot("查到一名可继续完成的代表，差什么、到哪天")
    office.clicks("生成文字")
    office.reads("示例代表003", "023-00000001")
    assert "12 月 31 日" in office.page.get_by_role("textbox").first.input_value()
    office.shot("提醒文字写明已登记、还差、期限和联系电话，可以改、可以复制")
    office.clicks("记为已发出")
    office.reads("已记为发出：1 条。")
    office.shot("发出以后记了一笔")


def test_the_office_registers_an_approval_and_takes_the_annual_workbook(tell):
    office = tell("1 人代工委（审定和年度汇总）", "office")
    office.opens("审定")
    office.shot("各年度审定没有")
    office.clicks("登记审定", beside="2024 年")
    office.writes("审定机构", "主任会议")
    office.writes("审定日期", "2025年3月20日")
    office.writes("文号", "示例办〔2025〕2号")
    office.writes("结果截至", "2025-03-01")
    office.clicks("下一步：核对结果")
    office.reads("主任会议", "示例办〔2025〕2号")
    office.shot("登记以前先核对当时的结果")
    office.clicks("登记审定")
    office.reads("2024 年的结果：审定已登记。")
    office.shot("2024 年已经审定")
    office.opens("首页", DAY)
    book = office.reads_in_the_workbook("年度汇总表")
    assert "汇总" in book.sheetnames
