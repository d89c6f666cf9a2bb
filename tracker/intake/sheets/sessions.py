"""The sheet of sessions: their days, and whether all speech rolls are complete."""

from dataclasses import dataclass
from datetime import date

from ...ledger import sessions
from ...models import Session
from ..cleaners import Choice, Day, Ordinal, YesNo
from ..columns import Column
from ..lines import Difference, State
from ..workbook import SAMPLE
from .desk import Desk, addressed, differences, differences_of
from .lookup import KIND_WORDS, chinese

Kind = Session.Kind


@dataclass(frozen=True)
class Sitting:
    """A session as a line gives it; ``session`` is what is stored, or None."""

    session: Session | None
    ordinal: int
    kind: str
    fields: dict[str, object]
    complete: bool


class Sessions(Desk):
    """Sessions by ordinal and kind; a new one gets a delegation of each electoral unit."""

    kind = "sessions"
    label = "会议"
    columns = (
        Column("ordinal", "会次", Ordinal(), required=True, aliases=("会议",), width=14),
        Column("kind", "类型", Choice(chinese(Kind)), aliases=("会议类型",), note="空着为年度会议"),
        Column("opens_on", "开幕", Day(), required=True, aliases=("开幕日期",), width=13),
        Column("closes_on", "闭幕", Day(), required=True, aliases=("闭幕日期",), note="最后一天", width=13),
        Column(
            "complete",
            "发言名单齐全",
            YesNo(),
            note="填是，各代表团的发言名单都算登记完成；否或空着不改动，可在页面上逐团确认",
            width=14,
        ),
    )
    sample = {
        "ordinal": SAMPLE,
        "kind": "年度会议",
        "opens_on": date(2024, 1, 21),
        "closes_on": date(2024, 1, 25),
        "complete": "否",
    }

    def look_up(self):
        self.known = {}
        for session in Session.objects.filter(term=self.term).prefetch_related("delegations"):
            self.known[session.ordinal, session.kind] = session

    def examine(self, line):
        kind = self._kind(line)
        ordinal = line.get("ordinal", (None, ""))[0]
        self._check_days(line)
        if ordinal:
            label = Kind(kind).label
            self.once(line, (ordinal, kind), "ordinal", f"第 {ordinal} 次{label}")
        if line.errors:
            return
        session = self.known.get((ordinal, kind))
        complete = line.get("complete", False)
        days = {"opens_on": line.get("opens_on"), "closes_on": line.get("closes_on")}
        if session is None:
            line.plan = Sitting(None, ordinal, kind, days, complete)
            return
        changed = differences(line, session, ("opens_on", "closes_on"))
        diff = differences_of(line, session, changed)
        waiting = complete and not self._is_complete(session)
        if waiting:
            diff.append(Difference(line.headers["complete"], "否", "是"))
        line.settle(diff, Sitting(session, ordinal, kind, changed, waiting))

    def _kind(self, line):
        """The kind said in its own column, or by the words after the ordinal."""
        _, word = line.get("ordinal", (None, ""))
        if word not in KIND_WORDS:
            line.reject("ordinal", f"应为会次，如 3、第3次会议，实际为「{line.found('ordinal')}」。")
        said = KIND_WORDS.get(word)
        kind = line.get("kind", said or Kind.ANNUAL)
        if said and said != kind:
            line.reject("kind", f"与会次「{line.found('ordinal')}」不符；请核对。")
        return kind

    def _check_days(self, line):
        opens_on, closes_on = line.get("opens_on"), line.get("closes_on")
        if opens_on and closes_on and closes_on < opens_on:
            line.reject("closes_on", f"闭幕日期早于开幕日期 {opens_on}，实际为 {closes_on}。")
        self.warn_outside_term(line, "opens_on", "closes_on")
        if line.get("complete") and closes_on and closes_on > self.on:
            line.warn("complete", f"会议 {closes_on} 才闭幕，发言名单已记为齐全。")

    @staticmethod
    def _is_complete(session):
        delegations = session.delegations.all()
        return bool(delegations) and all(delegation.speech_roll_completed_on for delegation in delegations)

    def write(self, by, batch, verified_by):
        for line in self.lines_that(State.NEW) + self.lines_that(State.CHANGED):
            with addressed(line):
                self._write(by, line.plan)

    def _write(self, by, plan: Sitting):
        session = plan.session
        if session is None:
            session = sessions.convene(by, self.term, plan.ordinal, kind=plan.kind, **plan.fields)
        else:
            sessions.amend_session(by, session, **plan.fields)
        if plan.complete:
            self._complete(by, session)

    def _complete(self, by, session):
        if not session.delegations.exists():
            for unit in self.term.units.all():
                sessions.seat_delegation(by, session, unit)
        sessions.complete_all_rolls(by, session, max(self.on, session.closes_on))
