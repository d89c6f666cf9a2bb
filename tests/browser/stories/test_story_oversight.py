"""An auditor finds who did what; an administrator says who may do what, and how they sign in."""

from tests.browser.test_account import code_of

DAY = "2026-11-22"
PASSWORD = "Lianghe-7-Fengjing"


def test_an_auditor_finds_who_verified_a_record_and_takes_it_along(tell):
    auditor = tell("8 安全审计员", "auditor")
    auditor.opens("首页")
    auditor.shot("首页是操作记录，新的在前")
    auditor.writes("对象", "600001")
    auditor.chooses("操作", "审核通过")
    auditor.clicks("查找")
    auditor.reads("水资源保护集中视察", "示例审核员", "待审核 → 已审核")
    auditor.shot("查到一名代表的登记由谁审核、什么时候审核")
    book = auditor.reads_in_the_workbook("下载当前结果")
    rows = ["".join(map(str, row)) for row in book["列表"].iter_rows(values_only=True)]
    assert any("水资源保护集中视察" in row and "示例审核员" in row for row in rows)


def test_a_login_with_two_roles_switches_between_them(tell):
    both = tell("11 代表兼联络员", "both", 375)
    both.opens("首页", DAY)
    both.reads("万州区联系组", "登记活动")
    both.clicks("菜单")
    both.shot("先以联络员的身份进入，菜单里可以切换身份")
    both.chooses("身份", "代表")
    both.clicks("切换")
    both.reads("示例代表002，您好")
    both.shot("切换到代表，看到的是自己的首页")
    both.clicks("菜单")
    both.chooses("身份", "联络员")
    both.clicks("切换")
    both.reads("万州区联系组", "登记活动")


def test_an_administrator_gives_a_second_role_and_requires_a_second_factor(tell):
    administrator = tell("9 系统管理员", "administrator")
    person = tell("9 新用户")
    _adds_a_user(administrator)
    _gives_a_second_role(administrator)
    _switches(person)
    _requires(administrator, True)
    try:
        _sets_up_the_second_factor(person)
    finally:
        _requires(administrator, False)


def _adds_a_user(administrator):
    administrator.opens("首页", DAY)
    administrator.shot("首页先说谁在用系统、怎样登录")
    administrator.clicks("增加用户")
    administrator.writes("用户名", "zhou.min")
    administrator.writes("名字", "示例周敏")
    administrator.writes("密码", PASSWORD)
    administrator.writes("密码确认", PASSWORD)
    _grants(administrator, "领导")
    administrator.shot("增加一名用户，同时授予领导的角色")
    administrator.clicks("保存并继续编辑")


def _gives_a_second_role(administrator):
    _grants(administrator, "安全审计员")
    administrator.shot("再授予一个角色")
    administrator.clicks("保存")
    administrator.reads("zhou.min")


def _grants(administrator, role):
    administrator.clicks("添加另一个 角色授权")
    administrator.page.get_by_role("combobox", name="角色", exact=True).last.select_option(label=role)
    administrator.page.get_by_role("textbox", name="起", exact=True).last.fill("2026-01-01")


def _switches(person):
    _signs_in(person)
    person.reads("操作记录")
    person.shot("新用户登录，有两个身份")
    person.chooses("身份", "领导")
    person.clicks("切换")
    person.reads("履职情况总数")
    person.shot("切换到领导，看到总数")


def _signs_in(person):
    person.opens("首页")
    person.writes("用户名", "zhou.min")
    person.writes("密码", PASSWORD)
    person.clicks("登录")


def _requires(administrator, asked):
    administrator.opens("首页", DAY)
    administrator.clicks_the_number("登录要求")
    administrator.clicks("安全审计员")
    administrator.field("须用动态验证码登录").set_checked(asked)
    if asked:
        administrator.shot("要求安全审计员用动态验证码登录")
    administrator.clicks("保存")


def _sets_up_the_second_factor(person):
    person.clicks("退出")
    _signs_in(person)
    person.reads("您的角色须用动态验证码登录")
    person.shot("再次登录时，先被带去启用动态验证码")
    secret = person.page.get_by_text("密钥").locator("code").inner_text().replace(" ", "")
    person.writes("应用显示的 6 位数字", code_of(secret))
    person.clicks("启用")
    person.reads("恢复码")
    person.shot("启用以后给出恢复码，请保存")
    person.clicks("退出")
    _signs_in(person)
    person.shot("从此登录要输入手机上的数字")
    person.writes("动态验证码或恢复码", code_of(secret, later=1))
    person.clicks("登录")
    person.reads("操作记录")
