"""Reads a report: the figures and requirements it states, each with a verbatim quote. Pure: no Django."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from . import quotes, remarks, spans
from .articles import Article, articles, ours
from .bodies import Places
from .dates import Clock, clock
from .keys import Keys
from .owners import Owners, known_places, owners
from .plain import OPENS, Plain, plain
from .quantities import Quantity, quantities
from .requirements import cycle_of, is_required, kinds_of
from .sentences import Paragraph, Sentence, paragraphs, sentences
from .shapes import Figure, Hints, Reading, Requirement, World

CONTEXT = 60
GLOSSARY = re.compile(r"[#（(一二三四五六七八九十、）)附：:]*(?:有关)?(?:名词|术语|用语)(?:解释|说明|注释)|注释$")


@dataclass(frozen=True, slots=True)
class _Work:
    """What is known while one article is read."""

    plain: Plain
    world: World
    hints: Hints
    keys: Keys
    owners: Owners
    clock: Clock


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
    readable = plain(text)
    parts = articles(paragraphs(readable.chars))
    places, keys = Places(readable.chars, known_places(world)), Keys(world)
    found: list[_Found] = []
    notes: list[str] = []
    for article in parts:
        if ours(article, len(parts) == 1):
            found += _article(article, readable, places, keys, world, hints)
        elif count := sum(len(quantities(sentence.text)) for sentence in _sentences(article)):
            notes.append(remarks.left_out(article, count))
    figures = [one.figure for one in found]
    notes += [*remarks.untold(figures), *remarks.garbled(readable)]
    return Reading(tuple(figures), tuple(one.requirement for one in found if one.requirement), tuple(notes))


def _article(article: Article, readable: Plain, places: Places, keys: Keys, world: World, hints: Hints) -> list[_Found]:
    own = owners(article, places, world, hints)
    time = clock(article.text, article.headings, readable.chars)
    work = _Work(readable, world, hints, keys, own, time)
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
    for one, (start, end) in zip(found, quotes.spans(sentence.text, found), strict=True):
        offset, quote = work.plain.cut(sentence.start + start, sentence.start + end)
        figure = Figure(quote, offset, one.value, one.unit, one.qualifier, one.words, one.most)
        yield _placed(figure, one, sentence, (start, end), previous, plan, work)


def _placed(
    figure: Figure,
    one: Quantity,
    sentence: Sentence,
    quote: tuple[int, int],
    previous: str,
    plan: int | None,
    work: _Work,
) -> _Found:
    before, clause = sentence.text[: one.start], sentence.text[quote[0] : quote[1]]
    required = is_required(one, before + clause[:4])
    body = work.owners.of(sentence.text, one.start)
    span = (spans.in_force(previous + before, work.clock) if required else None) or spans.span(
        before, work.clock, work.hints, plan
    )
    far = sentence.text[max(0, quote[0] - CONTEXT) : quote[1]]
    key = work.keys.of(clause, far, one.unit, required, body.endswith("政协"))
    figure = replace(figure, body=body, span=span, key=key)
    return _Found(
        figure, _requirement(figure, before, clause, work) if required else None, sentence.paragraph.is_heading
    )


def _requirement(figure: Figure, before: str, clause: str, work: _Work) -> Requirement:
    cycle, kinds = cycle_of(before + clause) or "", kinds_of(clause, work.world)
    least = int(figure.value or 0)
    return Requirement(figure.quote, figure.offset, least, figure.unit, cycle, kinds, figure.body, figure.span)


def _without_echoes(found: list[_Found]) -> list[_Found]:
    """Without the figures of headings that the text below them states again."""
    stated = {(one.figure.value, one.figure.unit) for one in found if not one.in_heading}
    return [one for one in found if not (one.in_heading and (one.figure.value, one.figure.unit) in stated)]
