"""Of a thousand terms a page offers those around the one it shows."""

import re
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from tests import make
from tracker.models import Body, Role, Term
from tracker.scores.calendar import term_with_periods
from tracker.web.terms import FEW, near, offer

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
    return Body.objects.create(code=code, name=f"示例{code}", kind="congress", level=level, parent=parent, order=number)


def test_the_highest_body_and_those_below_it_are_offered_first(city):
    found = near(Term.objects.all())
    assert [row.body.level for row in found] == ["municipal", "district", "district"]


@pytest.mark.parametrize("code", ["district-0-1", "township-0-1"])
def test_a_district_and_a_town_offer_the_city_the_districts_and_the_towns_there_in_official_order(city, code):
    found = offer(Term.objects.all(), Term.objects.get(code=code))
    assert found.is_part and found.shown in found.terms and found.terms[0] == city
    assert [(label, len(rows)) for label, rows in found.levels] == [("市级", 1), ("区县级", 2), ("乡镇级", FEW)]
    assert [row.body.order for row in found.terms[-FEW:]] == list(range(FEW))


def test_a_district_without_towns_offers_the_districts_beside_it(city):
    found = near(Term.objects.all(), Term.objects.get(code="district-1-1"))
    assert [row.code for row in found] == [city.code, "district-0-1", "district-1-1"]


@pytest.mark.parametrize("page", ["records", "activities"])
def test_a_page_that_offers_some_terms_shows_the_way_to_find_the_others(client_as, city, page):
    shown = client_as(Role.OFFICE).get(f"/{page}/?term=district-0-1").text
    assert f'href="/terms/?to={page}"' in shown and '<optgroup label="乡镇级">' in shown


def test_a_term_is_found_by_words_of_its_body_or_of_the_one_above(client_as, city):
    client = client_as(Role.OFFICE)
    found = client.get("/terms/?q=district-0 ship-7&to=reporting").text
    assert 'href="/reporting/?term=township-7-1"' in found and "township-8" not in found
    assert "没有符合条件的届" in client.get("/terms/?q=district-1 ship-7").text
    assert client.get("/terms/?to=trail").status_code == 404


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


def test_strangers_find_the_towns_of_a_district_under_their_level_without_the_other_districts(client, city):
    Body.objects.update(is_public=True)
    shown = client.get("/public/?term=district-0-1").text
    assert re.findall("<h2>(.*?)</h2>", shown) == ["市级", "区县级", "乡镇级"]
    assert "示例district-1" not in shown


def test_an_activity_is_registered_in_the_term_that_is_chosen_or_whose_group_is_named(client_as, city):
    town = make.group(Term.objects.get(code="township-7-1"), "第07代表小组")
    make.group(city, "万州区联系组")
    client, page = client_as(Role.OFFICE), "/activities/new/"
    assert "万州区联系组" in client.get(page).text and "第07代表小组" not in client.get(page).text
    assert "第07代表小组" in client.get(f"{page}?term=township-7-1").text
    assert "第07代表小组" in client.post(page, {"group": town.pk, "refresh": "1"}).text


def test_a_list_of_several_terms_says_of_which_each_row_is_on_the_page_and_in_the_file(client_as, deputy):
    other = Term.objects.create(
        body=_body(None, "district", 9), code="nine", label="九区", number=1, starts_on=make.START
    )
    make.record(make.deputy(other, "900001"), make.kind("visit"), date(2023, 3, 1))
    client = client_as(Role.OFFICE)
    assert '<small class="of-term">九区</small>' in client.get("/records/").text
    assert "of-term" not in client.get("/records/?term=nine").text
    heads = openpyxl.load_workbook(BytesIO(client.get("/records.xlsx").content)).worksheets
    assert "届" in [cell.value for sheet in heads for row in sheet.iter_rows() for cell in row]


def test_a_deputy_learns_of_no_term_by_its_code_in_an_address(client_as, deputy):
    Term.objects.create(body=deputy.term.body, code="nine", label="九区", number=9, starts_on=make.START)
    client = client_as(Role.DEPUTY, person=deputy.person)
    assert "九区" not in client.get("/suggestions/?term=nine").text
    assert str(deputy.term) in client.get(f"/suggestions/?term={deputy.term.code}").text


def test_the_admin_lists_terms_by_level_and_place(client_as, city):
    shown = client_as(Role.ADMINISTRATOR).get("/admin/tracker/term/").text
    places = [shown.index(code) for code in ("chongqing-congress-6", "district-0-1", "township-0-1", "township-9-1")]
    assert places == sorted(places)
