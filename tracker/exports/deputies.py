"""The sheet of deputies: what each requirement asked of each, what counted, and the outcome."""

from ..scores.judge import MET
from ..tables.deputies import PARTS
from ..tables.words import CYCLE_LABELS, OUTCOME_LABELS
from .spool import Spool
from .workbook import Form, Workbook, fit

PLACE = {"姓名": 12, "选举单位": 13, "联系组": 14}
NARROW = {**PLACE, "专业组": 22, "在任天数": 6, "要求": 4.6, "计入": 4.6, "结果": 7}
ADDED = (str(PARTS["required"]), str(PARTS["counted"]))
JUDGED = (str(PARTS["outcome"]), *CYCLE_LABELS.values())
TOTALS = "合计行中，要求和计入为合计数，结果为达到的人数。"


def write_deputies(book: Workbook, name: str, heads: list[tuple[str, str]], rows: Spool, form: Form, *, terms=False):
    """A sheet of the rows of a ``DeputyTable`` with its totals; of many ``terms`` each row begins with its own."""
    sheet = book.sheet(name, fit(heads, rows, widest=60 if terms else 30, room=NARROW), streamed=True)
    sheet.top(form)
    sheet.table(heads, rows, freeze=5 if terms else 3, total=_totals(heads, rows))
    sheet.foot(form)


def _totals(heads, rows) -> list:
    """合计: required and counted are added, outcomes tell how many met."""
    added = [column for column, (_, head) in enumerate(heads) if head in ADDED]
    judged = [column for column, (_, head) in enumerate(heads) if head in JUDGED]
    sums = dict.fromkeys(added + judged, 0)
    for row in rows:
        for column in added:
            sums[column] += row[column] if isinstance(row[column], int) else 0
        for column in judged:
            sums[column] += row[column] == OUTCOME_LABELS[MET]
    cells = {column: f"达到\n{number}" if column in judged else number for column, number in sums.items()}
    return ["合计", "", f"{len(rows)} 名", *(cells.get(column, "") for column in range(3, len(heads)))]
