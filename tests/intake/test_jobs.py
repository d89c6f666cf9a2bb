"""Uploaded files: kept, checked, shown, written once or given up."""

import os
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from config.database import database
from tests import make
from tests.intake.books import ON, book
from tests.intake.command import HEADERS, ROW
from tracker.intake import jobs
from tracker.intake.jobs import folder, progress, starting, work
from tracker.intake.jobs.namesakes import namesakes
from tracker.intake.workbook import MAX_BYTES
from tracker.ledger import Refused, duties, people
from tracker.models import DutyRecord, ImportBatch, ImportJob, ImportRow

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept_apart(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def upload(tmp_path, term, deputy):
    """Upload rows of duties, or some bytes, as the clerk."""

    def accept(*rows, name="三月.xlsx", headers=HEADERS, data=None, at=make.NOON):
        data = book(tmp_path, headers, *rows).read_bytes() if data is None else data
        return jobs.accept(make.by(at=at), "duties", term, SimpleUploadedFile(name, data))

    return accept


@pytest.fixture
def checked(upload):
    """The job of an uploaded file that has been checked."""

    def check(*rows, **more):
        row, _ = upload(*rows, **more)
        return step(row, "check")

    return check


def step(row, name):
    """Take a step with a job, and look at what became of it."""
    jobs.start(row, name, make.NOON, ON)
    return ImportJob.objects.get(pk=row.pk)


def test_a_file_is_checked_and_written_once(checked):
    row = checked(ROW, (*ROW[:3], "走访二"))
    assert (row.state, row.rows, row.new, row.file_name) == ("checked", 2, 2, "三月.xlsx")
    assert not DutyRecord.objects.exists()
    assert not jobs.confirm(row, row.file_hash, "another plan")
    assert [jobs.confirm(row, row.file_hash, row.plan) for _ in range(2)] == [True, False]
    row = step(row, "write")
    batch = ImportBatch.objects.get()
    assert (row.state, row.batch, batch.file_name, batch.new) == ("written", batch, "三月.xlsx", 2)
    assert set(DutyRecord.objects.values_list("import_batch", "state")) == {(batch.pk, "submitted")}
    assert not ImportRow.objects.exists() and not folder.upload_of(row).exists()


def test_each_row_tells_what_it_holds_and_what_is_wrong_or_odd_about_it(checked):
    row = checked(("999999", *ROW[1:]), (*ROW[:3], None), (*ROW[:2], date(2019, 1, 1), "走访二"))
    assert (row.state, row.rejected, row.warned) == ("refused", 2, 1)
    assert row.refusal.startswith("有 2 行不能导入") and folder.copy_of(row).exists()
    first, second, third = ImportRow.objects.all()
    assert first.content == [["代表编号", "999999"], ["类别", "走访"], ["日期", "2023-03-01"], ["名称", "走访一"]]
    assert [part[:2] for part in (*first.errors, *second.errors)] == [["代表编号", "999999"], ["名称", ""]]
    assert (third.row, third.state, third.has_warnings) == (4, "new", True)
    assert third.warnings[0][0] == "日期"


def test_what_changed_since_the_preview_is_shown_and_not_written(checked, deputy):
    headers = ("登记号", *HEADERS, "说明")
    row = checked(("K1", *ROW, "补充"), headers=headers)
    jobs.confirm(row, row.file_hash, row.plan)
    duties.record(make.by("colleague"), deputy, make.kind("visit"), ROW[2], ROW[3], key="K1")
    after = step(row, "write")
    assert (after.state, after.new, after.changed) == ("checked", 0, 1)
    assert after.refusal.startswith("预览之后数据有了变化") and after.plan != row.plan
    assert ImportRow.objects.get().diff == [["说明", "", "补充"]]
    assert not ImportBatch.objects.exists()


def test_a_job_that_was_given_up_meanwhile_is_not_written(checked):
    row = checked(ROW)
    jobs.confirm(row, row.file_hash, row.plan)
    ImportJob.objects.update(state="checking")
    assert step(row, "write").state == "checking"
    assert not DutyRecord.objects.exists() and not ImportBatch.objects.exists()


@pytest.mark.parametrize(("data", "sentence"), [(b"\0", "不是 Excel 工作簿"), (b"PK\x03\x04", "已损坏")])
def test_what_is_no_workbook_is_refused_with_a_sentence(checked, data, sentence):
    row = checked(data=data)
    assert (row.state, row.rows) == ("refused", 0) and sentence in row.refusal
    assert not ImportRow.objects.exists()


def test_a_file_that_is_gone_is_refused_with_a_sentence(checked):
    row = checked(ROW)
    assert jobs.recheck(row)
    folder.upload_of(row).unlink()
    assert step(row, "check").refusal == work.NOT_OPENED


def test_a_name_of_several_is_asked_for_and_then_known(checked, term):
    make.deputy(term, "600002", "示例代表001", at=make.unit(term, "渝中区"))
    row = checked(("示例代表001", *ROW[1:]), headers=("姓名", *HEADERS[1:]))
    (asked,) = namesakes(row, ON)
    assert (row.state, asked.name, asked.chosen) == ("refused", "示例代表001", "")
    assert dict(asked.bearers) == {"600001": "600001（万州区）", "600002": "600002（渝中区）"}
    assert jobs.recheck(row, {asked.name: "600002"})
    row = step(ImportJob.objects.get(), "check")
    assert (row.state, namesakes(row, ON)[0].chosen) == ("checked", "600002")
    jobs.confirm(row, row.file_hash, row.plan)
    step(ImportJob.objects.get(), "write")
    assert DutyRecord.objects.get().mandate.number == "600002"


def test_work_whose_process_is_gone_is_lost_and_can_be_begun_again(upload):
    row, _ = upload(ROW)
    assert not jobs.is_lost(row) and not jobs.recheck(row) and not jobs.discard(row)
    progress.put(row, "正在读取", 3, pid=0)
    assert jobs.is_lost(row) and jobs.progress_of(row).done == 3
    assert jobs.recheck(row) and not jobs.is_lost(row)
    assert not progress.Progress(pid=os.getpid(), born="another").is_alive


def test_a_file_sent_twice_is_one_job_until_it_is_checked(upload):
    first, second = upload(ROW), upload(ROW)
    assert first[1] and second == (first[0], False)
    step(first[0], "check")
    assert upload(ROW)[1]


def test_a_file_that_is_too_large_is_refused_before_anything_is_kept(term):
    large = SimpleUploadedFile("large.xlsx", b"PK")
    large.size = MAX_BYTES + 1
    with pytest.raises(Refused, match="25 MB"):
        jobs.accept(make.by(), "duties", term, large)
    assert not ImportJob.objects.exists() and not list(folder.folder().iterdir())


def test_the_name_of_a_file_is_kept_as_it_may_be_shown(upload):
    row, _ = upload(ROW, name="长" * 240 + "\u202efdp.xlsx")
    assert len(row.file_name) == 200 and row.file_name.endswith("长fdp.xlsx")


def test_after_a_week_the_file_and_the_rows_are_gone_and_the_job_stays(checked, upload):
    row = checked(ROW)
    os.utime(folder.upload_of(row), (0, 0))
    stray = folder.folder() / "999.xlsx"
    stray.touch()
    os.utime(stray, (0, 0))
    upload(ROW, at=make.NOON + timedelta(days=8))
    row.refresh_from_db()
    assert (row.state, row.lines.count()) == ("discarded", 0)
    assert not folder.upload_of(row).exists() and not stray.exists()


def test_signs_that_no_database_takes_do_not_stop_a_preview(checked):
    row = checked(("600001", "走访", ROW[2], "走访\U00020bb7_xD800_"))
    assert ImportRow.objects.get(job=row).content[3][1].startswith("走访\U00020bb7")


def test_another_process_gets_the_very_database_of_this_one(tmp_path):
    odd = tmp_path / "a b#c%20d?.sqlite3"
    lite = {"ENGINE": "django.db.backends.sqlite3", "NAME": odd}
    address = starting.environment(lite, {})["DATABASE_URL"]
    assert database(address, tmp_path, tmp_path, (3, 51, 3))["NAME"] == odd
    postgres = {"ENGINE": "django.db.backends.postgresql", "NAME": "test_ledger"}
    for given in ("postgres://me:p%40ss@host:5433/ledger?sslmode=require", "postgres:///ledger?host=/run/x&user=me"):
        found = database(given, tmp_path, tmp_path, (0,))
        address = starting.environment(postgres, {"DATABASE_URL": given})["DATABASE_URL"]
        assert database(address, tmp_path, tmp_path, (0,)) == found | {"NAME": "test_ledger"}
    assert starting.environment(connection.settings_dict, os.environ)["DATA_DIR"]


def test_a_name_that_means_another_deputy_since_the_preview_is_shown_again(checked, term):
    chosen, other = (make.deputy(term, number, "张三") for number in ("600002", "600003"))
    row = checked(("张三", *ROW[1:]), headers=("姓名", *HEADERS[1:]))
    jobs.recheck(row, {"张三": "600002"})
    row = step(ImportJob.objects.get(), "check")
    assert ["代表", "600002"] in ImportRow.objects.get().content
    people.correct_person(make.by(), chosen.person, name="张山")
    jobs.confirm(row, row.file_hash, row.plan)
    row = step(ImportJob.objects.get(), "write")
    assert (row.state, row.new) == ("checked", 1) and row.refusal.startswith("预览之后数据有了变化")
    assert ["代表", other.number] in ImportRow.objects.get().content and not DutyRecord.objects.exists()


def test_a_warning_that_came_since_the_preview_is_shown_first(checked, deputy):
    row = checked(ROW)
    duties.record(make.by("colleague"), deputy, make.kind("visit"), ROW[2], ROW[3], organiser="示例单位")
    jobs.confirm(row, row.file_hash, row.plan)
    row = step(row, "write")
    assert (row.state, row.new, row.warned) == ("checked", 1, 1)
