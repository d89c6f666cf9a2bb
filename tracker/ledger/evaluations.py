"""Verbs of the sponsors: the receipt on the reply, the receipt on its commitments, corrections; and the look back."""

from dataclasses import dataclass

from django.db import transaction

from ..models import Assignment, Evaluation, EvaluationLine, LookBack, Rating, Rehandling, Sponsor
from ..rules import chain, load
from ..rules.chain import ASSIGNMENT_LABELS, ASSIGNMENT_MOVES
from ..rules.deadlines import due
from .assigning import need_share
from .courses import course_of, settle
from .errors import Refused
from .guards import hold, name_of, need_day, need_move, need_reason
from .rights import On, Rights, need_right
from .trail import By, change, create

Stage, Source = Evaluation.Stage, Evaluation.Source


@dataclass(frozen=True)
class Receipt:
    """What a receipt says beside its rating; source, scan and note tell of one that the office entered (代录)."""

    comment: str = ""
    attitude: str = ""
    source: str = Source.SYSTEM
    note: str = ""


@transaction.atomic
def evaluate_reply(by: By, assignment: Assignment, sponsor: Sponsor, rating: str, on, **said) -> Evaluation:
    """A sponsor's receipt on the latest reply; the lead's moves the state, an unsatisfied one opens a round."""
    _need(by, assignment, sponsor, "evaluate_reply", said)
    course = course_of(assignment)
    latest = max(course.replied)
    _need_open(assignment, sponsor, latest, chain.current_round(course))
    need_day(by, on, "评价日期", after=_replied_on(assignment, latest), called="答复日期")
    row = _receipt(by, assignment, sponsor, latest, Stage.REPLY, rating, on, said)
    create(by, row, "evaluate")
    _follow(by, assignment, on, "evaluate", row.comment)
    return row


@transaction.atomic
def evaluate_fulfilment(
    by: By, assignment: Assignment, sponsor: Sponsor, on, *, rating: str = "", lines: dict | None = None, **said
) -> Evaluation:
    """A sponsor's receipt on the commitments then due, line by line; ``rating`` fills the lines not given.

    ``lines`` maps commitments to ratings; the receipt's own rating is the worst of its lines.
    """
    _need(by, assignment, sponsor, "evaluate_fulfilment", said)
    course = course_of(assignment)
    rated = _lines(chain.open_promises(course), on, rating, {row.pk: value for row, value in (lines or {}).items()})
    look_back = LookBack.objects.filter(pk__in=chain.open_look_backs(course)).first()
    if not rated and look_back is None:
        raise Refused("承诺期限未到，也没有报告落实，现在不能评价承诺落实情况。")
    latest = chain.current_round(course)
    rated_on = max(row.on for row in chain.leading(course) if row.round == latest)
    need_day(by, on, "评价日期", after=rated_on, called="最近一次评价日期")
    if look_back is not None:
        need_day(by, on, "评价日期", after=look_back.found_on, called="回头看日期")
    row = _receipt(by, assignment, sponsor, latest, Stage.FULFILMENT, _worst(rated, rating), on, said)
    row.look_back = look_back
    create(by, row, "evaluate")
    _write_lines(by, row, rated)
    _follow(by, assignment, on, "evaluate", row.comment)
    return row


def _lines(promises, on, rating, given) -> dict[int, str]:
    asked = {promise.id for promise in promises if promise.is_open_for_receipt(on)}
    strange = set(given) - asked
    if strange:
        raise Refused("有承诺事项还没到期、已经评价过，或者不是本轮答复的；请只评价列出的事项。")
    rated = {key: given.get(key, rating) for key in sorted(asked)}
    if not all(rated.values()):
        raise Refused("请对每一项到期的承诺作出评价。")
    return rated


def _worst(rated, rating) -> str:
    """The rating of a receipt: the worst of its lines, or the overall one where it has none."""
    given = [*rated.values()] or [rating]
    if strange := set(given) - set(Rating.values):
        raise Refused(f"评价应为满意、基本满意或者不满意，实际为「{'、'.join(sorted(strange)) or '空'}」。")
    return max(given, key=Rating.values.index)


def _write_lines(by, row, rated):
    for commitment, rating in rated.items():
        create(by, EvaluationLine(evaluation=row, commitment_id=commitment, rating=rating), "evaluate")


@transaction.atomic
def correct(by: By, old: Evaluation, rating: str, on, reason: str, *, lines: dict | None = None, **said) -> Evaluation:
    """Correct a receipt by a new one that names it; both stay. Refused where it undoes an answered round.

    The attitude stays as it was rated, unless another is given.
    """
    assignment = old.assignment
    _need(by, assignment, old.sponsor, "correct_receipt", said)
    need_reason(reason, "更正评价")
    need_day(by, on, "更正日期", after=old.evaluated_on, called="原评价日期")
    if Evaluation.objects.filter(corrects=old).exists():
        raise Refused("这份回执已经更正过；请更正最新的一份。")
    kept = {"attitude": old.attitude} | said
    row = _receipt(by, assignment, old.sponsor, old.round, old.stage, rating, on, kept)
    row.corrects, row.correction_reason, row.look_back = old, reason, old.look_back
    given = {commitment.pk: value for commitment, value in (lines or {}).items()}
    rated = {line.commitment_id: given.pop(line.commitment_id, rating) for line in old.lines.all()}
    if given:
        raise Refused("有承诺事项不在原回执上；更正只改原回执评价过的事项。")
    row.rating = _worst(rated, rating)
    before = _unsatisfied(course_of(assignment))
    create(by, row, "correct_receipt")
    _write_lines(by, row, rated)
    _need_rounds_kept(assignment, before)
    _follow(by, assignment, on, "correct_receipt", reason)
    return row


def _need_rounds_kept(assignment, before):
    """Refuse a correction without which an answered round would never have been opened, however many came after it."""
    course = course_of(assignment)
    undone = before - _unsatisfied(course)
    if any(number + 1 in course.replied for number in undone):
        raise Refused("重新办理的答复已经作出，原评价不能再改为满意或基本满意；请评价最新的答复。")


def _unsatisfied(course) -> set[int]:
    """The rounds that the lead found unsatisfactory."""
    return {row.round for row in chain.leading(course) if not row.is_satisfied}


@transaction.atomic
def look_back(by: By, assignment: Assignment, on, reason: str) -> LookBack:
    """A look back at a closed assignment finds it undone; it is tracked until a receipt answers."""
    need_share(by, assignment, "look_back")
    need_reason(reason, "回头看认定未落实")
    last = assignment.evaluations.order_by("evaluated_on").last()
    need_day(by, on, "回头看日期", after=last.evaluated_on, called="最近一次评价日期")
    row = create(by, LookBack(assignment=assignment, found_on=on, reason=reason), "look_back")
    settle(by, assignment, "look_back", reason)
    return row


def _need(by, assignment, sponsor, verb, said):
    label = ASSIGNMENT_LABELS[verb]
    if assignment.suggestion_id not in (sponsor.suggestion_id, sponsor.suggestion.merged_into_id):
        raise Refused(f"{name_of(sponsor)} 不是「{assignment.suggestion}」的提出人，不能{label}。")
    need_right(by, verb, label, On(assignment.suggestion, assignment, sponsor))
    _need_source(by, sponsor, said.get("source", Source.SYSTEM))
    need_move(ASSIGNMENT_MOVES, ASSIGNMENT_LABELS, assignment, verb)
    hold(assignment)


def _need_source(by, sponsor, source):
    """The sponsor's own receipt comes from the sponsor; the office enters paper and telephone receipts."""
    if source == Source.SYSTEM and not Rights.of(by).is_self(sponsor):
        raise Refused("不是提出人本人的评价，须选择纸质回执或者电话回访，并附扫描件或说明（代录）。")


def _need_open(assignment, sponsor, latest, now):
    lead = sponsor.role == Sponsor.Role.LEAD and sponsor.suggestion_id == assignment.suggestion_id
    if lead and latest != now:
        raise Refused("这一轮答复已经评价，正在重新办理；请等新的答复。")


def _replied_on(assignment, number):
    return assignment.replies.get(round=number).replied_on


def _receipt(by, assignment, sponsor, number, stage, rating, on, said):
    names = Receipt(**said)
    return Evaluation(
        assignment=assignment,
        round=number,
        stage=stage,
        sponsor=sponsor,
        rating=rating,
        attitude=names.attitude,
        comment=names.comment.strip(),
        evaluated_on=on,
        source=names.source,
        note=names.note,
        entered_by=by.user,
    )


def _follow(by, assignment, on, verb, note):
    """Store the state that follows from a receipt, and open or cancel a round of handling anew."""
    before = assignment.round
    settle(by, assignment, verb, note)
    if assignment.round > before:
        rule = load.handling(assignment.suggestion.term.body, assignment.assigned_on)
        day = due(on, rule.rehandle_months, load.workdays()).due_on
        row = Rehandling(assignment=assignment, round=assignment.round, opened_on=on, due_on=day)
        create(by, row, "rehandle")
    for row in assignment.rehandlings.filter(round__gt=assignment.round, cancelled_on=None):
        change(by, row, "cancel_round", {"cancelled_on": on}, note)
