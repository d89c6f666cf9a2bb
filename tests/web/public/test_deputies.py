"""The deputies as their body publishes them."""

import pytest

from tests import make
from tests.web.public.opened import NAMES, page_of, suggestion
from tracker.ledger import people
from tracker.models import Body, Person


@pytest.fixture
def known(deputy):
    """The deputy with facts that lists print, and such as they do not."""
    facts = {"gender": "女", "nationality": "土家族", "party": "群众", "work": "某厂厂长", "telephone": "13800000000"}
    Person.objects.filter(pk=deputy.person_id).update(**facts)
    return deputy


def test_names_stand_by_unit_with_what_official_lists_print(client, known):
    make.deputy(known.term, "600002", at=make.unit(known.term, "黔江区", order=2))
    page = client.get(NAMES)
    assert [unit for unit, _rows in page.context["units"]] == ["万州区", "黔江区"]
    assert "示例代表001</a><span>（女，土家族）</span>" in page.text and "示例代表002</a></li>" in page.text
    assert not [word for word in ("群众", "厂长", "13800000000", "P-600001") if word in page.text]


def test_a_body_chooses_the_facts(client, known):
    Body.objects.filter(terms=known.term).update(published_facts=["work", "telephone"])
    page, own = client.get(NAMES).text, client.get(f"{NAMES}600001/").text
    assert "（某厂厂长）" in page and "万州区" not in page and "土家族" not in page
    assert "某厂厂长" in own and "万州区" not in own and "13800000000" not in own


@pytest.mark.parametrize("question, found", [("?q=代表001", 1), ("?q=张", 0), ("?unit=万州区", 1), ("?unit=部队", 1)])
def test_names_are_searched(client, known, question, found):
    assert client.get(NAMES + question).context["number"] == found


def test_a_deputy_shows_the_published_suggestions_that_he_leads(client, deputy):
    other = make.deputy(deputy.term, "600002")
    own, joint = suggestion(deputy), suggestion(other, "关于联名的建议", joint=[deputy])
    page = client.get(f"{NAMES}600001/").text
    assert page_of(own) in page and page_of(joint) not in page
    assert "联名 1" in client.get(page_of(joint)).text


def test_of_the_garrison_the_name_stands_alone(client, known, soldier):
    row = suggestion(soldier, "关于拥军的建议")
    assert "部队代表甲" in client.get(page_of(row)).text
    page, own = client.get(NAMES).text, client.get(f"{NAMES}600870/").text
    assert "部队代表甲</a></li>" in page and "部队代表甲" in own
    assert not [word for word in ("女", "苗族", "某部", "驻渝", "拥军", "/suggestions/1") if word in own]
    assert "驻渝" not in page


def test_who_once_was_of_the_garrison_stays_a_name(client, soldier):
    people.move_unit(make.by(), soldier, make.unit(soldier.term), make.NOON.date())
    assert "苗族" not in client.get(f"{NAMES}600870/").text


def test_an_ended_mandate_is_not_listed(client, deputy):
    row = suggestion(deputy)
    people.end(make.by(), deputy, make.NOON.date(), "调离")
    assert "示例代表001" not in client.get(NAMES).text and client.get(f"{NAMES}600001/").status_code == 404
    page = client.get(page_of(row)).text
    assert "示例代表001" in page and "600001" not in page


def test_names_are_read_in_few_queries(client, deputy, soldier, django_assert_max_num_queries):
    suggestion(deputy)
    for address in (NAMES, f"{NAMES}600001/"):
        with django_assert_max_num_queries(8):
            assert client.get(address).status_code == 200
