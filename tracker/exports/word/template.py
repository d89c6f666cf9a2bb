"""Makes the Word templates that the forms are filled into (docs/printing.md says how to make them anew)."""

from pathlib import Path

from .ooxml import WIDTH, cell, package, paragraph, row, section, step, table, tag_row

FOLDER = Path(__file__).with_name("templates")
FORM, ROSTER, DRAFT = FOLDER / "duty_form.docx", FOLDER / "deputy_list.docx", FOLDER / "work_report.docx"
LOW, HIGH, SIGNED = 380, 460, 1300
BASICS = (1150, 1500, 1050, 1250, 1150, 1620, 1800)
COLUMNS = {  # width and style of each column of a block
    "sessions": ((1150, "Cell"), (4870, "CellLeft"), (1500, "Cell"), (2000, "Cell")),
    "recess": ((1050, "Cell"), (1850, "Cell"), (3120, "CellLeft"), (1900, "Cell"), (1600, "Cell")),
    "proposals": (
        *((1180, "Cell"), (2390, "CellLeft"), (760, "Cell"), (1000, "Cell")),
        *((1000, "Cell"), (960, "Cell"), (1130, "Cell"), (1100, "Cell")),
    ),
    "term": ((1860, "Cell"), (1300, "Cell"), (2960, "CellLeft"), (1900, "Cell"), (1500, "Cell")),
    "verdicts": (
        *((1100, "Cell"), (1980, "CellLeft"), (850, "Cell"), (700, "Cell")),
        *((850, "Cell"), (1050, "Cell"), (2990, "CellLeft")),
    ),
}
RESTART, GO_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def make_templates(folder: Path = FOLDER):
    """Write the templates into a folder; what is written is the same every time."""
    for path, body in ((FORM, _form()), (ROSTER, _roster()), (DRAFT, _draft())):
        package(folder / path.name, body)


def _form() -> str:
    """The form of each deputy in turn, each on a page of its own."""
    lists = "".join(_block(code, place) for place, code in enumerate(list(COLUMNS)[:-1]))
    return "".join(
        (
            step("{%p for paper, strip in sheets %}"),
            paragraph("{{ paper.title }}", "Title"),
            paragraph("{{ labels.basics }}", "Block"),
            _basics(),
            lists,
            _listing("verdicts", "paper.verdicts"),
            step("{%p for note in paper.notes %}"),
            paragraph("{{ note }}", "Note"),
            step("{%p endfor %}"),
            step("{%p for line in paper.foot %}"),
            paragraph("{{ line }}", "Foot"),
            step("{%p endfor %}"),
            paragraph("", "Gap"),
            _signatures(),
            step("{%p if not loop.last %}"),
            section(),
            step("{%p endif %}"),
            step("{%p endfor %}"),
        )
    )


def _fact(name: str, first: int, span: int) -> list[str]:
    """A label and its value over some columns of 基本情况."""
    width = sum(BASICS[first + 1 : first + 1 + span])
    label = cell(f"{{{{ paper.facts.{name}.label }}}}", BASICS[first], "CellHead")
    return [label, cell(f"{{{{ paper.facts.{name}.value }}}}", width, "Cell", span=span)]


def _basics() -> str:
    photo = [cell("{{ labels.photo }}", BASICS[6], more=RESTART), *[cell("", BASICS[6], more=GO_ON)] * 3]
    lines = (
        [*_fact("name", 0, 1), *_fact("gender", 2, 1), *_fact("nationality", 4, 1), photo[0]],
        [*_fact("born", 0, 1), *_fact("party", 2, 1), *_fact("number", 4, 1), photo[1]],
        [*_fact("work", 0, 5), photo[2]],
        [*_fact("unit", 0, 2), *_fact("liaison", 3, 2), photo[3]],
        [*_fact("professional", 0, 2), *_fact("days", 3, 3)],
        _fact("held", 0, 6),
        [
            cell("{{ labels.strip }}", BASICS[0], "CellHead"),
            cell("{{ strip }}　{{ paper.outcome }}", sum(BASICS[1:]), "CellPicture", span=6),
        ],
    )
    return table(BASICS, [row(cells, high=HIGH) for cells in lines])


def _block(code: str, place: int) -> str:
    return _listing(code, f"paper.blocks[{place}]")


def _listing(code: str, name: str) -> str:
    """The title of a block and its table: heads on every page, rows that stay whole."""
    columns = COLUMNS[code]
    widths, number = [width for width, _ in columns], len(columns)
    heads = [cell(f"{{{{ {name}.heads[{place}] }}}}", width, "CellHead") for place, width in enumerate(widths)]
    cells = [cell(f"{{{{ row[{place}] }}}}", *column) for place, column in enumerate(columns)]
    rows = (
        row(heads, high=LOW, head=True),
        tag_row(f"{{%tr for part in {name}.parts %}}", number),
        tag_row("{%tr if part.heading %}", number),
        row([cell("{{ part.heading }}", WIDTH, "Band", span=number)], high=LOW),
        tag_row("{%tr endif %}", number),
        tag_row("{%tr for row in part.rows %}", number),
        row(cells, high=LOW),
        tag_row("{%tr endfor %}", number),
        tag_row("{%tr endfor %}", number),
        tag_row(f"{{%tr if not {name}.parts %}}", number),
        row([cell(f"{{{{ {name}.empty }}}}", WIDTH, span=number)], high=LOW),
        tag_row("{%tr endif %}", number),
    )
    return paragraph(f"{{{{ {name}.title }}}}", "Block") + table(widths, rows)


def _signatures() -> str:
    label, room = 2000, WIDTH - 2000
    day = "{% if place.sealed %}{{ labels.seal }}　　　　{% endif %}{{ labels.day }}"
    rows = (
        tag_row("{%tr for place in paper.signatures %}", 2),
        row([cell("{{ place.label }}", label, "CellKept"), cell(day, room, "CellRight", at="bottom")], high=SIGNED),
        tag_row("{%tr endfor %}", 2),
    )
    return table((label, room), rows)


def _roster() -> str:
    """The official list: a title, and the names of each electoral unit as lines of text."""
    return "".join(
        (
            paragraph("{{ roster.title }}", "Title"),
            paragraph("{{ roster.subtitle }}", "Subtitle"),
            step("{%p for unit in roster.units %}"),
            paragraph("{{ unit.heading }}", "Unit"),
            step("{%p for line in unit.lines %}"),
            paragraph("{{ line }}", "Names"),
            step("{%p endfor %}"),
            step("{%p endfor %}"),
            step("{%p for note in roster.notes %}"),
            paragraph("{{ note }}", "Foot"),
            step("{%p endfor %}"),
        )
    )


def _draft() -> str:
    """The draft of the work report: a title, sections of running text, and notes on the numbers."""
    return "".join(
        (
            paragraph("{{ draft.title }}", "Headline"),
            paragraph("{{ draft.subtitle }}", "Beneath"),
            paragraph("{{ draft.opening }}", "Prose"),
            step("{%p for section in draft.sections %}"),
            paragraph("{{ section.heading }}", "Heading"),
            step("{%p for text in section.paragraphs %}"),
            paragraph("{{ text }}", "Prose"),
            step("{%p endfor %}"),
            step("{%p endfor %}"),
            paragraph("", "Small"),
            paragraph("{{ draft.notes_title }}", "Small"),
            step("{%p for note in draft.notes %}"),
            paragraph("{{ note }}", "Small"),
            step("{%p endfor %}"),
        )
    )
