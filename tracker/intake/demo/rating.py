"""How the sponsors rate what the units answer and keep: receipts, rounds of handling anew, looks back."""

from datetime import date, timedelta

from ...models import Evaluation, EvaluationLine, LookBack, Rehandling
from ...rules.chain import Receipt
from .handling import write_reply
from .items import Share
from .lots import LATER, LOOKED_BACK, SATISFIED, UNSATISFIED
from .office import Office

Stage, Source = Evaluation.Stage, Evaluation.Source
BASICALLY = "basically"
MOST_ROUNDS = 3
PROOF = {Source.PAPER: "纸质回执扫描件（示例）", Source.TELEPHONE: "电话回访记录（示例）", Source.SYSTEM: ""}


def rate(office: Office, share: Share, closing: date | None):
    """Rate a share that was answered as was drawn for it: soon and by the closing day of its year, or later."""
    verdict = share.lot.verdict
    if not share.replies or not verdict:
        return
    on = _first_day(office, share, closing)
    if verdict == LATER:
        verdict = SATISFIED if office.world.chance(85) else BASICALLY
    if _receive(office, share, verdict, on):
        _rate_beside(office, share, on)
        _go_on(office, share, verdict, on, closing)


def _first_day(office, share, closing) -> date:
    replied_on = share.replies[0].replied_on
    if share.lot.verdict != LATER:
        on = office.after(replied_on, 3, 30)
        return min(on, closing) if closing else on
    return office.after(max(replied_on, closing), 2, 60) if closing else office.after(replied_on, 45, 150)


def _receive(office, share, rating, on, *, sponsor=None, rated=(), look_back=None) -> bool:
    """Keep a receipt on the latest reply, or on its commitments or a look back; whether the day has come."""
    if not office.is_past(on):
        return False
    source, lead = _source(office), share.item.lead
    stage = Stage.FULFILMENT if rated or look_back else Stage.REPLY
    row = share.keep(
        Evaluation(
            assignment=share.row,
            round=len(share.replies),
            stage=stage,
            sponsor=sponsor or lead,
            rating=rating,
            attitude=SATISFIED if rating != UNSATISFIED and not rated else "",
            comment=_comment(office, rating, rated),
            evaluated_on=on,
            source=source,
            entered_by=office.world.clerks.recorder,
            note=PROOF[source],
            look_back=look_back,
        )
    )
    lines = tuple((key, rating) for key, _ in rated)
    for _, commitment in rated:
        share.keep(EvaluationLine(evaluation=row, commitment=commitment, rating=rating))
    answered = share.look_backs[-1] if look_back else None
    by_lead = sponsor is None
    receipt = Receipt(len(share.receipts), row.round, stage, rating, by_lead, on, None, lines, answered)
    share.receipts.append(receipt)
    return True


def _source(office) -> str:
    if office.happens("paper"):
        return Source.PAPER
    return Source.TELEPHONE if office.happens("telephone") else Source.SYSTEM


def _comment(office, rating, rated) -> str:
    if rating != UNSATISFIED:
        return ""
    return office.say("unfulfilled") if rated else office.pick("unsatisfied")


def _rate_beside(office, share, on):
    """Receipts of joint sponsors, and of those whose item was merged into this one: shown, moving nothing."""
    beside = [sponsor for sponsor in share.item.sponsors[1:] if office.happens("joint_receipt")]
    beside += [item.lead for item in share.item.merged if office.happens("merged_receipt")]
    for sponsor in beside if share.row.answers else ():
        _receive(office, share, SATISFIED, office.after(on, 0, 6), sponsor=sponsor)


def _go_on(office, share, rating, on, closing):
    if rating == UNSATISFIED:
        _handle_anew(office, share, on, closing)
    elif share.open_promises():
        _rate_fulfilment(office, share, on, closing)
    elif share.lot.course == LOOKED_BACK:
        _look_back(office, share, on)


def _handle_anew(office, share, on, closing):
    number = len(share.replies) + 1
    due_on = office.due(on, office.rule(share.row.assigned_on).rehandle_months)
    share.keep(Rehandling(assignment=share.row, round=number, opened_on=on, due_on=due_on))
    replied_on = office.between(on + timedelta(days=8), due_on)
    if not office.is_past(replied_on):
        return
    write_reply(office, share, replied_on, share.lot.reply_class)
    again = not closing and number < MOST_ROUNDS and office.happens("unsatisfied_again")
    rating, rated_on = UNSATISFIED if again else SATISFIED, office.after(replied_on, 3, 14)
    if _receive(office, share, rating, rated_on):
        _go_on(office, share, rating, rated_on, closing)


def _rate_fulfilment(office, share, rated_on, closing):
    promised = share.open_promises()
    on = office.after(max(rated_on, *(row.reported_done_on or row.due_on for _, row in promised)), 3, 16)
    if not office.happens("fulfilment_receipt"):
        return
    bad = office.happens("unfulfilled") and len(share.replies) < MOST_ROUNDS and not (closing and on <= closing)
    rating = UNSATISFIED if bad else SATISFIED
    if _receive(office, share, rating, on, rated=promised):
        _go_on(office, share, rating, on, closing)


def _look_back(office, share, rated_on):
    on = office.after(rated_on, 40, 160)
    if share.look_backs or not office.is_past(on):
        return
    row = share.keep(LookBack(assignment=share.row, found_on=on, reason=office.say("undone")))
    share.look_backs.append(len(share.look_backs))
    if office.happens("look_back_answered"):
        _receive(office, share, SATISFIED, office.after(on, 20, 60), look_back=row)
