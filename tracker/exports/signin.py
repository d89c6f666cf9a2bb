"""签到表: who is expected at an activity, room for signatures, and blank rows for guests."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import count

from ..models import Activity, ActivityGuest, DutyRecord, Mandate
from ..tables.words import day_text
from .text import file_name
from .workbook import Workbook, lines_in

HEADS = ("序号", "姓名", "工作单位及职务", "签名", "备注")
WIDTHS = (6, 13, 38, 19, 12)
TITLE_ROOM = 54  # the title's signs are larger than those that widths count
HIGH, LINE, HEAD = 28.5, 13, 20.25
BODY = 720  # what a page of A4 holds between its margins, in points, and a little less for printers that hold less
GUESTS, BLANK = 8, ("", "", "")
ATTENDED = DutyRecord.Attendance.ATTENDED


def title_of(activity: Activity) -> str:
    """What the sheet is called; so is its file, without what file names cannot hold."""
    return f"{activity.title}签到表"


def name_of(activity: Activity) -> str:
    """The name of the file, without its suffix."""
    return file_name(activity.title) + "签到表"


def sign_in_sheet(
    activity: Activity,
    mandates: Iterable[Mandate],
    out,
    *,
    made_on: date,
    attendance: dict[int, str] | None = None,
    guests: Sequence[ActivityGuest] = (),
):
    """Write the sheet of these deputies and known guests; ``attendance`` is what a roll says, by the mandate's key."""
    known = attendance or {}
    people = [(row.person.name, row.person.work, _remark(known.get(row.pk))) for row in mandates]
    people += [(guest.name, guest.note, guest.level) for guest in guests]
    with Workbook(out, title_of(activity), made_on) as book:
        sheet = book.sheet("签到表", list(WIDTHS))
        sheet.page.set_portrait()
        numbers = count(1)
        for place, page in enumerate(pages(people, BODY - _top(sheet, activity))):
            if place:
                sheet.break_page()
            for height, (name, work, remark) in page:
                sheet.rows([[next(numbers), name, work, "", remark]])
                sheet.page.set_row(sheet.row - 1, height)


def _remark(attendance) -> str:
    return "" if attendance in (None, ATTENDED) else str(DutyRecord.Attendance(attendance).label)


def _top(sheet, activity) -> float:
    """The title, the line below it and the heads, repeated on every page; their height in points."""
    title, line = title_of(activity), "　　".join(_said(activity))
    heights = 10 + 22 * lines_in(title, TITLE_ROOM), 10 + LINE * lines_in(line, sum(WIDTHS))
    sheet.wide(title, "title", heights[0])
    sheet.wide(line, "line", heights[1])
    sheet.heads([("", head) for head in HEADS])
    return sum(heights) + HEAD


def _said(activity) -> list[str]:
    last = activity.last_on if activity.last_on != activity.starts_on else None
    days = "至".join(day_text(day) for day in (activity.starts_on, last) if day)
    parts = (("时间", days), ("地点", activity.place), ("组织单位", activity.organisers))
    return [f"{name}：{value or '　' * 10}" for name, value in parts]


def pages(people: Sequence[tuple[str, str, str]], room: float) -> list[list[tuple[float, tuple[str, str, str]]]]:
    """The rows of each page with their heights, all in points.

    Blank ones for guests follow, to the end of a page that has names.
    """
    found, used = [[]], 0
    for person in [*people, *[BLANK] * GUESTS]:
        height = max(HIGH, 4 + LINE * max(map(lines_in, person[:2], WIDTHS[1:3])))
        if used + height > room:
            found.append([])
            used = 0
        found[-1].append((height, person))
        used += height
    if len(found) == 1 or any(person != BLANK for _, person in found[-1]):
        found[-1] += [(HIGH, BLANK)] * int((room - used) // HIGH)
    return found
