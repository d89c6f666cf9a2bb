"""Two persons for every record: one registers, another verifies or returns."""

PERSONS = {"示例代表008": "走访敬老院", "示例代表010": "走访农贸市场"}


def test_a_verifier_returns_one_record_and_verifies_another_and_nobody_an_own_one(tell):
    office, verifier = tell("2 登记人", "office"), tell("2 审核人", "verifier")
    for person, title in PERSONS.items():
        _registers(office, person, title)
    office.reads("由您登记，须由另一人审核")
    office.shot("自己登记的不能自己审核，页面说明原因")
    verifier.opens("首页", "2026-11-22")
    verifier.shot("首页说有几条等待审核")
    verifier.clicks_the_number("待审核登记")
    _finds(verifier, "走访敬老院")
    verifier.shot("一条待审核的登记，可以通过，也可以退回")
    verifier.clicks("退回修改")
    verifier.writes("原因", "请补充走访的对象和地点。")
    verifier.clicks("退回修改")
    verifier.reads("请补充走访的对象和地点。", "退回修改")
    verifier.shot("退回修改，写明原因")
    verifier.clicks("履职登记")
    _finds(verifier, "走访农贸市场")
    verifier.clicks("审核通过")
    verifier.clicks("审核通过")
    verifier.reads("已审核", "示例审核人")
    verifier.shot("审核通过，谁审核的留在经过里")


def _registers(office, person, title):
    office.opens("履职登记")
    office.clicks("代登一条履职")
    office.writes("查找", person)
    office.clicks("查找")
    office.clicks(person)
    office.chooses("类别", "走访")
    office.writes("日期", "2026-11-14")
    office.writes("名称", title)
    office.shot(f"为{person}代登一条履职")
    office.clicks("登记")


def _finds(verifier, title):
    verifier.writes("查找", title)
    verifier.clicks("查找")
    verifier.clicks(title)
