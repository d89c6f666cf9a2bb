"""What a list with filters is asked: read from the address alone, and written into it again."""

from dataclasses import dataclass
from datetime import date

from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.utils.translation import gettext
from django_filters import CharFilter, DateFilter, FilterSet

from ..typed import DayField, DayInput
from .listing import Asked

SOME_DAY = [MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2200, 12, 31))]
TYPED_DAY = DayInput(attrs={"size": 10, "inputmode": "numeric"})


class DayFilter(DateFilter):
    """A filter by a day as people type one."""

    field_class = DayField


def since(field: str, label) -> DayFilter:
    """Rows from a day on."""
    return DayFilter(field, lookup_expr="gte", label=label, validators=SOME_DAY, widget=TYPED_DAY)


def until(field: str, label) -> DayFilter:
    """Rows up to a day, which is included."""
    return DayFilter(field, lookup_expr="lte", label=label, validators=SOME_DAY, widget=TYPED_DAY)


def words(method: str, label) -> CharFilter:
    """Rows that what is typed names."""
    return CharFilter(method=method, label=label, validators=[MaxLengthValidator(40)])


@dataclass(frozen=True)
class Question(Asked):
    """What a list is asked; the tabs of its states are no condition that somebody would clear."""

    sort: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether any filter but the state is set."""
        return any(name != "state" for name in self.given)

    def address(self, **changes) -> str:
        """The query string of this question with some parts changed; what is empty is left out."""
        return super().address(**{"sort": self.sort, **changes})

    @property
    def parts(self) -> list[tuple[str, str]]:
        """What the address says, name by name, for a form that must say it again."""
        return [*self.given.items(), *([("sort", self.sort)] if self.sort else [])]

    def links(self, states, counts: dict[str, int]) -> list[tuple]:
        """(label, number, address, whether it is the present one) of all rows and of each state that has rows."""
        here = self.given.get("state", "")
        shown = [("", gettext("全部")), *states]
        return [
            (label, counts[code], self.address(state=code), code == here)
            for code, label in shown
            if counts[code] or code in ("", here)
        ]

    def said(self, form) -> str:
        """The conditions in words, for a file."""
        labels = ((name, form.fields[name]) for name in self.given)
        return "；".join(f"{field.label}：{_word(field, self.values[name])}" for name, field in labels)


def _word(field, value) -> str:
    return str(dict(getattr(field, "choices", ())).get(value, value)) if isinstance(value, str) else str(value)


def read(filters: FilterSet, sorts) -> Question:
    """The question of an address; a part that cannot be read is left out and named.

    ``sorts`` are the names of the columns by which the list can be sorted.
    """
    form = filters.form
    form.is_valid()
    refusal = gettext("地址中的「%(name)s」不可用：%(found)s")
    errors = [refusal % {"name": name, "found": " ".join(found)} for name, found in form.errors.items()]
    values = {name: value for name, value in form.cleaned_data.items() if value}
    sort = form.data.get("sort", "")
    if sort and sort.removeprefix("-") not in sorts:
        errors.append(refusal % {"name": "sort", "found": gettext("不能按这一列排序。")})
        sort = ""
    return Question({name: form.data[name] for name in values}, values, tuple(errors), sort=sort)
