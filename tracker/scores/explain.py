"""Each record of a mandate with exactly one answer per requirement."""

from dataclasses import dataclass

from ..models import DutyRecord, Sponsor
from .classify import COUNTED, Facts, Record, answers
from .facts import Case, applied
from .periods import Period

LABELS = {
    "other_kind": "不属于本项",
    "voided": "已作废",
    "rejected": "已退回，未改正",
    "draft": "草稿，未提交",
    "outside_period": "不在考核周期内",
    "after_as_of": "晚于截止日",
    "outside_service": "不在任期内",
    "suspended": "当日不作要求",
    "in_session": "在会期内，不属于闭会期间活动",
    "out_of_session": "不在会期内",
    "absent": "未参加",
    "on_leave": "请假",
    "not_accepted": "尚未受理",
    "not_verified": "待审核",
    "over_cap": "超过每半天计入上限",
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


def records_of(mandate_id: int, until) -> list[Record]:
    """The records of a mandate up to a day (not included), oldest first, undated drafts last."""
    duties = DutyRecord.objects.filter(mandate=mandate_id, occurred_on__lt=until).order_by("occurred_on", "pk")
    fields = ("pk", "kind__code", "state", "occurred_on", "attendance", "half_day", "title")
    rows = [Record(f"duty-{row[0]}", *row[1:]) for row in duties.values_list(*fields)]
    rows += [row for row in sponsorships_of(mandate_id) if row.occurred_on is None or row.occurred_on < until]
    return sorted(rows, key=lambda row: (row.occurred_on or until, row.from_suggestion))


def sponsorships_of(mandate_id: int) -> list[Record]:
    """The suggestions of a mandate, seen as records of the kind that its role gives."""
    rows = Sponsor.objects.filter(mandate=mandate_id).select_related("suggestion").order_by("suggestion__pk")
    return [
        Record(
            f"suggestion-{row.suggestion_id}",
            f"{row.suggestion.kind}_{row.role}",
            row.suggestion.state,
            row.suggestion.submitted_on,
            title=row.suggestion.title,
            from_suggestion=True,
        )
        for row in rows
    ]


def explain(case: Case, period: Period) -> list[Explained]:
    """Every record of the one mandate of a case up to the period's end, each with its answers."""
    (mandate,) = case.mandates
    records = records_of(mandate.id, period.ends_on)
    asked = [item for item in case.book.requirements(period.cycle) if mandate.grassroots or not item.grassroots_only]
    by_requirement = {
        item.code: answers(
            records,
            Facts(
                applied(item, period),
                period,
                mandate,
                tuple(case.interruptions),
                case.sessions,
                case.book.timings,
                case.on,
            ),
        )
        for item in asked
    }
    return [Explained(row, {code: found[row.id] for code, found in by_requirement.items()}) for row in records]
