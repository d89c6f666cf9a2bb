"""What docs/figures.md says of numbers, results and relations is so."""

import re
from decimal import Decimal
from pathlib import Path

from tracker.models import FigureRelation
from tracker.scores import relations
from tracker.tables import figures as words

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "figures.md").read_text("utf-8")
NUMBER = re.compile(r"[0-9.]+")


def rows(head):
    """The cells of the table under a head, without marks of code."""
    lines = PAGE.split(f"| {head} |", 1)[1].splitlines()[2:]
    table = lines[: next(place for place, line in enumerate(lines) if not line.startswith("|"))]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in table]


def meaning(told, qualifier):
    found = NUMBER.search(told)
    value = Decimal(found[0]) * (10_000 if "万" in told else 1) if found else None
    return relations.meaning(value, None, qualifier, "%" if "%" in told else "", told)


def end(text):
    return None if text == "–" else Decimal(text)


def test_a_number_means_what_the_page_says():
    shown = rows("told")
    assert len(shown) == 12
    for told, qualifier, first, last, _ in shown:
        found = meaning(told, qualifier)
        assert (found.low, found.high) == (end(first), end(last)), told


def test_the_results_and_reasons_are_those_of_the_page():
    assert {code: label for code, label, _ in rows("result")} == {k: str(v) for k, v in words.RESULTS.items()}
    assert dict(rows("reason")) == {code: str(label) for code, label in words.REASONS.items()}


def test_the_rules_of_relations_are_those_of_the_page():
    assert {code for code, *_ in rows("rule")} == set(FigureRelation.Rule.values) == set(relations.RULES)
