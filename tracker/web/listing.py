"""What the lists of suggestions and assignments are asked: a tab and filters, read from the address alone."""

from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext

from ..models import Term
from ..typed import DayField
from .question import Unreadable

PER_PAGE = 50
MOST_IN_FILE = 20_000
SOME_DAY = [MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2200, 12, 31))]


class ListForm(forms.Form):
    """The parts that both lists know; ``on`` is the day up to which days are counted."""

    tab = forms.ChoiceField(required=False)
    term = forms.ModelChoiceField(Term.objects.all(), to_field_name="code", required=False)
    q = forms.CharField(required=False, max_length=40)
    sort = forms.CharField(required=False, max_length=40)
    on = DayField(required=False, validators=SOME_DAY)

    def __init__(self, *args, tabs, terms=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tab"].choices = list(tabs.items())
        if terms is not None:
            self.fields["term"].queryset = terms


@dataclass(frozen=True)
class Asked:
    """What a list is asked; ``errors`` holds sentences about parts of the address that could not be read."""

    given: dict[str, str]
    values: dict
    errors: tuple[str, ...] = ()
    tabs: dict = field(default_factory=dict)
    first: str = ""

    def get(self, name: str):
        """The value of a part of the address; empty where it was not given."""
        return self.values.get(name, "")

    @property
    def on(self) -> date:
        """The day up to which days are counted."""
        return self.get("on") or timezone.localdate()

    @property
    def tab(self) -> str:
        """The tab asked for, or the first one."""
        return self.get("tab") or self.first

    @property
    def narrowed(self) -> bool:
        """Whether any filter but the tab is set."""
        return any(value for name, value in self.given.items() if name not in ("tab", "on", "sort"))

    def address(self, **changes) -> str:
        """The query string of this question with some parts changed; what is empty is left out."""
        parts = {name: value for name, value in {**self.given, **changes}.items() if value}
        return "?" + urlencode(parts) if parts else "?"

    def tab_links(self, counts: dict[str, int]) -> list[tuple]:
        """(label, number, address, whether it is the present one) of each tab that is counted."""
        return [
            (label, counts[code], self.address(tab=code), code == self.tab)
            for code, label in self.tabs.items()
            if code in counts
        ]

    def need_readable(self):
        """Refuse with a sentence where something could not be read: what is filed answers exactly what was asked."""
        if self.errors:
            raise Unreadable("；".join(self.errors))


def read(form: ListForm, tabs: dict, first: str) -> Asked:
    """The question of an address; a part that cannot be read is left out and named."""
    form.is_valid()
    refusal = gettext("地址中的「%(name)s」不可用：%(found)s")
    errors = tuple(refusal % {"name": name, "found": " ".join(found)} for name, found in form.errors.items())
    values = {name: value for name, value in form.cleaned_data.items() if value}
    given = {name: form.data[name] for name in form.fields if name in values}
    return Asked(given, values, errors, tabs, first)


def need_few(number: int):
    """Refuse a file that would take minutes to make and that nobody reads: nothing of a list is cut silently."""
    if number > MOST_IN_FILE:
        said = gettext("一个文件最多 %(most)s 条，现在有 %(number)s 条；请加上条件（如日期、类别、组）分几次下载。")
        raise Unreadable(said % {"most": MOST_IN_FILE, "number": number})
