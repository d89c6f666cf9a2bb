"""A small register of suggestions in which each list of the workbook of the rates has something to say."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

import openpyxl

from tests import make
from tests.scores.handled import late_by, rate, reply, share
from tracker.exports import rates
from tracker.ledger import evaluations, oversight, replies
from tracker.scores.rates import Rates, measure
from tracker.scores.register import gather

ON, MADE_ON = date(2023, 8, 31), date(2023, 9, 1)
IN_TIME, LATE, RATED = date(2023, 4, 3), date(2023, 6, 1), date(2023, 4, 10)
DAYS = (date(2023, 4, 11), date(2023, 5, 4), date(2023, 7, 2), ON)
KEPT_BY, LONG_AFTER = date(2023, 6, 30), date(2024, 9, 1)


def build(deputy, joint):
    """Eight assignments (host) of three units in two systems and one co-handler, due on 2023-05-04 but for one."""
    school, money = make.handling_unit(order=1), make.handling_unit("示例财政局", order=2)
    party = make.handling_unit("示例宣传部", make.system("党委系统", "system-party"), order=1)
    return {
        "kept": kept(share(deputy, unit=school)),
        "anew": anew(share(deputy, unit=school)),
        "withheld": withheld(share(deputy, unit=money)),
        "silent": helped(share(deputy, unit=money)),
        "broken": broken(share(deputy, unit=money)),
        "corrected": corrected(share(deputy, unit=party)),
        "soon": share(deputy, date(2023, 6, 12), unit=party),
        "joint": disliked(share(deputy, unit=school, of=make.suggestion(deputy, date(2023, 1, 20), joint=[joint]))),
    }


@dataclass(frozen=True)
class Filed:
    """What was measured on ``ON``, the workbook of each of ``DAYS``, the numbers of the suggestions by case."""

    found: Rates
    books: dict
    numbers: dict

    def table(self, name, head="建议编号", *, on=ON, of=None):
        """The rows of a list as of a day, or those of one case."""
        rows = table(self.books[on][name], head)
        return rows if of is None else [row for row in rows if row["建议编号"] == self.numbers[of]]


def file():
    """Build the register and read its workbooks."""
    term = make.term()
    rows = build(make.deputy(term), make.deputy(term, "600002"))
    confirmed(rows["kept"])
    numbers = {case: row.suggestion.number for case, row in rows.items()}
    return Filed(measured()[2], {day: workbook(day) for day in DAYS}, numbers)


def kept(row):
    """Replied in time; one commitment kept, one not yet due."""
    reply(row, IN_TIME, commitments=[("半年内开工", KEPT_BY), ("明年完工", LONG_AFTER)])
    rate(row, RATED)
    lead = row.suggestion.sponsors.get(role="lead")
    evaluations.evaluate_fulfilment(late_by(), row, lead, date(2023, 7, 3), rating="satisfied")
    return row


def confirmed(row):
    """The later commitment is confirmed by the deputy, and reported done."""
    promise = row.replies.get().commitments.last()
    replies.confirm_commitment(late_by(), promise, date(2023, 8, 1))
    replies.report_done(late_by(), promise, date(2023, 8, 15), "已完工")


def anew(row):
    """Found unsatisfactory, replied anew after the day of the round, then found good."""
    rate(reply(row, IN_TIME, "B"), RATED, "unsatisfied")
    rate(reply(row, date(2023, 5, 20)), date(2023, 5, 25))
    return row


def withheld(row):
    """Replied late, neither the reply nor the suggestion is published."""
    reply(row, LATE, "C")
    said = {"reason": "privacy", "review_on": date(2024, 6, 3)}
    oversight.disclose(late_by(), row.replies.get(), "withhold", LATE, **said)
    oversight.disclose(late_by(), row.suggestion, "withhold", LATE, reason="deputy")
    return row


def helped(row):
    """Nobody answers, neither the host nor the co-handler."""
    share(None, of=row.suggestion, role="co_handler")
    return row


def broken(row):
    """Replied in time, its commitment found broken, not replied again."""
    reply(row, IN_TIME, commitments=[("两个月内开工", date(2023, 5, 22))])
    rate(row, RATED)
    lead = row.suggestion.sponsors.get(role="lead")
    said = {"rating": "unsatisfied", "comment": "没有开工"}
    evaluations.evaluate_fulfilment(late_by(), row, lead, date(2023, 5, 22), **said)
    return row


def corrected(row):
    """Found unsatisfactory by mistake."""
    old = rate(reply(row, IN_TIME), RATED, "unsatisfied")
    evaluations.correct(late_by(), old, "satisfied", date(2023, 4, 12), "勾选有误")
    return row


def disliked(row):
    """Good for the lead, not for the joint sponsor."""
    rate(reply(row, IN_TIME), RATED)
    other = row.suggestion.sponsors.get(role="joint")
    evaluations.evaluate_reply(late_by(), row, other, "unsatisfied", RATED, comment="=没有回应")
    return row


def measured(on=ON, unit=None):
    """(term, register, rates) as of a day."""
    term = make.Term.objects.get()
    register = gather(term, None, None, on, unit)
    return term, register, measure(register)


def workbook(on=ON, unit=None):
    """The workbook as of a day, read again."""
    out = BytesIO()
    rates.write(*measured(on, unit), out, made_on=MADE_ON, unit=unit)
    return openpyxl.load_workbook(out)


def table(sheet, head):
    """The rows under the row of heads that begins with a word, up to a merged or empty row, as dicts by head."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    start = next(number for number, row in enumerate(rows) if row[0] == head)
    names, found = rows[start], []
    for row in rows[start + 1 :]:
        if row[1] is None:
            break
        found.append(dict(zip(names, row, strict=True)))
    return found
