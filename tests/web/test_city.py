"""The kept totals of a city: who sees which terms of them, what they say of their day, working them out anew."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from tests import make
from tests.kept import kept
from tracker.ledger import snapshots
from tracker.models import AssessmentPeriod, Body, Event, Snapshot, Term

COUNT = {"year": "2023", "on": "2023-06-01", "once": "a-key"}
NONE = dict.fromkeys(("running", "short", "unknown", "exempt", "not_applicable"), 0)


@pytest.fixture
@kept
def city(term):
    """A municipal term, one of a district and one of a township below it."""
    district = _below(term, "wanzhou", "万州区", "district", term.body)
    return term, district, _below(term, "town", "示例镇", "township", district.body)


def _below(term, code, name, level, parent):
    body = Body.objects.create(code=code, name=name, level=level, kind="congress", parent=parent)
    row = Term.objects.create(body=body, code=f"{code}-1", label=f"{name}第一届", number=1, starts_on=make.START)
    dated = {"starts_on": make.START, "ends_on": date(2024, 1, 1)}
    AssessmentPeriod.objects.create(term=row, cycle="year", label="2023", **dated)
    return row


def keep(terms, n=2):
    """Totals of so many deputies in each term, all of whom met what is asked."""
    rows = [{"term": row.code, "deputies": n, "overall": {"met": n, **NONE}, "requirements": {}} for row in terms]
    return snapshots.keep(None, make.NOON, 2023, date(2023, 6, 1), snapshots.head(), rows)


def lines(table):
    return {str(row.label): (row.terms, row.deputies) for row in table.rows.data}


def test_the_city_adds_up_levels_and_districts_and_opens_a_district(client_as, city):
    keep(city)
    page = client_as("office").get("/city/?body=wanzhou").context
    assert lines(page["levels"]) == {"市级": (1, 2), "区县级": (1, 2), "乡镇级": (1, 2), "合计": (3, 6)}
    assert lines(page["districts"]) == {"重庆市人民代表大会": (1, 2), "万州区": (2, 4)}
    assert list(lines(page["terms"])) == ["万州区第一届", "示例镇第一届"]


def test_a_page_says_its_day_and_how_much_was_done_since(client_as, city):
    keep(city)
    text = client_as("office").get("/city/").text
    assert "截至 2023 年 6 月 1 日" in text and "此后没有新的操作" in text
    make.deputy(city[0])
    assert "条操作，这里没有计入" in client_as("leader").get("/city/?body=wanzhou").text


def test_numbers_that_no_operation_has_are_not_counted_as_operations(client_as, city):
    client, told = client_as("office"), {"at": make.NOON, "actor": make.by().user, "object_id": 1, "verb": "correct"}
    keep(city)
    Event.objects.create(pk=snapshots.head() + 7, subject=Event.Subject.RECORD, row_hash="0" * 64, **told)
    assert "此后又有 1 条操作" in client.get("/city/").text


def test_one_body_sees_its_own_terms_and_not_those_below(client_as, city):
    keep(city)
    client = client_as("office", body=city[1].body)
    assert lines(client.get("/city/").context["levels"]) == {"区县级": (1, 2)}
    book = openpyxl.load_workbook(BytesIO(client.get("/city.xlsx").content))
    assert "示例镇" not in str([list(sheet.values) for sheet in book])
    refused = client.post("/city/count/", COUNT)
    assert refused.status_code == 400 and "您的授权限于一个机构" in refused.text


def test_links_to_the_year_at_a_glance_are_for_those_to_whom_it_opens(client_as, city):
    keep(city)
    assert "/overview/?term=town-1" in client_as("office").get("/city/?body=wanzhou").text
    totals = client_as("leader").get("/city/?body=wanzhou").text
    assert "/overview/?term=" not in totals and 'href="/?term=town-1' in totals


def test_counting_anew_keeps_one_more_and_once(client_as, busy, city):
    client = client_as("office")
    assert [client.post("/city/count/", COUNT).status_code for _ in range(2)] == [302, 302]
    row = Snapshot.objects.get()
    assert (row.year, row.on, row.made_by.username) == (2023, date(2023, 6, 1), "office-login")
    assert row.totals[0]["term"] == "chongqing-congress-6" and row.totals[0]["overall"]["running"] == 1
    assert "已重新计算 2023 年的全市汇总" in client.get("/city/?year=2023").text


def test_a_year_without_terms_is_refused_on_the_form(client_as, city):
    response = client_as("administrator").post("/city/count/", {**COUNT, "year": "1999"})
    assert response.status_code == 400 and "没有一届有 1999 年" in response.text
    assert not Snapshot.objects.exists()


def test_without_totals_the_page_says_what_to_do(client_as, city):
    assert "manage.py score --all-terms" in client_as("office").get("/city/").text
    assert "请由能查看各机构的" in client_as("leader").get("/city/").text
    assert client_as("verifier").get("/city.xlsx").status_code == 404


def test_the_newest_ten_of_a_year_stay(city):
    rows = [keep(city, n) for n in range(12)]
    assert set(Snapshot.objects.values_list("pk", flat=True)) == {row.pk for row in rows[2:]}


def test_the_workbook_puts_the_years_beside_each_other(client_as, city):
    keep(city)
    rows = [{"term": row.code, "deputies": 3, "overall": {"met": 1, **NONE}} for row in city]
    snapshots.keep(None, make.NOON, 2022, date(2022, 12, 31), snapshots.head(), rows)
    book = openpyxl.load_workbook(BytesIO(client_as("office").get("/city.xlsx").content))
    table = [row[:7] for row in book["各年对照"].values if row[0] in ("范围", "万州区")]
    assert table[-1] == ("万州区", 6, 2, 2 / 6, 4, 4, 1)
