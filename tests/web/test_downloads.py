"""The buttons that download a workbook."""

from io import BytesIO

import openpyxl
import pytest

from tests import make

TERM = "chongqing-congress-6"
AS_OF = "on=2024-01-01"
FILES = [
    f"/compliance/{TERM}/2023.xlsx?{AS_OF}",
    f"/deputies.xlsx?year=2023&{AS_OF}",
    f"/deputies/{TERM}/600001/duty-file.xlsx?{AS_OF}",
]


def book(response):
    return openpyxl.load_workbook(BytesIO(response.content))


@pytest.mark.parametrize("address", FILES)
def test_a_download_is_a_workbook_with_a_chinese_name(client_as, busy, address):
    response = client_as("office").get(address)
    assert "filename*=UTF-8''" in response.headers["Content-Disposition"]
    assert book(response).sheetnames


def test_the_list_downloads_what_is_shown(client_as, busy, term):
    make.deputy(term, "600002")
    sheet = book(client_as("office").get(f"/deputies.xlsx?year=2023&{AS_OF}&q=600002")).worksheets[1]
    text = "".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    assert "600002" in text and "600001" not in text


@pytest.mark.parametrize("address", FILES[:2])
def test_who_may_not_list_deputies_may_not_download_them(client_as, busy, address):
    assert client_as("leader").get(address).status_code == 403


def test_a_liaison_downloads_the_own_group_alone(client_as, busy, term):
    make.deputy(term, "600002", groups=[make.group(term, "涪陵区联系组")])
    client = client_as("liaison", group=make.group(term, "涪陵区联系组"))
    sheet = book(client.get(FILES[0]))["总表"]
    text = "".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    assert "600002" in text and "600001" not in text


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        (f"/compliance/{TERM}/2017.xlsx", "没有 2017 考核周期"),
        (f"/deputies/{TERM}/600001/duty-file.xlsx?on=2022-01-01", "还没有任职"),
        ("/compliance/nowhere-1/2023.xlsx", "没有代码为「nowhere-1」的届"),
    ],
)
def test_what_cannot_be_downloaded_is_said_in_a_sentence(client_as, busy, address, sentence):
    response = client_as("office").get(address)
    assert response.status_code == 404
    assert sentence in response.content.decode()


@pytest.mark.parametrize("query", ["on=2025-13-01", "outcome=nonsense", "year=abc"])
def test_an_address_that_cannot_be_read_downloads_nothing(client_as, busy, query):
    response = client_as("office").get(f"/deputies.xlsx?{query}")
    assert response.status_code == 404
    assert "不可用" in response.content.decode()


def test_a_file_about_some_deputies_says_which(client_as, busy, term):
    group = make.group(term, "涪陵区联系组")
    make.deputy(term, "600002", groups=[group])
    texts = [
        "".join(str(cell) for row in book(response).worksheets[0].iter_rows(values_only=True) for cell in row)
        for client in [client_as("liaison", group=group)]
        for response in (client.get(FILES[0]), client.get(FILES[1] + "&outcome=short"))
    ]
    assert all("涪陵区联系组" in text and "部分代表" in text for text in texts)
    assert "结果：未达到" in texts[1]
