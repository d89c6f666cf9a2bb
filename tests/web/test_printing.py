"""Who prints what, and in which language."""

from io import BytesIO

import docx
import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from tracker.web import printing

TERM = "chongqing-congress-6"
FORM = f"/deputies/{TERM}/600001/form"
ASKED = "?year=2023&on=2024-01-01"
LISTED = ["/deputies/forms/", "/deputies/forms.docx", "/deputies/list/", "/deputies/list.docx", "/deputies/list.xlsx"]


def words(response):
    found = docx.Document(BytesIO(response.content))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return "\n".join([line.text for line in found.paragraphs] + cells)


@pytest.fixture
def other(term, busy):
    """A deputy of another group."""
    return make.deputy(term, "600002", groups=[make.group(term, "涪陵区联系组")])


@pytest.mark.parametrize("address", [f"{FORM}/{ASKED}", f"{FORM}.docx{ASKED}"])
def test_a_deputy_prints_the_own_form_and_nobody_elses(client_as, other, busy, address):
    client = client_as("deputy", person=busy.person)
    assert client.get(address).status_code == 200
    strangers = [client.get(address.replace("600001", number)).status_code for number in ("600002", "699999")]
    assert strangers == [404, 404]
    assert [client.get(listed).status_code for listed in LISTED] == [403] * 5


def test_a_liaison_prints_the_own_group_alone(client_as, other, term):
    client = client_as("liaison", group=make.group(term, "涪陵区联系组"))
    file = client.get(f"/deputies/forms.docx{ASKED}")
    assert file.headers["Content-Type"].endswith("wordprocessingml.document")
    assert "600002" in words(file) and "600001" not in words(file)
    names = words(client.get("/deputies/list.docx"))
    assert "示例代表002" in names and "示例代表001" not in names
    cells = openpyxl.load_workbook(BytesIO(client.get("/deputies/list.xlsx").content))["名单"].iter_rows()
    assert [row[6].value for row in cells][3] == "600002"
    foreign, missing = (client.get(f"/deputies/list/?group={name}") for name in ("万州区联系组", "没有的组"))
    assert foreign.status_code == missing.status_code == 404


def test_the_office_prints_what_the_list_shows(client_as, other):
    client = client_as("office")
    pages = client.get(f"/deputies/forms/{ASKED}&group=万州区联系组").context["papers"]
    assert [paper.number for paper in pages] == ["600001"]
    assert [paper.number for paper in client.get(f"/deputies/forms/{ASKED}").context["papers"]] == ["600001", "600002"]
    assert client.get("/deputies/list/?unit=万州区").context["roster"].count == 2


def test_too_many_forms_and_none_are_refused_in_a_sentence(client_as, other, monkeypatch):
    monkeypatch.setattr(printing, "MOST", 1)
    client = client_as("office")
    refused = client.get(f"/deputies/forms.docx{ASKED}")
    assert refused.status_code == 404 and "一次最多生成 1 份登记表" in refused.text
    assert "没有符合条件的代表" in client.get(f"/deputies/forms.docx{ASKED}&q=没有这个人").text


def test_the_paper_is_chinese_whatever_the_screen_says(client_as, busy):
    client = client_as("office")
    chinese = client.get(f"{FORM}/{ASKED}").context["papers"]
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    page = client.get(f"{FORM}/{ASKED}")
    assert page.context["papers"] == chinese and '<html lang="en">' in page.text


def test_more_deputies_cost_no_more_queries(client_as, other, term):
    client = client_as("office")
    with CaptureQueriesContext(connection) as two:
        client.get(f"/deputies/forms.docx{ASKED}")
    for number in ("600003", "600004", "600005"):
        make.deputy(term, number)
    with CaptureQueriesContext(connection) as five:
        client.get(f"/deputies/forms.docx{ASKED}")
    assert len(five) == len(two) < 45


def test_a_deputys_file_leads_to_the_form(client_as, busy):
    page = client_as("deputy", person=busy.person).get(f"/deputies/{TERM}/600001/{ASKED}").text
    assert f"{FORM}.docx" in page and f"{FORM}/?" in page
