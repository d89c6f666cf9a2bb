"""A deputy's own records: entered, warned about, corrected, taken back; never verified by the own hand."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from tests import make
from tracker.ledger import duties
from tracker.models import DutyRecord, Event

NEW = "/own/records/new/"


def said(**changes):
    """What the form says of a visit on 2 May 2023."""
    content = {"kind": "visit", "occurred_on": "2023年5月2日", "title": "走访群众", "organiser": "", "note": "示例街道"}
    return content | {"once": "1"} | changes


def mine(me, deputy, title="走访", on=date(2023, 5, 2)):
    """A record that the deputy handed in."""
    return duties.submit(me, duties.record(me, deputy, make.kind("visit"), on, title))


def test_a_deputy_hands_in_a_record_once_and_it_waits_for_somebody_else(signed_in, deputy):
    for _again in range(2):
        page = signed_in.post(NEW, said(), follow=True)
    row = DutyRecord.objects.get()
    assert (row.state, row.occurred_on, row.recorded_by.username) == ("submitted", date(2023, 5, 2), "deputy-login")
    assert "待审核" in page.text and "本人登记" in page.text
    assert row.verified_by is None and row.note == "示例街道"


def test_a_draft_is_kept_and_handed_in_later(signed_in, deputy):
    signed_in.post(NEW, said(**{"as": "draft"}))
    row = DutyRecord.objects.get()
    assert row.state == "draft" and "走访群众" in signed_in.get("/own/records/?state=draft").text
    signed_in.post(f"/own/records/{row.pk}/edit/", said(once="2", title="走访企业"))
    row.refresh_from_db()
    assert (row.state, row.title) == ("submitted", "走访企业")


def test_the_kinds_stand_under_what_they_count_for_and_a_single_one_is_chosen(signed_in, deputy):
    form = signed_in.get(f"{NEW}?for=good-deeds").context["form"]
    groups = dict(form.fields["kind"].choices[1:])
    assert sorted(code for code, _label in groups["recess-activities"]) == ["observe_standing_committee", "visit"]
    assert form.initial["kind"] == "good_deed"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"occurred_on": "2999-01-01"}, "这一天还没有到"),
        ({"occurred_on": "2022-12-31"}, "这一天不在其中"),
        ({"occurred_on": "五月"}, "请写明年、月、日"),
        ({"kind": "no-such"}, "选择一个有效的选项"),
        ({"title": ""}, "这个字段是必填项"),
    ],
)
def test_what_cannot_be_is_said_on_the_form(signed_in, deputy, changes, sentence):
    page = signed_in.post(NEW, said(**changes))
    assert sentence in page.text and not DutyRecord.objects.exists()


def test_what_may_be_there_already_needs_a_yes(signed_in, deputy):
    activity = duties.hold_activity(make.by(), deputy.term, make.kind("inspection"), "集中视察", date(2023, 5, 2))
    duties.call_roll(make.by(), activity, {deputy: "attended"})
    page = signed_in.post(NEW, said())
    assert "可能已经登记过" in page.text and "集中视察" in page.text and DutyRecord.objects.count() == 1
    signed_in.post(NEW, said(sure="1"))
    assert DutyRecord.objects.filter(title="走访群众").exists()


def test_a_day_that_does_not_count_needs_a_yes(signed_in, deputy):
    assert "会期内，不计入" in signed_in.post(NEW, said(occurred_on="20230114")).text
    assert "不在会期内" in signed_in.post(NEW, said(kind="session_speech")).text
    signed_in.post(NEW, said(kind="session_speech", occurred_on="2023.1.14"))
    assert str(DutyRecord.objects.get().session) == "第1次会议"


def test_a_returned_record_shows_why_and_comes_again(signed_in, me, deputy):
    row = mine(me, deputy)
    duties.return_(make.by("verifier"), row, "请补充地点")
    address = f"/own/records/{row.pk}/edit/"
    form = signed_in.get(address)
    assert "请补充地点" in form.text and form.context["form"].initial["kind"] == "visit"
    signed_in.post(address, said(seen=form.context["seen"], title="走访"))
    row.refresh_from_db()
    assert (row.state, row.note) == ("submitted", "示例街道")


def test_what_changed_since_the_page_was_shown_is_not_corrected(signed_in, me, deputy):
    row = mine(me, deputy)
    seen = signed_in.get(f"/own/records/{row.pk}/edit/").context["seen"]
    duties.return_(make.by("verifier"), row, "请补充地点")
    page = signed_in.post(f"/own/records/{row.pk}/edit/", said(seen=seen))
    assert "有变动" in page.text and DutyRecord.objects.get().state == "returned"


def test_an_own_record_is_taken_back_with_a_reason_until_it_is_verified(signed_in, me, deputy):
    row, verified = mine(me, deputy), mine(me, deputy, "走访二")
    duties.verify(make.by("verifier"), verified)
    signed_in.post(f"/own/records/{row.pk}/withdraw/", {"reason": "重复了", "once": "1"})
    row.refresh_from_db()
    assert (row.state, Event.objects.latest("pk").note) == ("void", "重复了")
    for verb in ("edit", "withdraw"):
        assert signed_in.post(f"/own/records/{verified.pk}/{verb}/", said(reason="x")).status_code == 403


def test_what_others_entered_is_read_and_not_written(signed_in, deputy, term):
    theirs = make.record(deputy, make.kind("visit"), date(2023, 3, 1), verified=False)
    assert signed_in.get(f"/own/records/{theirs.pk}/").status_code == 200
    assert signed_in.post(f"/own/records/{theirs.pk}/withdraw/", {"reason": "x"}).status_code == 403
    strange = make.record(make.deputy(term, "600002"), make.kind("visit"), date(2023, 3, 1))
    for verb in ("", "edit/", "withdraw/"):
        assert signed_in.get(f"/own/records/{strange.pk}/{verb}").status_code == 404


def test_the_list_says_of_each_record_what_it_counts_for_or_why_not_and_so_does_the_sheet(signed_in, me, busy):
    returned = mine(me, busy, "走访五")
    duties.return_(make.by("verifier"), returned, "补充地点")
    page = signed_in.get("/own/records/").text
    for words in ("计入session-speeches", "未计入：待审核", "未计入：已退回，未改正。退回原因：补充地点"):
        assert words in page
    book = openpyxl.load_workbook(BytesIO(signed_in.get("/own/records.xlsx?year=2023").content))
    cells = [cell for row in book["列表"].iter_rows(values_only=True) for cell in row]
    assert cells.count("计入session-speeches") == 3 and "未计入：已退回，未改正。退回原因：补充地点" in cells
