"""The seed files as rows: read, checked against their shapes, laid flat."""

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from ..models import Body
from .seed_shapes import POLICY, SHAPES

FOLDER = Path(__file__).resolve().parents[2] / "seeds"

UNIT_COLUMNS = ["order", "name", "short", "congress", "seats", "own_congress_seats"]


class Unreadable(Exception):
    """A seed file is missing or is not what its name says; the text says which, and where."""


@dataclass
class Files:
    """What stands in a seeds folder: tables, rules, unit lists and figures of documents, by file name."""

    tables: dict[str, dict]
    rules: dict[str, dict]
    units: dict[str, list[dict]] = field(default_factory=dict)
    figures: dict[str, dict] = field(default_factory=dict)


def read(folder: Path) -> Files:
    """All seed files of a folder; raises Unreadable."""
    tables = {name: _toml(folder / name) for name in SHAPES}
    rules = {f"rules/{path.name}": _toml(path) for path in sorted((folder / "rules").glob("*.toml"))}
    units = {path.name: _csv(path) for path in sorted(folder.glob("*.csv"))}
    figures = {f"figures/{path.name}": _toml(path) for path in sorted((folder / "figures").glob("*.toml"))}
    return Files(tables, rules, units, figures)


def _toml(path: Path) -> dict:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except OSError as error:
        raise Unreadable(f"{path.name}：文件不存在或不能读取。") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Unreadable(f"{path.name}：不是有效的 TOML（{error}）。") from error


def _csv(path: Path) -> list[dict]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        return [_unit(row) for row in rows]
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable(f"{path.name}：每行应有 {'、'.join(UNIT_COLUMNS)}，数字须为整数（{error}）。") from error


def _unit(row: dict) -> dict:
    if sorted(row) != sorted(UNIT_COLUMNS):
        raise ValueError("、".join(str(name) for name in row))
    own = row["own_congress_seats"]
    return {
        **row,
        "order": int(row["order"]),
        "seats": int(row["seats"]),
        "own_congress_seats": int(own) if own else None,
    }


def rows(files: Files) -> dict[str, list[dict]]:
    """The rows of every table of the database by model name, links written as codes."""
    tables = files.tables
    terms = tables["terms.toml"]["term"]
    return {
        "sourcedocument": _numbered(tables["documents.toml"]["document"]),
        "sourcenote": [_without(row, "quote") for row in _numbered(tables["notes.toml"]["note"])],
        "notequote": [
            {"note": note["code"], **quote} for note in tables["notes.toml"]["note"] for quote in note.get("quote", [])
        ],
        "body": _numbered(bodies(files)),
        "wording": [
            {
                "body_kind": kind,
                "key": key,
                "text": text,
                "english": tables["wording.toml"][f"{kind}_english"].get(key, ""),
            }
            for kind in ("congress", "cppcc")
            for key, text in tables["wording.toml"][kind].items()
        ],
        "term": [_without(row, "units", "seats", "session") for row in terms],
        "electoralunit": [unit for term in terms for unit in _units(files, term)],
        "dutykind": _numbered(tables["duty_kinds.toml"]["kind"]),
        "handlingrule": [
            {**_without(row, "from"), "starts_on": row["from"]} for row in tables["handling.toml"]["rule"]
        ],
        "regulation": [file["regulation"] for file in files.rules.values()],
        "requirement": [row for file in files.rules.values() for row in _requirements(file)],
        "requirementvalue": [value for _, value in values(files)],
        "session": [{"term": term["code"], **row} for term in terms for row in term.get("session", [])],
        "indicator": _numbered([{"kinds": [], **row} for row in tables["indicators.toml"]["indicator"]]),
        "figurerelation": _numbered(tables["relations.toml"]["relation"]),
        "reportedfigure": [row for _, row in figures(files)],
    }


def _numbered(listed: list[dict]) -> list[dict]:
    return [{**row, "order": place} for place, row in enumerate(listed, 1)]


def _without(row: dict, *names: str) -> dict:
    return {name: value for name, value in row.items() if name not in names}


def bodies(files: Files) -> list[dict]:
    """The bodies, parents first: congresses of districts stand before their own offices."""
    congresses, listed = list(_congresses(files)), files.tables["bodies.toml"]["body"]
    codes = {row["code"] for row in congresses}
    below = [row for row in listed if row.get("parent") in codes]
    return [*(row for row in listed if row not in below), *congresses, *below]


def _figure(row: dict, document: str) -> dict:
    numbers = {name: str(row[name]) for name in ("value", "value_max") if name in row}
    return {**row, **numbers, "document": document}


def _congresses(files: Files) -> Iterator[dict]:
    parents = {term["units"]: term["body"] for term in files.tables["terms.toml"]["term"] if "units" in term}
    for name, parent in parents.items():
        for unit in files.units.get(name, []):
            if unit["congress"]:
                yield {
                    "code": unit["congress"],
                    "name": f"{unit['name']}人民代表大会",
                    "level": Body.Level.DISTRICT.value,
                    "kind": Body.Kind.CONGRESS.value,
                    "parent": parent,
                }


def _units(files: Files, term: dict) -> Iterator[dict]:
    for unit in files.units[term["units"]] if "units" in term else ():
        seats = unit["seats"] if "seats" in term else None
        yield {
            "term": term["code"],
            "name": unit["name"],
            "order": unit["order"],
            "seats": seats,
            "is_garrison": not unit["congress"],
        }


def _requirements(file: dict) -> Iterator[dict]:
    for row in _numbered(file["requirement"]):
        yield {
            "regulation": file["regulation"]["code"],
            **_without(row, "value", *(name.rstrip("?") for name in POLICY)),
        }


def values(files: Files) -> Iterator[tuple[str, dict]]:
    """Each requirement value with the name of its file, its policies taken from the requirement where it has none."""
    for name, file in files.rules.items():
        for requirement in file["requirement"]:
            for value in requirement["value"]:
                yield name, _value(requirement, value)


def _value(requirement: dict, value: dict) -> dict:
    policies = {name.rstrip("?") for name in POLICY}
    own = {name: row[name] for row in (requirement, value) for name in policies if name in row}
    cite = value.get("cite", {})
    return {
        **own,
        "requirement": requirement["code"],
        "starts_on": value["from"],
        "minimum": value["minimum"] or None,
        "document": cite.get("document"),
        "quote": cite.get("quote", ""),
        "note": cite.get("note", "") or value.get("note", ""),
    }


def quotes(files: Files) -> Iterator[tuple[str, str, str]]:
    """Every quote with the place where it stands and the document it is taken from."""
    for note in files.tables["notes.toml"]["note"]:
        for quote in note.get("quote", []):
            yield f"notes.toml「{note['code']}」", quote["document"], quote["quote"]
    for name, file in files.rules.items():
        for requirement in file["requirement"]:
            for value in requirement["value"]:
                if "cite" in value:
                    place = f"{name}「{requirement['code']}」{value['from']}"
                    yield place, value["cite"]["document"], value["cite"]["quote"]
    for place, figure in figures(files):
        yield place, figure["document"], figure["quote"]


def figures(files: Files) -> Iterator[tuple[str, dict]]:
    """Every figure of the documents with the place where it stands."""
    for name, file in files.figures.items():
        for row in file["figure"]:
            yield f"{name}「{row['code']}」", _figure(row, file["document"])
