"""Of a thousand terms a page offers those around the one it shows."""

from datetime import date

import pytest

from tracker.models import Body, Role, Term
from tracker.scores.calendar import term_with_periods
from tracker.web.terms import FEW, near

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(term):
    """The term's body above two districts, the first of which is above more towns than a page offers; a term each."""
    districts = [_body(term.body, "district", number) for number in range(2)]
    towns = [_body(districts[0], "township", number) for number in range(FEW)]
    rows = [Term(body=body, code=f"{body.code}-1", label=body.name, number=1) for body in (*districts, *towns)]
    for row in rows:
        row.starts_on = date(2026, 1, 1)
    Term.objects.bulk_create(rows)
    return term


def _body(parent, level, number):
    code = f"{level}-{number}"
    return Body.objects.create(code=code, name=f"示例{code}", kind="congress", level=level, parent=parent)


def test_the_highest_body_and_those_below_it_are_offered_first(city):
    found = near(Term.objects.all())
    assert [row.body.level for row in found] == ["municipal", "district", "district"]


def test_a_district_offers_its_city_itself_and_its_towns(city):
    shown = Term.objects.get(code="district-0-1")
    found = near(Term.objects.all(), shown)
    assert {city, shown} < set(found)
    assert len(found) == 2 + FEW


def test_few_terms_are_all_offered(city):
    few = Term.objects.exclude(body__level="township")
    assert set(near(few, Term.objects.get(code="district-1-1"))) == set(few)


def test_without_a_word_the_term_of_the_highest_body_is_shown(city):
    assert term_with_periods(None)[0] == city


def test_a_list_offers_the_towns_of_the_district_that_is_asked_for(client_as, city):
    client, page = client_as(Role.ADMINISTRATOR), "/reminders/history/"
    assert "示例township-7" not in client.get(page).text
    assert "示例township-7" in client.get(f"{page}?term=district-0-1").text
    assert "示例township-7" not in client.get("/activities/?term=district-1-1").text


@pytest.mark.parametrize("page", ["/suggestions/new/", "/imports/"])
def test_a_form_that_writes_offers_the_terms_around_one(client_as, city, page):
    client = client_as(Role.OFFICE)
    assert "示例township-7" not in client.get(page + "?term=chongqing-congress-6").text
    assert "示例township-7" in client.get(page + "?term=district-0-1").text


def test_strangers_are_shown_the_bodies_around_one_or_those_of_a_name(client, city):
    Body.objects.update(is_public=True)
    assert "示例township-7" not in client.get("/public/").text
    assert "示例township-7" in client.get("/public/?term=district-0-1").text
    named = client.get("/public/?q=township-59").text
    assert "示例township-59" in named and "示例township-7" not in named
    assert "只列出前" not in named and "只列出前 60 届" in client.get("/public/?q=示例").text
