"""Every state of a suggestion × every verb × everybody: what the table says happens, and nothing else."""

import pytest

from tests import make
from tests.kept import kept
from tests.ledger import cells, stages
from tests.ledger.cast import OFFICE, REFERRAL, cast
from tests.ledger.events import again
from tracker.ledger import assigning, bills, suggestions
from tracker.models import Suggestion
from tracker.rules.chain import SUGGESTION_LABELS, SUGGESTION_MOVES

DAY, LEAD = stages.ASSIGNED, frozenset({"lead"})
STAGES = {
    "draft": stages.draft,
    "submitted": stages.submitted,
    "submitted proposal": lambda *who: stages.submitted(*who, "proposal"),
    "submitted bill": lambda *who: stages.submitted(*who, "bill"),
    "accepted": stages.accepted,
    "filed proposal": lambda *who: stages.accepted(*who, "proposal"),
    "accepted bill": lambda *who: stages.accepted(*who, "bill"),
    "treated bill": stages.treated,
    "not filed": stages.not_filed,
    "withdrawn": stages.withdrawn,
    "merged": stages.merged,
    "on agenda": stages.on_agenda,
    "in committee": stages.in_committee,
    "deliberated": stages.deliberated,
    "assigned": lambda *who: stages.assigned(*who, "split_handler").suggestion,
    "replied": lambda *who: stages.replied(*who).suggestion,
    "replied by a split handler": lambda *who: stages.replied(*who, "split_handler").suggestion,
    "rehandling": lambda *who: stages.rehandling(*who).suggestion,
    "tracking": lambda *who: stages.tracking(*who).suggestion,
    "closed": lambda *who: stages.closed(*who).suggestion,
}
HANDED = {"withdraw": "withdrawn", "refer": "accepted", "assign": "assigned"}
MOVES = {
    "draft": {"amend": "draft", "submit": "submitted", "withdraw": "withdrawn"},
    "submitted": {"accept": "accepted", "return_to_sponsor": "draft", "withdraw": "withdrawn"},
    "submitted proposal": {"file": "accepted", "not_file": "not_filed"}
    | {"return_to_sponsor": "draft", "withdraw": "withdrawn"},
    "submitted bill": {"accept": "accepted", "return_to_sponsor": "draft", "withdraw": "withdrawn"},
    "accepted": HANDED | {"merge": "merged"},
    "filed proposal": HANDED,
    "accepted bill": {"put_on_agenda": "on_agenda", "refer_to_committee": "in_committee"}
    | {"treat_as_suggestion": "accepted", "withdraw": "withdrawn"},
    "treated bill": HANDED,
    "not filed": {},
    "withdrawn": {},
    "merged": {},
    "on agenda": {"refer_to_committee": "in_committee", "report_deliberation": "on_agenda"}
    | {"adopt_report": "deliberated"},
    "in committee": {"report_deliberation": "in_committee", "adopt_report": "deliberated"},
    "deliberated": {},
    "assigned": HANDED | {"refer": "assigned"},
    "replied": {"assign": "replied"},
    "replied by a split handler": {"assign": "assigned"},
    "rehandling": {"assign": "rehandling"},
    "tracking": {"assign": "tracking"},
    "closed": {},
}
WHO = {
    "amend": LEAD | OFFICE,
    "submit": LEAD | OFFICE,
    "withdraw": LEAD | OFFICE,
    "assign": OFFICE | REFERRAL,
}


def missing(row):
    """The role in which one more unit can be added: beside a host only a co-handler."""
    return "co_handler" if row.assignments.filter(role="host").exists() else "split_handler"


VERBS = {
    "amend": lambda by, row: suggestions.amend(by, row, title="关于另一示例的建议"),
    "submit": lambda by, row: suggestions.submit(by, row, stages.SESSION_DAY),
    "accept": lambda by, row: suggestions.accept(by, row, DAY, "N001"),
    "return_to_sponsor": lambda by, row: suggestions.return_to_sponsor(by, row, "内容不明"),
    "file": lambda by, row: suggestions.file(by, row, DAY, "N001"),
    "not_file": lambda by, row: suggestions.not_file(by, row, DAY, "information", "不属提案范围"),
    "put_on_agenda": lambda by, row: bills.put_on_agenda(by, row, DAY),
    "refer_to_committee": lambda by, row: bills.refer_to_committee(by, row, "财经委员会", DAY),
    "report_deliberation": lambda by, row: bills.report_deliberation(by, row, DAY, "补充报告"),
    "adopt_report": lambda by, row: bills.adopt_report(by, row, DAY),
    "treat_as_suggestion": lambda by, row: bills.treat_as_suggestion(by, row, DAY),
    "withdraw": lambda by, row: suggestions.withdraw(by, row, DAY, "另行提出"),
    "merge": lambda by, row: suggestions.merge(by, row, Suggestion.objects.get(title="主件"), DAY),
    "refer": lambda by, row: assigning.refer(by, row, make.system("党委系统", "system-party"), DAY),
    "assign": lambda by, row: assigning.assign(by, row, make.handling_unit("示例城管委"), missing(row), DAY),
}
WRITES = {"assign": "hand_to"}


@pytest.fixture
@kept
def world(deputy, term):
    """The sponsors, everybody who might try, a lead item to merge into, and a unit to assign to."""
    joint, stranger = make.deputy(term, "600002"), make.deputy(term, "600003")
    make.suggestion(stranger, stages.SESSION_DAY, "主件")
    make.handling_unit("示例城管委")
    return deputy, joint, cast(deputy, joint, stranger)


def test_the_table_has_every_state_every_verb_and_every_move():
    reached = {}
    for stage, moves in MOVES.items():
        for verb, target in moves.items():
            reached.setdefault(state_of(stage), {}).setdefault(verb, set()).add(target)
    assert set(SUGGESTION_MOVES) == set(Suggestion.State) == {state_of(stage) for stage in STAGES}
    assert {state: moves for state, moves in SUGGESTION_MOVES.items() if moves} == reached
    assert set(VERBS) == set(SUGGESTION_LABELS)


def state_of(stage):
    named = {"filed proposal": "accepted", "treated bill": "accepted", "replied by a split handler": "replied"}
    return named.get(stage) or stage.removesuffix(" bill").removesuffix(" proposal").replace(" ", "_")


@pytest.mark.parametrize("stage", STAGES)
def test_each_verb_does_what_the_table_says_or_is_refused_with_a_sentence(stage, world):
    lead, joint, everybody = world
    row = again(STAGES[stage](lead, joint))
    assert row.state == state_of(stage)
    wrong = []
    for verb, run in VERBS.items():
        target, may = MOVES[stage].get(verb), WHO.get(verb, OFFICE)
        wrong += cells.wrong(cells.Cell(verb, run, WRITES.get(verb, verb), target, may), everybody, row)
    assert not wrong, "\n".join(wrong)
