"""The year at a glance."""

from datetime import date

import pytest
from django.urls import reverse

from tests import make
from tracker.models import Body, DutyKind, RoleGrant, User

ASKED = "?year=2023&on=2024-01-01"
HOME, LIST = reverse("home") + ASKED, reverse("overview") + ASKED


def cards(response):
    return {card.outcome: card.count for card in response.context["cards"]}


def test_a_stranger_is_sent_to_the_sign_in_page(client, db):
    assert client.get("/").headers["Location"].startswith("/login/")


def test_the_six_counts_add_up_to_all_deputies(client_as, busy, term):
    make.deputy(term, "600002", starts_on=date(2023, 10, 15), by_election=True)
    make.deputy(term, "600003")
    found = cards(client_as("office").get(HOME))
    assert found == {"met": 0, "running": 0, "short": 2, "unknown": 0, "exempt": 0, "not_applicable": 1}


def test_each_count_opens_exactly_the_deputies_it_counted(client_as, busy, term):
    make.deputy(term, "600002", starts_on=date(2023, 10, 15), by_election=True)
    client = client_as("office")
    for card in client.get(HOME).context["cards"]:
        rows = client.get("/" + card.address).context
        assert rows["shown"] == card.count


def test_each_detail_of_a_count_opens_exactly_the_deputies_it_counted(client_as, busy, term):
    make.deputy(term, "600003")
    client = client_as("office")
    details = [detail for card in client.get(HOME).context["cards"] for detail in card.details]
    assert {short for short, _, _ in details} >= {"sess", "rece", "bill"}
    for _short, count, address in details:
        assert client.get("/" + address).context["shown"] == count


@pytest.mark.parametrize("text", ["600001", "示例代表001", "shi li", "示例 代表001"])
def test_a_deputy_is_found_by_number_name_or_pinyin(client_as, deputy, term, text):
    deputy.person.__class__.objects.filter(pk=deputy.person_id).update(pinyin="shi li dai biao")
    make.deputy(term, "600777", name="另一人")
    rows = client_as("office").get(HOME, {"year": 2023, "on": "2024-01-01", "q": text}).context["table"].data.data
    assert [row.number for row in rows] == ["600001"]


def test_what_waits_is_counted(client_as, busy):
    waiting = client_as("office").get(HOME).context["todo"].waiting
    assert (waiting.records, waiting.suggestions, waiting.rolls) == (1, 0, 0)


def test_a_year_outside_the_term_is_answered_with_a_sentence(client_as, deputy):
    response = client_as("office").get("/?year=2017&on=2024-01-01")
    assert response.status_code == 404
    assert "没有 2017 考核周期" in response.content.decode()


def test_a_part_of_the_address_that_cannot_be_read_is_named(client_as, deputy):
    response = client_as("office").get("/?on=2023-02-30&year=2023")
    assert "「on」不可用" in response.content.decode()


def test_an_unknown_term_is_not_found(client_as, deputy):
    assert client_as("office").get("/?term=nowhere-1").status_code == 404


def test_a_leader_sees_totals_but_no_names(client_as, busy):
    response = client_as("leader").get(HOME)
    assert response.context["charts"][0].rows[-1].cells[0] == 1
    assert "示例代表001" not in response.content.decode()


def test_a_liaison_sees_the_own_group_alone(client_as, busy, term):
    make.deputy(term, "600002", groups=[make.group(term, "涪陵区联系组")])
    response = client_as("liaison", group=make.group(term, "涪陵区联系组")).get(LIST)
    assert [row.number for row in response.context["table"].data.data] == ["600002"]
    assert sum(cards(response).values()) == 1


def test_the_status_page_shows_the_ledgers_head_to_staff_alone(client_as, busy):
    assert "#" in client_as("auditor").get("/status/").content.decode()
    assert client_as("leader").get("/status/").status_code == 403


@pytest.mark.parametrize("role", ["unit", "referral_office"])
def test_who_handles_suggestions_is_sent_to_the_inbox(client_as, term, role):
    assert client_as(role).get("/").headers["Location"] == "/assignments/"


@pytest.mark.parametrize(("role", "most"), [("office", 25), ("auditor", 14)])
def test_the_list_costs_few_queries(client_as, busy, term, role, most, django_assert_max_num_queries):
    for number in range(600002, 600012):
        make.record(make.deputy(term, str(number)), DutyKind.objects.get(code="visit"), date(2023, 3, 2))
    client = client_as(role)
    with django_assert_max_num_queries(most):
        client.get(HOME)


def test_a_leader_who_is_a_liaison_too_changes_what_is_seen_with_the_role(client_as, busy, term):
    make.deputy(term, "600002", groups=[make.group(term, "涪陵区联系组")])
    client = client_as("leader")
    leader = User.objects.get(username="leader-login")
    group = make.group(term, "涪陵区联系组")
    RoleGrant.objects.create(user=leader, role="liaison", group=group, starts_on=make.START)
    assert [row.number for row in client.get(LIST).context["table"].data.data] == ["600002"]
    client.post("/role/", {"role": "leader"})
    totals = client.get(HOME)
    assert "示例代表" not in totals.content.decode() and totals.context["charts"][0].rows[-1].cells[0] == 2
    assert client.get(LIST).status_code == 403


def test_an_office_of_another_body_sees_nobody(client_as, busy):
    other = Body.objects.create(code="other-congress", name="另一人大", level="district", kind="congress")
    client = client_as("office", body=other)
    assert "您的查看范围内还没有届" in client.get("/overview/").content.decode()
    asked = client.get("/overview/?term=chongqing-congress-6")
    assert asked.status_code == 404 and "或者不在您的查看范围内" in asked.content.decode()
