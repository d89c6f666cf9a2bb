"""Approvals by the office, and the individual results that a leader sees after them."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from tests import make
from tracker.ledger import approvals
from tracker.models import Approval, AssessmentPeriod, Body, RoleGrant, User

FILLED = {"approved_by": "主任会议", "approved_on": "2024年3月20日", "document": "示例5号", "as_of": "2024-03-01"}
RESULTS = "/results/?year=2023"


@pytest.fixture
def period(busy):
    return AssessmentPeriod.objects.select_related("term").get(term=busy.term, label="2023")


@pytest.fixture
def approved(period):
    by = make.acting("office", date(2024, 6, 1), body=period.term.body)
    return approvals.approve_results(by, period, date(2024, 3, 1), date(2024, 3, 20), "主任会议", "示例5号")


def test_the_office_looks_at_the_results_before_it_records_their_approval(client_as, period):
    client, page = client_as("office"), f"/approvals/{period.pk}/new/"
    assert f'href="{page}"' in client.get("/approvals/").text
    shown = client.get(page, FILLED)
    assert shown.context["preview"].chart.rows[-1].cells[0] == 1 and "2024-03-20" in shown.text
    assert not Approval.objects.exists()
    for _ in range(2):
        done = client.post(page, FILLED | {"once": "1"}, follow=True)
    assert "2024-03-20 审定，结果截至 2024-03-01" in done.text and Approval.objects.get().document == "示例5号"


def test_the_preview_says_how_many_are_not_settled(client_as, period, busy):
    make.record(busy, make.kind("visit"), date(2023, 6, 1), "走访四")
    shown = client_as("office").get(f"/approvals/{period.pk}/new/", FILLED)
    assert shown.context["preview"].unknown == 1 and "还有 1 名待核" in shown.text
    assert shown.client.get(shown.context["preview"].unsettled).context["shown"] == 1


def test_what_is_not_final_is_refused_on_the_form_before_any_preview(client_as, period):
    shown = client_as("office").get(f"/approvals/{period.pk}/new/", FILLED | {"as_of": "2023-12-31"})
    assert shown.context["preview"] is None and "请填 2024-01-01 或以后的日期" in shown.text


def test_an_approval_is_withdrawn_with_a_reason_that_stays(client_as, approved):
    client, page = client_as("office"), f"/approvals/{approved.pk}/withdraw/"
    assert f'href="{page}"' in client.get("/approvals/").text
    done = client.post(page, {"reason": "名单有误", "once": "1"}, follow=True)
    assert "撤销：名单有误" in done.text and client.get(page).status_code == 404
    book = openpyxl.load_workbook(BytesIO(client.get("/approvals.xlsx").content))
    assert "名单有误" in " ".join(str(cell.value) for row in book["列表"].iter_rows() for cell in row)


def test_who_only_watches_sees_approvals_and_changes_none(client_as, approved, period):
    client = client_as("verifier")
    page = client.get("/approvals/")
    assert "2024-03-20 审定" in page.text and "/withdraw/" not in page.text
    assert client.get(f"/approvals/{period.pk}/new/").status_code == 403


def test_an_office_of_another_body_finds_neither_periods_nor_approvals(client_as, approved, period):
    body = Body.objects.create(code="other", name="另一人大", level="district", kind="congress")
    client = client_as("office", body=body)
    for page in (f"{period.pk}/new/", f"{approved.pk}/withdraw/", "?term=chongqing-congress-6"):
        assert client.get(f"/approvals/{page}").status_code == 404


def test_a_leader_with_the_permission_sees_the_results_as_of_the_day_approved(client_as, approved, busy):
    make.record(busy, make.kind("visit"), date(2023, 6, 1), "走访四")
    client = client_as("leader", sees_results=True)
    page = client.get(RESULTS)
    assert [(row.number, row.served_days) for row in page.context["table"].data.data] == [("600001", 353)]
    assert page.context["judgement"].on == date(2024, 3, 1) and "/deputies/" not in page.text
    assert client.get(f"{RESULTS}&outcome=met").context["shown"] == 0
    book = openpyxl.load_workbook(BytesIO(client.get(f"/results.xlsx{RESULTS[9:]}").content))
    assert "主任会议审定" in book["代表"]["A1"].value and "600001" in [cell.value for cell in book["代表"]["B"]]


def test_before_the_approval_a_leader_is_told_so_without_a_name(client_as, busy):
    client = client_as("leader", sees_results=True)
    page = client.get(RESULTS)
    assert "2023 年的结果尚未审定" in page.text and "示例代表" not in page.text
    assert client.get(f"/results.xlsx{RESULTS[9:]}").status_code == 404


def test_after_a_withdrawal_nothing_is_shown_any_more(client_as, approved):
    approvals.withdraw_approval(make.acting("office", date(2024, 6, 1), body=approved.period.term.body), approved, "误")
    assert "尚未审定" in client_as("leader", sees_results=True).get(RESULTS).text


def test_without_the_permission_there_is_no_such_page(client_as, approved):
    client = client_as("leader")
    assert {client.get(page).status_code for page in (RESULTS, "/results.xlsx")} == {404}
    assert "/results/" not in client.get("/").text


def test_only_results_of_the_own_body_are_shown(client_as, approved):
    body = Body.objects.create(code="other", name="另一人大", level="district", kind="congress")
    client = client_as("leader", body=body, sees_results=True)
    assert client.get("/results/?term=chongqing-congress-6").status_code == 404


def test_the_permission_for_one_body_shows_nothing_of_another(client_as, approved):
    body = Body.objects.create(code="other", name="另一人大", level="district", kind="congress")
    client = client_as("leader", body=body, sees_results=True)
    RoleGrant.objects.create(
        user=User.objects.get(username="leader-login"),
        role="leader",
        body=approved.period.term.body,
        starts_on=make.START,
    )
    assert client.get("/").status_code == 200 and "/results/" not in client.get("/").text
    assert {client.get(page).status_code for page in (RESULTS, "/results.xlsx?year=2023")} == {404}
