"""A CPPCC committee's screens say 委员, 界别 and 提案; a congress's stay as they are."""

from datetime import date

import pytest
from django.urls import reverse

from tests import make
from tests.kept import kept
from tracker.ledger import people
from tracker.models import AssessmentPeriod, Body, Term, Wording
from tracker.scores.periods import plan
from tracker.web.wording import sayer

WORDS = {"deputy": ("代表", "委员"), "electoral_unit": ("选举单位", "界别"), "suggestion": ("建议", "提案")}
START = date(2023, 1, 10)


@pytest.fixture
@kept
def committee(term):
    """The sixth CPPCC committee with one member, beside the congress, and the words of both."""
    body = Body.objects.create(code="chongqing-cppcc", name="政协重庆市委员会", level="municipal", kind="cppcc")
    row = Term.objects.create(body=body, code="chongqing-cppcc-6", label="政协第六届", number=6, starts_on=START)
    spans = ((one.cycle, one.label, one.starts_on, one.ends_on) for one in plan(START, None))
    names = ("cycle", "label", "starts_on", "ends_on")
    AssessmentPeriod.objects.bulk_create(
        AssessmentPeriod(term=row, **dict(zip(names, span, strict=True))) for span in spans
    )
    for key, (said, instead) in WORDS.items():
        english = {"deputy": ("deputies, deputy", "members, member")}.get(key, ("", ""))
        Wording.objects.create(body_kind="congress", key=key, text=said, english=english[0])
        Wording.objects.create(body_kind="cppcc", key=key, text=instead, english=english[1])
    person = people.register_person(make.by(), "P-9", "示例代表甲")
    people.elect(make.by(), person, row, "C001", make.unit(row, "经济界"), START)
    return row


def page_of(client, term):
    return client.get(reverse("overview"), {"term": term.code, "year": 2023, "on": "2023-06-01"}).content.decode()


def test_the_screens_of_a_committee_speak_of_members(client_as, committee):
    page = page_of(client_as("office", body=committee.body), committee)
    assert "委员履职登记管理系统" in page and "全部界别" in page and "共 1 名委员" in page
    assert "代表" not in page.replace("示例代表甲", "")


def test_a_name_is_never_reworded(client_as, committee):
    assert "示例代表甲" in page_of(client_as("office", body=committee.body), committee)


def test_the_page_of_a_term_speaks_its_words_to_who_keeps_both(client_as, committee, term):
    client = client_as("office")
    assert "共 1 名委员" in page_of(client, committee)
    assert "名代表" in page_of(client, term)


def test_english_screens_say_member(client_as, committee):
    client = client_as("office", body=committee.body)
    client.cookies["django_language"] = "en"
    page = page_of(client, committee)
    assert "Members: 1" in page and "Deput" not in page


def test_the_admin_says_it_too(client_as, committee):
    page = client_as("office", body=committee.body).get(reverse("admin:tracker_mandate_changelist")).content.decode()
    assert "<h1>委员</h1>" in page and "代表编号" not in page


def test_the_next_request_speaks_the_words_of_its_own_body(client_as, committee, client):
    page_of(client_as("office", body=committee.body), committee)
    client.logout()
    assert "代表履职登记管理系统" in client.get(reverse("login")).content.decode()


def test_a_longer_word_goes_first_and_nothing_is_said_twice():
    say = sayer((("代表", "委员"), ("人大代表", "人大代表"), ("代表团", "小组"), ("委员", "x")))
    assert say("代表团的代表和人大代表") == "小组的委员和人大代表"
