"""Every state of an assignment × every verb × everybody: what the table says happens, and nothing else."""

import pytest

from tests import make
from tests.kept import kept
from tests.ledger import cells, stages
from tests.ledger.cast import OFFICE, REFERRAL, UNIT, both_sides, cast
from tests.ledger.events import again
from tracker.ledger import Refused, assigning, evaluations, replies
from tracker.models import Assignment, Commitment, Evaluation, Reply
from tracker.rules.chain import ASSIGNMENT_LABELS, ASSIGNMENT_MOVES

DAY, LATE = stages.ASKED, stages.KEPT
STAGES = {
    "assigned": stages.assigned,
    "assigned, received": stages.received,
    "return_asked": stages.return_asked,
    "returned": stages.returned,
    "replied": stages.replied,
    "replied, without promise": lambda *who: stages.replied(*who, commitments=[]),
    "replied, again": stages.replied_again,
    "rehandling": stages.rehandling,
    "rehandling, without promise": lambda *who: stages.rehandling(*who, commitments=[]),
    "tracking": stages.tracking,
    "closed": stages.closed,
    "ended": stages.ended,
}
EVER, BETWEEN = ("contact", "progress"), ("extend",)
PROMISES, JOINTLY = ("confirm_commitment", "report_done"), ("join", "correct_join")
SAME = {
    "assigned": (*EVER, *BETWEEN, "receive"),
    "assigned, received": (*EVER, *BETWEEN),
    "return_asked": EVER,
    "replied": (*EVER, *PROMISES, *JOINTLY),
    "replied, again": (*EVER, *PROMISES, *JOINTLY, "amend_reply"),
    "rehandling": (*EVER, *JOINTLY),
    "tracking": (*EVER, *PROMISES, *JOINTLY, "join_kept"),
    "closed": (*EVER, *JOINTLY),
}
MOVES = {
    "assigned": {"reply": "replied"},
    "assigned, received": {"reply": "replied", "return_assignment": "return_asked"},
    "return_asked": {"accept_return": "returned", "refuse_return": "assigned"},
    "replied": {"satisfy": "tracking", "dissatisfy": "rehandling"},
    "replied, without promise": {"satisfy": "closed", "dissatisfy": "rehandling"},
    "replied, again": {"satisfy": "tracking", "dissatisfy": "rehandling"},
    "rehandling": {"reply": "replied", "correct": "tracking"},
    "rehandling, without promise": {"reply": "replied", "correct": "closed"},
    "tracking": {"keep": "closed", "break": "rehandling", "correct": "rehandling"},
    "closed": {"look_back": "tracking", "correct": "rehandling"},
}
WHO = {
    **dict.fromkeys(("satisfy", "dissatisfy", "keep", "break", "correct", "confirm_commitment"), OFFICE | {"lead"}),
    **dict.fromkeys(("join", "join_kept"), OFFICE | {"second joint"}),
    "correct_join": OFFICE | {"joint"},
    **dict.fromkeys(("accept_return", "refuse_return", "extend"), REFERRAL),
    "look_back": OFFICE,
}
NAMED = {"satisfy": "evaluate_reply", "dissatisfy": "evaluate_reply", "join": "evaluate_reply"} | {
    "keep": "evaluate_fulfilment",
    "break": "evaluate_fulfilment",
    "join_kept": "evaluate_fulfilment",
    "correct": "correct_receipt",
    "correct_join": "correct_receipt",
}
EVENT = {"evaluate_reply": "evaluate", "evaluate_fulfilment": "evaluate", "amend_reply": "amend"}
DERIVED = {"return_asked": "assigned", "returned": "accepted", "ended": "withdrawn"}


def rate(rating, who=0):
    """A receipt on the reply of one of the sponsors, by number; who is no deputy enters it from a paper."""
    return lambda by, row: evaluations.evaluate_reply(
        by, row, sponsor(row, who), rating, LATE, comment="意见", **proof(by)
    )


def rate_kept(rating, who=0):
    return lambda by, row: evaluations.evaluate_fulfilment(
        by, row, sponsor(row, who), LATE, rating=rating, comment="意见", **proof(by)
    )


def correct(by, row, who=0):
    """Turn the first receipt of a sponsor around."""
    old = row.evaluations.filter(sponsor=sponsor(row, who)).first()
    old = old or Evaluation(assignment=row, sponsor=sponsor(row, who), rating="satisfied")
    old.assignment = row
    rating = "satisfied" if old.rating == "unsatisfied" else "unsatisfied"
    return evaluations.correct(by, old, rating, LATE, "误填", comment="意见", **proof(by))


def sponsor(row, who):
    return row.suggestion.sponsors.order_by("-role", "pk")[who]


def proof(by):
    return {} if by.user.username.startswith("deputy") else {"source": "paper", "note": "回执扫描件"}


def answer(row):
    """The latest reply; in states that know none, one that nobody has stored."""
    found = row.replies.order_by("round").last() or Reply(assignment=row)
    found.assignment = row
    return found


def promise(row):
    found = Commitment.objects.filter(reply__assignment=row).last() or Commitment(reply=answer(row))
    found.reply.assignment = row
    return found


VERBS = {
    "receive": lambda by, row: assigning.receive(by, row, DAY),
    "contact": lambda by, row: replies.contact(by, row, LATE, "before", "face", "示例代表001"),
    "progress": lambda by, row: replies.progress(by, row, LATE, "正在办理"),
    "return_assignment": lambda by, row: assigning.return_assignment(by, row, DAY, "不属本单位职责"),
    "accept_return": lambda by, row: assigning.accept_return(by, row, LATE),
    "refuse_return": lambda by, row: assigning.refuse_return(by, row, "属本单位职责"),
    "extend": lambda by, row: assigning.extend(by, row, DAY, stages.END, "情况复杂"),
    "reply": lambda by, row: replies.reply(by, row, LATE, reply_class="A"),
    "amend_reply": lambda by, row: replies.amend_reply(by, answer(row), "文号有误", document_number="示例〔2023〕1号"),
    "confirm_commitment": lambda by, row: replies.confirm_commitment(by, promise(row), LATE),
    "report_done": lambda by, row: replies.report_done(by, promise(row), LATE, "已完成"),
    "satisfy": rate("satisfied"),
    "dissatisfy": rate("unsatisfied"),
    "join": rate("unsatisfied", 2),
    "keep": rate_kept("basically"),
    "break": rate_kept("unsatisfied"),
    "join_kept": rate_kept("unsatisfied", 2),
    "correct": correct,
    "correct_join": lambda by, row: correct(by, row, 1),
    "look_back": lambda by, row: evaluations.look_back(by, row, LATE, "没有落实"),
}


@pytest.fixture
@kept
def world(deputy, term):
    """The lead, two joint sponsors of whom the first rates the replies, and everybody who might try."""
    first, second, stranger = (make.deputy(term, number) for number in ("600002", "600003", "600004"))
    extra = {"second joint": make.acting("deputy", person=second.person)}
    return deputy, (first, second), cast(deputy, first, stranger) | extra


def test_the_table_has_every_state_every_verb_and_every_move():
    reached = {state: {} for state in Assignment.State}
    for stage in STAGES:
        for verb, target in cells_of(stage).items():
            reached[state_of(stage)].setdefault(NAMED.get(verb, verb), set()).add(target)
    for state in ("assigned", "return_asked"):
        reached[state]["end_handling"] = {"ended"}
    reached["rehandling"]["correct_receipt"].add("rehandling")
    assert reached == ASSIGNMENT_MOVES
    assert {NAMED.get(verb, verb) for verb in VERBS} == set(ASSIGNMENT_LABELS) - {"end_handling"}


def state_of(stage):
    return stage.partition(",")[0]


def cells_of(stage):
    return dict.fromkeys(SAME.get(stage, ()), state_of(stage)) | MOVES.get(stage, {})


@pytest.mark.parametrize("stage", STAGES)
def test_each_verb_does_what_the_table_says_or_is_refused_with_a_sentence(stage, world):
    lead, joint, everybody = world
    row = again(STAGES[stage](lead, joint))
    assert (row.state, row.suggestion.state) == (state_of(stage), DERIVED.get(row.state, row.state))
    wrong = []
    for verb in tried(stage):
        name, target = NAMED.get(verb, verb), cells_of(stage).get(verb)
        cell = cells.Cell(verb, derived(VERBS[verb]), EVENT.get(name, name), target, WHO.get(verb, UNIT))
        wrong += cells.wrong(cell, everybody, row)
    assert not wrong, "\n".join(wrong)


def tried(stage):
    """All verbs; only what a promise changes where there is none, and no correction of a receipt not yet given."""
    verbs = MOVES[stage] if "without promise" in stage else VERBS
    return [verb for verb in verbs if (stage, verb) != ("replied", "correct")]


def derived(run):
    """A verb, after which the suggestion stands where its only assignment puts it."""

    def run_and_look(by, row):
        run(by, row)
        now = again(row).state
        assert again(row.suggestion).state == DERIVED.get(now, now)

    return run_and_look


BOTH = {
    **dict.fromkeys(("receive", "contact", "progress", "reply"), stages.assigned),
    "return_assignment": stages.received,
    "amend_reply": stages.replied_again,
    **dict.fromkeys(("report_done", "confirm_commitment", "satisfy", "dissatisfy"), stages.replied),
    **dict.fromkeys(("keep", "break", "correct"), stages.tracking),
}


@pytest.mark.parametrize("verb", BOTH)
def test_who_is_of_the_unit_and_a_sponsor_answers_nothing_and_rates_nothing(verb, world):
    lead, joint, _ = world
    row = BOTH[verb](lead, joint)
    with pytest.raises(Refused, match="同时代表承办单位和提出人一方"):
        VERBS[verb](both_sides(lead), row)
    assert again(row).state == row.state
