"""The duty file of a deputy."""

import re
from datetime import date

import pytest

from tests import make
from tracker.ledger import people

FILE = "/deputies/chongqing-congress-6/600001/?year=2023&on=2024-01-01"


def lines(response):
    return {line.requirement.code: line for section in response.context["sheet"].sections for line in section.lines}


def test_each_number_opens_exactly_the_rows_it_counted(client_as, busy):
    found = lines(client_as("office").get(FILE))
    assert {code: len(line.rows) for code, line in found.items()} == {
        code: line.finding.counted for code, line in found.items()
    }
    assert [row.record.title for row in found["recess-activities"].rows] == ["走访一", "走访二"]


def test_the_rows_not_counted_stand_with_their_reasons(client_as, busy):
    rows = client_as("office").get(FILE).context["sheet"].uncounted
    assert [(row.record.title, row.reason) for row in rows] == [("走访三", "待审核")]


def test_verdicts_of_the_year_and_the_term_stand_apart(client_as, busy):
    sections = client_as("office").get(FILE).context["sheet"].sections
    assert [(section.title, section.label) for section in sections] == [
        ("2023 年 · 341-311", "未达到"),
        ("本届 · 341-311", "进行中"),
    ]


@pytest.mark.parametrize("kind", ["sick", "suspended"])
def test_the_page_tells_nobody_of_illness_or_custody(client_as, busy, kind):
    people.interrupt(make.by(), busy, kind, date(2023, 2, 1), date(2023, 12, 1), approved=True, document="病假条")
    body = client_as("auditor").get(FILE).content.decode()
    assert not any(word in body for word in ("病假", "暂停", "暂时停止", "羁押"))


def test_a_deputy_opens_the_own_file_only(client_as, busy, term):
    make.deputy(term, "600002")
    client = client_as("deputy", person=busy.person)
    assert client.get(FILE).status_code == 200
    other, missing = client.get(FILE.replace("600001", "600002")), client.get(FILE.replace("600001", "699999"))
    assert other.status_code == missing.status_code == 404
    assert form(other) == form(missing)


def form(response):
    """A page without its form tokens and its own address."""
    return re.sub(r'value="[^"]{64}"|6\d{5}', "", response.content.decode())


def test_a_day_before_the_mandate_is_an_empty_file(client_as, term):
    make.deputy(term, "600009", starts_on=date(2023, 5, 1))
    response = client_as("office").get("/deputies/chongqing-congress-6/600009/?year=2023&on=2023-02-01")
    assert "没有任职日" in response.content.decode()


def test_the_page_costs_fewer_than_20_queries(client_as, busy, django_assert_max_num_queries):
    client = client_as("office")
    with django_assert_max_num_queries(19):
        client.get(FILE)
