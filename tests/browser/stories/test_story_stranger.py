"""A stranger reads what is public, and gets nowhere by guessing."""


def test_a_stranger_reads_a_published_suggestion_and_its_reply(tell):
    story = tell("10 公众")
    story.opens("首页")
    story.reads("本系统为非涉密系统，严禁处理、传输国家秘密和工作秘密。", "用户名")
    story.shot("没有账号的人到登录页为止，从这里可以去公开页面")
    story.clicks("公开的议案建议和代表名单")
    story.shot("公开页面列出各届的议案建议和代表名单")
    story.clicks("议案建议", beside="重庆市第六届人民代表大会")
    story.writes("查找", "老旧小区周边夜间停车位")
    story.clicks("查找")
    story.shot("按标题查到一件建议")
    story.clicks("关于增加老旧小区周边夜间停车位的建议")
    story.reads("示例代表001", "示例承办单位", "答复")
    story.does_not_read("满意", "评价", "期限")
    story.shot("读建议正文和公开的答复，不见评价")
    story.clicks("代表", beside="议案建议")
    story.reads("代表名单", "万州区")
    story.does_not_read("达到", "进行中")
    story.shot("代表名单按选举单位排列，不见履职结果")


def test_guessing_a_password_is_slowed_down_with_a_sentence(tell):
    story = tell("10 猜密码的人")
    story.opens("首页")
    for guess in range(6):
        story.writes("用户名", "zhang.wei")
        story.writes("密码", f"wrong-{guess}")
        story.clicks("登录")
        if guess == 0:
            story.shot("第一次输错，说明用户名或密码不对")
    story.reads("输错次数较多，请等待")
    story.shot("连输几次以后要等待，页面说明等多久")
