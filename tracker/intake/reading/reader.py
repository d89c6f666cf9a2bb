"""Reads a report: the figures and requirements it states, each with a verbatim quote. Pure: no Django."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from . import quotes, remarks, spans
from .articles import Article, articles, ours
from .bodies import Mention, Places
from .dates import Around, Clock, around, clock
from .forms import Quantity
from .keys import Asked, Keys, grams
from .owners import Owners, known_places, owners
from .plain import OPENS, Plain, plain
from .quantities import quantities
from .requirements import cycle_of, is_required, kinds_of
from .sentences import Paragraph, Sentence, paragraphs, sentences
from .shapes import Figure, Hints, Reading, Requirement, Span, World

CONTEXT, BEFORE = 60, 200
CLAUSE = re.compile(r"第[一二三四五六七八九十百]{1,5}条")
GLOSSARY = re.compile(r"[#（(一二三四五六七八九十、）)附：:]*(?:有关)?(?:名词|术语|用语)(?:解释|说明|注释)|注释$")


@dataclass(frozen=True, slots=True)
class _Desk:
    """What is known of the whole text."""

    plain: Plain
    world: World
    hints: Hints
    keys: Keys
    places: Places
    around: Around


@dataclass(frozen=True, slots=True)
class _Work:
    """What is known while one article is read."""

    desk: _Desk
    owners: Owners
    clock: Clock


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence, what stands before it, the year it is planned for, the bodies and times it names."""

    sentence: Sentence
    previous: str
    plan: int | None
    subjects: list[Mention]
    markers: list[re.Match[str]]


@dataclass(frozen=True, slots=True)
class _Clause:
    """The part of a sentence that a figure quotes, and the words back to the number before it."""

    start: int
    end: int
    text: str
    around: str


@dataclass(frozen=True, slots=True)
class _Found:
    """A figure, the requirement it is if it is one, and whether it stands in a heading."""

    figure: Figure
    requirement: Requirement | None
    in_heading: bool


def read(text: str, world: World, hints: Hints = Hints()) -> Reading:  # noqa: B008
    """All figures and requirements that a text states, in its order, with remarks on what was left open or out.

    Every quote is ``text[offset : offset + len(quote)]``. Any text may be given; the time grows with its length.
    """
    desk = _desk(plain(text), world, hints)
    parts = articles(paragraphs(desk.plain.chars))
    found: list[_Found] = []
    notes: list[str] = []
    for article in parts:
        if ours(article, len(parts) == 1):
            found += _article(article, desk)
        elif count := sum(len(quantities(sentence.text)) for sentence in _sentences(article)):
            notes.append(remarks.left_out(article, count))
    figures = [one.figure for one in found]
    notes += [*remarks.untold(figures), *remarks.garbled(desk.plain)]
    return Reading(tuple(figures), tuple(one.requirement for one in found if one.requirement), tuple(notes))


def _desk(readable: Plain, world: World, hints: Hints) -> _Desk:
    places = Places(readable.chars, known_places(world))
    return _Desk(readable, world, hints, Keys(world), places, around(readable.chars))


def _article(article: Article, desk: _Desk) -> list[_Found]:
    own = owners(article, desk.places, desk.world, desk.hints)
    work = _Work(desk, own, clock(article.text, article.headings, desk.around))
    return _without_echoes(list(_paragraphs(article, work)))


def _paragraphs(article: Article, work: _Work) -> Iterator[_Found]:
    plan, previous = None, ""
    for paragraph in article.paragraphs:
        head = _head(paragraph)
        if GLOSSARY.match(head):
            return
        plan = spans.planned_year(head, work.clock) or plan
        for sentence in sentences(paragraph):
            yield from _sentence(sentence, previous, plan, work)
            previous = (previous + sentence.text)[-300:]


def _head(paragraph: Paragraph) -> str:
    """A heading, or the first sentence of a paragraph that begins with a number or mark of order."""
    text = paragraph.text
    if paragraph.is_heading:
        return text
    return text.partition("。")[0][:40] if OPENS.match(text) else ""


def _sentences(article: Article) -> Iterator[Sentence]:
    for paragraph in article.paragraphs:
        yield from sentences(paragraph)


def _sentence(sentence: Sentence, previous: str, plan: int | None, work: _Work) -> Iterator[_Found]:
    found = quantities(sentence.text)
    if not found:
        return
    told = _Told(sentence, previous, plan, work.owners.subjects(sentence.text), spans.markers(sentence.text))
    floor = 0
    for one, (start, end) in zip(found, quotes.spans(sentence.text, found), strict=True):
        far = sentence.text[max(floor, start - CONTEXT) : end]
        yield _found(one, _Clause(start, end, sentence.text[start:end], far), told, work)
        floor = one.end


def _found(one: Quantity, clause: _Clause, told: _Told, work: _Work) -> _Found:
    text, start = told.sentence.text, told.sentence.start
    before = text[max(0, one.start - BEFORE) : one.start]
    required = is_required(one, before + clause.text[:4])
    body = work.owners.of(text, told.subjects, one.start)
    offset, quote = work.desk.plain.cut(start + clause.start, start + clause.end)
    words = clause.text[: one.start - clause.start], clause.text[one.end - clause.start :]
    key = work.desk.keys.of(Asked(*words, clause.around, one.unit, required, body.endswith("政协")))
    span = _span(one, before, required, told, work)
    figure = Figure(quote, offset, one.value, one.unit, one.qualifier, one.words, one.most, body, span, key)
    asked = _requirement(figure, before, clause.text, work) if required else None
    return _Found(figure, asked, told.sentence.paragraph.is_heading)


def _span(one: Quantity, before: str, required: bool, told: _Told, work: _Work) -> Span:
    in_force = spans.in_force(told.previous + before, work.clock) if required else None
    return in_force or spans.span(
        told.markers, one.start, spans.When(work.clock, work.desk.hints, told.plan, _since(told, work))
    )


def _since(told: _Told, work: _Work) -> date | None:
    """The day from which the clause of a regulation holds; None for what is no clause."""
    return work.clock.since if CLAUSE.match(told.sentence.paragraph.text) else None


def _requirement(figure: Figure, before: str, clause: str, work: _Work) -> Requirement:
    cycle, kinds = cycle_of(before + clause) or "", kinds_of(clause, work.desk.world)
    least = int(figure.value or 0)
    return Requirement(figure.quote, figure.offset, least, figure.unit, cycle, kinds, figure.body, figure.span)


def _without_echoes(found: list[_Found]) -> list[_Found]:
    """Without the figures of headings that the text below them states again in like words."""
    stated: dict[tuple[Decimal | None, str], set[str]] = {}
    for one in found:
        if not one.in_heading:
            stated.setdefault((one.figure.value, one.figure.unit), set()).update(grams(one.figure.quote))
    return [one for one in found if not (one.in_heading and _echoes(one.figure, stated))]


def _echoes(figure: Figure, stated: dict[tuple[Decimal | None, str], set[str]]) -> bool:
    return not grams(figure.quote).isdisjoint(stated.get((figure.value, figure.unit), ()))
