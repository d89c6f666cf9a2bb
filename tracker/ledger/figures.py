"""Verbs on reported figures: registered from the seeds, proposed by a reading, decided by the office, withdrawn."""

from django.core.exceptions import ValidationError
from django.db import transaction

from ..models import Body, FigureProposal, ReportedFigure, ReportReading, Role, Scope, SourceDocument
from .errors import Refused, sentence
from .guards import need_reason
from .rights import Rights
from .trail import By, change, change_many, create, create_many

State = FigureProposal.State
TOLD = (
    *("quote", "value", "value_max", "unit", "qualifier", "qualifier_text"),
    *("body_name", "starts_on", "last_on", "precision"),
)
DECIDED = "这一条已经处理过，请刷新后再看。"


def is_office(rights: Rights, owner: int) -> bool:
    """Whether somebody works in the office of a body, by its key."""
    bodies = (None, owner)
    return rights.is_system or any(row.role == Role.OFFICE and row.body_id in bodies for row in rights.grants)


def report_figure(by: By, figure: ReportedFigure) -> ReportedFigure:
    """Register a figure that a document reports."""
    _need_sound(figure)
    return create(by, figure, "report_figure")


@transaction.atomic
def report_figures(by: By, figures: list[ReportedFigure]):
    """Register many figures whose indicators, bodies and documents are there; a refusal names the wrong one."""
    for figure in figures:
        _need_sound(figure)
        try:
            figure.full_clean(exclude=("indicator", "body", "document"), validate_unique=False)
        except ValidationError as error:
            raise Refused(f"{figure.code}：{sentence(error, ReportedFigure)}") from error
    create_many(by, figures, "report_figure")


@transaction.atomic
def amend_figure(by: By, figure: ReportedFigure, values: dict) -> ReportedFigure:
    """Change what is known of a figure; refused, as a new one is, where its range runs backwards."""
    change(by, figure, "amend", values)
    _need_sound(figure)
    return figure


@transaction.atomic
def read_report(by: By, reading: ReportReading, proposals: list[FigureProposal]) -> ReportReading:
    """Keep what the reading of a document proposes; none of it is a figure yet."""
    _need_office(by, reading)
    Body.objects.select_for_update().get(pk=reading.owner_id)  # of two who send one file at once the second waits
    again = ReportReading.objects.filter(owner=reading.owner, sha256=reading.sha256)
    standing = again.exclude(state=ReportReading.State.DISCARDED).first()
    if standing:
        said = "正在核对" if standing.state == ReportReading.State.OPEN else "已经核对完毕"
        raise Refused(f"这份文件已由{standing.read_by}读取过（{standing.title}），{said}，不必再传。")
    reading.read_by, reading.read_at = by.user, by.at
    create(by, reading, "read_report")
    for proposal in proposals:
        proposal.reading = reading
    create_many(by, proposals, "propose_figure")
    return reading


@transaction.atomic
def accept(by: By, proposal: FigureProposal, values: dict | None = None) -> FigureProposal:
    """Take a proposal as a figure of its document, with what is corrected in ``values``; refused with what is missing.

    ``values`` may hold all that is told of a figure, its ``indicator`` and its ``body``; a quote stands in the text.
    """
    _need_open(by, proposal)
    said = _told(proposal) | (values or {})
    figure = _figure(proposal, said)
    figure.code, figure.document = _code(proposal, _codes(proposal.reading)), _document(by, proposal.reading)
    report_figure(by, figure)
    is_same = all(getattr(proposal, name) == value for name, value in said.items() if name != "body")
    state = State.ACCEPTED if is_same else State.CORRECTED
    return _decide(by, proposal, "accept_figure", {"state": state, "figure": figure})


@transaction.atomic
def accept_many(by: By, reading: ReportReading, bodies: dict[int, Body | None]) -> tuple[int, list[tuple[str, str]]]:
    """Take proposals of a reading as they are, given the body of each by its key.

    How many are taken now; of each of the others its quote, and why it is left.
    """
    reading, codes = _held(by, reading), _codes(reading)
    _need_state(reading)
    made, left = [], []
    for proposal in _picked(reading, bodies):
        try:
            figure = _sound(_figure(proposal, _told(proposal) | {"body": bodies[proposal.pk]}))
        except Refused as refusal:
            left.append((proposal.quote, str(refusal)))
        else:
            figure.code, figure.document = _code(proposal, codes), _document(by, reading)
            made.append((proposal, figure))
    create_many(by, [figure for _proposal, figure in made], "report_figure")
    decided = {"state": State.ACCEPTED, "decided_by": by.user, "decided_at": by.at}
    change_many(by, [(proposal, decided | {"figure": figure}) for proposal, figure in made], "accept_figure")
    return len(made), left


@transaction.atomic
def reject_many(by: By, reading: ReportReading, keys, reason: str = "") -> tuple[int, list[tuple[str, str]]]:
    """Leave proposals of a reading out, given by their keys; told as of ``accept_many``."""
    reading = _held(by, reading)
    _need_state(reading)
    rows = _picked(reading, keys)
    waiting = [row for row in rows if row.state == State.PROPOSED]
    decided = {"state": State.REJECTED, "decided_by": by.user, "decided_at": by.at}
    change_many(by, [(row, decided) for row in waiting], "reject_figure", reason.strip())
    return len(waiting), [(row.quote, DECIDED) for row in rows if row not in waiting]


@transaction.atomic
def reject(by: By, proposal: FigureProposal, reason: str = "") -> FigureProposal:
    """Leave a proposal out."""
    _need_open(by, proposal)
    return _decide(by, proposal, "reject_figure", {"state": State.REJECTED}, reason)


@transaction.atomic
def reconsider(by: By, proposal: FigureProposal, reason: str = "") -> FigureProposal:
    """Open a decided proposal again; a figure that it made is withdrawn and stays as a row."""
    proposal.reading = _held(by, proposal.reading)
    if proposal.reading.state != ReportReading.State.OPEN:
        raise Refused("这份文件已核对完毕，不能重新核对；要撤销其中的数字，请在数字的页面上撤销。")
    if proposal.state == State.PROPOSED:
        raise Refused("这一条还没有处理。")
    if proposal.figure and not proposal.figure.withdrawn_on:
        change(by, proposal.figure, "withdraw_figure", {"withdrawn_on": by.day}, reason or "重新核对")
    values = {"state": State.PROPOSED, "figure": None, "decided_by": None, "decided_at": None}
    return change(by, proposal, "reconsider", values, reason)


@transaction.atomic
def withdraw_figure(by: By, figure: ReportedFigure, reason: str) -> ReportedFigure:
    """Take a figure back, with a reason; the row stays."""
    need_reason(reason, "撤销")
    if figure.withdrawn_on:
        raise Refused(f"这个数字已于 {figure.withdrawn_on} 撤销。")
    proposal = FigureProposal.objects.filter(figure=figure).select_related("reading").first()
    if proposal is None:
        raise Refused("这个数字来自种子文件，不能在这里撤销；请由系统管理员改正种子文件。")
    _need_office(by, proposal.reading)
    return change(by, figure, "withdraw_figure", {"withdrawn_on": by.day}, reason.strip())


@transaction.atomic
def finish_reading(by: By, reading: ReportReading) -> ReportReading:
    """Close a reading all of whose proposals are decided; its text is kept no longer."""
    reading = _held(by, reading)
    _need_state(reading)
    left = reading.proposals.filter(state=State.PROPOSED).count()
    if left:
        raise Refused(f"还有 {left} 条没有核对；请先采用或者不采用，再结束核对。")
    return _close(by, reading, "finish_reading", ReportReading.State.DONE)


@transaction.atomic
def discard_reading(by: By, reading: ReportReading) -> ReportReading:
    """Give a reading up from which nothing was accepted; its text is kept no longer."""
    reading = _held(by, reading)
    _need_state(reading)
    if reading.proposals.exclude(figure=None).exists():
        raise Refused("这份文件已有数字被采用，不能放弃；请先把采用的改回待核对，或者逐条核对完毕。")
    return _close(by, reading, "discard_reading", ReportReading.State.DISCARDED)


def _close(by, reading, verb, state) -> ReportReading:
    """Move a reading to its last state without its text, of which the trail keeps nothing either."""
    return change(by, reading, verb, {"state": state, "text": ""}, forget=frozenset({"text"}))


def _held(by, reading) -> ReportReading:
    """The reading as it is stored now, locked to the end of the transaction: nobody closes what another decides."""
    _need_office(by, reading)
    return ReportReading.objects.select_for_update().defer("text").get(pk=reading.pk)


def _picked(reading, keys) -> list[FigureProposal]:
    """Some proposals of a reading that is held, in the order of the text."""
    rows = list(reading.proposals.filter(pk__in=keys).select_related("indicator").order_by("offset", "pk"))
    for row in rows:
        row.reading = reading
    return rows


def _told(proposal) -> dict:
    return {name: getattr(proposal, name) for name in (*TOLD, "indicator")}


def _figure(proposal, said) -> ReportedFigure:
    """The figure that a proposal that waits makes of what is said, without its code and its document."""
    if proposal.state != State.PROPOSED:
        raise Refused(DECIDED)
    _need_whole(said)
    _need_verbatim(proposal, said["quote"])
    indicator = said["indicator"]
    scope = Scope.RULE if proposal.is_requirement else indicator.scope
    return ReportedFigure(**said, label=indicator.label, english=indicator.english, scope=scope)


def _sound(figure) -> ReportedFigure:
    """A figure whose fields are checked, for it is stored with many."""
    _need_sound(figure)
    try:
        figure.clean_fields(exclude=("code", "indicator", "body", "document"))
    except ValidationError as error:
        raise Refused(sentence(error, ReportedFigure)) from error
    if figure.starts_on and figure.last_on and figure.last_on < figure.starts_on:
        raise Refused("期间止早于期间起。")
    return figure


def _codes(reading) -> set[str]:
    """The codes of the figures that proposals of a reading made, the withdrawn ones with them."""
    return set(ReportedFigure.objects.filter(code__startswith=f"R{reading.pk}-").values_list("code", flat=True))


def _code(proposal, codes) -> str:
    """A code that no figure has, also when an earlier one of the same proposal was withdrawn."""
    code = f"R{proposal.reading_id}-{proposal.pk}"
    number = sum(other == code or other.startswith(f"{code}-") for other in codes)
    return f"{code}-{number + 1}" if number else code


def _decide(by, proposal, verb, values, reason=""):
    return change(by, proposal, verb, values | {"decided_by": by.user, "decided_at": by.at}, reason.strip())


def _need_office(by, reading):
    if not is_office(Rights.of(by), reading.owner_id):
        raise Refused(f"「{by.user}」没有核对这份文件的权限；须由{reading.owner}的人代工委办理。")


def _need_state(reading):
    if reading.state != ReportReading.State.OPEN:
        raise Refused(f"这份文件现为{reading.get_state_display()}，不能再办理。")


def _need_open(by, proposal):
    proposal.reading = _held(by, proposal.reading)
    _need_state(proposal.reading)
    if proposal.state != State.PROPOSED:
        raise Refused(DECIDED)


def _need_whole(said):
    missing = [
        name
        for name, value in (("指标", said["indicator"]), ("报告机构", said["body_name"]), ("单位", said["unit"]))
        if not value
    ]
    if missing:
        raise Refused(f"还没有填写{'、'.join(missing)}；原文说不清的，请核对后补上，不能留空采用。")


def _need_verbatim(proposal, quote):
    """Refuse a quote that was corrected to what the text does not say."""
    if quote != proposal.quote and quote not in proposal.reading.text:
        raise Refused(f"原文里没有“{quote}”；请按原文逐字填写，不要改动、补充或者缩写。")


def _need_sound(figure):
    """Refuse a range that runs backwards, and a number where the text gives none."""
    if figure.value_max and (not figure.value or figure.amount_max <= figure.amount):
        raise Refused(f"“数值至”{figure.value_max} 须大于数值 {figure.value or '（空）'}。")


def _document(by, reading) -> SourceDocument:
    """The source document of a reading: the one of the same file, or one made when its first figure is accepted."""
    if reading.document is None:
        known = SourceDocument.objects.filter(sha256=reading.sha256).order_by("pk").first()
        change(by, reading, "amend", {"document": known or _new_document(reading)})
    return reading.document


def _new_document(reading) -> SourceDocument:
    known = {"publisher": reading.publisher, "published_on": reading.published_on, "sha256": reading.sha256}
    more = {"title": reading.title, "file_name": reading.file_name, "order": SourceDocument.objects.count() + 1}
    code = f"report-{reading.sha256[:12]}"
    return SourceDocument.objects.get_or_create(code=code, defaults=known | more)[0]
