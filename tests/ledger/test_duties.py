"""The verbs on duty records: what each does, and what each refuses."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests import make
from tests.ledger.events import again, agrees, events, last, verbs
from tracker.ledger import By, Refused, duties, people
from tracker.ledger.duties import MOVES
from tracker.models import DutyRecord, Role, RoleGrant

DAY = date(2023, 3, 1)
LATER = datetime(2023, 7, 1, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
State = DutyRecord.State


def in_state(state, mandate, kind, title="走访企业"):
    """A record in a state, reached by the verbs."""
    row = duties.record(make.by(), mandate, kind, DAY, title)
    if state in (State.SUBMITTED, State.RETURNED, State.VERIFIED):
        duties.submit(make.by(), row)
    if state == State.VERIFIED:
        duties.verify(make.by("verifier"), row)
    if state == State.RETURNED:
        duties.return_(make.by("verifier"), row, "日期有误")
    return duties.void(make.by(), row, "重复") if state == State.VOID else row


VERBS = {
    "submit": lambda row: duties.submit(make.by(), row),
    "verify": lambda row: duties.verify(make.by("verifier"), row),
    "return": lambda row: duties.return_(make.by("verifier"), row, "日期有误"),
    "void": lambda row: duties.void(make.by(), row, "重复"),
}


def test_the_map_of_moves_holds_every_state():
    assert set(MOVES) == set(State)


def test_every_move_of_the_map_leads_to_a_state_and_has_a_verb():
    assert {target for moves in MOVES.values() for target in moves.values()} <= set(State)
    assert {verb for moves in MOVES.values() for verb in moves} == set(VERBS) == set(duties.LABELS)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", State)
def test_a_verb_moves_a_record_where_the_map_says_and_refuses_elsewhere(state, verb, deputy, visit):
    row = in_state(state, deputy, visit)
    if verb not in MOVES[state]:
        with pytest.raises(Refused, match=f"现为{State(state).label}，不能{duties.LABELS[verb]}"):
            VERBS[verb](row)
        return
    VERBS[verb](row)
    assert again(row).state == MOVES[state][verb]
    assert (last(row).verb, last(row).from_state, last(row).to_state) == (verb, state, MOVES[state][verb])
    assert agrees(row)


def test_a_record_begins_as_a_draft_of_who_recorded_it(draft):
    assert (draft.state, draft.recorded_by.username, draft.recorded_at) == ("draft", "clerk", make.NOON)
    assert (last(draft).verb, last(draft).from_state, last(draft).to_state) == ("record", "", "draft")


def test_a_verified_record_says_who_verified_it_and_when(submitted):
    row = duties.verify(By(make.by("verifier").user, LATER), submitted)
    assert (row.verified_by.username, row.verified_at) == ("verifier", LATER)
    assert last(row).before == {"state": "submitted", "verified_by": None, "verified_at": None}


def test_who_recorded_does_not_verify(submitted):
    with pytest.raises(Refused, match="由您登记，须由另一人审核"):
        duties.verify(make.by("clerk"), submitted)
    assert again(submitted).state == "submitted"


def test_who_amended_does_not_verify(returned):
    duties.amend(make.by("verifier"), returned, title="走访十家企业")
    duties.submit(make.by("verifier"), returned)
    with pytest.raises(Refused, match="由您登记或修改过，须由另一人审核"):
        duties.verify(make.by("verifier"), returned)


def test_nobody_verifies_the_own_record(submitted, deputy):
    me = make.by("me")
    RoleGrant.objects.create(user=me.user, role=Role.DEPUTY, person=deputy.person, starts_on=make.START)
    with pytest.raises(Refused, match="是您本人的履职，须由另一人审核"):
        duties.verify(me, submitted)


def test_not_even_after_the_role_has_ended(submitted, deputy):
    me = make.by("me")
    over = {"starts_on": make.START, "ends_on": date(2023, 2, 1)}
    RoleGrant.objects.create(user=me.user, role=Role.DEPUTY, person=deputy.person, **over)
    with pytest.raises(Refused):
        duties.verify(me, submitted)


def test_another_deputy_may_verify(submitted, term):
    other, me = make.deputy(term, "600002"), make.by("me")
    RoleGrant.objects.create(user=me.user, role=Role.DEPUTY, person=other.person, starts_on=make.START)
    assert duties.verify(me, submitted).state == "verified"


@pytest.mark.parametrize("verb", [duties.return_, duties.void])
@pytest.mark.parametrize("reason", ["", "  "])
def test_a_return_and_a_void_need_a_reason(verb, reason, submitted):
    with pytest.raises(Refused, match="请写明"):
        verb(make.by("verifier"), submitted, reason)
    assert verbs(submitted) == ["record", "submit"]


def test_a_reason_stands_in_the_trail(returned):
    assert last(returned).note == "日期有误"


def test_a_voided_verified_record_still_says_who_verified_it(verified):
    duties.void(make.by(), verified, "经核实未参加")
    assert (again(verified).state, again(verified).verified_by.username) == ("void", "verifier")


def test_a_returned_record_is_corrected_and_submitted_again(returned):
    duties.amend(make.by(), returned, occurred_on=date(2023, 3, 2))
    duties.submit(make.by(), returned)
    assert verbs(returned) == ["record", "submit", "return", "amend", "submit"]
    assert agrees(returned)


@pytest.mark.parametrize("state", [State.DRAFT, State.RETURNED])
def test_a_draft_and_a_returned_record_are_amended_by_anybody(state, deputy, visit):
    row = duties.amend(make.by("liaison"), in_state(state, deputy, visit), title="走访农户")
    assert (again(row).title, again(row).state) == ("走访农户", state)


def test_a_submitted_record_is_amended_by_who_recorded_it(submitted):
    assert duties.amend(make.by("clerk"), submitted, title="走访农户").title == "走访农户"


def test_a_submitted_record_is_amended_by_nobody_else(submitted):
    with pytest.raises(Refused, match="现为待审核，不能修改"):
        duties.amend(make.by("liaison"), submitted, title="走访农户")


@pytest.mark.parametrize("state", [State.VERIFIED, State.VOID])
def test_a_verified_and_a_void_record_are_not_amended(state, deputy, visit):
    row = in_state(state, deputy, visit)
    with pytest.raises(Refused, match="不能修改；已审核的请作废后重新登记"):
        duties.amend(make.by("clerk"), row, title="走访农户")


@pytest.mark.parametrize(
    "name", ["state", "mandate", "mandate_id", "recorded_by", "recorded_at", "verified_by", "key", "id"]
)
def test_an_amendment_changes_only_the_content(name, draft):
    with pytest.raises(Refused, match="不能修改"):
        duties.amend(make.by(), draft, **{name: getattr(draft, name)})


def test_an_amended_record_has_the_key_of_its_new_content(draft, deputy, visit):
    duties.amend(make.by(), draft, title="走访农户")
    assert again(draft).key == duties.key_of(again(draft))
    assert duties.record(make.by(), deputy, visit, DAY, "走访企业").state == "draft"


def test_a_registration_number_stays_when_the_content_is_amended(deputy, visit):
    row = duties.record(make.by(), deputy, visit, DAY, "走访企业", key="D-0001")
    assert duties.amend(make.by(), row, title="走访农户").key == "D-0001"


@pytest.mark.parametrize("key", ["", "D-0001"])
def test_a_derived_kind_is_neither_recorded_nor_amended_to(key, deputy, visit):
    derived = make.kind("suggestion_lead")
    derived.derived = True
    with pytest.raises(Refused, match="由议案建议表得出"):
        duties.record(make.by(), deputy, derived, DAY, "关于示例的建议")
    row = duties.record(make.by(), deputy, visit, DAY, "走访企业", key=key)
    with pytest.raises(Refused, match="由议案建议表得出"):
        duties.amend(make.by(), row, kind=derived)


def test_a_session_of_another_term_is_refused(deputy):
    fifth = make.term("chongqing-congress-5", 5, date(2018, 1, 20), make.START)
    old = make.session(fifth, 5, date(2022, 1, 15), date(2022, 1, 19))
    with pytest.raises(Refused, match="不属于该代表所在的届"):
        duties.record(make.by(), deputy, make.kind("session_speech"), DAY, "发言", session=old)


def test_a_record_twice_is_refused(draft, deputy, visit):
    with pytest.raises(Refused, match="已有相同的登记"):
        duties.record(make.by("liaison"), deputy, visit, DAY, "走访企业")


def test_a_registration_number_twice_is_refused_within_the_term(deputy, visit, term):
    duties.record(make.by(), deputy, visit, DAY, "走访企业", key="D-0001")
    with pytest.raises(Refused, match="已有相同的登记"):
        duties.record(make.by(), make.deputy(term, "600002"), visit, DAY, "走访农户", key="D-0001")


@pytest.mark.parametrize("state", [State.RETURNED, State.VOID])
def test_a_returned_or_void_record_does_not_stand_in_the_way(state, deputy, visit):
    in_state(state, deputy, visit)
    assert duties.record(make.by(), deputy, visit, DAY, "走访企业").pk


def test_a_returned_record_is_not_submitted_again_beside_its_double(returned, deputy, visit):
    duties.record(make.by(), deputy, visit, DAY, "走访企业")
    with pytest.raises(Refused, match="已有相同的登记"):
        duties.submit(make.by(), returned)
    assert (returned.state, again(returned).state) == ("returned", "returned")


def test_a_record_without_a_title_is_refused_with_the_field(deputy, visit):
    with pytest.raises(Refused, match="「名称」"):
        duties.record(make.by(), deputy, visit, DAY, "")
    assert not DutyRecord.objects.exists()


def test_who_restates_a_record_has_recorded_it(submitted):
    duties.restate(make.by("importer"), submitted, title="走访农户")
    assert (again(submitted).recorded_by.username, last(submitted).verb) == ("importer", "restate")
    assert duties.verify(make.by("verifier"), submitted).state == "verified"


def test_a_verified_record_is_not_restated(verified):
    with pytest.raises(Refused, match="不能修改"):
        duties.restate(make.by("importer"), verified, title="走访农户")


def test_many_records_enter_submitted_with_an_event_each(deputy, visit):
    rows = [
        DutyRecord(term=deputy.term, mandate=deputy, kind=visit, occurred_on=DAY, title=f"走访{n}") for n in range(3)
    ]
    duties.record_many(make.by(), rows)
    assert [verbs(row) for row in rows] == [["submit"]] * 3
    assert {again(row).state for row in rows} == {"submitted"}
    assert all(agrees(row) for row in rows)


def test_history_enters_verified_by_somebody_else(deputy, visit):
    row = DutyRecord(term=deputy.term, mandate=deputy, kind=visit, occurred_on=DAY, title="走访企业")
    duties.record_many(make.by("importer"), [row], verified_by=make.by("verifier"))
    assert list(events(row).values_list("verb", "actor__username", "from_state", "to_state")) == [
        ("record", "importer", "", "submitted"),
        ("verify", "verifier", "submitted", "verified"),
    ]
    assert agrees(row)


def test_history_is_not_verified_by_who_imports_it(deputy, visit):
    row = DutyRecord(term=deputy.term, mandate=deputy, kind=visit, occurred_on=DAY, title="走访企业")
    with pytest.raises(Refused, match="须由另一人审核"):
        duties.record_many(make.by(), [row], verified_by=make.by())
    assert not DutyRecord.objects.exists()


def test_history_is_not_verified_by_the_deputy(deputy, visit):
    me = make.by("me")
    RoleGrant.objects.create(user=me.user, role=Role.DEPUTY, person=deputy.person, starts_on=make.START)
    row = DutyRecord(term=deputy.term, mandate=deputy, kind=visit, occurred_on=DAY, title="走访企业")
    with pytest.raises(Refused, match="是您本人的履职"):
        duties.record_many(make.by(), [row], verified_by=me)


def test_the_key_tells_apart_what_is_not_alike(deputy, visit):
    parts = ["600001", "visit", DAY, "", "走访", ""]
    keys = {duties.natural_key(*parts[:n], "x", *parts[n + 1 :]) for n in range(len(parts))}
    assert len(keys | {duties.natural_key(*parts)}) == len(parts) + 1


def test_a_speech_of_an_unknown_day_keeps_its_key_when_the_session_is_moved(deputy, term):
    speech, session = make.kind("session_speech"), term.sessions.get()
    known = {"session": session, "day_known": False}
    row = duties.record(make.by(), deputy, speech, session.closes_on, "审议发言", **known)
    row.occurred_on = date(2023, 1, 16)
    assert duties.key_of(row) == row.key


def test_people_of_another_term_are_not_put_on_a_roll(term, deputy, visit):
    fifth = make.term("chongqing-congress-5", 5, date(2018, 1, 20), make.START)
    activity = duties.hold_activity(make.by(), fifth, visit, "视察", DAY)
    with pytest.raises(Refused, match="600001 不是本届代表"):
        duties.call_roll(make.by(), activity, {deputy: "attended"})


def test_persons_are_told_apart_by_their_number(term):
    people.register_person(make.by(), "P-1", "示例代表甲")
    with pytest.raises(Refused, match="「人员编号」"):
        people.register_person(make.by(), "P-1", "示例代表乙")


def test_a_record_that_gets_a_day_of_its_own_no_longer_follows_the_session(deputy, term):
    session, kind = term.sessions.get(), make.kind("session_speech", "session")
    row = duties.record(make.by(), deputy, kind, session.closes_on, "审议发言", session=session, day_known=False)
    duties.amend(make.by(), row, occurred_on=session.opens_on)
    assert again(row).day_known


def test_a_record_without_a_day_moves_with_another_session(deputy, term):
    first, second = term.sessions.get(), make.session(term, 2, date(2024, 1, 21), date(2024, 1, 24))
    kind = make.kind("session_speech", "session")
    row = duties.record(make.by(), deputy, kind, first.closes_on, "审议发言", session=first, day_known=False)
    duties.amend(make.by(), row, session=second, occurred_on=first.closes_on)
    assert (again(row).occurred_on, again(row).day_known) == (second.closes_on, False)
    duties.amend(make.by(), row, session=None)
    assert again(row).day_known
