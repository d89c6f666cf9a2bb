"""What a test run came to: parts, skipped tests, the closing lines and the exit code."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

NO_TESTS = 5


@dataclass(frozen=True)
class Counts:
    """The tests of one part: how many passed and failed, and the reason of each that was skipped."""

    passed: frozenset[str] = frozenset()
    failed: frozenset[str] = frozenset()
    skipped: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """One part of the run; `left_out` holds the reason when it did not run, `absent` when there is nothing to run."""

    name: str
    code: int = 0
    seconds: float = 0.0
    counts: Counts = Counts()
    left_out: str = ""
    absent: str = ""

    @property
    def failed(self) -> bool:
        """Tells whether the part ran and did not pass; running no test at all is no pass."""
        return self.code != 0

    def line(self) -> str:
        """Says in one line how the part went."""
        if self.left_out:
            return f"{self.name}: left out ({self.left_out})"
        if self.absent:
            return f"{self.name}: {self.absent}"
        return f"{self.name}: {self._verdict()} in {self.seconds:.0f} s"

    def _verdict(self) -> str:
        """Says passed, or failed and why."""
        if self.code == NO_TESTS:
            return "FAILED, for no test ran"
        return "FAILED" if self.failed else "passed"


def read_counts(file: Path) -> Counts:
    """Reads the tests of a part from pytest's JUnit file; an expected failure counts as passed."""
    if not file.exists():
        return Counts()
    cases = [(_name(case), case) for case in ElementTree.parse(file).iter("testcase")]
    failed = frozenset(name for name, case in cases if _has(case, "failure") or _has(case, "error"))
    skipped = {name: _reason(case) for name, case in cases if _is_skipped(case)}
    passed = frozenset(name for name, _ in cases) - failed - skipped.keys()
    return Counts(passed, failed, skipped)


def _name(case: ElementTree.Element) -> str:
    """Returns the full name of a test."""
    return f"{case.get('classname')}::{case.get('name')}"


def _has(case: ElementTree.Element, tag: str) -> bool:
    """Tells whether the test carries such a mark."""
    return case.find(tag) is not None


def _is_skipped(case: ElementTree.Element) -> bool:
    """Tells whether the test was skipped, not merely expected to fail."""
    mark = case.find("skipped")
    return mark is not None and mark.get("type") != "pytest.xfail"


def _reason(case: ElementTree.Element) -> str:
    """Returns why the test was skipped."""
    mark = case.find("skipped")
    return (mark.get("message") or "no reason given") if mark is not None else ""


def never_ran(parts: Iterable[Part]) -> dict[str, int]:
    """Counts, by reason, the tests that were skipped in every part that knows them."""
    parts = list(parts)
    ran = frozenset().union(*(part.counts.passed | part.counts.failed for part in parts))
    reasons = {name: reason for part in parts for name, reason in part.counts.skipped.items() if name not in ran}
    return {reason: list(reasons.values()).count(reason) for reason in sorted(set(reasons.values()))}


def left_out(parts: Iterable[Part]) -> list[str]:
    """Names everything that did not run, with the reason."""
    parts = list(parts)
    whole = [f"{part.name} ({part.left_out})" for part in parts if part.left_out]
    single = [f"{count} {'test' if count == 1 else 'tests'} ({reason})" for reason, count in never_ran(parts).items()]
    return whole + single


def closing_lines(parts: list[Part], complete: bool) -> list[str]:
    """Returns the lines that end a run: one for each part, what was left out, and the tests counted."""
    missing = left_out(parts)
    said = "left out: " + "; ".join(missing) if missing else "nothing was left out"
    if missing and complete:
        said += " -- and REQUIRE_ALL allows nothing to be left out"
    passed = sum(len(part.counts.passed) for part in parts)
    failed = sum(len(part.counts.failed) for part in parts)
    return [*(part.line() for part in parts), said, f"total: {passed} passed, {failed} failed"]


def exit_code(parts: list[Part], complete: bool) -> int:
    """Returns 1 when a part failed, or when something was left out although all is required."""
    return int(any(part.failed for part in parts) or (complete and bool(left_out(parts))))
