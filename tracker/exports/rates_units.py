"""The sheets 承办单位 and 答复分类: a row per unit in official order, a sum per system, never ranked."""

from ..scores.rates import CLASSES, Rates
from ..tables.rate_words import RATE_LABELS
from .rates_report import Report, days, page, parts, percent
from .workbook import Sheet, Workbook

MAIN = ("timeliness", "first_satisfaction", "final_satisfaction", "implementation", "disclosure")
PARTS = ("分子", "分母", "百分比")
PART_WIDTHS = [6, 6, 9]
COUNTS = {"rehandled": "重新办理", "overdue": "超期未答复"}
NOTHING = "本范围没有交办承办单位的件。"
ORDER = "注：承办单位按公布的次序排列，同一系统的列在一起，不作排名；件数少的单位，百分比的起落没有多少意义。"
ALONE = "各单位只计本单位的承办件（主办、分办），小计、合计为各行之和；只有协办件的单位也列出，承办件为 0。"


def units(book: Workbook, report: Report):
    """Write the sheet 承办单位."""
    heads = [("", "承办单位"), ("", "承办件")]
    heads += [(str(RATE_LABELS[code]), part) for code in MAIN for part in PARTS]
    heads += [("", head) for head in (*COUNTS.values(), "答复天数中位数")]
    meanings = "答复天数中位数为交办到首次答复的天数。分子、分母的含义见「说明」表；逐件名单见其后各表。"
    form = report.form.part("（承办单位）", (f"{ORDER}{ALONE}", meanings))
    sheet = page(book, "承办单位", form, [24, 7, *PART_WIDTHS * len(MAIN), 7, 7, 8])
    sheet.heads(heads, freeze=1)
    _rows(sheet, report, _main)
    sheet.foot(form)


def _main(found: Rates) -> list:
    shares = [part for code in MAIN for part in parts(found[code])]
    return [found.count("assignments"), *shares, *map(found.count, COUNTS), days(found.median_days)]


def _rows(sheet: Sheet, report: Report, cells):
    if not report.blocks:
        sheet.section(NOTHING)
    for system, rows in report.blocks:
        sheet.rows([[str(body), *cells(found)] for body, found in rows])
        if system:
            body, found = system
            sheet.rows([[f"{body}小计", *cells(found)]], "total")
    sheet.rows([["合计", *cells(report.found)]], "total")


def classes(book: Workbook, report: Report):
    """Write the sheet 答复分类."""
    labels = _labels(report)
    heads = [("", "承办单位"), ("", "承办件"), ("", "已答复")]
    heads += [(f"{code} 类：{labels[code]}", part) for code in labels for part in ("件", "占比")]
    meaning = (
        "类别为最近一次答复的类别，由承办单位确定，不是代表的评价；占比的分母为已答复的承办件；落实率即 A 类占比。"
    )
    form = report.form.part("（答复分类）", (f"{ORDER}{ALONE}", meaning))
    sheet = page(book, "答复分类", form, [30, 9, 9, *[10, 12] * len(labels)])
    sheet.heads(heads, freeze=1)
    _rows(sheet, report, lambda found: _classes(found, labels))
    sheet.foot(form)


def _classes(found: Rates, labels) -> list:
    shares = [found[f"class_{code}"] for code in labels]
    replied = len(found["implementation"].denominator)
    counted = [part for rate in shares for part in (len(rate.numerator), percent(rate))]
    return [found.count("assignments"), replied, *counted]


def _labels(report: Report) -> dict[str, str]:
    """The classes that the body has, or that occur, with their labels under the rules in force."""
    rules = [row.rule for row in report.register.shares]
    found = {
        code: list(dict.fromkeys(label for rule in rules if (label := rule.class_labels.get(code)))) for code in CLASSES
    }
    used = {code for code in CLASSES if report.found[f"class_{code}"].numerator}
    return {code: " / ".join(labels) for code, labels in found.items() if labels or code in used or not rules}
