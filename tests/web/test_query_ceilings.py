"""What is opened every day asks few queries, however many there are to show."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tracker.models import DutyKind, Role

pytestmark = pytest.mark.django_db
MOST = 25
ON = "on=2023-06-01"


@pytest.fixture
def many(busy):
    """The deputy among a dozen of the same group, each with a record."""
    group, visit = make.group(busy.term), DutyKind.objects.get(code="visit")
    for number in range(600002, 600013):
        make.record(make.deputy(busy.term, str(number), groups=[group]), visit, date(2023, 3, 2))
    make.assignment(busy.sponsorships.get().suggestion)
    return busy


@pytest.mark.parametrize(
    "page",
    [
        f"/?{ON}",
        f"/overview/?{ON}&group=万州区联系组",
        f"/overview/?{ON}&cycle=term&q=示例",
        f"/deputies/chongqing-congress-6/600001/?{ON}&year=2023",
        f"/reminders/?{ON}",
    ],
)
def test_the_pages_of_the_office(client_as, many, page, django_assert_max_num_queries):
    client = client_as(Role.OFFICE)
    with django_assert_max_num_queries(MOST):
        assert "示例代表0" in client.get(page).text


@pytest.mark.parametrize("page", [f"/?{ON}", f"/overview/?{ON}"])
def test_the_pages_of_a_liaison(client_as, many, page, django_assert_max_num_queries):
    client = client_as(Role.LIAISON, group=make.group(many.term))
    with django_assert_max_num_queries(MOST):
        assert client.get(page).text.count("示例代表0") >= 12


def test_the_home_of_a_deputy_with_many_replies_to_rate(client_as, many, django_assert_max_num_queries):
    for number in range(8):
        make.paper(many, date(2023, 5, 1), f"关于草稿{number}的建议")
        make.reply(make.assignment(make.suggestion(many, date(2023, 1, 15), f"关于第{number}条的建议")))
    client = client_as(Role.DEPUTY, person=many.person)
    with django_assert_max_num_queries(MOST):
        assert client.get(f"/?{ON}").text.count("评价答复") >= 8


@pytest.mark.parametrize(("page", "most"), [("/rates/", 32), ("/work-report/", 44)])
def test_the_pages_of_sums_ask_as_many_however_much_there_is(
    client_as, many, page, most, django_assert_max_num_queries
):
    client = client_as(Role.OFFICE)
    with django_assert_max_num_queries(most):
        assert client.get(f"{page}?{ON}").status_code == 200


def test_reminders_count_the_whole_term_only_where_it_is_asked_for(client_as, many):
    client = client_as(Role.OFFICE)

    def counts_both(cycle):
        with CaptureQueriesContext(connection) as asked:
            assert "示例代表0" in client.get(f"/reminders/?{ON}&cycle={cycle}").text
        return any('"counted1"' in row["sql"] for row in asked)

    assert counts_both("both") and not counts_both("year")
