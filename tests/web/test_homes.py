"""The homes: what the office is to do, what a liaison's group needs, what a leader may see."""

import re
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from tests import make
from tracker.ledger import duties, people
from tracker.models import AssessmentPeriod, Body, DutyRecord, RoleGrant, Term, User
from tracker.scores import charting, outlook, summary
from tracker.scores.calendar import periods_of

ON = date(2023, 6, 1)
ASKED = "?year=2023&on=2023-06-01"


@pytest.fixture
def waits(busy, term):
    """One of each: a late share, a group that reported nothing, a suggestion and a record that wait, a roll."""
    make.assignment(make.suggestion(busy, date(2023, 1, 16), "路灯"), on=date(2023, 2, 1))
    make.suggestion(busy, date(2023, 5, 16), "停车", accepted=False)
    make.deputy(term, "600002", groups=[make.group(term, "涪陵区联系组")])
    return busy


def of(response):
    return response.context["todo"]


def test_each_number_of_the_office_opens_exactly_its_rows(client_as, waits):
    client = client_as("office")
    todo = of(client.get(f"/{ASKED}"))
    assert (todo.waiting.records, todo.waiting.suggestions, todo.answers.late, todo.answers.at_risk) == (1, 1, 1, 0)
    assert client.get(f"/{todo.ahead_address}").context["shown"] == todo.ahead.count == 1
    for _label, number, until, address in todo.parts:
        assert client.get(f"/{address}").context["shown"] == number and until == "12 月 31 日"
    assert client.get(todo.assignments["late"]).context["shown"] == 1
    assert client.get(todo.records).status_code == 200


def test_the_office_sees_who_has_not_reported_last_month_by_name(client_as, waits):
    page = client_as("office").get(f"/{ASKED}")
    silent = of(page).silent
    assert (silent.month, silent.count, silent.more) == (date(2023, 5, 1), 1, 0)
    assert silent.named[0][0] == "涪陵区联系组" and page.client.get(silent.named[0][1]).status_code == 200
    assert "2023 年 5 月未报送的联系组" in page.text


def test_days_left_run_to_the_nearest_last_day(busy, term):
    year = AssessmentPeriod.objects.get(term=term, label="2023")
    judgement = summary.judge(term, term.mandates.all(), [p for p in periods_of(term) if p.label == "2023"], ON)
    found = outlook.ahead(judgement, "year")
    assert (found.count, found.until, found.days_left) == (1, date(2023, 12, 31), 213)
    assert [(part.requirement, part.count) for part in found.parts] == [("recess-activities", 1)]
    assert year.ends_on == date(2024, 1, 1)


def test_an_office_with_nothing_to_do_is_told_so(client_as, term):
    page = client_as("office").get("/?year=2023&on=2023-02-01")
    assert of(page).is_empty and "没有要办的事" in page.text


def test_an_auditor_and_a_liaison_are_given_no_work_of_the_office(client_as, waits):
    assert client_as("auditor").get(f"/overview/{ASKED}").context["todo"] is None
    group = make.group(waits.term)
    assert client_as("liaison", group=group).get(f"/overview/{ASKED}").context["todo"] is None


def test_an_office_counts_its_own_body_alone(client_as, waits):
    body = Body.objects.create(code="other", name="另一人大", level="district", kind="congress")
    term = Term.objects.create(body=body, code="other-1", label="另一届", number=1, starts_on=make.START)
    AssessmentPeriod.objects.bulk_create(
        AssessmentPeriod(term=term, cycle=row.cycle, label=row.label, starts_on=row.starts_on, ends_on=row.ends_on)
        for row in AssessmentPeriod.objects.all()
    )
    page = client_as("office", body=body).get(f"/{ASKED}")
    assert page.context["asked"].term == term and of(page).is_empty


def test_a_liaison_sees_report_deputies_and_what_came_back(client_as, busy):
    row = DutyRecord.objects.get(title="走访三")
    duties.return_(make.by("verifier"), row, "缺日期")
    page = client_as("liaison", group=make.group(busy.term)).get("/?on=2023-06-01")
    [section] = page.context["sections"]
    assert (section.report.label, section.until) == ("未报", "12 月 31 日")
    assert [owed.cell.month.month for owed in section.owed] == [1, 2, 5]
    assert [(member.standing.number, member.sentence) for member in section.running] == [
        ("600001", "rece差 2 次，12 月 31 日前")
    ]
    assert "退回原因：缺日期" in page.text and page.client.get(section.report.zero).status_code == 200


def test_a_liaison_of_two_groups_has_a_section_for_each_and_sees_nobody_else(client_as, busy, term):
    other = make.group(term, "涪陵区联系组")
    make.deputy(term, "600002", groups=[other])
    make.deputy(term, "600003", groups=[make.group(term, "黔江区联系组")])
    client = client_as("liaison", group=make.group(term))
    RoleGrant.objects.create(
        user=User.objects.get(username="liaison-login"), role="liaison", group=other, starts_on=make.START
    )
    page = client.get("/?on=2023-06-01")
    assert [section.group.name for section in page.context["sections"]] == ["万州区联系组", "涪陵区联系组"]
    assert "示例代表002" in page.text and "示例代表003" not in page.text


def test_a_liaison_without_a_group_is_told_whom_to_ask(client_as, term):
    assert "联系系统管理员" in client_as("liaison").get("/").text


def numbers(page, code):
    """The rows of the table beside a chart as the page shows them: label → cells."""
    part = page.split(f'id="{code}">', 1)[1].split("</table>", 1)[0].split("<tbody>")[1]
    rows = [re.findall(r"<t[hd][^>]*>(?:<svg.*?</svg>)?(.*?)</t[hd]>", row, re.S) for row in part.split("</tr>")]
    return {label: cells for label, *cells in filter(None, rows)}


def test_the_tables_of_a_leader_hold_the_numbers_of_the_scores(client_as, waits, term):
    page = client_as("leader").get(f"/{ASKED}").text
    judgement = summary.judge(term, term.mandates.all(), [p for p in periods_of(term) if p.label == "2023"], ON)
    counts = charting.overall(judgement, "year").counts
    assert [int(cells[0]) for cells in numbers(page, "overall").values()] == [*counts.values(), 2]
    found = numbers(page, "requirements")
    for line in charting.by_requirement(judgement):
        assert [int(cell) for cell in found[f"2023 年 {line.label}"]] == [*line.counts.values(), line.total]
    assert numbers(page, "rates")["时效率"] == ["0", "1", "0.00%"]
    assert numbers(page, "states")["合计"][0] == "3" and numbers(page, "states")["办理中"][0] == "1"


def test_the_term_of_a_leader_counts_those_who_left_before_the_year(client_as, busy, term):
    people.end(make.by(), make.deputy(term, "600009"), date(2023, 3, 1), "辞职")
    found = numbers(client_as("leader").get("/?year=2024&on=2024-06-01").text, "overall")["合计"]
    assert [found[0], found[2]] == ["1", "2"]


def test_activities_are_counted_in_the_month_they_began_once_somebody_came(client_as, busy, term):
    visit = make.kind("visit")
    held = duties.hold_activity(make.by(), term, visit, "走访企业", date(2023, 3, 30), last_on=date(2023, 4, 1))
    duties.hold_activity(make.by(), term, visit, "没有人来", date(2023, 3, 2))
    duties.call_roll(make.by(), held, {busy: "attended"})
    found = numbers(client_as("leader").get(f"/{ASKED}").text, "months")
    assert (found["3 月"], found["5 月"], found["7 月"]) == (["1", "1"], ["0", "0"], ["", ""])


def test_a_leader_sees_no_name_and_every_drawing_says_itself(client_as, waits):
    client = client_as("leader")
    page = client.get(f"/{ASKED}").text
    names = ("示例代表", "万州区", "涪陵区")
    assert not [name for name in names if name in page] and "style=" not in page
    assert page.count('role="img"') == page.count("<desc") == 5
    book = openpyxl.load_workbook(BytesIO(client.get(f"/totals.xlsx{ASKED}").content))
    said = " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    assert not [name for name in names if name in said] and "（六种结果）" in said


def test_a_leader_of_another_body_sees_nothing_of_this_one(client_as, busy):
    body = Body.objects.create(code="other", name="另一人大", level="district", kind="congress")
    client = client_as("leader", body=body)
    for address in ("/", "/totals.xlsx"):
        assert client.get(f"{address}?term=chongqing-congress-6").status_code == 404
