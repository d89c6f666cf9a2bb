"""Reads a workbook through a process of its own, and gives its rows while they are still being read."""

import io
import pickle
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

from django.conf import settings

from ..ledger import Refused
from . import apart, child, columns
from .archive import BAD
from .child import TOO_MUCH
from .grid import Disordered

CUT_OFF = {-signal.SIGXCPU, -signal.SIGKILL}
KNOWN = {("tracker.intake.columns", "Cell"): columns.Cell}
DATES = frozenset({"date", "datetime", "time", "timedelta"})


class Unreadable(Refused):
    """A file is no workbook with the sheet asked for; the text is a sentence that says what to do."""


class Messages(pickle.Unpickler):
    """Takes nothing from the other process but values, dates and cells."""

    def find_class(self, module, name):
        """The class of a value; any other than those of cells is refused."""
        if (module, name) in KNOWN:
            return KNOWN[module, name]
        if module == "datetime" and name in DATES:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


class Limits(NamedTuple):
    """How long (seconds of work) and in how much memory (bytes) a workbook is read."""

    seconds: int = child.SECONDS
    memory: int = child.MEMORY


USUAL = Limits()


def messages(data: bytes, *, whole: bool = False, limits: Limits = USUAL) -> Iterator[tuple]:
    """The messages of ``child`` about a workbook, without the last one.

    Raises Unreadable with a sentence, and Disordered when the file must be read ``whole``. The setting
    IMPORTS_IN_PROCESS reads it in this process, without limits.
    """
    for message in child.messages(data, whole) if settings.IMPORTS_IN_PROCESS else _received(data, whole, limits):
        if message[0] == "refused":
            raise Unreadable(message[1])
        if message[0] == "whole":
            raise Disordered
        if message[0] != "done":
            yield message


def _received(data, whole, limits):
    """All messages of the process; a refusal where it ended before it had told everything."""
    with _process(data, whole, limits) as process:
        last = ""
        with suppress(EOFError, pickle.UnpicklingError):
            while last not in ("done", "whole", "refused"):
                message = Messages(process.stdout).load()
                last = message[0]
                yield message
            return
        process.stdout.close()
        process.wait()
    yield "refused", TOO_MUCH if process.returncode in CUT_OFF else BAD


@contextmanager
def _process(data, whole, limits):
    process = subprocess.Popen(
        apart.command("tracker.intake.child", f"main({whole}, {limits.seconds}, {limits.memory})"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=io.DEFAULT_BUFFER_SIZE,
    )
    feeder = threading.Thread(target=_feed, args=(process.stdin, data), daemon=True)
    feeder.start()
    try:
        yield process
    finally:
        process.stdout.close()
        process.kill()
        process.wait()
        feeder.join()


def _feed(pipe, data):
    with suppress(OSError), pipe:
        pipe.write(data)
