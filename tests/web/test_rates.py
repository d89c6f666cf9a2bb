"""The page of the four rates: its numbers, the rows behind each of them, and who sees what."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import openpyxl
import pytest

from tests import make
from tests.kept import kept
from tests.scores import handled
from tracker.ledger import oversight, replies
from tracker.models import Body, RoleGrant, Suggestion, User

AS_OF = "/rates/?on=2023-09-30"
NUMBER = re.compile(r'<a href="(/rates/rows/[^"]+)">(\d+)</a>')


@pytest.fixture
@kept
def units():
    """示例教育委 with 示例招考院 below it, both of the government; 示例法院 of the courts."""
    education = make.handling_unit(order=1)
    courts = make.system("法院系统", "system-courts")
    Body.objects.filter(pk=courts.pk).update(order=9)
    office = make.handling_unit("示例招考院", education, order=2)
    return education, office, make.handling_unit("示例法院", courts, order=3)


@pytest.fixture
@kept
def world(deputy, units):
    """Eight shares of every kind: in time, late, waiting, rehandled, promised, published, withheld, helping."""
    education, office, court = units
    for day, rating in ((date(2023, 4, 3), "satisfied"), (date(2023, 5, 8), "basically")):
        handled.rate(handled.reply(handled.share(deputy, unit=education), day), date(2023, 5, 10), rating)
    handled.share(deputy, unit=education)
    handled.share(deputy, date(2023, 9, 1), unit=office)
    handled.reply(handled.share(deputy, unit=office), date(2023, 5, 4), "B", disclosure={"decision": "publish"})
    again = handled.reply(handled.share(deputy, unit=court), date(2023, 3, 1), "C")
    handled.rate(again, date(2023, 3, 10), "unsatisfied")
    again.refresh_from_db()
    handled.rate(
        handled.reply(again, date(2023, 4, 3), commitments=[("修好路灯", date(2023, 6, 1))]), date(2023, 4, 10)
    )
    helper = handled.share(deputy, unit=court, role="co_handler", of=handled.share(deputy, unit=office).suggestion)
    handled.reply(helper, date(2023, 2, 15))
    _oversee(again.suggestion)
    return again


def _oversee(paper):
    by, day, first = handled.late_by(), date(2023, 3, 2), Suggestion.objects.order_by("pk").first()
    oversight.finish_supervision(by, oversight.supervise(by, paper, "key", "主任会议", day), day, "已办结")
    oversight.disclose(by, paper, "withhold", day, reason="privacy")
    oversight.disclose(by, first.assignments.get().replies.get(), "withhold", date(2023, 5, 1), reason="deputy")
    oversight.link_similar(by, paper, first, day)
    replies.contact(by, first.assignments.get(), date(2023, 3, 3), "before", "face", "示例代表001")


def percents(response):
    return {figure.code: figure.percent for _label, figures in response.context["cards"] for figure in figures}


def numbers(response):
    """(address, number) of every number that opens its rows."""
    return [(unescape(address), int(number)) for address, number in NUMBER.findall(response.text)]


def test_the_cards_show_the_four_rates(client_as, world):
    assert percents(client_as("office").get(AS_OF)) == {
        "timeliness": "50.00%",
        "first_satisfaction": "66.67%",
        "final_satisfaction": "100.00%",
        "implementation": "75.00%",
        "disclosure": "25.00%",
    }


def test_every_number_opens_exactly_the_rows_it_counted(client_as, world):
    client = client_as("office")
    found = numbers(client.get(AS_OF))
    assert len(found) > 60
    for address, number in found:
        response = client.get(address)
        assert response.context["number"] == len(response.context["table"].data) == number, address


def test_each_rate_and_count_has_rows_even_if_nothing_counts(client_as, term):
    client, row = client_as("office"), handled.as_of(date(2023, 9, 30))
    asked = [f"rate={code}&part={part}" for code in row.rates for part in ("numerator", "denominator", "rest")]
    for query in [*asked, *(f"count={code}" for code in row.counts)]:
        assert client.get(f"/rates/rows/?on=2023-09-30&{query}").context["number"] == 0


def test_a_row_opens_its_suggestion_at_the_assignment(client_as, world):
    text = client_as("office").get("/rates/rows/?on=2023-09-30&count=rehandled").text
    assert f'href="/suggestions/{world.suggestion_id}/#assignment-{world.pk}"' in text


def test_commitments_show_what_was_promised_and_by_when(client_as, world):
    text = client_as("office").get("/rates/rows/?on=2023-09-30&rate=commitments_kept&part=rest").text
    assert "修好路灯" in text and "2023-06-01" in text and "未评价" in text


def test_units_stand_in_official_order_and_no_address_ranks_them(client_as, world):
    client = client_as("office")
    for address in (AS_OF, f"{AS_OF}&sort=-timeliness"):
        table = client.get(address).context["by_unit"]
        assert [row.record.unit.name for row in table.rows] == ["示例教育委", "示例招考院", "示例法院"]
        assert not any(column.orderable for column in table.columns)


def test_a_unit_has_those_below_it_and_a_line_of_its_own(client_as, world):
    client = client_as("office")
    whole = client.get(f"{AS_OF}&unit=unit-示例教育委").context
    assert [(row.record.unit.name, row.record.found.count("assignments")) for row in whole["by_unit"].rows] == [
        ("示例教育委", 3),
        ("示例招考院", 3),
    ]
    assert client.get("/rates/rows/?on=2023-09-30&unit=unit-示例教育委&count=assignments").context["number"] == 6
    assert client.get("/rates/rows/?on=2023-09-30&unit=unit-示例教育委&own=1&count=assignments").context["number"] == 3


def test_a_past_day_and_a_span_narrow_what_counts(client_as, world):
    client = client_as("office")
    assert percents(client.get("/rates/?on=2023-03-05"))["timeliness"] == "100.00%"
    later = client.get(f"{AS_OF}&from=2023-08-01&to=2023-09-30").context
    assert [row.record.unit.name for row in later["by_unit"].rows] == ["示例招考院"]
    assert [(label, current) for label, _address, current in later["spans"]] == [("本届", False), ("2023 年", False)]


def test_a_year_link_asks_for_that_year(client_as, world):
    client = client_as("office")
    (_whole, (_label, address, _current)) = client.get(AS_OF).context["spans"]
    asked = client.get("/rates/" + address).context["asked"]
    assert (asked.first, asked.last, asked.on) == (make.START, date(2023, 12, 31), date(2023, 9, 30))


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("term=nowhere-1", "没有代码为「nowhere-1」的届"),
        ("unit=nowhere", "没有代码为「nowhere」的承办单位或系统"),
    ],
)
def test_what_is_unknown_is_answered_with_a_sentence(client_as, world, query, sentence):
    response = client_as("office").get(f"/rates/?{query}")
    assert response.status_code == 404 and sentence in response.text


@pytest.mark.parametrize("query", ["on=2023-02-30", "from=x", "to=9999-12-31", "from=2023-05-01&to=2023-04-30"])
def test_a_day_that_cannot_be_read_is_named_and_opens_no_rows(client_as, world, query):
    client = client_as("office")
    assert "不可用" in client.get(f"/rates/?{query}").text
    assert client.get(f"/rates/rows/?{query}&count=units").status_code == 404


@pytest.mark.parametrize("query", ["", "count=nonsense", "rate=nonsense&part=rest", "rate=timeliness&part=half"])
def test_rows_of_no_number_are_refused_with_a_sentence(client_as, world, query):
    response = client_as("office").get(f"/rates/rows/?{query}")
    assert response.status_code == 404 and "指标或计数" in response.text


def test_a_term_without_suggestions_says_so(client_as, term):
    assert "没有受理的建议" in client_as("office").get("/rates/").text


def test_a_leader_sees_numbers_but_opens_no_rows(client_as, world):
    client = client_as("leader")
    response = client.get(AS_OF)
    assert percents(response)["final_satisfaction"] == "100.00%"
    assert numbers(response) == []
    assert client.get("/rates/rows/?on=2023-09-30&count=assignments").status_code == 403


def test_a_leader_who_is_a_unit_too_opens_the_rows_of_that_unit_once_acting_as_it(client_as, world, units):
    client = client_as("leader")
    leader = User.objects.get(username="leader-login")
    RoleGrant.objects.create(user=leader, role="unit", body=units[0], starts_on=make.START)
    assert client.get("/rates/rows/?on=2023-09-30&count=assignments").context["number"] == 6
    client.post("/role/", {"role": "leader"})
    assert client.get("/rates/rows/?count=assignments").status_code == 403


@pytest.mark.parametrize(("role", "seen"), [("referral_office", 6), ("unit", 3)])
def test_who_handles_sees_the_own_share_of_the_whole(client_as, world, units, role, seen):
    client = client_as(role, body=units[1] if role == "unit" else make.system())
    response = client.get(AS_OF)
    share = next(row.record for row in response.context["others"].rows if row.record.code == "share_of_assignments")
    assert share.numbers == {"numerator": seen, "denominator": 7, "rest": 7 - seen}
    opened = {address: client.get(address).context["number"] for address, _number in numbers(response)}
    assert opened == dict(numbers(response))


@pytest.mark.parametrize("part", ["denominator", "rest"])
def test_the_rows_of_other_units_stay_closed_to_a_unit(client_as, world, units, part):
    client = client_as("unit", body=units[0])
    assert client.get(f"/rates/rows/?rate=share_of_assignments&part={part}").status_code == 403
    assert client.get("/rates/?unit=unit-示例法院").status_code == 404
    assert client.get("/rates/rows/?unit=unit-示例法院&count=assignments").status_code == 404
    assert [name for _code, name in client.get(AS_OF).context["units"]] == ["示例教育委", "　示例招考院"]


def test_an_office_of_another_body_sees_no_term(client_as, world):
    other = Body.objects.create(code="other", name="另一人大", level="district", kind="congress")
    assert client_as("office", body=other).get("/rates/?term=chongqing-congress-6").status_code == 404


def test_a_unit_without_a_body_opens_nothing(client_as, world):
    assert client_as("unit").get("/rates/").status_code == 403


def test_the_pages_cost_a_fixed_number_of_queries(client_as, world, django_assert_max_num_queries):
    client = client_as("office")
    with django_assert_max_num_queries(33):
        client.get(AS_OF)
    with django_assert_max_num_queries(24):
        client.get("/rates/rows/?on=2023-09-30&rate=timeliness&part=rest")


def test_the_workbook_answers_what_the_page_was_asked(client_as, world):
    client = client_as("office")
    whole = client.get("/rates.xlsx?on=2023-09-30&unit=unit-示例招考院")
    assert "%E7%A4%BA%E4%BE%8B%E6%8B%9B%E8%80%83%E9%99%A2" in whole.headers["Content-Disposition"]
    sheet = openpyxl.load_workbook(BytesIO(whole.content))["承办单位"]
    cells = {cell for row in sheet.iter_rows(values_only=True) for cell in row}
    assert "示例招考院" in cells and "示例教育委" not in cells


def test_a_leader_and_a_day_that_cannot_be_read_download_nothing(client_as, world):
    assert client_as("leader").get("/rates.xlsx").status_code == 403
    assert client_as("office").get("/rates.xlsx?on=x").status_code == 404
