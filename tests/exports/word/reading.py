"""What stands in a Word file, read by another library than wrote it."""

from datetime import date
from io import BytesIO

import docx

from tests.exports import world
from tracker.exports.word import deputy_list_in, duty_forms_in, papers

MADE = date(2024, 3, 1)


def forms(judgement):
    """The Word file of the forms of a judgement."""
    return opened(papers(judgement, made_on=MADE))


def opened(found):
    """The Word file of some forms."""
    out = BytesIO()
    duty_forms_in(found, out, made_on=MADE)
    return docx.Document(BytesIO(out.getvalue()))


def listed(roster):
    """The Word file of a list, its paragraphs."""
    out = BytesIO()
    deputy_list_in(roster, out, made_on=MADE)
    return [line.text for line in docx.Document(BytesIO(out.getvalue())).paragraphs]


def rows(table):
    """The texts of the cells of a table, each merged cell once."""
    return [[cell.text for cell in dict.fromkeys(row.cells)] for row in table.rows]


def text(document):
    """All text of a file."""
    parts = [line.text for line in document.paragraphs]
    return "\n".join(parts + [cell for table in document.tables for row in rows(table) for cell in row])


def one(number, on=date(2024, 3, 1), term=None):
    """The judgement of one deputy of the small world."""
    return world.judge(term or world.build(), on, number=number)
