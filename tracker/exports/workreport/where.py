"""Where the rows behind a number stand: a sheet and what to filter it by, so that everybody can count again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ...models import Measure
from ...scores.indicators.shapes import SUMMED, Measured

YES, NO = "是", "否"
ACTIVITIES, RECORDS, DEPUTIES, GUESTS, GROUPS = "活动明细", "参加登记", "代表", "全国人大代表", "联系组专业组"
SUGGESTIONS, SHARES = "议案建议", "承办件"
RECESS, KIND, GRASSROOTS, SERVES, GROUP_KIND = "闭会期间", "类别", "基层代表", "在任", "组别"
COUNTED, CHANNEL, ADOPTED, REPLIED, PUBLISHED = "计作", "渠道", "审议结果通过", "答复完毕", "公开"
SUPERVISED, FINISHED = "重点督办", "督办办结"
IN_TIME, CONTACTED, CLASS, FIRST, FINAL, ANEW = "按期答复", "面商", "答复类别", "首次评价", "最终评价", "重新办理"
BILL, SUGGESTION = "议案", "建议"
ALL_KINDS, EVER = "闭会期间各类", "（届内）"


def yes(flag: bool) -> str:
    """What a cell says of a row that something holds of, or not."""
    return YES if flag else NO


@dataclass(frozen=True)
class Condition:
    """A column that must hold one of some values; without values it must not be empty."""

    head: str
    values: tuple[str, ...] = ()

    def __str__(self):
        return f"{self.head}＝{'、'.join(self.values)}" if self.values else f"{self.head}非空"


@dataclass(frozen=True)
class Where:
    """A sheet and the conditions on its rows; ``of`` are those of a share's denominator, which the numerator shares.

    The number is how many rows there are, or the sum of the column ``summed``.
    """

    sheet: str
    conditions: tuple[Condition, ...] = ()
    of: tuple[Condition, ...] | None = None
    summed: str = ""

    def __str__(self):
        rows = f"合计“{self.summed}”" if self.summed else "行数"
        if self.of is None:
            return "，".join((f"「{self.sheet}」{_all(self.conditions)}", rows))
        return f"「{self.sheet}」分母：{_all(self.of)}；分子：其中{_all(self.conditions)}"


def _all(conditions) -> str:
    return "，".join(map(str, conditions)) or "全部"


@dataclass(frozen=True)
class Guide:
    """Finds where an indicator's rows stand.

    ``labels`` are the kinds' labels by code in official order, ``satisfied`` the words of a good rating; ``is_long``
    says that records are not listed one by one.
    """

    labels: Mapping[str, str]
    satisfied: tuple[str, ...]
    is_long: bool = False

    def where(self, asked: Measured) -> Where:
        """The sheet and the filter of an indicator."""
        return FINDERS[asked.measure](self, asked)

    def kinds(self, asked: Measured) -> Condition:
        """The condition on activities and records that holds for the kinds of an indicator."""
        named = tuple(label for code, label in self.labels.items() if code in asked.kinds)
        return Condition(KIND, named) if named else Condition(RECESS, (YES,))

    def column(self, asked: Measured) -> str:
        """The head of the column of a deputy's records of the kinds of an indicator."""
        named = "、".join(label for code, label in self.labels.items() if code in asked.kinds)
        return (named or ALL_KINDS) + (EVER if asked.measure == Measure.TERM_COVERAGE else "")


def _of(asked) -> tuple[Condition, ...]:
    return (Condition(GRASSROOTS, (YES,)),) if asked.grassroots_only else ()


def _activities(guide, asked):
    return Where(ACTIVITIES, (guide.kinds(asked),))


def _summed(guide, asked):
    return Where(ACTIVITIES, (guide.kinds(asked),), summed=str(Measure(asked.measure).label))


def _persons(guide, asked):
    return Where(DEPUTIES, (*_of(asked), Condition(guide.column(asked))))


def _records(guide, asked):
    if guide.is_long:
        return Where(DEPUTIES, _of(asked), summed=guide.column(asked))
    return Where(RECORDS, (*_of(asked), guide.kinds(asked)))


def _coverage(guide, asked):
    return Where(DEPUTIES, (Condition(guide.column(asked)),), of=(Condition(SERVES, (YES,)), *_of(asked)))


def _suggestions(*conditions):
    return lambda guide, asked: Where(SUGGESTIONS, (Condition(COUNTED, (SUGGESTION,)), *conditions))


def _bills(*conditions):
    return lambda guide, asked: Where(SUGGESTIONS, (Condition(COUNTED, (BILL,)), *conditions))


def _shares(*conditions):
    return lambda guide, asked: Where(SHARES, conditions)


def _rated(head):
    return lambda guide, asked: Where(SHARES, (Condition(head, guide.satisfied),), of=(Condition(head),))


def _groups(kind):
    return lambda guide, asked: Where(GROUPS, (Condition(GROUP_KIND, (kind,)),))


SUPERVISION = Condition(SUPERVISED, (YES,))
FINDERS: dict[str, Callable[[Guide, Measured], Where]] = {
    Measure.ACTIVITIES: _activities,
    **dict.fromkeys(SUMMED, _summed),
    Measure.PERSONS: _persons,
    **dict.fromkeys((Measure.PERSON_TIMES, Measure.RECORDS), _records),
    **dict.fromkeys((Measure.COVERAGE, Measure.TERM_COVERAGE), _coverage),
    Measure.NATIONAL_GUESTS: lambda guide, asked: Where(GUESTS, (guide.kinds(asked),)),
    Measure.DEPUTIES: lambda guide, asked: Where(DEPUTIES, (Condition(SERVES, (YES,)), *_of(asked))),
    Measure.LIAISON_GROUPS: _groups("联系组"),
    Measure.PROFESSIONAL_GROUPS: _groups("专业组"),
    Measure.BILLS: _bills(),
    Measure.BILLS_DELIBERATED: _bills(Condition(ADOPTED)),
    Measure.SUGGESTIONS: _suggestions(),
    Measure.SUGGESTIONS_IN_SESSION: _suggestions(Condition(CHANNEL, ("大会",))),
    Measure.SUGGESTIONS_OUT_OF_SESSION: _suggestions(Condition(CHANNEL, ("闭会",))),
    Measure.ASSIGNMENTS: _shares(),
    Measure.SUGGESTIONS_REPLIED: _suggestions(Condition(REPLIED, (YES,))),
    Measure.TIMELINESS: lambda guide, asked: Where(SHARES, (Condition(IN_TIME, (YES,)),), of=(Condition(IN_TIME),)),
    Measure.CONTACTED: lambda guide, asked: Where(SHARES, (Condition(CONTACTED, (YES,)),), of=(Condition(CONTACTED),)),
    Measure.FIRST_SATISFACTION: _rated(FIRST),
    Measure.FINAL_SATISFACTION: _rated(FINAL),
    Measure.IMPLEMENTATION: lambda guide, asked: Where(SHARES, (Condition(CLASS, ("A",)),), of=(Condition(CLASS),)),
    Measure.REHANDLED: _shares(Condition(ANEW, (YES,))),
    Measure.SUGGESTIONS_PUBLISHED: _suggestions(Condition(PUBLISHED, (YES,))),
    Measure.REPLIES_PUBLISHED: _shares(Condition(PUBLISHED, (YES,))),
    Measure.KEY_SUPERVISED: _suggestions(SUPERVISION),
    Measure.KEY_FINISHED: _suggestions(SUPERVISION, Condition(FINISHED, (YES,))),
}
