"""The words of a form: written as a congress says them, and said as the body of the term does."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from ...models import Body, Term, Wording
from ...rules.calendar import chinese_day
from ...scores.periods import Period

LABELS = {
    "basics": "一、基本情况",
    "verdicts": "六、情况说明",
    "photo": "照片",
    "strip": "履职要求",
    "seal": "（盖章）",
    "day": "年　　月　　日",
}


def sayer(term: Term) -> Callable[[str], str]:
    """Says a text of a congress in the words of a term's body; longer words go first, what both say alike as well."""
    said = {kind: {} for kind in (Body.Kind.CONGRESS, term.body.kind)}
    for row in Wording.objects.filter(body_kind__in=said).order_by("pk"):
        said[row.body_kind][row.key] = row.text
    own = said[term.body.kind]
    words = {word: own[key] for key, word in said[Body.Kind.CONGRESS].items() if own.get(key)}
    if all(word == instead for word, instead in words.items()):
        return str
    found = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    return lambda text: found.sub(lambda match: words[match[0]], text)


def year_name(period: Period) -> str:
    """What a period is called on paper: 2025年度 or 本届."""
    return f"{period.label}年度" if period.cycle == "year" else period.label


def tight(text: str) -> str:
    """A sentence of the screens as paper has it: no space between a number and a Chinese character."""
    return re.sub(r"(?<=[^ -~]) (?=\d)|(?<=\d) (?=[^ -~])", "", text)


def short_day(day: date) -> str:
    """A day of the form's own year."""
    return f"{day.month}月{day.day}日"


def days_text(first: date, last: date) -> str:
    """First and last day of something: 2025年1月19日至22日."""
    if first == last:
        return chinese_day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{chinese_day(first)}至{last.day}日"
    return f"{chinese_day(first)}至{short_day(last) if first.year == last.year else chinese_day(last)}"


def last_day(ends_on: date) -> date:
    """The last day before an end that is not included."""
    return ends_on - timedelta(days=1)
