"""A small world made to mislead: beside what counts in 2023 stands what must not, or no longer."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests import make
from tests.kept import kept
from tests.scores.handled import late_by, rate, reply, share
from tracker.ledger import assigning, bills, duties, oversight, people, suggestions
from tracker.models import DutyKind, Indicator, Mandate, Term
from tracker.scores.indicators import spans

SEEDS = Path(__file__).parents[3] / "seeds"
ON, LATER = date(2023, 12, 31), date(2024, 3, 1)
TEXTS = ("code", "label", "unit", "scope", "measure", "section", "definition", "grassroots_only")


@dataclass(frozen=True)
class World:
    """The term and its deputies: serving ``a`` (grassroots) and ``b``, ``left``, ``new``, ``suspended``, ``twice``."""

    term: Term
    a: Mandate
    b: Mandate
    left: Mandate
    new: Mandate
    suspended: Mandate
    twice: tuple[Mandate, Mandate]


def indicators():
    """The kinds of duty and the indicators with a measure as the seeds have them."""
    kinds = tomllib.loads((SEEDS / "duty_kinds.toml").read_text("utf-8"))["kind"]
    DutyKind.objects.bulk_create([DutyKind(order=place, **row) for place, row in enumerate(kinds)])
    found = tomllib.loads((SEEDS / "indicators.toml").read_text("utf-8"))["indicator"]
    stated = [row for row in found if row.get("measure")]
    rows = [Indicator(order=at, **{k: row[k] for k in TEXTS if k in row}) for at, row in enumerate(stated)]
    Indicator.objects.bulk_create(rows)
    by_code, link = {row.code: row for row in DutyKind.objects.all()}, Indicator.kinds.through
    pks = dict(Indicator.objects.values_list("code", "pk"))
    pairs = [(pks[row["code"]], by_code[code].pk) for row in stated for code in row.get("kinds", ())]
    link.objects.bulk_create([link(indicator_id=indicator, dutykind_id=kind) for indicator, kind in pairs])


@kept
def build():
    """The world with its activities, single records, bills and suggestions."""
    indicators()
    found = _deputies(make.term())
    _activities(found)
    _records(found)
    _bills(found)
    _suggestions(found)
    return found


def year(found, on=ON, number=2023):
    """The span of a year as of a day."""
    return spans.year_of(found.term, number, on)


def _deputies(term) -> World:
    make.session(term, complete=True)
    liaison, empty = make.group(term), make.group(term, "已撤联系组")
    make.group(term, "财经专业组", "professional")
    a = make.deputy(term, "600001", groups=[liaison], is_grassroots=True)
    b = make.deputy(term, "600002")
    left = make.deputy(term, "600003", groups=[empty], is_grassroots=True)
    new = make.deputy(term, "600004", starts_on=date(2024, 1, 5), by_election=True)
    suspended = make.deputy(term, "600005")
    first = make.deputy(term, "600006")
    people.end(late_by(), left, date(2023, 7, 1), "调离")
    people.interrupt(late_by(), suspended, "suspended", date(2023, 5, 1), date(2023, 9, 1), approved=True)
    people.end(late_by(), first, date(2023, 4, 1), "调离")
    again = people.elect(late_by(), first.person, term, "600007", make.unit(term), date(2023, 8, 1))
    return World(term, a, b, left, new, suspended, (first, again))


def hold(found, code, day, title, roll, *, verified=True, guests=(), **numbers):
    """An activity with its roll: a deputy who attended, or a pair of a deputy and how."""
    pairs = [row if isinstance(row, tuple) else (row, "attended") for row in roll]
    kind = DutyKind.objects.get(code=code)
    content = {"term": found.term, "kind": kind, "title": title, "starts_on": day, **numbers}
    row = duties.register_activity(make.by(), content, dict(pairs), guests)
    if verified:
        duties.verify_roll(make.by("verifier"), row)
    return row


def _activities(found):
    a, b = found.a, found.b
    national, district = ("全甲", "全国人大代表", ""), ("区乙", "区县人大代表", "")
    told = {"people_reached": 10, "problems_solved": 0}
    roll = [a, (b, "absent"), (found.left, "leave")]
    hold(found, "group_activity", date(2023, 3, 1), "小组活动", roll, guests=[national, district], **told)
    hold(found, "inspection", ON, "年末视察", [a, b])
    hold(found, "inspection", date(2023, 1, 15), "会期内的视察", [a, b], people_reached=33)
    hold(found, "inspection", date(2024, 1, 1), "次年视察", [a, b], people_reached=500)
    hold(found, "reception", date(2023, 6, 1), "未审核的接待", [a], verified=False, people_reached=99)
    hold(found, "visit", date(2023, 6, 2), "暂停期间的走访", [found.suspended], people_reached=77, guests=[national])
    voided = hold(found, "visit", date(2023, 6, 3), "作废的走访", [b], opinions=55)
    duties.void_roll(make.by(), voided, "重复")
    returned = hold(found, "group_activity", date(2023, 6, 4), "退回的活动", [b], verified=False, guests=[national])
    duties.return_(make.by("verifier"), returned.roll.get(), "不实")
    hold(found, "training", date(2023, 11, 1), "培训班", [a, found.left])


def _records(found):
    first, again = found.twice
    kinds = {row.code: row for row in DutyKind.objects.all()}
    make.record(found.left, kinds["visit"], date(2023, 6, 30), "离任前一日的走访")
    make.record(found.left, kinds["visit"], date(2023, 7, 1), "离任后的走访")
    make.record(found.b, kinds["visit"], date(2023, 1, 16), "会期内的走访")
    make.record(first, kinds["visit"], date(2023, 2, 1), "第一次当选的走访")
    make.record(again, kinds["visit"], date(2023, 9, 1), "第二次当选的走访")
    make.record(first, kinds["training"], date(2023, 3, 1), "第一次当选的培训")
    make.record(found.suspended, kinds["good_deed"], date(2023, 9, 1), "恢复当日的实事")
    make.record(found.b, kinds["duty_report"], date(2024, 2, 1), "次年述职")
    make.record(found.a, kinds["duty_report"], date(2023, 5, 1), "述职")
    make.record(found.left, kinds["observe_standing_committee"], date(2023, 3, 30), "列席")
    make.record(found.a, kinds["session_speech"], date(2023, 1, 14), "发言")


def _bill(found, title):
    row = make.paper(found.a, date(2023, 1, 14), title, joint=[found.b, make.organisation()], kind="bill")
    _agree(row)
    suggestions.submit(late_by(), row, date(2023, 1, 14))
    return suggestions.accept(late_by(), row, date(2023, 1, 15), f"Y{row.pk:04d}")


def _agree(row):
    for sponsor in row.sponsors.all():
        suggestions.consent(late_by(), sponsor, date(2023, 1, 20))


def _bills(found):
    """One deliberated, one after the year; one a suggestion since, one after the year; one withdrawn."""
    done, late, turned, turned_late, gone = (_bill(found, f"议案{number}") for number in range(5))
    for row, day in ((done, date(2023, 7, 1)), (late, date(2024, 2, 1))):
        bills.refer_to_committee(late_by(), row, "财政经济委员会", date(2023, 5, 1))
        bills.report_deliberation(late_by(), row, date(2023, 6, 1), "审议结果报告")
        bills.adopt_report(late_by(), row, day)
    bills.treat_as_suggestion(late_by(), turned, date(2023, 2, 1))
    bills.treat_as_suggestion(late_by(), turned_late, date(2024, 2, 1))
    suggestions.withdraw(late_by(), gone, date(2023, 3, 1), "另行提出")


def _suggestions(found):
    """Beside what is replied in time: late, after the year, by one of two units, merged, returned, withdrawn."""
    finance = make.handling_unit("示例财政局")
    good = share(found.a)
    other = make.suggestion(found.b, date(2023, 1, 21), "并案的建议")
    suggestions.merge(late_by(), other, good.suggestion, date(2023, 2, 2))
    reply(good, date(2023, 4, 3))
    rate(good, date(2023, 4, 10))
    oversight.disclose(late_by(), good.replies.get(), "publish", date(2023, 5, 1))
    oversight.disclose(late_by(), good.suggestion, "publish", date(2023, 5, 1))
    _half_replied(found, finance)
    _anew(found)
    returned = share(found.b, unit=finance)
    assigning.receive(late_by(), returned, date(2023, 2, 2))
    assigning.return_assignment(late_by(), returned, date(2023, 2, 3), "不属职责")
    assigning.accept_return(late_by(), returned, date(2023, 2, 6))
    for day in (date(2023, 3, 1), date(2024, 2, 1)):
        gone = make.suggestion(found.b, date(2023, 1, 25), f"{day}撤回的建议")
        _agree(gone)
        suggestions.withdraw(late_by(), gone, day, "另行提出")
    _accept_late(make.paper(found.a, date(2023, 1, 25), "上年提出、次年受理的建议"))


def _accept_late(row):
    suggestions.submit(late_by(), row, date(2023, 12, 30))
    suggestions.accept(late_by(), row, date(2024, 1, 2), "J9999")


def _half_replied(found, finance):
    """One of two units replied late, the other after the year; supervised, one of two supervisions finished."""
    first = share(found.b, role="split_handler")
    second = share(None, unit=finance, role="split_handler", of=first.suggestion)
    share(None, unit=make.handling_unit("示例民政局"), role="co_handler", of=first.suggestion)
    for day in (date(2023, 5, 1), date(2023, 5, 2)):
        check = oversight.supervise(late_by(), first.suggestion, "key", "主任会议", day)
    oversight.finish_supervision(late_by(), check, date(2023, 9, 1), "已办结")
    reply(first, date(2023, 6, 1), "B")
    reply(second, date(2024, 1, 15))
    rate(second, date(2024, 1, 20), "unsatisfied")


def _anew(found):
    """Found unsatisfactory, replied anew in the year, and found good after it."""
    row = rate_first(share(found.a))
    reply(row, date(2023, 6, 1), "C")
    rate(row, date(2024, 1, 8))


def rate_first(row):
    """An assignment whose first reply is found unsatisfactory."""
    reply(row, date(2023, 4, 3))
    rate(row, date(2023, 4, 10), "unsatisfied")
    row.refresh_from_db()
    return row


def line(made, code):
    """The line of a report that states an indicator."""
    return next(row for row in made.lines if row.indicator.code == code)
