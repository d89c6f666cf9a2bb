"""Starts the work on a job: in a process of its own, so that the one that serves pages does not grow."""

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date, datetime
from threading import Thread
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.db import connection

from ...models import ImportJob
from . import folder, progress, work


def start(job: ImportJob, step: str, at: datetime, on: date):
    """Let a step be taken with a job that was moved to it: ``check`` or ``write``."""
    if settings.IMPORTS_IN_PROCESS:
        work.run(job, step, at, on)
        return
    try:
        process = _process(job, step)
    except OSError:
        progress.put(job, pid=0)
        return
    progress.put(job, progress.progress_of(job).doing, pid=process.pid)
    Thread(target=process.wait, daemon=True).start()


def _process(job, step):
    command = [sys.executable, "manage.py", "work_import", str(job.pk), step]
    with folder.log_of(job).open("ab") as log:
        return subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env=os.environ | environment(connection.settings_dict, os.environ),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def environment(database: Mapping, variables: Mapping[str, str]) -> dict[str, str]:
    """The variables with which another process uses this process's database, folder and key."""
    name = quote(str(database["NAME"]))
    if database["ENGINE"].endswith("sqlite3"):
        address = f"sqlite:///{name}"
    else:
        address = urlsplit(variables["DATABASE_URL"].strip())._replace(path=f"/{name}").geturl()
    return {"DATABASE_URL": address, "DATA_DIR": str(settings.DATA_DIR), "SECRET_KEY": settings.SECRET_KEY}
