"""A report is uploaded or pasted; what cannot be read is said on the form, and nothing is kept of it."""

import codecs
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import make
from tests.web.readings.conftest import TEXT
from tracker.models import Body, FigureProposal, ReportedFigure, ReportReading


def file(data, name="回眸.txt"):
    return SimpleUploadedFile(name, data)


def test_a_pasted_report_is_read_and_nothing_of_it_is_a_figure_yet(upload, term):
    page = upload(published_on="2024年1月5日")
    reading = ReportReading.objects.get()
    assert (reading.title, reading.owner, reading.published_on) == (
        "荣昌区人大常委会2023年工作回眸",
        term.body,
        date(2024, 1, 5),
    )
    found = FigureProposal.objects.order_by("offset")
    assert [(row.value, row.unit, row.body_name) for row in found] == [
        ("13", "次", "荣昌区人大常委会"),
        ("38", "件", "荣昌区人大常委会"),
        ("3", "次", "荣昌区人大常委会"),
    ]
    assert "识别出 3 条；请逐条核对" in page and not ReportedFigure.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_file_is_read_in_the_encodings_of_offices(upload, encoding):
    data = TEXT.encode(encoding)
    upload(text="", file=file(data), title="自拟标题")
    reading = ReportReading.objects.get()
    assert (reading.title, reading.file_name) == ("自拟标题", "回眸.txt")
    assert reading.text.startswith("荣昌区") and reading.proposals.count() == 3


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"text": ""}, "请选择文本文件，或者粘贴报告的文字。"),
        ({"file": file(b"x")}, "文件和粘贴的文字只能选一样"),
        ({"text": "", "file": file(b"")}, "文件是空的，没有文字"),
        ({"text": "", "file": file(b" \r\n\t")}, "没有文字"),
        ({"text": "", "file": file(b"PK\x03\x04word/")}, "这是 Word 文件"),
        ({"text": "", "file": file(bytes(range(256)) * 4)}, "不能当作文本读"),
        ({"text": "", "file": file(codecs.BOM_UTF16_LE + b"\x00\xd8")}, "认不出文件的编码"),
        ({"text": "", "file": file("视察1次。".encode() * 200_000)}, "最多读 2 MB"),
        ({"publisher": ""}, "这个字段是必填项"),
        ({"starts_on": "2023-12-31", "last_on": "2023-01-01"}, "期间止早于期间起"),
        ({"published_on": "去年"}, "请写明年、月、日"),
    ],
)
def test_what_cannot_be_read_is_said_and_not_kept(upload, said, sentence):
    assert sentence in upload(**said)
    assert not ReportReading.objects.exists()


def test_the_same_report_is_not_read_twice_and_the_same_form_is_sent_once(upload):
    upload(once="a")
    assert "识读结果" not in upload(once="a", title="")
    assert "正在核对，不必再传" in upload(once="b")
    assert ReportReading.objects.count() == 1


def test_what_a_report_does_not_say_of_itself_is_said_by_the_office(upload):
    upload(
        text="工作回眸\n组织代表开展专题调研13次。",
        body_name="荣昌区政协",
        starts_on="2022-01-01",
        last_on="2022-12-31",
    )
    row = FigureProposal.objects.order_by("offset")[0]
    assert (row.body_name, row.starts_on, row.last_on) == ("荣昌区政协", date(2022, 1, 1), date(2022, 12, 31))


def test_a_text_without_figures_says_so(upload):
    assert "没有识别出数字和要求" in upload(text="今天开会。")


def test_the_list_says_what_to_do_first_and_then_what_was_read(office, upload):
    assert "还没有识读过文件" in office.get("/readings/").content.decode()
    upload()
    [row] = office.get("/readings/").context["table"].rows
    assert [row.get_cell_value(name) for name in ("waiting", "taken", "left")] == [3, 0, 0]
    book = openpyxl.load_workbook(BytesIO(office.get("/readings.xlsx").content))
    assert "荣昌区人大常委会2023年工作回眸" in [cell.value for cell in book["列表"]["B"]]


def test_only_who_works_for_several_bodies_is_asked_for_which(client_as, term):
    client = client_as("office")
    assert "owner" not in client.get("/readings/").context["form"].fields
    far = Body.objects.create(code="far", name="远方区人民代表大会", level="district", kind="congress")
    far.terms.create(code="far-1", label="第一届", number=1, starts_on=make.START)
    said = {"text": TEXT, "publisher": "示例日报"}
    assert "您的授权里没有设届的机构" not in client.post("/readings/", said).text
    client.post("/readings/", said | {"owner": far.pk})
    assert ReportReading.objects.get().owner == far
