"""Where uploaded files lie while they are needed: a private folder, each file named by the number of its job."""

from pathlib import Path

from django.conf import settings

from ...models import ImportJob

SLOTS = 2


def folder() -> Path:
    """The folder of the uploads, for its owner alone."""
    path = settings.DATA_DIR / "imports"
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def upload_of(job: ImportJob) -> Path:
    """The file as it was uploaded."""
    return folder() / f"{job.pk}.xlsx"


def copy_of(job: ImportJob) -> Path:
    """The uploader's own file with its faults marked; there when the check found some."""
    return folder() / f"{job.pk}-errors.xlsx"


def progress_file(job: ImportJob) -> Path:
    """How far the work is, and which process does it."""
    return folder() / f"{job.pk}.progress"


def log_of(job: ImportJob) -> Path:
    """What the process that works on a job complains of."""
    return folder() / f"{job.pk}.log"


def slot_of(job: ImportJob) -> Path:
    """What is locked by the process at work; jobs of one slot wait for each other."""
    return folder() / f"slot-{job.pk % SLOTS}"


def remove(job: ImportJob):
    """Delete everything kept of a job."""
    for path in folder().glob(f"{job.pk}[.-]*"):
        path.unlink(missing_ok=True)


def job_number(path: Path) -> int | None:
    """The number of the job that a file in the folder is kept for; None for what is none's."""
    number = path.name.partition(".")[0].partition("-")[0]
    return int(number) if number.isdecimal() else None
