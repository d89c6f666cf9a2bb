"""The sign-in sheet of an activity."""

from datetime import date
from io import BytesIO

import openpyxl

from tests import make
from tracker.exports import signin
from tracker.ledger import duties, people

DAY = date(2023, 5, 1)


def test_the_sheet_is_upright_with_room_to_sign_and_for_guests(term, deputy):
    people.correct_person(make.by(), deputy.person, work="示例小学教师")
    held = {"place": "示例社区", "organisers": "万州区联系组"}
    activity = duties.hold_activity(make.by(), term, make.kind("visit", "recess"), "=走访", DAY, **held)
    guest = duties.welcome_guest(make.by(), activity, name="李四", level="区人大代表", note="示例街道")
    out, roll = BytesIO(), {deputy.pk: "leave"}
    signin.sign_in_sheet(activity, [deputy], out, made_on=DAY, attendance=roll, guests=[guest])
    page = openpyxl.load_workbook(out).active
    assert (page["A1"].value, page["A1"].data_type) == ("=走访签到表", "s")
    assert page["A2"].value == "时间：2023 年 5 月 1 日　　地点：示例社区　　组织单位：万州区联系组"
    rows = list(page.iter_rows(min_row=3, values_only=True))
    assert rows[:3] == [
        ("序号", "姓名", "工作单位及职务", "签名", "备注"),
        (1, "示例代表001", "示例小学教师", None, "请假"),
        (2, "李四", "示例街道", None, "区人大代表"),
    ]
    assert len(rows) > 20 and not any(cell for row in rows[3:] for cell in row[1:])
    assert (page.page_setup.orientation, page.page_setup.paperSize, page.print_title_rows) == ("portrait", 9, "$1:$3")
    assert page.row_dimensions[4].height > 28 and "第 &P 页，共 &N 页" in str(page.oddFooter.center.text)


def test_guests_have_eight_rows_at_least_and_pages_with_names_are_filled():
    for count in range(60):
        pages = signin.pages([("示例代表", "", "")] * count, 23 * signin.HIGH + 5)
        *full, last = map(len, pages)
        assert set(full) <= {23} and count + 8 <= 23 * len(full) + last
        assert last == (23 if count > 23 * len(full) or not full else count + 8 - 23 * len(full))


def test_a_row_is_as_high_as_a_long_post():
    ((first, _), (second, _), *_), *_ = signin.pages([("张三", "教师", ""), ("李四", "职务" * 30, "")], 600)
    assert first == signin.HIGH < second
