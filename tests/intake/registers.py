"""Registers of suggestions: workbooks of up to four sheets, and rows for them."""

from datetime import date

from openpyxl import Workbook

from tests.intake.books import errors

SUGGESTED, ASSIGNED, REPLIED, RATED = (date(2023, 1, 15), date(2023, 2, 1), date(2023, 4, 3), date(2023, 4, 10))
UNIT = "示例教育委"


def suggestion(number="J001", lead="600001", **more):
    """A row of 建议."""
    return {"编号": number, "标题": "关于示例道路的建议", "提出日期": SUGGESTED, "领衔代表编号": lead, **more}


def share(number="J001", unit=UNIT, role="主办", on=ASSIGNED, **more):
    """A row of 承办."""
    return {"建议编号": number, "承办单位": unit, "方式": role, "交办日期": on, **more}


def reply(number="J001", unit=UNIT, on=REPLIED, letter="A", **more):
    """A row of 答复."""
    return {"建议编号": number, "承办单位": unit, "答复日期": on, "类别": letter, **more}


def receipt(number="J001", unit=UNIT, rating="满意", on=RATED, **more):
    """A row of 评价."""
    return {"建议编号": number, "承办单位": unit, "评价": rating, "日期": on, **more}


def unsatisfied(on=RATED, **more):
    """A row of 评价 that asks for another round."""
    return receipt(rating="不满意", on=on, 说明="没有说到点子上", **more)


WHOLE = {"建议": [suggestion()], "承办": [share()], "答复": [reply()], "评价": [receipt()]}


def register(folder, name="register.xlsx", **sheets):
    """A workbook with these sheets, each under the headers that its rows name."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        headers = list(dict.fromkeys(header for row in rows for header in row))
        sheet.append(headers)
        for row in rows:
            sheet.append([row.get(header) for header in headers])
    book.save(folder / name)
    return folder / name


def refusals(folder, term, **sheets):
    """The sentences with which a whole register is refused, some of its sheets exchanged for others."""
    return errors("suggestions", register(folder, **WHOLE | sheets), term)
