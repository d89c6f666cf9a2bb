"""The sheets 议案建议 and 承办件: each item that counts with what the rates looked at."""

from ...models import Suggestion
from ...scores.indicators import rows
from ...scores.rates import Rate
from ...scores.shares import PUBLISH, Share
from ..rates_report import iso, rating_text
from ..workbook import Workbook
from .paper import Paper
from .where import (
    ADOPTED,
    ANEW,
    BILL,
    CHANNEL,
    CLASS,
    CONTACTED,
    COUNTED,
    FINAL,
    FINISHED,
    FIRST,
    IN_TIME,
    NO,
    PUBLISHED,
    REPLIED,
    SHARES,
    SUGGESTION,
    SUGGESTIONS,
    SUPERVISED,
    YES,
    yes,
)

HEADS = {
    **{"编号": 12, "类型": 5, COUNTED: 5, "标题": 48, "领衔提出人": 13, CHANNEL: 5, "受理日期": 11, ADOPTED: 11},
    **{REPLIED: 6, PUBLISHED: 5, SUPERVISED: 6, FINISHED: 6, FIRST: 11, FINAL: 11, "并案": 5},
}
SHARE_HEADS = {
    **{"建议编号": 12, "标题": 48, "领衔提出人": 13, "承办单位": 20, "方式": 6, "交办日期": 11, "期限": 11},
    **{"首次答复": 11, IN_TIME: 8, CONTACTED: 5, CLASS: 6, "轮次": 5, ANEW: 6, FIRST: 10, FINAL: 10, PUBLISHED: 5},
}
CHANNELS = {"session": "大会", "recess": "闭会"}


def suggestions(book: Workbook, paper: Paper):
    """Write the sheet 议案建议."""
    found = [_suggestion(row, paper) for row in rows.handled(paper.report, paper.places)]
    notes = (
        f"注：{paper.report.span.days}受理、到 {paper.day} 没有撤回的议案和建议。转作建议办理的议案计作建议；"
        "并案的各占一行，答复看并入的那一件。",
        "首次评价、最终评价为本时段交办的各承办单位收到的领衔提出人回执，不同的并列；满意率按「承办件」计算。",
    )
    paper.list(book, SUGGESTIONS, HEADS, found, *notes)


def _suggestion(row: rows.Handled, paper) -> list:
    what, item = row.suggestion, row.item
    kind, counted = str(Suggestion.Kind(what.kind).label), BILL if row.is_bill else SUGGESTION
    named = [what.number, kind, paper.say(counted), what.title, row.place.lead, CHANNELS[what.channel]]
    dates = [iso(what.accepted_on), iso(row.adopted_on)]
    merged = YES if what.merged_on and what.merged_on <= paper.report.span.on else ""
    ratings = [_ratings(row.shares, of) for of in (_first, _final)]
    return [*named, *dates, *_handled(item, row), *ratings, merged]


def _handled(item, row) -> list:
    """Whether it is replied, published, supervised and that finished; blank for a bill."""
    if item is None:
        return [""] * 4
    flags = (row.replied, item.ruling.decision == PUBLISH, item.supervised)
    return [*map(yes, flags), yes(item.finished) if item.supervised else ""]


def _ratings(found, of) -> str:
    return "、".join(dict.fromkeys(filter(None, map(of, found))))


def shares(book: Workbook, paper: Paper):
    """Write the sheet 承办件."""
    answers = [_answers(paper.report.facts.rates[code]) for code in ("timeliness", "contacted", "disclosure")]
    found = [_share(row, paper.places, *answers) for row in paper.places.in_order(paper.shares)]
    notes = (
        f"注：{paper.report.span.days}交办、到 {paper.day} 没有退办或者终止的主办、分办件，"
        "同一件建议有几个承办单位的各占一行；协办不列。",
        "按期答复空白为尚未到期也未答复；面商、答复类别空白为尚未答复；评价空白为没有收到回执。",
    )
    paper.list(book, SHARES, SHARE_HEADS, found, *notes)


def _answers(rate: Rate) -> dict[int, str]:
    """Whether each row of a rate fulfils it; a row that it does not look at is left out."""
    return dict.fromkeys(rate.denominator, NO) | dict.fromkeys(rate.numerator, YES)


def _share(row: Share, places, in_time, contacted, published) -> list:
    place, first = places.share(row), row.replies[0] if row.replies else None
    return [
        *(place.number, place.title, place.lead, place.unit, place.role, iso(row.assigned_on), iso(row.due_on)),
        *(iso(first.on) if first else "", in_time.get(row.id, ""), contacted.get(row.id, "")),
        *(row.latest.reply_class if row.latest else "", row.round, yes(row.round > 1)),
        *(_first(row), _final(row), published.get(row.id, "")),
    ]


def _first(row: Share) -> str:
    return rating_text(row, row.first_receipt.rating) if row.first_receipt else ""


def _final(row: Share) -> str:
    return rating_text(row, row.final_receipt.rating) if row.final_receipt else ""
