"""Fills a Word template: every text as it is, pictures, and a foot on each page that says whose it is."""

from collections.abc import Iterable
from copy import deepcopy
from datetime import date, datetime
from io import BytesIO

from docx.oxml.ns import qn
from docx.shared import Emu
from docxtpl import DocxTemplate, InlineImage
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from .. import text
from .form import Paper
from .picture import EMU, HEIGHT, png
from .roster import Roster
from .template import FORM, ROSTER
from .words import LABELS

LONG = 400  # a row of more characters may break across pages: it might not fit on one


def plain(value):
    """A value as the file can hold it; the underline is written so that docxtpl reads nothing into a text."""
    if hasattr(value, "__html__"):
        return value
    return Markup(str(escape(text.legible(str(value)))).replace("_", "&#95;"))


ENVIRONMENT = Environment(autoescape=True, finalize=plain, undefined=StrictUndefined)


def duty_forms(papers: list[Paper], out, *, made_on: date):
    """Write the forms of some deputies to a path or a stream, each from a new page on, numbered for itself."""
    document = DocxTemplate(FORM)
    sheets = [(paper, InlineImage(document, BytesIO(png(paper.strip)), height=Emu(HEIGHT * EMU))) for paper in papers]
    document.render({"sheets": sheets, "labels": LABELS}, ENVIRONMENT, autoescape=True)
    _describe(document, [paper.strip.text for paper in papers])
    _let_long_rows_break(document)
    _name_pages(document, [f"{paper.name}（{paper.number}）　" for paper in papers])
    save(document, papers[0].title, out, made_on)


def deputy_list(roster: Roster, out, *, made_on: date):
    """Write the official list of names to a path or a stream."""
    document = DocxTemplate(ROSTER)
    document.render({"roster": roster}, ENVIRONMENT, autoescape=True)
    save(document, roster.title, out, made_on)


def _describe(document, texts: Iterable[str]):
    """Give each picture its words."""
    for picture, words in zip(document.element.body.iter(qn("wp:docPr")), texts, strict=True):
        picture.set("descr", text.legible(words))


def _let_long_rows_break(document):
    for row in document.element.body.iter(qn("w:tr")):
        if sum(len(run.text or "") for run in row.iter(qn("w:t"))) > LONG:
            properties = row.find(qn("w:trPr"))
            properties.remove(properties.find(qn("w:cantSplit")))


def _name_pages(document, marks: list[str]):
    """Put a name before the number of each page of a section."""
    sections = list(document.sections)
    (pattern,) = sections[-1].footer._element
    for section, mark in zip(sections, marks, strict=True):
        foot = section.footer
        foot.is_linked_to_previous = True
        foot.is_linked_to_previous = False
        line = deepcopy(pattern)
        line.find(qn("w:r")).find(qn("w:t")).text = text.legible(mark)
        foot._element[:] = [line]


def save(document, title, out, made_on):
    """Write a filled template to a path or a stream, with a title and the day on which it was made."""
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = text.legible(title)[:255], "", ""
    properties.created = properties.modified = datetime(made_on.year, made_on.month, made_on.day, 12)
    document.save(out)
