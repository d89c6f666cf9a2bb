"""What docs/ say of the verdicts and the words is so."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps

from tests.rules.table import table
from tests.scores.cases import Case, InterruptionLine, MandateLine, SessionLine
from tests.scores.verdicts import complaints
from tracker import models
from tracker.intake import archive, child, places, workbook
from tracker.intake.sheets import DESKS
from tracker.ledger import duties, suggestions
from tracker.ledger.rights import RIGHTS
from tracker.models import DutyRecord, InterruptionKind, Role, Session, Suggestion
from tracker.rules import chain
from tracker.rules.deadlines import Handling
from tracker.scores.classify import REASONS
from tracker.scores.explain import LABELS
from tracker.scores.judge import OUTCOMES, SHORT_PERIOD
from tracker.scores.periods import EXEMPTING, SUSPENDING
from tracker.tables.words import OUTCOME_LABELS

ROOT = Path(__file__).resolve().parents[1]
CHOICES = {
    "States of a duty record": DutyRecord.State,
    "States of a bill or suggestion": Suggestion.State,
    "Attendance": DutyRecord.Attendance,
    "Half-days": DutyRecord.HalfDay,
    "Meetings of a session": DutyRecord.Meeting,
    "Ways of taking part": models.Mode,
    "When a kind counts": models.DutyKind.Timing,
    "Interruptions": InterruptionKind,
    "Part periods": models.RequirementValue.PartPeriod,
    "Cycles": models.Requirement.Cycle,
    "Roles": Role,
    "Sessions": Session.Kind,
    "Precision of a term's first day": models.Term.Precision,
    "Groups": models.Group.Kind,
    "Bodies": models.Body.Kind,
    "Levels": models.Body.Level,
    "Forms of a proposal": Suggestion.Kind,
    "Channels of a proposal": Suggestion.Channel,
    "Sponsors": models.Sponsor.Role,
    "How a sponsor confirmed": models.Sponsor.How,
    "Organisations that sponsor": models.Sponsor.Organisation,
    "Wishes on disclosure": Suggestion.Wish,
    "What becomes of a proposal not filed": Suggestion.Disposition,
    "Roles of a unit": models.Assignment.Role,
    "States of an assignment": models.Assignment.State,
    "Stages of a contact": models.Contact.Stage,
    "Forms of a contact": models.Contact.Form,
    "Classes of a reply": models.Reply.Class,
    "Ratings": models.Rating,
    "Stages of a receipt": models.Evaluation.Stage,
    "Sources of a receipt": models.Evaluation.Source,
    "Supervision": models.Supervision.Kind,
    "Decisions on disclosure": models.Disclosure.Decision,
    "Reasons for withholding": models.Disclosure.Reason,
    "Workbooks": models.SheetKind,
    "States of an uploaded file": models.ImportJob.State,
    "States of a row of a file": models.ImportRow.State,
    "What a deputy says of a record": models.RollAnswer.Word,
    "Whom a reminder is for": models.Addressee,
    "Ways of a reminder": models.Reminder.Way,
    "Natures of a number": models.Nature,
    "What the ledger counts": models.Measure,
    "Subjects of figures": models.Scope,
    "Sections of the work report": models.Section,
    "How exact a reported number is": models.Qualifier,
    "How exactly a period is told": models.Precision,
    "Kinds of relations": models.FigureRelation.Kind,
    "Rules of relations": models.FigureRelation.Rule,
    "States of a report that is read": models.ReportReading.State,
    "States of a proposed figure": models.FigureProposal.State,
    "Verbs of events": models.Event.Verb,
    "Tables of facts": models.Event.Subject,
    "States in events": models.Event.State,
}
UNSEEN = {"Submission", "SeedMark", "Sketch", "ImportRow", "Reading", "SignInTry"}


def rows(file, heading):
    """The cells of the first table below a heading, the head of the table left out."""
    text = (ROOT / "docs" / file).read_text("utf-8")
    part = re.split(rf"^#+ {re.escape(heading)}$", text, flags=re.MULTILINE)[1]
    lines = re.search(r"(?:^\|.*\n)+", part, flags=re.MULTILINE).group().splitlines()
    return [
        [cell.strip().strip("`") for cell in line.strip("|").split("|")]
        for line in lines
        if not line.startswith("|---")
    ]


def body(file, heading):
    return rows(file, heading)[1:]


def seeds(name):
    return tomllib.loads((ROOT / "seeds" / name).read_text("utf-8"))


def spans(text):
    """``2023-01-13 … 2023-05-01`` as two days, the second perhaps None."""
    first, _, end = text.partition("…")
    return date.fromisoformat(first.strip()), date.fromisoformat(end.strip()) if end.strip() else None


def number(text):
    """``3 + 1`` as counted and waiting."""
    counted, _, waiting = text.partition("+")
    return int(counted), int(waiting or 0)


def worked_case(line):
    """A line of the worked cases as a case."""
    asked = {"speeches": "session-speeches", "activities": "recess-activities", "suggestions": "bills-suggestions"}
    numbers = {code: number(line[name]) for name, code in asked.items()}
    kind, _, span = line["interruption"].partition(" ")
    outcomes = {code: line[code].split() for code in asked.values()}
    return Case(
        line["case"],
        date.fromisoformat(line["as of"]),
        expect={code: _said(*said) for code, said in outcomes.items()},
        mandate=MandateLine(*spans(line["mandate"])),
        interruptions=(InterruptionLine(kind, *spans(span)),) if span else (),
        sessions=(SessionLine(date(2023, 1, 13), date(2023, 1, 17), roll=line["speech roll"] == "complete"),),
        verified={code: counted for code, (counted, _) in numbers.items()},
        submitted={code: waiting for code, (_, waiting) in numbers.items()},
    )


def _said(outcome, required="nothing"):
    return {"outcome": outcome, "required": int(required) if required.isdigit() else required}


HEAD, *LINES = rows("scoring.md", "Worked cases")
WORKED = [worked_case(dict(zip(HEAD, cells, strict=True))) for cells in LINES]


@pytest.mark.parametrize("case", WORKED, ids=[case.sentence for case in WORKED])
def test_a_worked_case_of_the_page_is_judged_as_it_says(case):
    assert complaints(case) == []


def test_a_wrong_line_of_the_page_would_be_noticed():
    line = dict(zip(HEAD, LINES[0], strict=True)) | {"recess-activities": "met 3", "bills-suggestions": "short 1"}
    assert len(complaints(worked_case(line))) == 2


def test_the_page_has_every_outcome_with_its_label():
    said = {code: label for code, label, _ in body("scoring.md", "What is judged")}
    assert said == OUTCOME_LABELS
    assert set(said) == set(OUTCOMES)


def test_the_page_has_every_reason_in_its_order():
    assert [code for code, _ in body("scoring.md", "What counts")] == list(REASONS)


def test_the_page_has_the_requirements_as_they_are():
    said = body("scoring.md", "How much is required")
    columns = ("code", "cycle", "minimum", "part_period", "min_service_days")
    of_table = [line | {"minimum": line["values"][-1]["minimum"]} for line in table().values()]
    assert said == [[str(line[name]) for name in columns] for line in of_table]


def test_the_page_has_what_each_interruption_does():
    effects = {code: effect for code, _, effect in body("scoring.md", "Leave and suspension")}
    assert set(effects) == set(InterruptionKind)
    assert {code for code in effects if effects[code] == "exempts"} == EXEMPTING
    assert {code for code in effects if effects[code].startswith("takes days off")} == SUSPENDING


def test_the_page_has_the_length_of_a_short_period():
    assert f"shorter than {SHORT_PERIOD} days" in (ROOT / "docs" / "scoring.md").read_text("utf-8")


@pytest.mark.parametrize("heading", CHOICES)
def test_the_glossary_has_every_code_with_its_label(heading):
    said = {code: label for label, code in body("glossary.md", heading)}
    assert said == {value: str(label) for value, label in CHOICES[heading].choices}


def test_no_choice_of_a_model_is_left_out_of_the_glossary():
    fields = [field for model in apps.get_app_config("tracker").get_models() for field in model._meta.get_fields()]
    stored = {value for field in fields for value, _ in getattr(field, "choices", None) or []}
    assert stored <= {value for choices in CHOICES.values() for value in choices.values}


def test_the_glossary_has_the_answers_of_the_judge():
    assert {code: label for label, code in body("glossary.md", "Outcomes")} == OUTCOME_LABELS
    assert {code: label for label, code in body("glossary.md", "Why a record does not count")} == LABELS
    assert set(LABELS) == set(REASONS)


def test_the_glossary_has_every_kind_and_requirement_that_is_planted():
    kinds = {kind["code"]: kind["label"] for kind in seeds("duty_kinds.toml")["kind"]}
    rules = [line for name in ("341-311", "observer") for line in seeds(f"rules/{name}.toml")["requirement"]]
    assert {code: label for label, code in body("glossary.md", "Kinds of duty")} == kinds
    assert {code: label for label, code in body("glossary.md", "Requirements")} == {
        r["code"]: r["label"] for r in rules
    }


def test_the_glossary_has_the_verbs_that_move_a_state():
    assert {code: label for label, code in body("glossary.md", "Verbs on duty records")} == duties.LABELS
    assert {code: label for label, code in body("glossary.md", "Verbs on bills and suggestions")} == suggestions.LABELS
    assert {code: label for label, code in body("glossary.md", "Verbs on assignments")} == chain.ASSIGNMENT_LABELS


def test_the_glossary_has_every_table_that_a_user_sees():
    seen = {model.__name__: model._meta.verbose_name for model in apps.get_app_config("tracker").get_models()}
    said = {code: label for label, code in body("glossary.md", "Tables")}
    assert said == {name: str(label) for name, label in seen.items() if name not in UNSEEN}


def test_no_word_of_the_field_stands_twice():
    terms = [term for term, *_ in body("glossary.md", "Words of the field")]
    assert len(terms) == len(set(terms)) > 30


def codes(cell):
    """The codes in a cell: `a` `b`."""
    return frozenset(re.findall(r"`?([a-z_]+)`?", cell))


@pytest.mark.parametrize(
    ("heading", "moves"),
    [
        ("Moves of a suggestion", chain.SUGGESTION_MOVES),
        ("Moves of an assignment", chain.ASSIGNMENT_MOVES),
    ],
)
def test_the_page_of_suggestions_has_every_move(heading, moves):
    said = {(state, verb): codes(to) for state, verb, to in body("suggestions.md", heading)}
    assert {key: to for key, to in said.items() if key[1]} == {
        (state, verb): to for state, verbs in moves.items() for verb, to in verbs.items()
    }
    assert {state for state, _ in said} == set(moves)


def test_the_page_of_suggestions_says_who_may():
    assert {verb: codes(who) for verb, who in body("suggestions.md", "Who may")} == RIGHTS


def test_the_page_of_suggestions_has_the_deadlines_as_they_are():
    said = {name: int(number) for name, number, _ in body("suggestions.md", "Deadlines")}
    assert said == {name: getattr(Handling(), name) for name in said}
    assert len(said) == 10


def test_the_kinds_of_workbooks_are_those_of_the_desks():
    told = [(label, kind, {"yes": True, "no": False}[may]) for label, kind, may, _ in rows("importing.md", "Kinds")[1:]]
    assert told == [(desk.label, kind, desk.for_liaisons) for kind, desk in DESKS.items()]
    assert [(label, kind) for label, kind, _ in told] == [(str(kind.label), kind.value) for kind in models.SheetKind]


def test_the_limits_of_a_workbook_are_those_of_the_reader():
    mb = 1024 * 1024
    text = " ".join((ROOT / "docs" / "importing.md").read_text("utf-8").split())
    assert (
        f"At most {workbook.MAX_BYTES // mb} MB, {archive.MAX_ENTRIES} parts, {archive.MAX_TOTAL // mb} MB "
        f"unpacked, a ratio of {archive.MAX_RATIO}, {places.MAX_ROWS:,} rows and {places.MAX_COLUMNS} columns"
    ) in text
    assert f"{child.MEMORY // mb} MB and {child.SECONDS} seconds of processor time" in text
