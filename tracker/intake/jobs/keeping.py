"""Takes uploads in, and moves their jobs on: each move is made once, whoever asks twice."""

import hashlib
import os
from datetime import datetime, timedelta
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q

from ...ledger import By, Refused
from ...models import ImportJob, ImportRow, Term
from ..workbook import MAX_BYTES
from . import folder, progress, rows

State = ImportJob.State
TOO_LARGE = "文件超过 25 MB；请删除图片和多余的工作表，或分成几个文件导入。没有保存。"
CANNOT_KEEP = "服务器现在不能保存文件（{reason}）；请告知系统管理员，稍后再上传。"
WAITING = "正在排队"
KEPT = timedelta(days=7)
FRESH = timedelta(hours=1)
NAME = 200


def accept(by: By, kind: str, term: Term, upload: UploadedFile) -> tuple[ImportJob, bool]:
    """Keep an uploaded file as a job to be checked, and whether it is a new one: a file sent twice is one job."""
    if upload.size > MAX_BYTES:
        raise Refused(TOO_LARGE)
    tidy(by.at)
    part = folder.folder() / f"part-{uuid4()}"
    try:
        digest = _write(upload, part)
        said = {"term": term, "kind": kind, "user": by.user, "file_hash": digest, "state": State.CHECKING}
        known = next((job for job in ImportJob.objects.filter(**said) if not is_lost(job)), None)
        return (known, False) if known else (_keep(part, by, upload.name, said), True)
    except OSError as error:
        raise Refused(CANNOT_KEEP.format(reason=error.strerror)) from error
    finally:
        part.unlink(missing_ok=True)


def _write(upload, path) -> str:
    """Write an upload to a file for its owner alone; its SHA-256."""
    digest = hashlib.sha256()
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for chunk in upload.chunks():
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()


@transaction.atomic
def _keep(part, by, name, said):
    job = ImportJob.objects.create(uploaded_at=by.at, file_name=_printable(name)[-NAME:], **said)
    folder.remove(job)
    part.replace(folder.upload_of(job))
    progress.put(job, WAITING)
    return job


def _printable(name) -> str:
    """The name of a file as it may be shown: no sign that moves or hides others."""
    return "".join(sign for sign in name if sign.isprintable() or sign == "\u3000") or "（未命名）.xlsx"


def is_lost(job: ImportJob) -> bool:
    """Whether a job is at work and the process that did it is gone."""
    if job.state not in ImportJob.BUSY or progress.progress_of(job).is_alive:
        return False
    job.refresh_from_db()
    return job.state in ImportJob.BUSY


def confirm(job: ImportJob, file_hash: str, plan: str) -> bool:
    """Let a checked file be written, when it is the file and the plan that were shown; False when it is not."""
    shown = Q(file_hash=file_hash, plan=plan) & (Q(new__gt=0) | Q(changed__gt=0))
    return _move(job, State.WRITING, lambda: Q(state=State.CHECKED) & shown)


def recheck(job: ImportJob, choices: dict[str, str] | None = None) -> bool:
    """Let a file be checked again, with further choices of namesakes; False while it is being worked on."""
    more = {"choices": job.choices | choices} if choices else {}
    return _move(job, State.CHECKING, lambda: _at_rest(job), **more)


def discard(job: ImportJob) -> bool:
    """Give a file up: its rows and the file itself go; False while it is being worked on."""
    moved = _move(job, State.DISCARDED, lambda: _at_rest(job))
    if moved:
        rows.drop(job)
        folder.remove(job)
    return moved


def _at_rest(job):
    rest = Q(state__in=[State.CHECKED, State.REFUSED])
    return rest | Q(state=job.state) if is_lost(job) else rest


@transaction.atomic
def _move(job, state, where, **more) -> bool:
    """Move a job that is where it should be; what works on it then is known before anybody sees it at work."""
    ImportJob.objects.select_for_update().get(pk=job.pk)
    moved = ImportJob.objects.filter(where(), pk=job.pk).update(state=state, **more)
    if moved:
        job.state = state
        progress.put(job, WAITING)
    return bool(moved)


def tidy(at: datetime):
    """Forget the files and rows of jobs that are finished or a week old; the jobs themselves stay."""
    old = ImportJob.objects.filter(uploaded_at__lt=at - KEPT).exclude(state__in=[State.WRITTEN, State.DISCARDED])
    for job in old:
        discard(job)
    over = ImportJob.objects.filter(state__in=[State.WRITTEN, State.DISCARDED])
    ImportRow.objects.filter(job__in=over).delete()
    kept = set(ImportJob.objects.exclude(pk__in=over).values_list("pk", flat=True))
    for path in folder.folder().iterdir():
        number = folder.job_number(path)
        if number not in kept and not path.name.startswith("slot-") and _is_older(path, at - FRESH):
            path.unlink(missing_ok=True)


def _is_older(path, at) -> bool:
    try:
        return path.stat().st_mtime < at.timestamp()
    except FileNotFoundError:
        return False
