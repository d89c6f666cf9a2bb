"""The list of duty records: whose they are, filters, counts that open their rows, sorting, the file."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from tests import make
from tests.kept import kept
from tracker.ledger import duties
from tracker.models import DutyKind, DutyRecord, ImportBatch, Term

PAGE = "/records/"


@pytest.fixture
@kept
def two(busy, term):
    """The busy deputy of 万州区 and one of 涪陵区, 曾三, with a leave and a returned record of a file."""
    other = make.deputy(
        term, "600002", "曾三", at=make.unit(term, "涪陵区", 2), groups=[make.group(term, "涪陵区联系组")]
    )
    visit = DutyKind.objects.get(code="visit")
    make.record(other, visit, date(2024, 2, 1), "视察水利", attendance="leave")
    batch = ImportBatch.objects.create(
        term=term, kind="duties", file_name="二月.xlsx", imported_by=make.by().user, imported_at=make.NOON
    )
    row = make.record(other, visit, date(2024, 2, 2), "走访四", verified=False, import_batch=batch)
    duties.return_(make.by("verifier"), row, "日期不对")
    return busy, other


def titles(client, **asked):
    return {row.title for row in client.get(PAGE, asked).context["table"].data[:50]}


def test_each_state_opens_exactly_the_records_it_counts(client_as, two):
    client = client_as("office")
    tabs = client.get(PAGE).context["tabs"]
    assert {str(label): n for label, n, _, _ in tabs} == {"全部": 8, "待审核": 1, "退回修改": 1, "已审核": 6}
    for _label, number, address, _current in tabs:
        page = client.get(PAGE + address)
        assert page.context["number"] == len(page.context["table"].data[:50]) == number


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "zengsan"}, {"视察水利", "走访四"}),
        ({"q": "600002"}, {"视察水利", "走访四"}),
        ({"q": "水利"}, {"视察水利"}),
        ({"attendance": "leave"}, {"视察水利"}),
        ({"since": "2024年2月2日"}, {"走访四"}),
        ({"until": "2023-01-14"}, {"审议发言1", "审议发言2", "审议发言3"}),
        ({"kind": "visit", "until": "20230301"}, {"走访一"}),
        ({"term": "chongqing-congress-6", "state": "returned"}, {"走访四"}),
    ],
)
def test_a_filter_leaves_what_it_says(client_as, two, asked, found):
    assert titles(client_as("office"), **asked) == found


def test_group_unit_batch_and_activity_leave_what_they_say(client_as, two, term):
    client, (first, other) = client_as("verifier"), two
    group, unit = other.memberships.get().group, other.unit_spells.get().unit
    held = duties.register_activity(
        make.by(),
        {"term": term, "kind": make.kind("visit"), "title": "集体走访", "starts_on": date(2023, 6, 1)},
        {first: "absent"},
    )
    assert titles(client, group=group.pk) == titles(client, unit=unit.pk) == {"视察水利", "走访四"}
    assert titles(client, batch=ImportBatch.objects.get().pk) == {"走访四"}
    assert titles(client, activity=held.pk) == {"集体走访"}


def test_a_liaison_sees_and_downloads_the_own_group_alone(client_as, two):
    first, other = two
    client = client_as("liaison", group=first.memberships.get().group)
    assert client.get(PAGE).context["number"] == 6 and "曾三" not in client.get(PAGE).text
    assert "「group」不可用" in client.get(PAGE, {"group": other.memberships.get().group_id}).text
    book = openpyxl.load_workbook(BytesIO(client.get("/records.xlsx").content))
    assert book["说明"]["B3"].value == "万州区联系组" and "曾三" not in str([*book["列表"].values])
    for address in ("", "amend/"):
        assert client.get(f"{PAGE}{other.duty_records.first().pk}/{address}").status_code == 404


def test_the_file_is_what_the_screen_shows_in_its_order(client_as, two):
    asked = {"kind": "visit", "sort": "number"}
    client = client_as("auditor")
    shown = [row.title for row in client.get(PAGE, asked).context["table"].data[:50]]
    sheet = openpyxl.load_workbook(BytesIO(client.get("/records.xlsx", asked).content))["列表"]
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    assert [row[4] for row in rows[1:6]] == shown == ["走访一", "走访二", "走访三", "视察水利", "走访四"]
    assert rows[4][:8] == ("2024-02-01", "600002", "曾三", "走访", "视察水利", None, "请假", "已审核")
    assert client.get("/records.xlsx", {"since": "二月"}).status_code == 404


def test_what_cannot_be_read_is_named_and_left_out(client_as, two):
    client = client_as("office")
    for asked in ({"since": "五月"}, {"kind": "x"}, {"sort": "note"}, {"batch": "9" * 30}, {"q": "x" * 41}):
        page = client.get(PAGE, asked)
        assert f"「{next(iter(asked))}」不可用" in page.text and page.context["number"] == 8


def test_an_empty_list_says_what_to_do_next(client_as, term, deputy):
    client = client_as("liaison", group=deputy.memberships.get().group)
    assert 'href="/activities/new/"' in client.get(PAGE).text
    assert "清除条件" in client.get(PAGE, {"q": "zzz"}).text
    assert "没有等待审核的登记" in client.get(PAGE, {"state": "submitted"}).text


def test_a_page_of_the_list_costs_fifteen_queries(client_as, two, django_assert_max_num_queries):
    rows = [
        DutyRecord(
            term=two[0].term, mandate=two[0], kind=make.kind("visit"), occurred_on=date(2025, 1, 1), title=str(n)
        )
        for n in range(60)
    ]
    duties.record_many(make.by(), rows)
    client = client_as("office")
    client.get(PAGE)
    with django_assert_max_num_queries(15):
        assert (
            len(client.get(PAGE, {"q": "sldb", "group": two[0].memberships.get().group_id}).context["table"].rows) == 66
        )


def test_a_liaison_is_told_nothing_of_a_file_that_somebody_else_imported(client_as, two, term):
    client, batch = client_as("liaison", group=make.group(term)), ImportBatch.objects.get()
    page, missing = (client.get(PAGE, {"batch": key}) for key in (batch.pk, batch.pk + 1))
    assert "二月" not in page.text and "「batch」不可用" in page.text and "「batch」不可用" in missing.text


def test_of_very_many_terms_one_is_listed_at_a_time(client_as, busy):
    body = busy.term.body
    Term.objects.bulk_create(
        Term(body=body, code=f"t{n}", label=f"第{n}号届", number=100 + n, starts_on=date(2000, 1, 1)) for n in range(41)
    )
    client, place = client_as("office"), {"group": make.group(busy.term).pk}
    answer = client.get("/records/", {"state": "verified"})
    assert f"term={busy.term.code}" in answer.headers["Location"] and "state=verified" in answer.headers["Location"]
    asked = client.get("/records/", place, follow=True).context["asked"]
    assert asked.given == {"group": str(place["group"]), "term": busy.term.code}
