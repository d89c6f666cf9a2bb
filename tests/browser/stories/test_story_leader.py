"""A leader sees totals; individual results only where they are approved."""


def test_a_leader_sees_totals_and_individual_results_only_after_approval(tell):
    story = tell("7 领导", "leader")
    story.opens("首页", day="2026-11-22")
    story.reads("基本要求的六种结果", "各月的履职活动", "办理的四率")
    story.does_not_read("示例代表")
    assert story.page.locator("main svg").count() >= 4 and story.page.locator("main table").count() >= 4
    story.shot("首页只有总数，图的旁边有表，没有姓名")
    book = story.reads_in_the_workbook("下载总数（Excel）")
    assert "示例代表" not in str([row for sheet in book for row in sheet.iter_rows(values_only=True)])
    story.clicks("审定的个人结果")
    story.reads("2025 年", "主任会议", "示例代表001", "不作排名")
    story.shot("2025 年的结果已经审定，有个人结果")
    story.page.goto("/results/?year=2026")
    story.reads("2026 年的结果尚未审定")
    story.does_not_read("示例代表001")
    story.shot("2026 年的结果尚未审定，没有名单")
