"""Each record of a mandate with exactly one answer per requirement."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_noop

from ..models import DutyRecord, Sponsor, Suggestion
from .classify import COUNTED, Facts, Record, answers
from .facts import Case, applied, narrow
from .periods import Period

LABELS = {
    "other_kind": gettext_noop("不属于本项"),
    "voided": gettext_noop("已作废"),
    "rejected": gettext_noop("已退回，未改正"),
    "draft": gettext_noop("草稿，未提交"),
    "outside_period": gettext_noop("不在考核周期内"),
    "after_as_of": gettext_noop("晚于截止日"),
    "outside_service": gettext_noop("不在任期内"),
    "suspended": gettext_noop("当日不作要求"),
    "in_session": gettext_noop("在会期内，不属于闭会期间活动"),
    "out_of_session": gettext_noop("不在会期内"),
    "absent": gettext_noop("未参加"),
    "on_leave": gettext_noop("请假"),
    "not_accepted": gettext_noop("尚未受理"),
    "not_verified": gettext_noop("待审核"),
    "over_cap": gettext_noop("超过每半天计入上限"),
}


@dataclass(frozen=True)
class Explained:
    """One record and its answer per requirement code of the asked cycle."""

    record: Record
    answers: dict[str, str]

    @property
    def reasons(self) -> list[str]:
        """Why it is counted nowhere, other kinds left aside; empty when it is counted somewhere."""
        if COUNTED in self.answers.values():
            return []
        return sorted(set(self.answers.values()) - {"other_kind"}) or ["other_kind"]


def records_of(case: Case, until: date) -> dict[int, list[Record]]:
    """The records of each mandate of a case up to a day (not included), oldest first, undated drafts last.

    Two queries, however many mandates there are.
    """
    found: dict[int, list[Record]] = {mandate.id: [] for mandate in case.mandates}
    for mandate, row in [*_duties(case, until), *_sponsorships(case, until)]:
        if mandate in found:
            found[mandate].append(row)
    return {
        mandate: sorted(rows, key=lambda row: (row.occurred_on or until, row.from_suggestion))
        for mandate, rows in found.items()
    }


def _duties(case, until):
    duties = DutyRecord.objects.filter(term=case.term, occurred_on__lt=until, **narrow(case))
    fields = ("pk", "kind__code", "state", "occurred_on", "attendance", "half_day", "title", "day_known")
    for mandate, pk, *rest, day_known in duties.order_by("occurred_on", "pk").values_list("mandate", *fields):
        yield mandate, Record(f"duty-{pk}", *rest, day_known=day_known)


def _sponsorships(case, until):
    dated = Q(suggestion__submitted_on=None) | Q(suggestion__submitted_on__lt=until)
    rows = Sponsor.objects.filter(dated, suggestion__term=case.term, **narrow(case)).select_related("suggestion")
    for row in rows.order_by("suggestion__pk"):
        yield row.mandate_id, _sponsorship(row)


def _sponsorship(row) -> Record:
    """A suggestion of a mandate, seen as a record of the kind that its role gives."""
    suggestion = row.suggestion
    return Record(
        f"suggestion-{suggestion.pk}",
        f"{suggestion.kind}_{row.role}",
        _progress(suggestion),
        suggestion.submitted_on,
        title=suggestion.title,
        from_suggestion=True,
    )


def _progress(suggestion) -> str:
    """Once accepted it counts, whatever becomes of it; what ended before that is as a record sent back."""
    if suggestion.accepted_on:
        return Suggestion.State.ACCEPTED
    ended = suggestion.state in (Suggestion.State.WITHDRAWN, Suggestion.State.NOT_FILED)
    return DutyRecord.State.RETURNED if ended else suggestion.state


def explain(case: Case, period: Period) -> list[Explained]:
    """Every record of the one mandate of a case up to the period's end, each with its answers."""
    (mandate,) = case.mandates
    return explain_all(case, period)[mandate.id]


def explain_periods(case: Case) -> dict[tuple[str, str], dict[int, list[Explained]]]:
    """The answers over each period of a case, by period key; the records are read once."""
    records = records_of(case, max(period.ends_on for period in case.periods))
    return {period.key: _explain(case, period, records) for period in case.periods}


def explain_all(case: Case, period: Period) -> dict[int, list[Explained]]:
    """Every record of each mandate of a case up to the period's end, each with its answers."""
    return _explain(case, period, records_of(case, period.ends_on))


def _explain(case, period, records) -> dict[int, list[Explained]]:
    interruptions = defaultdict(list)
    for item in case.interruptions:
        interruptions[item.mandate].append(item)
    asked = [(item, applied(item, period)) for item in case.book.requirements(period.cycle)]
    return {
        mandate.id: _explained(
            case, period, mandate, tuple(interruptions[mandate.id]), asked, _until(records[mandate.id], period)
        )
        for mandate in case.mandates
    }


def _until(records, period) -> list[Record]:
    return [row for row in records if row.occurred_on is None or row.occurred_on < period.ends_on]


def _explained(case, period, mandate, interruptions, asked, records) -> list[Explained]:
    by_requirement = {
        item.code: answers(
            records, Facts(value, period, mandate, interruptions, case.sessions, case.book.timings, case.on)
        )
        for item, value in asked
        if mandate.grassroots or not item.grassroots_only
    }
    return [Explained(row, {code: found[row.id] for code, found in by_requirement.items()}) for row in records]
