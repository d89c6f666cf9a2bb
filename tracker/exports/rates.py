"""The workbook of the four rates: what was counted, every number with the rows behind it."""

from datetime import date

from ..models import Body, Term
from ..scores.rates import Rates
from ..scores.shares import Register
from .rates_accounts import promises, withheld
from .rates_cases import late, unsatisfied
from .rates_notes import explain
from .rates_overall import overall
from .rates_report import Report
from .rates_units import classes, units
from .workbook import Form, Workbook

SHEETS = (explain, overall, units, classes, unsatisfied, late, withheld, promises)


def title(term: Term, unit: Body | None = None) -> str:
    """The title of the workbook, from the term's label and the unit or system that it covers."""
    what = "提案" if term.body.kind == Body.Kind.CPPCC else "代表建议"
    return f"{term.label}{what}办理“四率”统计表" + (f"（{unit}）" if unit else "")


def write(term: Term, register: Register, found: Rates, out, *, made_on: date, unit: Body | None = None):
    """Write the measured register of a term to a path or a stream: 说明, 总体 and the lists, eight sheets.

    ``unit`` is the unit or system for which the register was gathered.
    """
    form = Form(title(term, unit), made_on, units="件")
    report = Report(term, register, found, unit, form)
    with Workbook(out, form.title, made_on) as book:
        for sheet in SHEETS:
            sheet(book, report)
