"""The deputy's home says what the score says, and leads to what can be done about it."""

import re
from datetime import date

import pytest

from tests import make
from tracker.ledger import By, duties, people
from tracker.models import DutyKind, Term, User
from tracker.scores import summary
from tracker.scores.calendar import periods_of, pick
from tracker.tables.words import finding_sentence

ON = date(2023, 6, 1)


@pytest.fixture
def asked(client_as):
    """Opens the home of a deputy as of a day."""
    clients = {}

    def open_home(mandate, on=ON, query=""):
        if mandate.person not in clients:
            clients[mandate.person] = client_as("deputy", person=mandate.person)
        return clients[mandate.person].get(f"/?on={on}{query}")

    return open_home


def lines(response):
    return {line.need.requirement.code: line for section in response.context["sections"] for line in section.lines}


def test_the_home_says_of_each_requirement_what_the_score_says(asked, busy):
    shown = lines(asked(busy))
    periods = periods_of(busy.term)
    judged = [pick(busy.term, periods, 2023), pick(busy.term, periods, None)]
    (standing,) = summary.judge(busy.term, busy.term.mandates.all(), judged, ON).standings
    assert shown.keys() == standing.findings.keys()
    for code, line in shown.items():
        assert line.need.finding == standing.findings[code]
        assert line.sentence == finding_sentence(standing.findings[code], line.need.requirement)


def test_what_can_still_be_done_has_its_link_and_what_cannot_has_none(asked, deputy):
    DutyKind.objects.filter(code__in=make.BILLS).update(derived=True)
    shown = lines(asked(deputy))
    assert shown["recess-activities"].act == ("登记履职", "/own/records/new/?for=recess-activities")
    assert shown["bills-suggestions"].act == ("提建议", "/suggestions/new/")
    assert shown["session-speeches"].act is None and shown["session-speeches"].label == "未达到"


def test_what_only_waits_for_verification_is_not_asked_for_again(asked, deputy):
    for day in (1, 2, 3, 4):
        make.record(deputy, make.kind("visit"), date(2023, 3, day), verified=False)
    line = lines(asked(deputy))["recess-activities"]
    assert (line.need.finding.outcome, line.act, line.advice) == (
        "running",
        None,
        "已经登记的审核以后就达到，不用再登记。",
    )


def test_what_waits_leads_straight_to_its_form(asked, busy):
    share = make.assignment(make.suggestion(busy, date(2023, 1, 16)))
    make.reply(share)
    asked(busy)
    by = By(User.objects.get(username="deputy-login"), make.NOON)
    mine = duties.submit(by, duties.record(by, busy, make.kind("visit"), date(2023, 5, 2), "走访四"))
    duties.return_(make.by("verifier"), mine, "补充地点")
    waiting = {item.address: item.said for item in asked(busy).context["waiting"]}
    assert waiting.keys() == {
        f"/own/records/{mine.pk}/edit/",
        "/own/checks/",
        f"/suggestions/assignments/{share.pk}/evaluate_reply/",
    }
    assert (waiting["/own/checks/"], waiting[f"/own/records/{mine.pk}/edit/"]) == ("6 条", "已退回：补充地点")


def test_whom_to_call_are_the_liaison_of_the_own_group_and_the_office(asked, deputy, term):
    for name, role, scope in (
        ("liaison", "liaison", {"group": make.group(term)}),
        ("other", "liaison", {"group": make.group(term, "黔江区联系组")}),
        ("office", "office", {}),
    ):
        by = make.acting(role, username=f"call-{name}", **scope)
        User.objects.filter(pk=by.user.pk).update(telephone=f"023-{name}")
    page = asked(deputy).text
    assert re.findall(r'href="tel:([^"]+)"', page) == ["023-liaison", "023-office"]


def test_a_new_deputy_and_an_ended_one_have_a_home_too(asked, term):
    later = make.deputy(term, "600009", starts_on=date(2023, 7, 1))
    assert "您的任职从 2023 年 7 月 1 日开始" in asked(later).text


def test_an_ended_mandate_shows_its_last_year_and_asks_for_nothing(asked, deputy):
    people.end(make.by(), deputy, date(2023, 5, 1), "调离")
    page = asked(deputy, date(2025, 3, 1))
    assert "任职已于 2023 年 5 月 1 日结束" in page.text and page.context["year"].label == "2023"
    assert "/own/records/new/" not in page.text


def test_a_login_without_a_mandate_is_told_whom_to_ask(client_as, term):
    person = people.register_person(make.by(), "P-1", "示例人员")
    assert "还没有对应的代表资格" in client_as("deputy", person=person).get("/").text


def test_the_present_term_comes_first_and_the_other_is_a_link(asked, deputy, term):
    Term.objects.filter(pk=term.pk).update(ends_on=date(2028, 1, 10))
    after = make.term("chongqing-congress-7", 7, date(2028, 1, 10))
    people.elect(make.by(), deputy.person, after, "700001", make.unit(after), date(2028, 1, 10))
    people.end(make.by(), deputy, date(2023, 5, 1), "届满")
    page = asked(deputy, date(2028, 3, 1))
    assert page.context["mandate"].number == "700001" and "?term=chongqing-congress-6" in page.text
    assert asked(deputy, date(2028, 3, 1), "&term=chongqing-congress-6").context["mandate"].number == "600001"
    assert asked(deputy, date(2028, 3, 1), "&term=elsewhere").status_code == 404


def test_the_home_costs_a_bounded_number_of_queries(asked, busy, django_assert_max_num_queries):
    asked(busy)
    with django_assert_max_num_queries(45):
        asked(busy)
