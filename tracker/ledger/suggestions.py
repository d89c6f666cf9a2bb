"""Verbs on bills, suggestions and proposals as a whole: from draft to acceptance, merging and withdrawal."""

from django.db import transaction

from ..models import Assignment, Sketch, Sponsor, Suggestion
from ..rules import grams, load
from ..rules.chain import SUGGESTION_LABELS as LABELS
from ..rules.chain import SUGGESTION_MOVES as MOVES
from .errors import Refused
from .guards import hold_suggestion, name_of, need_day, need_move, need_reason
from .rights import On, Rights, need_right
from .trail import By, change, create

State, Kind = Suggestion.State, Suggestion.Kind
CONTENT = frozenset({"title", "text", "category", "channel", "wish"})


@transaction.atomic
def draft(by: By, term, kind: str, channel: str, title: str, lead, *, joint=(), **fields) -> Suggestion:
    """Draft a bill, a suggestion or a proposal with its sponsors: mandates, or unsaved rows of organisations."""
    suggestion = create(by, Suggestion(term=term, kind=kind, channel=channel, title=title, **fields), "draft")
    _add(by, suggestion, lead, Sponsor.Role.LEAD)
    for one in joint:
        _add(by, suggestion, one, Sponsor.Role.JOINT)
    need_right(by, "draft", "起草", On(suggestion))
    keep_sketch(suggestion)
    return suggestion


def keep_sketch(suggestion: Suggestion):
    """Keep what finding similar suggestions needs of the present text."""
    text = f"{suggestion.title}\n{suggestion.text}"
    Sketch.objects.update_or_create(suggestion=suggestion, defaults={"grams": grams.sketch(text)})


@transaction.atomic
def amend(by: By, suggestion: Suggestion, **fields) -> Suggestion:
    """Change what a draft says; the sponsors who had confirmed confirm anew."""
    _need(by, suggestion, "amend")
    if set(fields) - CONTENT:
        raise TypeError(f"not content of a suggestion: {sorted(set(fields) - CONTENT)}")
    changed = any(getattr(suggestion, name) != value for name, value in fields.items())
    change(by, suggestion, "amend", fields)
    keep_sketch(suggestion)
    for sponsor in suggestion.sponsors.exclude(confirmed_on=None) if changed else ():
        change(by, sponsor, "amend", {"confirmed_on": None, "how": "", "scan": ""}, "内容有修改，须重新确认")
    return suggestion


def add_sponsor(by: By, suggestion: Suggestion, sponsor, role: str) -> Sponsor:
    """Add a sponsor to a draft: a mandate, or an unsaved row of an organisation."""
    need_right(by, "add_sponsor", "增加提出人", On(suggestion))
    return _add(by, suggestion, sponsor, role)


@transaction.atomic
def _add(by, suggestion, sponsor, role):
    stored = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
    if stored.state != State.DRAFT:
        raise Refused(f"「{suggestion}」现为{stored.get_state_display()}，不能再增加提出人。")
    row = sponsor if isinstance(sponsor, Sponsor) else Sponsor(mandate=sponsor)
    if row.who is not None and row.who.term_id != suggestion.term_id:
        raise Refused(f"代表 {row.who.number} 不是本届代表，不能提出本届的议案建议。")
    row.suggestion, row.role = suggestion, role
    return create(by, row, "sponsor")


@transaction.atomic
def confirm(by: By, sponsor: Sponsor, on, how: str, scan: str = "") -> Sponsor:
    """Confirm a sponsor: the sponsor in the system, or the office from a signed paper."""
    need_right(by, "confirm", "确认提出人", On(sponsor.suggestion, sponsor=sponsor))
    if sponsor.confirmed_on:
        raise Refused("这位提出人已经确认。")
    need_day(by, on, "确认日期")
    if how == Sponsor.How.SYSTEM and not Rights.of(by).is_self(sponsor):
        raise Refused(f"{name_of(sponsor)} 须由本人在系统中确认；纸质联名经核对的，请选择“纸质联名已核”。")
    suggestion = hold_suggestion(sponsor.suggestion)
    if suggestion.state != State.DRAFT:
        raise Refused(f"「{suggestion}」现为{suggestion.get_state_display()}，不能再确认提出人。")
    return change(by, sponsor, "confirm", {"confirmed_on": on, "how": how, "scan": scan})


def confirm_all(by: By, suggestion: Suggestion, on, how: str, scan: str = "") -> int:
    """Confirm every sponsor still open, for example from a signed paper; how many there were."""
    with transaction.atomic():
        waiting = list(suggestion.sponsors.filter(confirmed_on=None))
        for sponsor in waiting:
            confirm(by, sponsor, on, how, scan)
    return len(waiting)


def _need(by, suggestion, verb):
    need_right(by, verb, LABELS[verb], On(suggestion))
    need_move(MOVES, LABELS, suggestion, verb)
    hold_suggestion(suggestion)


def _move(by, suggestion, verb, note="", **values):
    (target,) = MOVES[str(suggestion.state)][verb]
    return change(by, suggestion, verb, {"state": target, **values}, note)


@transaction.atomic
def submit(by: By, suggestion: Suggestion, on) -> Suggestion:
    """Submit a draft on a day; every sponsor must have confirmed, and a bill needs enough of them in time."""
    _need(by, suggestion, "submit")
    need_day(by, on, "提出日期")
    sponsors = list(suggestion.sponsors.select_related("mandate", "signatory"))
    waiting = "、".join(name_of(row) for row in sponsors if row.confirmed_on is None)
    if waiting:
        raise Refused(f"{waiting} 尚未确认，不能提出。")
    if not any(row.role == Sponsor.Role.LEAD for row in sponsors):
        raise Refused(f"「{suggestion}」没有领衔代表，不能提出。")
    need_day(by, on, "提出日期", after=max(row.confirmed_on for row in sponsors), called="提出人确认日期")
    _need_serving(sponsors, on)
    if suggestion.kind == Kind.BILL:
        _need_bill(suggestion, sponsors, on)
    return _move(by, suggestion, "submit", submitted_on=on)


def _need_serving(sponsors, on):
    held = [row.who for row in sponsors if row.who is not None]
    gone = [row.number for row in held if on < row.starts_on or (row.ends_on is not None and on >= row.ends_on)]
    if gone:
        raise Refused(f"代表 {'、'.join(gone)} 在 {on} 不在任期内，不能提出；请核对提出日期和提出人。")


def _need_bill(bill, sponsors, on):
    least = load.handling(bill.term.body, on).bill_sponsors
    deputies = sum(row.mandate_id is not None for row in sponsors)
    delegated = any(row.organisation_kind == Sponsor.Organisation.DELEGATION for row in sponsors)
    if deputies < least and not delegated:
        raise Refused(f"议案须由一个代表团或者 {least} 名以上代表联名提出，现有 {deputies} 名；请补足提出人。")
    session = bill.term.sessions.filter(closes_on__gte=on).order_by("opens_on").first()
    if session is None or bill.channel != Suggestion.Channel.SESSION:
        raise Refused("议案须在人代会会议的议案截止日期以前提出；闭会期间请改为建议。")
    last = session.bill_deadline or session.closes_on
    if on > last:
        raise Refused(f"{session}的议案截止日期是 {last}，{on} 已超过；请改为建议。")


@transaction.atomic
def accept(by: By, suggestion: Suggestion, on, number: str) -> Suggestion:
    """Accept a submitted bill or suggestion and give it its number; a proposal is filed instead."""
    _need(by, suggestion, "accept")
    if suggestion.kind == Kind.PROPOSAL:
        raise Refused("提案须先审查立案，请用“立案”或“不予立案”。")
    return _take(by, suggestion, "accept", on, number)


@transaction.atomic
def file(by: By, suggestion: Suggestion, on, number: str) -> Suggestion:
    """File a submitted proposal and give it its number."""
    _need(by, suggestion, "file")
    _need_proposal(suggestion)
    return _take(by, suggestion, "file", on, number)


def _take(by, suggestion, verb, on, number):
    if not number:
        raise Refused(f"{LABELS[verb]}时须给出编号。")
    need_day(by, on, "受理日期", after=suggestion.submitted_on, called="提出日期")
    return _move(by, suggestion, verb, accepted_on=on, number=number)


def _need_proposal(suggestion):
    if suggestion.kind != Kind.PROPOSAL:
        raise Refused(f"只有提案须立案，「{suggestion}」是{suggestion.get_kind_display()}，请用“受理”。")


@transaction.atomic
def not_file(by: By, suggestion: Suggestion, on, disposition: str, reason: str) -> Suggestion:
    """Decide not to file a proposal, and what becomes of it."""
    _need(by, suggestion, "not_file")
    _need_proposal(suggestion)
    need_reason(reason, "不予立案")
    need_day(by, on, "不予立案日期", after=suggestion.submitted_on, called="提出日期")
    if not disposition:
        raise Refused("不予立案的，须写明转社情民意、转有关部门参考或者退回。")
    return _move(by, suggestion, "not_file", reason, not_filed_on=on, disposition=disposition)


@transaction.atomic
def return_to_sponsor(by: By, suggestion: Suggestion, reason: str) -> Suggestion:
    """Return a submitted suggestion to its sponsors; its day of submission is given anew later."""
    _need(by, suggestion, "return_to_sponsor")
    need_reason(reason, "退回")
    for sponsor in suggestion.sponsors.exclude(withdraws_on=None):
        change(by, sponsor, "return_to_sponsor", {"withdraws_on": None}, reason)
    return _move(by, suggestion, "return_to_sponsor", reason, submitted_on=None)


@transaction.atomic
def consent(by: By, sponsor: Sponsor, on) -> Sponsor:
    """A sponsor agrees to withdraw; the office enters it from a paper."""
    need_right(by, "consent", "同意撤回", On(sponsor.suggestion, sponsor=sponsor))
    need_move(MOVES, LABELS, sponsor.suggestion, "withdraw")
    need_day(by, on, "同意撤回日期")
    if sponsor.withdraws_on:
        raise Refused("这位提出人已经同意撤回。")
    return change(by, sponsor, "consent", {"withdraws_on": on})


@transaction.atomic
def withdraw(by: By, suggestion: Suggestion, on, reason: str) -> Suggestion:
    """Withdraw before any reply, when all sponsors agree; what units were doing ends with it."""
    _need(by, suggestion, "withdraw")
    need_reason(reason, "撤回")
    need_day(by, on, "撤回日期", after=suggestion.accepted_on or suggestion.submitted_on, called="受理或提出日期")
    sponsors = list(suggestion.sponsors.select_related("mandate"))
    against = [row for row in sponsors if row.withdraws_on is None]
    if against:
        raise Refused(f"{'、'.join(map(name_of, against))} 尚未同意撤回，须全体提出人同意。")
    agreed_on = max((row.withdraws_on for row in sponsors), default=None)
    need_day(by, on, "撤回日期", after=agreed_on, called="同意撤回日期")
    if Suggestion.objects.filter(merged_into=suggestion).exists():
        raise Refused(f"「{suggestion}」有并入的建议，不能撤回。")
    _end_handling(by, suggestion, on, reason)
    return _move(by, suggestion, "withdraw", reason, withdrawn_on=on)


def _end_handling(by, suggestion, on, reason):
    live = Assignment.objects.filter(suggestion=suggestion).exclude(state__in=Assignment.GONE)
    if live.filter(replies__isnull=False).exists():
        raise Refused(f"「{suggestion}」已有单位答复，不能撤回。")
    for row in live.order_by("pk"):
        need_day(by, on, "撤回日期", after=row.assigned_on, called="交办日期")
        change(by, row, "end_handling", {"state": Assignment.State.ENDED, "ended_on": on}, reason)


@transaction.atomic
def merge(by: By, suggestion: Suggestion, into: Suggestion, on, reason: str = "") -> Suggestion:
    """Merge an accepted item into a lead item; its sponsors still get the reply and still evaluate."""
    lead = _lock_both(suggestion, into)
    _need(by, suggestion, "merge")
    need_day(by, on, "并案日期", after=suggestion.accepted_on, called="受理日期")
    if lead.pk == suggestion.pk or lead.term_id != suggestion.term_id or lead.kind != suggestion.kind:
        raise Refused("只能并入同届同类的另一件。")
    if suggestion.is_bill:
        raise Refused(f"「{suggestion}」是议案，由委员会审议；转作建议办理以后才能并案。")
    if lead.state not in (State.ACCEPTED, State.ASSIGNED) or lead.is_bill:
        raise Refused(f"「{lead}」现为{lead.get_state_display()}，不能作为并案的主件。")
    _need_free(suggestion)
    return _move(by, suggestion, "merge", reason, merged_into=lead, merged_on=on)


def _lock_both(suggestion, into):
    """The lead item as it is stored; both are locked in one order, whoever merges which into which."""
    rows = Suggestion.objects.select_for_update().filter(pk__in=[suggestion.pk, into.pk]).order_by("pk")
    return {row.pk: row for row in rows}[into.pk]


def _need_free(suggestion):
    if suggestion.merged_items.exists():
        raise Refused(f"「{suggestion}」是别的建议的并案主件，不能再并入其他建议。")
    if suggestion.assignments.exclude(state__in=Assignment.GONE).exists():
        raise Refused(f"「{suggestion}」还有承办单位，不能并案。")
