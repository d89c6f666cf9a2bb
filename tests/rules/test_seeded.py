"""The rules that are planted are those of the table that the cases are judged by."""

import tomllib
from pathlib import Path

import pytest

from tests.rules.table import requirements, table, timings

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def read(name):
    return tomllib.loads((SEEDS / name).read_text("utf-8"))


def planted():
    """The lines of the seeds in the words of the table."""
    for file in sorted((SEEDS / "rules").glob("*.toml")):
        found = read(f"rules/{file.name}")
        of_all = {"regulation": found["regulation"]["code"]}
        if found["regulation"].get("grassroots_only"):
            of_all["grassroots_only"] = True
        for line in found["requirement"]:
            values = [{"from": value["from"], "minimum": value["minimum"]} for value in line.pop("value")]
            yield (
                of_all
                | {name: line[name] for name in line if name not in ("label", "short", "unit")}
                | {"values": values}
            )


def test_the_seeds_carry_the_table():
    assert {line["code"]: line for line in planted()} == table()


def test_each_kind_counts_when_the_table_says():
    found = {kind["code"]: kind.get("timing", "any") for kind in read("duty_kinds.toml")["kind"]}
    assert found == timings()


def test_only_what_comes_from_suggestions_is_derived():
    derived = {kind["code"] for kind in read("duty_kinds.toml")["kind"] if kind.get("derived")}
    assert derived == set(table()["bills-suggestions"]["kinds"])


@pytest.mark.parametrize("regulation", ["341-311", "observer"])
def test_inside_a_regulation_no_kind_counts_for_two_requirements_of_a_cycle(regulation):
    kinds = [kind for line in table().values() if line["regulation"] == regulation for kind in line["kinds"]]
    assert len(kinds) == len(set(kinds))


def test_attendance_of_the_session_counts_for_nothing():
    asked = {kind for item in requirements() for value in item.values for kind in value.kinds}
    assert "session_attendance" in timings() and "session_attendance" not in asked
