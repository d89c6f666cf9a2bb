"""What the cells of a template let be typed: drop-down lists, days, counts."""

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from ..cells import put
from ..cleaners import YEARS, Day, Whole
from ..columns import Column

LAST_ROW = 5000
LONGEST = 255
LISTS = "选项"
EXAMPLE = "2024-05-01"
FIRST_DAY, LAST_DAY = f"DATE({YEARS.start},1,1)", f"DATE({YEARS.stop - 1},12,31)"


class Rules:
    """The rules of the columns of a workbook; lists too long for a rule stand on a hidden sheet."""

    def __init__(self, book):
        self.book, self.sheet, self.ranges = book, None, {}

    def hold(self, sheet, position: int, column: Column, choices: list[str]):
        """Let the cells of a column below the header take what the column takes, and offer the choices."""
        rule = self._rule(column, choices)
        if rule is None:
            return
        letter = get_column_letter(position)
        rule.add(f"{letter}2:{letter}{LAST_ROW}")
        sheet.add_data_validation(rule)

    def last(self):
        """Put the hidden sheet behind all others."""
        if self.sheet:
            self.book.move_sheet(self.sheet, len(self.book.worksheets))

    def _rule(self, column, choices):
        if choices:
            return self._list(choices, is_strict=not is_open(column))
        if isinstance(column.clean, Day):
            return _day()
        return _whole(column.clean.least) if isinstance(column.clean, Whole) else None

    def _list(self, choices, *, is_strict):
        rule = DataValidation("list", formula1=self._source(choices), allow_blank=True, showErrorMessage=is_strict)
        rule.errorTitle, rule.error = "请从列表中选择", "可以填的内容见“填写说明”。"
        return rule

    def _source(self, choices):
        text = ",".join(choices)
        if len(text) + 2 <= LONGEST and not any(sign in choice for choice in choices for sign in ',"'):
            return f'"{text}"'
        if text not in self.ranges:
            self.ranges[text] = self._range(choices)
        return self.ranges[text]

    def _range(self, choices):
        if self.sheet is None:
            self.sheet = self.book.create_sheet(LISTS)
            self.sheet.sheet_state = "hidden"
        position = len(self.ranges) + 1
        for row, choice in enumerate(choices, 1):
            put(self.sheet.cell(row, position), choice)
        letter = get_column_letter(position)
        return f"{quote_sheetname(LISTS)}!${letter}$1:${letter}${len(choices)}"


def _day():
    rule = DataValidation("date", operator="between", formula1=FIRST_DAY, formula2=LAST_DAY, allow_blank=True)
    rule.showErrorMessage = rule.showInputMessage = True
    rule.errorTitle = "不是日期"
    rule.error = f"请填 {EXAMPLE} 这样的日期，在 {YEARS.start} 年至 {YEARS.stop - 1} 年之间。"
    rule.promptTitle, rule.prompt = "日期", EXAMPLE
    return rule


def _whole(least):
    rule = DataValidation("whole", operator="greaterThanOrEqual", formula1=str(least), allow_blank=True)
    rule.showErrorMessage = True
    rule.errorTitle, rule.error = "不是整数", f"请填不小于 {least} 的整数，不带单位。"
    return rule


def choices_of(column: Column, options: dict[str, list[str]]) -> list[str]:
    """What a column offers: its own labels, or what the term has."""
    return list(getattr(column.clean, "labels", ())) or options.get(column.name, [])


def is_open(column: Column) -> bool:
    """Whether a column takes other texts than those it offers."""
    return not hasattr(column.clean, "labels")
