"""Published suggestions and replies, as strangers read them."""

from datetime import date

import pytest

from tests import make
from tests.web.public.opened import DAY, LIST, answered, page_of, publish, suggestion
from tracker.ledger import suggestions
from tracker.models import Body


def listed(client, question=""):
    """The titles of a list."""
    return [row.title for row in client.get(LIST + question).context["table"].data]


def test_a_stranger_reads_what_was_published(client, item):
    assert "关于增设公交线路的建议" in client.get(LIST).text
    page = client.get(page_of(item)).text
    for said in ("群众出行不便。", "示例代表001", "示例教育委", "2023-03-01 答复", "已增设两条线路。", "已答复"):
        assert said in page


def test_what_is_not_decided_on_is_not_there(client, deputy):
    drafts = make.paper(deputy, DAY), make.suggestion(deputy, DAY, accepted=False), make.suggestion(deputy, DAY)
    assert listed(client) == []
    assert {client.get(page_of(row)).status_code for row in drafts} == {404}


def test_what_is_withheld_later_is_gone_at_once(client, item):
    publish(item, date(2023, 4, 1), "withhold")
    assert listed(client) == [] and client.get(page_of(item)).status_code == 404
    publish(item, date(2023, 4, 1))
    assert listed(client) == ["关于增设公交线路的建议"]


def test_what_was_withdrawn_is_gone(client, deputy):
    row = suggestion(deputy)
    suggestions.consent(make.by(), row.sponsors.get(), date(2023, 2, 21))
    suggestions.withdraw(make.by(), row, date(2023, 2, 22), "已有安排")
    assert listed(client) == [] and client.get(page_of(row)).status_code == 404


@pytest.mark.parametrize("decision, said", [("withhold", "答复不予公开。"), ("", "答复尚未公开。")])
def test_a_reply_that_is_not_published_keeps_its_text_and_its_reason(client, deputy, decision, said):
    row = suggestion(deputy)
    answered(row, decision=decision)
    page = client.get(page_of(row)).text
    assert said in page and "2023-03-01 答复" in page
    assert "已增设两条线路" not in page and "个人隐私" not in page
    share = row.assignments.get()
    make.receipt(share, "unsatisfied", date(2023, 3, 20))
    if not decision:
        make.reply(share, date(2023, 4, 3))
    assert client.get(page_of(row)).text == page


def test_a_second_round_is_not_told(client, item):
    share = item.assignments.get()
    make.receipt(share, "unsatisfied", date(2023, 3, 20))
    assert "已答复" in client.get(page_of(item)).text
    again = make.reply(share, date(2023, 4, 3), text="又增设一条。")
    assert "又增设一条" not in client.get(page_of(item)).text
    publish(again, date(2023, 4, 5))
    page = client.get(page_of(item)).text
    assert "又增设一条" in page and "已增设两条线路" not in page


def test_an_item_that_was_merged_shows_the_reply_to_its_lead(client, deputy, item):
    lead = suggestion(deputy, "关于完善公交的建议")
    other = suggestion(deputy, "关于加密班次的建议")
    suggestions.merge(make.by(), other, lead, DAY)
    answered(lead, "一并答复。")
    page = client.get(page_of(other)).text
    assert "一并答复。" in page and f'{page_of(lead)}">J' in page and "已答复" in page
    publish(lead, date(2023, 4, 1), "withhold")
    page = client.get(page_of(other)).text
    assert "答复尚未公开" in page and "关于完善公交的建议" not in page and "一并答复" not in page


@pytest.mark.parametrize(
    "question, found",
    [
        ("?q=公交", 1),
        ("?q=群众 不便", 1),
        ("?q=群众 地铁", 0),
        ("?q=%25", 0),
        ("?q=两条线路", 0),
        ("?year=2023&channel=recess&stage=replied&reply=1", 1),
        ("?channel=session", 0),
        ("?stage=handling", 0),
        ("?year=1999", 1),
        ("?page=99", 1),
    ],
)
def test_a_search_looks_at_what_is_published_alone(client, deputy, item, question, found):
    make.suggestion(deputy, DAY, "关于公交秘密的建议")
    assert len(listed(client, question)) == found


def test_units_to_choose_from_are_those_of_published_suggestions(client, deputy, item):
    other = make.handling_unit("示例秘密局")
    make.assignment(make.suggestion(deputy, DAY), other, on=DAY)
    unit = item.assignments.get().unit
    assert client.get(LIST).context["form"]["unit"].field.choices == [(str(unit.pk), "示例教育委")]
    assert listed(client, f"?unit={unit.pk}") and "不可用" in client.get(f"{LIST}?unit={other.pk}").text


def test_a_search_that_is_too_long_is_refused_in_a_sentence(client, item):
    assert "地址中的「q」不可用" in client.get(f"{LIST}?q={'公' * 41}").text


def test_a_body_that_is_not_public_has_no_pages(client, client_as, item):
    Body.objects.filter(terms=item.term).update(is_public=False)
    assert {client.get(address).status_code for address in (LIST, page_of(item))} == {404}
    assert "重庆市" not in client.get("/public/").text
    assert "公开页面" not in client_as("office").get(f"/suggestions/{item.pk}/").text


@pytest.mark.parametrize("role, linked", [("office", True), ("deputy", False)])
def test_staff_find_the_public_page_from_inside(client_as, item, role, linked):
    scope = {"person": item.sponsors.get().mandate.person} if role == "deputy" else {}
    assert (page_of(item) in client_as(role, **scope).get(f"/suggestions/{item.pk}/").text) == linked


def test_a_list_is_read_in_few_queries(client, item, django_assert_max_num_queries):
    for address in (LIST + "?q=公交&reply=1&stage=replied", page_of(item)):
        client.get(address)
        with django_assert_max_num_queries(8):
            assert client.get(address).status_code == 200
