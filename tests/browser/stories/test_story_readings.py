"""The office reads a report: corrects one figure, takes some by keyboard, leaves one out, and finds them published."""

REPORT = """示例区人大常委会2025年工作回眸
2025年，示例区人大常委会组织代表开展专题调研1百余次，提出重点督办建议38件。
代表接待走访群众1.2万余人次，收集意见建议860余条。全年举办院坝讲堂26场。"""


def test_the_office_takes_the_figures_of_a_report(tell, tmp_path):
    (tmp_path / "回眸.txt").write_text(REPORT, encoding="gb18030")
    story = tell("9 文件识读", "office")
    story.opens("文件识读")
    story.field("文本文件（.txt").set_input_files(tmp_path / "回眸.txt")
    story.writes("发布者", "示例日报")
    story.shot("上传一份报告的文本文件")
    story.clicks("上传并识读")
    story.reads("没有核对的不会进入账本", "12000余人次")
    story.shot("识别出的各条，原句里标出引文，说不清的用红字")
    story.clicks("更正", beside="院坝讲堂26场")
    story.writes("指标", "组织代表活动")
    story.shot("更正一条：指标从列表中选")
    story.clicks("采用")
    story.reads("更正后采用：")
    for quote in ("接待走访群众", "收集意见建议"):
        tick = story.page.get_by_role("checkbox", name=quote)
        tick.focus()
        tick.press("Space")
    story.page.get_by_role("button", name="采用所选").first.press("Enter")
    story.reads("已采用 2 条")
    story.page.get_by_label("选", exact=True).check()
    story.clicks("不采用所选")
    story.reads("已记为不采用 2 条", "全部核对完了")
    story.shot("全部核对完，可以结束")
    story.clicks("结束核对")
    story.reads("原文不再保留，只留下引文")
    story.clicks("结束核对")
    story.reads("核对已经结束")
    story.opens("公布与账本")
    story.writes("查找", "示例区")
    story.clicks("查看")
    story.reads("1.2万余人次")
    story.shot("采用的数字在公布与账本里")
