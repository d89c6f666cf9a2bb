"""Reads what the demo world is made of: the TOML files of fixtures/<scale> and the CSV files beside them."""

import csv
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
TABLES = ("endings", "by_elections", "moves", "interruptions", "term_records")
DAYS = ("on", "starts_on", "ends_on")


@dataclass(frozen=True)
class Script:
    """The numbers and words of a scale, those of the handling of suggestions, and the dated changes."""

    words: dict
    chain: dict
    cases: list[dict]
    tables: dict[str, list[dict]]

    @property
    def last_day(self) -> date:
        """The last day on which anything happens."""
        return self.words["last_day"]

    @property
    def years(self) -> range:
        """The calendar years that the world lives through."""
        return range(self.words["elected_on"].year, self.last_day.year + 1)

    def of_year(self, table: str, year: int) -> list[dict]:
        """The rows of a table whose (first) day lies in a year."""
        return [row for row in self.tables[table] if _first_day(row).year == year]


def read_script(scale: str) -> Script:
    """Read the script of a scale."""
    folder = FIXTURES / scale
    words, chain, cases = (_toml(folder / f"{name}.toml") for name in ("world", "chain", "cases"))
    return Script(words, chain, cases["case"], {name: _rows(folder / f"{name}.csv") for name in TABLES})


def _toml(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _rows(path: Path) -> list[dict]:
    with path.open(encoding="utf-8", newline="") as file:
        return [{name: _value(name, text) for name, text in row.items()} for row in csv.DictReader(file)]


def _value(name, text):
    if name in DAYS:
        return date.fromisoformat(text) if text else None
    return text


def _first_day(row) -> date:
    return row.get("on") or row["starts_on"]
