"""Clerks at their browsers: each registers one duty after another, as fast as the server answers."""

import http.client
import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urlencode
from uuid import uuid4

FIRST = date(2023, 6, 1)
DAYS = 1000  # on which a deputy may have done something of each kind
EVERY = 20  # of so many forms one is sent twice, as by a double click
PATIENCE = 120
RECORD = re.compile(r"/records/(\d+)/")


@dataclass
class Outcome:
    """What writers saw: the records acknowledged (key and title), how long each took, what else was answered."""

    acknowledged: list[tuple[int, str]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    errors: Counter = field(default_factory=Counter)
    lasted: float = 0.0


class Writer:
    """One clerk with a session, who registers for own deputies."""

    def __init__(self, number: int, port: int, told: dict, outcome: Outcome):
        self.number, self.port, self.told, self.outcome = number, port, told, outcome
        cookies = f"sessionid={told['session']}; csrftoken={told['csrf']}"
        self.headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}

    def open(self):
        """Open the form once, before the clock starts; a session that does not work is an error."""
        status, _, body = self.send("GET", self.path(0))
        if status != http.client.OK or 'name="once"' not in body:
            raise RuntimeError(f"writer {self.number} cannot open the form: HTTP {status}")

    def write(self, end: float):
        """Register until the end."""
        at = 0
        while time.monotonic() < end:
            self.register(at)
            at += 1

    def register(self, at: int):
        """Send one form, now and then twice; note what was answered."""
        form = self.form(at)
        start = time.perf_counter()
        made = self.post(at, form)
        if made is None:
            return
        self.outcome.seconds.append(time.perf_counter() - start)
        self.outcome.acknowledged.append((made, form["title"]))
        if at % EVERY == 0 and self.post(at, form) not in (made, None):
            self.outcome.errors["sent twice, counted twice"] += 1

    def post(self, at, form) -> int | None:
        """The key of the record to which the server leads; None, and a note why, for any other answer."""
        try:
            status, location, _ = self.send("POST", self.path(at), urlencode(form))
        except (OSError, http.client.HTTPException) as error:
            self.outcome.errors[type(error).__name__] += 1
            return None
        found = RECORD.fullmatch(location)
        if status == http.client.FOUND and found:
            return int(found[1])
        self.outcome.errors[f"HTTP {status}"] += 1
        return None

    def send(self, method, path, body=None) -> tuple[int, str, str]:
        """One request on a connection of its own, as a web server before gunicorn makes it: status, address, body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, self.headers)
            answer = connection.getresponse()
            return answer.status, answer.getheader("Location", ""), answer.read().decode(errors="replace")
        finally:
            connection.close()

    def path(self, at) -> str:
        """The form for one of the writer's deputies, in turn."""
        return f"/records/new/?mandate={self.told['mandates'][at % 2]}"

    def form(self, at) -> dict:
        """A duty that nobody has registered: another day or another kind each time, and a title of its own."""
        turn, kinds = at // 2, self.told["kinds"]
        return {
            "csrfmiddlewaretoken": self.told["csrf"],
            "once": str(uuid4()),
            "kind": kinds[turn // DAYS % len(kinds)],
            "occurred_on": str(FIRST + timedelta(days=turn % DAYS)),
            "title": f"走访联系群众 {self.number}-{at}",
            "organiser": "示例街道",
            "attendance": "attended",
            "mode": "on_site",
            "note": "到选区走访群众，听取对物业管理的意见。",
        }


def write_all(port: int, told: list[dict], seconds: float) -> Outcome:
    """Let one thread a writer register for so many seconds, all at once; a form under way at the end is finished."""
    parts = [Outcome() for _ in told]
    clerks = [Writer(number, port, one, parts[number]) for number, one in enumerate(told)]
    for clerk in clerks:
        clerk.open()
    start = time.monotonic()
    threads = [threading.Thread(target=clerk.write, args=(start + seconds,)) for clerk in clerks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return gather(parts, time.monotonic() - start)


def gather(parts: list[Outcome], lasted: float) -> Outcome:
    """What all writers saw together."""
    found = Outcome(lasted=lasted)
    for part in parts:
        found.acknowledged += part.acknowledged
        found.seconds += part.seconds
        found.errors += part.errors
    return found
