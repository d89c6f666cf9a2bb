"""Three sides of one world: one's own, a neighbour's in the same body, and a stranger's in another body."""

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace

from django.db.models import Model

from tests import make
from tracker.ledger import assigning, duties, evaluations, figures, oversight, people, reporting, trail
from tracker.models import (
    Approval,
    AssessmentPeriod,
    Body,
    DutyKind,
    Evidence,
    FigureProposal,
    HandlingRule,
    ImportBatch,
    ImportJob,
    Indicator,
    Reminder,
    ReportedFigure,
    ReportReading,
    RollAnswer,
    Session,
    SourceDocument,
    Term,
)

DAY, REPLIED = date(2023, 3, 1), date(2023, 4, 3)
MISSING = 10**9
SECRET = "绝密事由"
ILLNESS = "病假"


@dataclass
class Side:
    """What one body, group, deputy, system and unit have: a row of every table that an address can name."""

    term: Term
    group: Model
    mandate: Model
    record: Model
    waiting: Model
    activity: Model
    suggestion: Model
    share: Model
    reply: Model
    receipt: Model
    answer: Model
    evidence: Model
    interruption: Model
    batch: Model
    job: Model
    session: Session
    period: AssessmentPeriod
    approval: Approval
    reminder: Reminder
    reading: ReportReading
    proposal: Model
    figure: Model

    @property
    def unit(self):
        """The handling unit."""
        return self.share.unit


NOBODY = SimpleNamespace(pk=MISSING, code="nowhere-1", number="nobody")
NOTHING = SimpleNamespace(**dict.fromkeys(Side.__annotations__, NOBODY), unit=NOBODY)


def build() -> dict[str, Side]:
    """The three sides by name: own, near and far; all sessions are over and every speech roll complete."""
    term = make.term()
    make.rule_book()
    far = _far_term()
    make.acting("office", body=far.body)
    HandlingRule.objects.bulk_create(HandlingRule(body=one.body, starts_on=make.START) for one in (term, far))
    for one in (term, far):
        make.unit(one)
        make.session(one, complete=True)
        _approve(one.periods.get(cycle="year", label="2023"))
    government, party, court = (
        make.system(),
        make.system("党委系统", "system-party"),
        make.system("法院", "system-court"),
    )
    found = {
        "own": _side(term, "600001", "万州区联系组", make.handling_unit("示例教育委", government)),
        "near": _side(term, "600002", "涪陵区联系组", make.handling_unit("示例宣传部", party)),
        "far": _side(far, "100001", "远方联系组", make.handling_unit("示例法院", court)),
    }
    people.end(make.by(), make.deputy(term, "600009", groups=[found["own"].group]), date(2024, 1, 1), SECRET)
    people.end(make.by(), found["own"].mandate, date(2024, 1, 1), SECRET)
    people.reinstate(make.by(), found["own"].mandate, SECRET)
    return found


def _far_term() -> Term:
    body = Body.objects.create(code="far-congress", name="远方区人民代表大会", level="district", kind="congress")
    term = Term.objects.create(body=body, code="far-congress-1", label="远方区第一届", number=1, starts_on=make.START)
    for cycle, label, ends_on in (("year", "2023", date(2024, 1, 1)), ("term", "本届", date(2028, 1, 13))):
        period = {"cycle": cycle, "label": label, "starts_on": make.START, "ends_on": ends_on}
        AssessmentPeriod.objects.create(term=term, **period)
    return term


def _approve(period):
    by, said = make.by(), {"approved_by": "主任会议", "recorded_at": make.NOON}
    days = {"as_of": date(2024, 1, 1), "approved_on": date(2024, 2, 1)}
    trail.create(by, Approval(period=period, recorded_by=by.user, **days, **said), "approve")


def _side(term, number, group_name, unit) -> Side:
    group, by = make.group(term, group_name), make.by()
    mandate = make.deputy(term, number, groups=[group])
    visit = DutyKind.objects.get(code="visit")
    record = make.record(mandate, visit, DAY, f"走访{number}")
    waiting = make.record(mandate, visit, date(2023, 3, 2), f"走访{number}之二", verified=False)
    activity = duties.hold_activity(by, term, visit, f"视察{number}", DAY)
    duties.call_roll(by, activity, {mandate: "attended"})
    reporting.report_nothing(by, group, date(2023, 2, 1))
    leave = {"approved": True, "approved_by": SECRET, "document": SECRET}
    interruption = people.interrupt(by, mandate, "sick", DAY, date(2023, 3, 3), **leave)
    people.void_interruption(by, people.interrupt(by, mandate, "sick", date(2023, 5, 1)), SECRET)
    share, reply, receipt = _handled(mandate, unit)
    return Side(
        term,
        group,
        mandate,
        record,
        waiting,
        activity,
        share.suggestion,
        share,
        reply,
        receipt,
        *_around(record, waiting),
        interruption,
        _batch(term, by.user),
        _job(term, by.user),
        term.sessions.get(),
        period := term.periods.get(cycle="year", label="2023"),
        period.approvals.get(),
        _reminder(mandate),
        *_read(term, number),
        _reported(term, number),
    )


def _handled(mandate, unit):
    """A suggestion referred, assigned, replied with a promise, rated on paper, supervised and published."""
    by, row = make.by(), make.suggestion(mandate, date(2023, 1, 15), f"关于{mandate.number}的建议")
    assigning.refer(by, row, unit.parent, date(2023, 1, 16))
    share = make.assignment(row, unit)
    reply = make.reply(share, REPLIED, commitments=[("年内完成", date(2023, 5, 20))])
    paper = {"source": "paper", "note": "回执 1 号"}
    receipt = evaluations.evaluate_reply(by, share, row.sponsors.get(), "satisfied", date(2023, 4, 10), **paper)
    oversight.supervise(by, row, "key", "主任会议", DAY)
    oversight.disclose(by, row, "publish", DAY)
    return share, reply, receipt


def _around(record, waiting):
    by = make.by()
    said = {"word": "objected", "reason": "当天没有参加", "answered_by": by.user, "answered_at": by.at}
    file = {"content_type": "image/jpeg", "size": 1, "digest": "0" * 64, "added_by": by.user, "added_at": by.at}
    answer = trail.create(by, RollAnswer(record=record, **said), "answer_roll")
    path = f"evidence/{record.pk}.jpg"
    return answer, trail.create(by, Evidence(record=waiting, name="照片.jpg", path=path, **file), "attach")


def _reminder(mandate):
    by = make.by()
    said = {"text": "请登记", "way": "wechat", "sent_on": DAY, "sent_by": by.user, "noted_at": by.at}
    return trail.create(by, Reminder(term=mandate.term, addressee="deputy", mandate=mandate, **said), "remind")


def _read(term, number):
    by, text = make.acting("office", body=term.body), f"{number}开展视察12次。"
    said = {"owner": term.body, "title": f"报告{number}", "publisher": "示例日报", "sha256": number.zfill(64)}
    figure = FigureProposal(quote="视察12次", offset=len(number) + 2, value="12", unit="次")
    return figures.read_report(by, ReportReading(text=text, **said), [figure]), figure


def _reported(term, number):
    indicator = Indicator.objects.get_or_create(code="visits", label="走访", unit="次", scope="deputy")[0]
    known = {"title": "报告", "publisher": "示例日报", "sha256": "0" * 64}
    paper = SourceDocument.objects.get_or_create(code="report", defaults=known)[0]
    said = {"quote": "走访9次", "value": "9", "unit": "次", "body_name": "示例人大", "label": "走访", "scope": "deputy"}
    row = ReportedFigure(code=f"F{number}", indicator=indicator, body=term.body, document=paper, **said)
    return figures.report_figure(make.by(), row)


def _batch(term, user):
    said = {"file_hash": "0" * 64, "imported_by": user, "imported_at": make.NOON}
    return ImportBatch.objects.create(term=term, kind="duties", file_name=f"{term.code}.xlsx", **said)


def _job(term, user):
    said = {"term": term, "kind": "duties", "user": user, "uploaded_at": make.NOON, "file_hash": "0" * 64}
    return ImportJob.objects.create(file_name="登记.xlsx", state="checked", **said)


def absent(own: Side):
    """A side of the own body on which there is nobody and nothing."""
    return SimpleNamespace(**vars(NOTHING) | {"term": own.term})
