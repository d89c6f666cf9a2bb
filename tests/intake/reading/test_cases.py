"""Sentences and what they state: cases.toml, and every catalogued quote by itself."""

import tomllib
from pathlib import Path

import pytest

from tracker.intake.reading.reader import read
from tracker.intake.reading.shapes import World

ROOT = Path(__file__).resolve().parents[3]
CASES = tomllib.loads((ROOT / "tests/intake/reading/cases.toml").read_text("utf-8"))["case"]
SEEDS = sorted((ROOT / "seeds/figures").glob("*.toml"))
QUOTED = [figure for path in SEEDS for figure in tomllib.loads(path.read_text("utf-8"))["figure"]]
SHARE = 90


def shown(figure):
    """A figure as the cases write it: value, unit and, where there is one, qualifier."""
    value = f"{figure.value}–{figure.value_max}" if figure.value_max is not None else f"{figure.value}"
    return f"{value} {figure.unit}" + ("" if figure.qualifier == "exact" else f" {figure.qualifier}")


@pytest.mark.parametrize("case", CASES, ids=[case["sentence"] for case in CASES])
def test_a_sentence_states_what_the_case_says(case):
    reading = read(case["sentence"] + "。", World())
    assert [shown(figure) for figure in reading.figures] == case["figures"]
    if "requirements" in case:
        asked = [f"{one.minimum} {one.unit} {one.cycle}" for one in reading.requirements]
        assert asked == case["requirements"]


def test_a_catalogued_quote_alone_gives_back_its_number_unit_and_qualifier():
    missed = [figure["quote"] for figure in QUOTED if not gives_back(figure)]
    assert len(QUOTED) > 250 and len(missed) * 100 <= (100 - SHARE) * len(QUOTED), missed


def gives_back(figure):
    """Whether the quote of a catalogued figure reads as it is catalogued."""
    wanted = (figure.get("value"), figure.get("value_max"), figure["unit"], figure.get("qualifier", "exact"))
    return any(
        (one.value if one.value is None else float(one.value), one.value_max, one.unit, one.qualifier) == wanted
        for one in read(figure["quote"], World()).figures
    )
