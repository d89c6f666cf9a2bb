"""Reads tests/cases/*.toml: a sentence, what is the case, what must be found. Pure; a misspelt key is refused."""

import tomllib
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from pathlib import Path

from tests.rules.table import requirements

FOLDER = Path(__file__).resolve().parents[1] / "cases"


class Misspelt(ValueError):
    """A case says what no case can say; the text names the place, the word and the words known there."""


@dataclass(frozen=True)
class SessionLine:
    opens_on: date
    closes_on: date
    roll: bool = True


@dataclass(frozen=True)
class MandateLine:
    starts_on: date
    ends_on: date | None = None
    grassroots: bool = False


@dataclass(frozen=True)
class InterruptionLine:
    kind: str
    starts_on: date
    ends_on: date | None = None
    approved: bool = True


@dataclass(frozen=True)
class RecordLine:
    kind: str
    on: date
    id: str = ""
    times: int = 1
    state: str = "verified"
    attendance: str = "attended"
    half_day: str = ""


@dataclass(frozen=True)
class TermLine:
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True)
class PeriodLine:
    cycle: str
    label: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class RuleLine:
    code: str
    regulation: str | None = None
    cycle: str | None = None
    kinds: list | None = None
    part_period: str | None = None
    min_service_days: int | None = None
    half_day_cap: int | None = None
    grassroots_only: bool | None = None
    values: list | None = None


@dataclass(frozen=True)
class ValueLine:
    """``from`` is a word of Python's, so that this line is only held against, never made."""

    minimum: int | None = None
    kinds: list | None = None
    part_period: str | None = None
    min_service_days: int | None = None
    half_day_cap: int | None = None


@dataclass(frozen=True)
class Expected:
    outcome: str | None = None
    required: int | str | None = None
    counted: int | None = None
    pending: int | None = None
    reason: str | None = None
    served_days: int | None = None
    days: int | None = None
    pace: str | None = None
    latest_on: date | str | None = None


@dataclass(frozen=True)
class Case:
    """One case; what it leaves out is the year 2023 of a deputy who served it whole."""

    sentence: str
    on: date
    expect: dict = field(default_factory=dict)
    answers: dict = field(default_factory=dict)
    overall: dict = field(default_factory=dict)
    listed: bool = True
    term: TermLine = TermLine(date(2023, 1, 13))
    period: str | PeriodLine = "2023"
    registration_until: date | None = None
    sessions: tuple = (SessionLine(date(2023, 1, 13), date(2023, 1, 17)),)
    mandate: MandateLine = MandateLine(date(2023, 1, 13))
    interruptions: tuple = ()
    records: tuple = ()
    verified: dict = field(default_factory=dict)
    submitted: dict = field(default_factory=dict)
    rules: tuple = ()


LINES = {
    "term": TermLine,
    "mandate": MandateLine,
    "sessions": [SessionLine],
    "interruptions": [InterruptionLine],
    "records": [RecordLine],
}


def read_all() -> list[tuple[str, Case]]:
    """Every case of every file, with its place."""
    return [found for file in sorted(FOLDER.glob("*.toml")) for found in read(file.read_text("utf-8"), file.stem)]


def read(text: str, file: str) -> list[tuple[str, Case]]:
    """The cases of one file with their places; what stands in ``[world]`` holds for each of them."""
    found = tomllib.loads(text)
    _only(found, {"about", "world", "case"}, file)
    entries = [found.get("world", {}) | entry for entry in found["case"]]
    return [(place, _case(entry, place)) for entry in entries for place in [f"{file}: {entry.get('sentence', '?')}"]]


def _case(entry: dict, place: str) -> Case:
    entry = {name: _line(LINES.get(name), value, place) for name, value in entry.items()}
    if isinstance(entry.get("period"), dict):
        entry["period"] = _line(PeriodLine, entry["period"], place)
    case = _line(Case, entry | {"rules": _rules(entry.get("rules", ()), place)}, place)
    if case.listed and not (case.expect or case.answers or case.overall):
        raise Misspelt(f"{place}: nothing is expected; say expect, answers, overall or listed = false")
    known = {item.code for item in requirements(case.rules)}
    for table in (case.expect, case.verified, case.submitted, case.answers):
        _only(table, known, place)
    for said in case.expect.values():
        _only(said if isinstance(said, dict) else {}, _names(Expected), place)
    return case


def _rules(rules: list, place: str) -> tuple:
    for rule in rules:
        _line(RuleLine, rule, place)
        for value in rule.get("values", ()):
            _only(value, _names(ValueLine) | {"from"}, place)
    return tuple(rules)


def _line(kind, value, place: str):
    if kind is None:
        return value
    if isinstance(kind, list):
        return tuple(_line(kind[0], item, place) for item in value)
    _only(value, _names(kind), place)
    needed = {item.name for item in fields(kind) if item.default is MISSING and item.default_factory is MISSING}
    if missing := needed - value.keys():
        raise Misspelt(f"{place}: {', '.join(sorted(missing))} is missing")
    return kind(**value)


def _names(kind) -> set[str]:
    return {item.name for item in fields(kind)}


def _only(entry: dict, known: set[str], place: str) -> None:
    for name in entry.keys() - known:
        raise Misspelt(f"{place}: nothing here is called «{name}»; known are {', '.join(sorted(known))}")
