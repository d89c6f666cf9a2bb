"""Does the work on an uploaded file: checks it for the preview, or checks it again and writes it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils import translation

from ...ledger import By, Refused
from ...models import ImportJob
from .. import importer, refusals
from . import folder, progress, rows

log = logging.getLogger(__name__)
State = ImportJob.State
MARKING, WRITING = "正在标注错误", "正在写入"
NOT_OPENED = "上传的文件已经不在服务器上；请重新上传。"
TOO_MUCH = "文件太大，内存不够，没有读完；请分成几个文件导入。"
SOME_REFUSED = "有 {rejected} 行不能导入；请改正后重新上传。没有写入任何内容。"
CHANGED = "预览之后数据有了变化，没有写入任何内容；下面是重新检查的结果，请核对后再确认。"
GIVEN_UP = "这个文件已经放弃或已经写入；请看导入记录。"


def run(job: ImportJob, step: str, at: datetime, on: date):
    """Take a step with a job as of a day: ``check`` or ``write``; what is kept of it is Chinese."""
    with translation.override(settings.LANGUAGE_CODE):
        try:
            {"check": check, "write": write}[step](job, at, on)
        except Refused as error:
            _refuse(job, str(error))
        except MemoryError:
            _refuse(job, TOO_MUCH)


def check(job: ImportJob, at: datetime, on: date):
    """Check a file and keep what was found for the preview."""
    _keep(job, _checked(job, By(job.user, at), on))


def write(job: ImportJob, at: datetime, on: date):
    """Write a file if it would still do what was shown; otherwise show what it would do now."""
    by = By(job.user, at)
    found = _checked(job, by, on)
    if rows.plan_of(found, job.choices) != job.plan:
        _keep(job, found, CHANGED)
        return
    progress.put(job, WRITING)
    with transaction.atomic():
        batch = importer.write(found, by)
        if not _update(job, state=State.WRITTEN, batch=batch, refusal=""):
            raise Refused(GIVEN_UP)
        rows.drop(job)
    folder.remove(job)


def _checked(job, by, on) -> importer.Check:
    with _file(job) as file:
        watch = progress.watcher(job)
        return importer.check(job.kind, file, job.term, by, on, chosen=job.choices, watch=watch)


@contextmanager
def _file(job) -> Iterator[File]:
    """The uploaded file under the name that its uploader gave it."""
    try:
        stream = folder.upload_of(job).open("rb")
    except OSError as error:
        raise Refused(NOT_OPENED) from error
    with stream:
        yield File(stream, job.file_name)


def _keep(job, found, refusal=""):
    """Keep what a check found, unless the job has been given up meanwhile."""
    choices = dict.fromkeys(_namesakes(found), "") | job.choices
    if found.errors:
        refusal = refusal or SOME_REFUSED.format(**found.counts)
        _mark_errors(job, found)
    values = {
        "state": State.REFUSED if found.errors else State.CHECKED,
        "refusal": refusal,
        "plan": rows.plan_of(found, choices),
        "notes": [str(note) for note in found.notes],
        "choices": choices,
        "warned": sum(1 for line in found.lines if line.warnings),
        **found.counts,
    }
    with transaction.atomic():
        if _update(job, **values):
            rows.store(job, found.lines, progress.watcher(job))


def _namesakes(found) -> dict:
    """The names that several deputies bear and nobody has told apart, of a kind of sheet that may have them."""
    return found.desk.deputies.namesakes if found.desk.deputies else {}


def _mark_errors(job, found):
    """Make the uploader's own file with its faults marked; a file that cannot be marked goes without."""
    progress.put(job, MARKING)
    path = folder.copy_of(job)
    try:
        refusals.save(found, path)
    except (OSError, MemoryError):
        log.warning("%s", path.name, exc_info=True)
        path.unlink(missing_ok=True)


def _refuse(job, sentence):
    """Keep why a file cannot be read or written; what an earlier check found of its rows stays where it is."""
    _update(job, state=State.REFUSED, refusal=sentence)


def _update(job, **values) -> bool:
    """Store what became of a job that is still in the state in which the work began."""
    found = ImportJob.objects.filter(pk=job.pk, state=job.state).update(**values)
    return bool(found)
