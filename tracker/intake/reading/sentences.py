"""Paragraphs, headings and sentences of a readable text. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

END = re.compile(r"(?:[。！？!?]|…+)[”’\"'』」）)]*|\n+")
LONGEST = 800  # what goes on longer than this is cut, so that reading stays linear
HEADING = 42
CLOSES = "。！？；!?;…，,：:"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: where it starts in the readable characters, its text, whether it looks like a heading."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_heading(self) -> bool:
        return len(self.text) <= HEADING and self.text[-1] not in CLOSES and "。" not in self.text


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph: where it starts in the readable characters, and its text."""

    start: int
    text: str
    paragraph: Paragraph


def paragraphs(chars: str) -> list[Paragraph]:
    """The paragraphs of readable characters; none is empty."""
    return [Paragraph(match.start(), match[0]) for match in re.finditer(r"[^\n]+", chars)]


def sentences(paragraph: Paragraph) -> Iterator[Sentence]:
    """The sentences of a paragraph, none longer than 800 characters."""
    at = 0
    for match in END.finditer(paragraph.text):
        yield from _pieces(paragraph, at, match.end())
        at = match.end()
    yield from _pieces(paragraph, at, len(paragraph.text))


def _pieces(paragraph: Paragraph, start: int, end: int) -> Iterator[Sentence]:
    for at in range(start, end, LONGEST):
        yield Sentence(paragraph.start + at, paragraph.text[at : min(end, at + LONGEST)], paragraph)
