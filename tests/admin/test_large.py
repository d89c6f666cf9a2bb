"""The admin's lists where a table has very many rows."""

from datetime import date

import pytest

from tests import make
from tests.admin.pages import url
from tracker.admin.large import LARGE, MOST
from tracker.ledger import bulk
from tracker.models import Body, DutyRecord, Term

RECORDS = url("dutyrecord", "changelist")


def shown(client, **asked) -> list[str]:
    """The titles on the list of duty records."""
    return [row.title for row in client.get(RECORDS, asked).context["cl"].result_list]


@pytest.fixture
def years(deputy):
    """A record in each of two years."""
    for day, title in ((date(2023, 6, 1), "去年走访"), (date(2024, 6, 1), "今年走访")):
        make.record(deputy, make.kind("visit"), day, title)
    return deputy.term


@pytest.fixture
def many(years):
    """The list after very many records were entered."""
    DutyRecord.objects.filter(title="今年走访").update(id=LARGE + 1)
    return years


def test_records_are_filtered_by_a_period_of_the_chosen_term(client_as, years):
    client, period = client_as("office"), years.periods.get(cycle="year", label="2024")
    assert shown(client, term__id__exact=years.pk, period=period.pk) == ["今年走访"]
    assert client.get(RECORDS, {"period": period.pk}).headers["Location"].endswith("?e=1")


def test_what_would_read_all_of_very_many_rows_waits_for_a_term(client_as, many):
    client, asked = client_as("office"), {"o": "1", "term__id__exact": many.pk}
    titles = [[spec.title for spec in client.get(RECORDS, said).context["cl"].filter_specs] for said in ({}, asked)]
    assert "考核周期" in titles[1] and "考核周期" not in titles[0]
    assert (shown(client, o="1"), shown(client, **asked)) == (["今年走访", "去年走访"], ["去年走访", "今年走访"])


def test_deputies_are_found_everywhere_and_titles_in_the_chosen_term(client_as, years):
    client = client_as("office")
    assert len(shown(client, q="示例代表001")) == 2
    assert shown(client, q="去年") == []
    assert shown(client, q="去年", term__id__exact=years.pk) == ["去年走访"]


def test_of_many_terms_one_is_found_by_the_name_of_its_body(client_as, term):
    bodies = [Body(code=f"t{n}", name=f"示例{n:02}镇", level="township", kind="congress", order=n) for n in range(45)]
    towns = Body.objects.bulk_create(bodies)
    Term.objects.bulk_create(
        Term(body=body, code=body.code, label=f"第{n}号届", number=1, starts_on=make.START)
        for n, body in enumerate(towns)
    )
    client, last = client_as("office"), Term.objects.get(code="t44")
    assert [name in client.get(RECORDS).text for name in (term.label, "第3号届", "第44号届")] == [True, True, False]
    assert "第44号届" in client.get(RECORDS, {"find_term": "示例44"}).text
    assert "第44号届" in client.get(RECORDS, {"term__id__exact": last.pk}).text


def test_all_pages_are_selected_only_where_they_were_counted_to_the_end(client_as, deputy):
    said = {"mandate_id": deputy.pk, "term_id": deputy.term_id, "kind_id": make.kind("visit").pk, "state": "submitted"}
    said |= {"recorded_by_id": make.by().user.pk, "recorded_at": make.NOON, "occurred_on": date(2023, 6, 1)}
    bulk.insert_columns(DutyRecord, said | {"title": "走访", "key": [str(n) for n in range(MOST + 1)]})
    client = client_as("verifier")
    page = client.get(RECORDS)
    assert f"{MOST}+" in page.text and "question hidden" not in page.text
    acts = {"action": "verify_selected", "select_across": "yes", "index": "0", "_selected_action": "1"}
    assert f"超过 {MOST} 条" in client.post(RECORDS, acts, follow=True).text
    assert not DutyRecord.objects.filter(state="verified").exists()
