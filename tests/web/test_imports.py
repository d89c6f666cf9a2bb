"""The import pages: upload, check, preview, confirm, result; each file for its uploader alone."""

import html
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from tests import make
from tests.intake.books import book
from tests.intake.command import HEADERS, ROW
from tracker.intake.jobs import TOO_LARGE, progress
from tracker.intake.workbook import MAX_BYTES
from tracker.models import DutyRecord, ImportBatch, ImportJob

TERM = "chongqing-congress-6"


@pytest.fixture(autouse=True)
def kept_apart(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def office(client_as, deputy):
    """A client of the office, in a term with one deputy."""
    return client_as("office")


def upload(client, folder, *rows, kind="duties", headers=HEADERS, data=None):
    """What the page answered to an upload, where it led to, and the job."""
    data = book(folder, headers, *rows).read_bytes() if data is None else data
    said = {"kind": kind, "term": TERM, "file": SimpleUploadedFile("三月.xlsx", data)}
    return client.post("/imports/", said, follow=True), ImportJob.objects.first()


def press(client, job, act, **said):
    """Press a button of a file's page; the page that follows, as text."""
    return text_of(client.post(reverse(f"import-{act}", args=[job.pk]), said, follow=True))


def text_of(response):
    """What a page says."""
    return html.unescape(response.content.decode())


def shown(job):
    """What the button 确认导入 sends."""
    return {"file": job.file_hash, "plan": job.plan}


def test_a_file_is_uploaded_previewed_confirmed_and_written_once(office, tmp_path):
    page, job = upload(office, tmp_path, ROW)
    assert page.redirect_chain == [(f"/imports/{job.pk}/", 302)]
    assert "确认导入（新增 1，变更 0）" in text_of(page) and not DutyRecord.objects.exists()
    assert "状态已有变动" in press(office, job, "confirm", file=job.file_hash, plan="other")
    results = [press(office, job, "confirm", **shown(job)) for _ in range(2)]
    batch = ImportBatch.objects.get()
    for result in results:
        assert f"第 {batch.pk} 批" in result and "状态已有变动" not in result
        assert f"/records/?batch={batch.pk}" in result and reverse("reporting") in result
    assert office.get(f"/records/?batch={batch.pk}").context["number"] == 1
    again, job = upload(office, tmp_path, ROW)
    assert "文件中没有新的内容" in text_of(again) and "确认导入" not in text_of(again)
    press(office, job, "confirm", **shown(job))
    assert DutyRecord.objects.count() == ImportBatch.objects.count() == 1


def test_a_refused_file_comes_back_with_its_faults_and_writes_nothing(office, tmp_path):
    page, job = upload(office, tmp_path, ROW, ("600001", "走访", "五月", "走访二"))
    assert "「日期」应为 2024-05-01 这样的日期" in text_of(page) and "确认导入" not in text_of(page)
    copy = office.get(reverse("import-errors", args=[job.pk]))
    assert "%E9%94%99%E8%AF%AF%E8%AF%B4%E6%98%8E" in copy["Content-Disposition"]
    sheet = load_workbook(BytesIO(b"".join(copy.streaming_content))).active
    assert [cell.value for cell in sheet[1]] == [*HEADERS, "错误说明"] and "五月" in str(sheet["E3"].value)
    press(office, job, "confirm", **shown(job))
    assert not ImportBatch.objects.exists()
    assert "已经放弃" in press(office, job, "discard")
    assert office.get(reverse("import-errors", args=[job.pk])).status_code == 404


def test_a_preview_is_filtered_searched_and_paged(office, tmp_path, django_assert_max_num_queries):
    rows = [(*ROW[:3], f"走访{number:02d}") for number in range(60)]
    _, job = upload(office, tmp_path, *rows[:55])
    press(office, job, "confirm", **shown(job))
    _, job = upload(office, tmp_path, *rows)
    pages = {
        "": 50,
        "?page=2": 10,
        "?per=500": 60,
        "?state=new": 5,
        "?state=unchanged&q=走访0": 10,
        "?q=名称": 0,
        "?q=61": 1,
        "?q=%22%5B%25": 0,
        "?state=changed": 0,
        "?sheet=Sheet&q=走访59": 1,
        "?sheet=other": 0,
        "?state=nonsense&page=-1&per=7": 50,
        "?page=999": 10,
    }
    for address, number in pages.items():
        with django_assert_max_num_queries(12):
            page = text_of(office.get(f"/imports/{job.pk}/{address}"))
        assert page.count("<tbody>") == number, address


def test_a_change_is_shown_in_its_cell(office, tmp_path):
    headers = ("登记号", *HEADERS)
    _, job = upload(office, tmp_path, ("K1", *ROW), headers=headers)
    press(office, job, "confirm", **shown(job))
    page, _ = upload(office, tmp_path, ("K1", *ROW[:3], "走访<二>"), headers=headers)
    assert "<del>走访一</del>" in text_of(page) and "<ins>走访&lt;二&gt;</ins>" in page.content.decode()


def test_namesakes_are_told_apart_on_the_page(office, tmp_path, deputy):
    make.deputy(deputy.term, "600002", deputy.person.name)
    page, job = upload(office, tmp_path, (deputy.person.name, *ROW[1:]), headers=("姓名", *HEADERS[1:]))
    field = f"deputy:{deputy.person.name}"
    assert f'name="{field}" value="600002"' in text_of(page)
    assert "确认导入" not in press(office, job, "recheck", **{field: "999999"})
    assert "确认导入（新增 1" in press(office, job, "recheck", **{field: "600002"})


def test_a_file_is_there_for_its_uploader_alone(office, client, tmp_path, deputy, term):
    _, job = upload(office, tmp_path, ROW)
    client.force_login(make.login("liaison", group=make.group(term)))
    assert (
        client.get(f"/imports/{job.pk}/").status_code == client.get(f"/imports/{job.pk}/progress/").status_code == 404
    )
    for act in ("confirm", "recheck", "discard"):
        assert client.post(f"/imports/{job.pk}/{act}/", shown(job)).status_code == 404
        assert client.get(f"/imports/{job.pk}/{act}/").status_code == 405
    job.refresh_from_db()
    assert job.state == "checked" and "三月.xlsx" not in text_of(client.get("/imports/"))


def test_a_liaison_imports_duties_of_the_own_group_alone(client_as, tmp_path, deputy, term):
    client = client_as("liaison", group=make.group(term))
    make.deputy(term, "600009", groups=[make.group(term, "另一组")])
    page, _ = upload(client, tmp_path, kind="deputies")
    assert "选择一个有效的选项" in text_of(page) and not ImportJob.objects.exists()
    page, job = upload(client, tmp_path, ("600009", *ROW[1:]), ROW)
    assert "代表 600009 不在您的联系组内" in text_of(page) and (job.new, job.rejected) == (1, 1)
    other = make.group(term, "另一组")
    sheets = {"": 200, f"&group={make.group(term).pk}": 200, f"&group={other.pk}": 404, "&group=x": 404}
    for group, status in sheets.items():
        assert client.get(f"/imports/templates/duties.xlsx?term={TERM}{group}").status_code == status, group
    assert client.get(f"/imports/templates/deputies.xlsx?term={TERM}").status_code == 404


def test_the_right_to_import_is_asked_for_again_when_it_is_written(office, tmp_path):
    _, job = upload(office, tmp_path, ROW)
    make.RoleGrant.objects.update(role="liaison", group=make.group(job.term, "另一组"))
    page = press(office, job, "confirm", **shown(job))
    assert "不在您的联系组内" in page and not DutyRecord.objects.exists()
    make.RoleGrant.objects.update(role="verifier", group=None)
    assert office.get(f"/imports/{job.pk}/").status_code == 403


def test_what_is_too_large_or_empty_is_refused_on_the_form(office, tmp_path):
    page, _ = upload(office, tmp_path, data=b"0" * (MAX_BYTES + 1))
    assert TOO_LARGE in text_of(page)
    assert "所提交的是空文件" in text_of(upload(office, tmp_path, data=b"")[0])
    assert not ImportJob.objects.exists()


def test_work_in_progress_is_told_and_work_that_stopped_can_be_begun_again(office, tmp_path):
    _, job = upload(office, tmp_path, ROW)
    ImportJob.objects.update(state="writing")
    progress.put(job, "正在检查", 3, 9)
    assert office.get(f"/imports/{job.pk}/progress/").json() == {
        "busy": True, "words": "正在检查：3 / 9 行", "done": 3, "total": 9
    }  # fmt: skip
    assert 'max="9" value="3"' in text_of(office.get(f"/imports/{job.pk}/"))
    assert "状态已有变动" in press(office, job, "discard")
    progress.put(job, pid=0)
    assert not office.get(f"/imports/{job.pk}/progress/").json()["busy"]
    assert "写入没有完成，没有写入任何内容" in text_of(office.get(f"/imports/{job.pk}/"))
    assert "确认导入（新增 1" in press(office, job, "recheck")


@pytest.mark.parametrize("kind", ["duties", "deputies"])
def test_the_office_takes_a_blank_template_and_one_of_a_group(office, term, kind):
    for group in ("", f"&group={make.group(term).pk}"):
        book = office.get(f"/imports/templates/{kind}.xlsx?term={TERM}{group}")
        numbers = [row[1] for row in load_workbook(BytesIO(book.content)).worksheets[0].iter_rows(values_only=True)]
        assert ("600001" in numbers) == (group != "" and kind == "duties")
    assert office.get(f"/imports/templates/nothing.xlsx?term={TERM}").status_code == 404
