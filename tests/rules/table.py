"""The requirements of scoring.md section 4 as the cases use them, read from table.toml. Pure."""

import tomllib
from functools import cache
from pathlib import Path

from tracker.rules.book import Requirement, Value

FILE = Path(__file__).with_name("table.toml")
OF_A_VALUE = ("kinds", "part_period", "min_service_days", "half_day_cap")


@cache
def table() -> dict[str, dict]:
    """The lines of the table by code."""
    return {line["code"]: line for line in _file()["requirement"]}


@cache
def timings() -> dict[str, str]:
    """When each kind of duty can count."""
    return {code: timing for timing, codes in _file()["timings"].items() for code in codes}


def requirements(changes: tuple[dict, ...] = ()) -> list[Requirement]:
    """The table's requirements; a change replaces what it names of the line of its code, or adds a line."""
    lines = dict(table())
    for change in changes:
        lines[change["code"]] = lines.get(change["code"], {"regulation": "341-311"}) | change
    return [_requirement(line) for line in lines.values()]


def _file() -> dict:
    return tomllib.loads(FILE.read_text("utf-8"))


def _requirement(line: dict) -> Requirement:
    values = tuple(
        _value({name: line[name] for name in OF_A_VALUE if name in line} | value) for value in line["values"]
    )
    code = line["code"]
    return Requirement(
        line["regulation"], code, code, code, "次", line["cycle"], line.get("grassroots_only", False), values
    )


def _value(line: dict) -> Value:
    return Value(
        line["from"],
        line.get("minimum"),
        frozenset(line["kinds"]),
        line["part_period"],
        line.get("min_service_days", 0),
        line.get("half_day_cap"),
    )
