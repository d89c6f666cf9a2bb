"""Lists: sorted by an allow-list, downloaded as they are seen, kept by no browser."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from tests import make
from tests.kept import kept
from tracker.models import Body
from tracker.web import listing

HOME = "/overview/?year=2023&on=2023-06-01"


@pytest.fixture
@kept
def three(deputy, term):
    """Three deputies of two units, and three suggestions of the first."""
    north = make.unit(term, "黔江区", order=2)
    make.deputy(term, "600002", "示例甲", at=north)
    make.deputy(term, "600003", "示例乙")
    for day, title in ((15, "甲建议"), (16, "丙建议"), (14, "乙建议")):
        make.suggestion(deputy, date(2023, 1, day), title)
    return deputy


def names(client, sort):
    return [row.record.number for row in client.get(f"{HOME}&sort={sort}").context["table"].rows]


def test_deputies_are_sorted_by_what_the_list_allows(client_as, three):
    client = client_as("office")
    assert names(client, "-number") == ["600003", "600002", "600001"]
    assert names(client, "unit") == ["600001", "600003", "600002"]


@pytest.mark.parametrize("sort", ["mandate__person__telephone", "sentence", "--number", "pk", "'; drop"])
def test_what_is_not_on_the_list_leaves_the_official_order(client_as, three, sort):
    assert names(client_as("office"), sort) == ["600001", "600002", "600003"]


def test_a_head_leads_to_the_next_order_and_back(client_as, three):
    client = client_as("office")
    assert 'aria-sort="none"' in client.get(HOME).content.decode()
    page = client.get(f"{HOME}&sort=number").content.decode()
    assert 'aria-sort="ascending"' in page and "sort=-number" in page
    page = client.get(f"{HOME}&sort=-number").content.decode()
    assert 'aria-sort="descending"' in page and "sort=number" not in page


def titles(client, **asked):
    return [row.record.title for row in client.get(reverse("suggestions"), asked).context["table"].rows]


def test_suggestions_are_sorted_and_downloaded_as_they_are_seen(client_as, three):
    client = client_as("office")
    assert titles(client) == ["丙建议", "甲建议", "乙建议"]
    assert titles(client, sort="submitted_on", q="建议") == ["乙建议", "甲建议", "丙建议"]
    book = client.get(reverse("suggestions-xlsx"), {"sort": "submitted_on", "q": "建议"})
    sheet = openpyxl.load_workbook(BytesIO(book.content))["列表"]
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert [cell for cell in cells if cell in ("甲建议", "乙建议", "丙建议")] == ["乙建议", "甲建议", "丙建议"]


def test_assignments_are_sorted_by_the_day_they_were_assigned(client_as, three):
    for number, row in enumerate(three.sponsorships.order_by("pk")):
        make.assignment(row.suggestion, on=date(2023, 2, 10 - number))
    client = client_as("office")
    found = client.get(reverse("assignments"), {"sort": "assigned_on", "on": "2023-03-01"}).context["table"].rows
    assert [row.record.assigned_on.day for row in found] == [8, 9, 10]


@pytest.mark.parametrize("name", ["records-xlsx", "activities-xlsx"])
def test_a_file_of_too_many_rows_is_refused_with_what_to_do(client_as, busy, monkeypatch, name):
    monkeypatch.setattr(listing, "MOST_IN_FILE", -1)
    page = client_as("office").get(reverse(name))
    assert page.status_code == 404 and "请加上条件" in page.content.decode()


@pytest.mark.parametrize("page", ["/suggestions.xlsx", "/assignments.xlsx", "/assigning-list.xlsx"])
def test_the_term_of_another_body_is_as_unknown_as_none(client_as, term, page):
    client = client_as("office", body=Body.objects.create(code="other", name="另一人大", level="district"))
    said = [client.get(f"{page}?term={code}") for code in (term.code, "nowhere-1")]
    assert [answer.status_code for answer in said] == [404, 404] and said[0].text.count("该选择不在可用的选项中") == 1


def test_no_browser_keeps_what_who_signed_in_saw(client_as, three):
    client = client_as("office")
    for address in (HOME, reverse("suggestions-xlsx"), reverse("admin:index")):
        assert {"private", "no-store"} <= set(client.get(address).headers["Cache-Control"].split(", ")), address
