"""On a phone: a liaison registers for the group, and a deputy answers, adds an own record and evaluates a reply."""

import io
import re

import pytest
from PIL import Image
from PIL.ExifTags import IFD

DAY = "2026-11-22"
WIDTH = 375
GROUP_DAY, DUTY_DAY = "2026-11-17", "2026年11月18日"
ACTIVITY, DUTY = "走访滨江社区居民", "在代表家站接待群众"


@pytest.fixture
def photo(tmp_path):
    """A photo as a phone takes it: 12 million pixels, with the place where it was taken."""
    path, exif = tmp_path / "走访现场.jpg", Image.Exif()
    exif[IFD.GPSInfo] = {1: "N", 2: (29.0, 33.0, 0.0), 3: "E", 4: (106.0, 34.0, 0.0)}
    Image.radial_gradient("L").resize((4000, 3000)).convert("RGB").save(path, exif=exif, quality=92)
    with Image.open(path) as image:
        assert image.getexif().get_ifd(IFD.GPSInfo)
    return path


def test_a_liaison_registers_for_the_group_and_a_deputy_answers(tell, photo):
    liaison = tell("3 联络员", "liaison", WIDTH)
    _registers_an_activity(liaison)
    _registers_a_duty(liaison)
    _reports_and_reminds(liaison)
    deputy = tell("4 代表", "deputy", WIDTH)
    _adds_a_record(deputy, photo)
    _checks_what_others_registered(deputy)
    _evaluates_a_reply(deputy)


def _registers_an_activity(liaison):
    liaison.opens("首页", DAY)
    liaison.shot("首页是本组的情况，先说要办的")
    liaison.clicks("登记活动")
    liaison.chooses("类别", "走访")
    liaison.writes("名称", ACTIVITY)
    liaison.writes("日期", GROUP_DAY)
    liaison.page.keyboard.press("Tab")
    liaison.reads(f"{GROUP_DAY} 在任")
    liaison.marks("示例代表001", "参加")
    liaison.marks("示例代表003", "参加")
    liaison.marks("示例代表005", "请假")
    liaison.shot("活动和名单在一页上登记，逐位选择")
    liaison.clicks("登记活动和名单")
    liaison.reads(ACTIVITY, "示例代表003", "待审核")
    liaison.shot("登记好了，等待审核")


def _registers_a_duty(liaison):
    liaison.opens("首页", DAY)
    liaison.clicks("代登一条履职")
    liaison.clicks("示例代表001")
    liaison.chooses("类别", "接待群众")
    liaison.writes("日期", DUTY_DAY)
    liaison.writes("名称", DUTY)
    liaison.shot("为一位代表代登一条履职")
    liaison.clicks("登记")
    liaison.reads(DUTY, "待审核")
    liaison.shot("代登好了，等待审核")


def _reports_and_reminds(liaison):
    liaison.opens("首页", DAY)
    book = liaison.reads_in_the_workbook("下载活动模板")
    assert "本组代表" in book.sheetnames
    liaison.clicks("提醒文字")
    liaison.shot("本组可以继续完成的代表")
    liaison.clicks("生成文字")
    liaison.reads("示例代表003")
    liaison.shot("给每位代表的提醒文字，可以复制")
    liaison.opens("报送情况")
    liaison.clicks("2026")
    liaison.reads("11 月", "已报", "退回")
    liaison.shot("本组各月报了没有，退回的写明几条")


def _adds_a_record(deputy, photo):
    deputy.opens("首页", DAY)
    deputy.reads("还差什么，到哪天", "有问题，找谁", "023-00000001")
    deputy.shot("首页说还差什么、到哪天、等您办理什么、有问题找谁")
    deputy.clicks("登记履职")
    deputy.chooses("做了什么", "走访")
    deputy.writes("哪一天", "2026.11.16")
    deputy.writes("名称", "走访小区物业")
    deputy.field("照片或文件").set_input_files(photo)
    deputy.shot("登记一条履职，附一张手机照片")
    deputy.clicks("提交")
    picture = deputy.page.get_by_role("img").last
    kept = deputy.page.request.get(picture.get_attribute("src")).body()
    with Image.open(io.BytesIO(kept)) as image:
        assert max(image.size) < 4000 and not image.getexif()
    deputy.shot("登记好了；照片已经缩小，拍摄地点已经去掉")


def _checks_what_others_registered(deputy):
    deputy.opens("首页", DAY)
    deputy.clicks("去核对")
    deputy.reads(ACTIVITY, DUTY)
    deputy.shot("联络员登记的，请本人核对")
    deputy.clicks(f"确认无误：{DUTY}")
    deputy.clicks(f"有异议：{ACTIVITY}")
    deputy.writes("哪里不对", "这一天我请假了。")
    deputy.shot("对一条提出异议，写明原因")
    deputy.clicks("提出异议")
    deputy.reads("待处理", "这一天我请假了。")
    deputy.shot("一条已确认，一条有异议，等工作机构处理")


def _evaluates_a_reply(deputy):
    deputy.opens("首页", DAY)
    deputy.clicks("评价答复")
    deputy.page.get_by_label("满意", exact=True).check()
    deputy.shot("读答复，选评价")
    deputy.clicks("评价答复")
    deputy.reads("评价答复：完成")
    deputy.shot("评价已经送出")
    deputy.opens("首页", DAY)
    deputy.page.get_by_role("link", name=re.compile("023-0000000")).first.scroll_into_view_if_needed()
    deputy.shot("回到首页，联络员的姓名和电话在下面")
