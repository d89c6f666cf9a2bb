"""How far the work on a job is, kept in a small file; and whether the process that does it still lives."""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic

from ...models import ImportJob
from .folder import progress_file

PAUSE = 0.25
ENDED = ("Z", "X")


@dataclass(frozen=True)
class Progress:
    """What is being done, how many rows are through, of how many (0: nobody knows yet), and by which process."""

    doing: str = ""
    done: int = 0
    total: int = 0
    pid: int = 0
    born: str = ""

    @property
    def is_alive(self) -> bool:
        """Whether the process at work is still there, and not another one of the same number."""
        return bool(self.born) and born(self.pid) == self.born


def progress_of(job: ImportJob) -> Progress:
    """How far a job is; what nobody works on is not alive."""
    try:
        return Progress(**json.loads(progress_file(job).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return Progress()


def put(job: ImportJob, doing: str = "", done: int = 0, total: int = 0, *, pid: int | None = None):
    """Keep how far a job is, by this process or by the one named."""
    pid = os.getpid() if pid is None else pid
    path = progress_file(job)
    part = path.with_suffix(f".{os.getpid()}")
    part.write_text(json.dumps(asdict(Progress(doing, done, total, pid, born(pid)))), "utf-8")
    part.replace(path)


def watcher(job: ImportJob):
    """What tells of the rows of a job that go by, at most four times a second; see ``importer.check``."""
    told = 0.0

    def watch(doing: str, rows: Iterable, total: int | None = None) -> Iterator:
        nonlocal told
        for done, row in enumerate(rows):
            if monotonic() - told > PAUSE:
                put(job, doing, done, total or 0)
                told = monotonic()
            yield row

    return watch


def born(pid: int) -> str:
    """When a process was started, as the system counts it; empty when it has ended."""
    if not Path("/proc/self/stat").exists():
        return _answers(pid)
    try:
        state, *rest = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if state in ENDED else rest[18]


def _answers(pid) -> str:
    """Whether a process is there, on a system that does not tell since when."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return ""
    except PermissionError:
        return "there"
    return "there"
