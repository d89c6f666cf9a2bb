"""How much of the catalogue a reading gives back, document by document, and what it takes beside a bare scan.

The texts are not kept here: `make bench DOCUMENTS=folder` names where they are. Nothing is asserted on time.
"""

import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.benchmarks.measure import against, keep, measured
from tests.benchmarks.table import Row
from tracker.intake.reading.reader import read
from tracker.intake.world import world_of_seeds

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = os.environ.get("DOCUMENTS", "")
LISTED = tomllib.loads((ROOT / "seeds/documents.toml").read_text("utf-8"))["document"]
BOUNDS = [("% found", "≥", 90), ("% known", "≥", 60)]
DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Measured:
    """What was found of one document: pairs of catalogued and proposed, all proposed, and those in the catalogue."""

    wanted: list
    pairs: list
    proposed: list
    strangers: list

    def row(self, name):
        """Its row of the table; a bound keeps what was held before."""
        right = {
            "body": sum(figure.body == row["body_name"] for row, figure in self.pairs),
            "period": sum((figure.span.starts_on, figure.span.last_on) == spanned(row) for row, figure in self.pairs),
            "indicator": sum(figure.key == row["indicator"] for row, figure in self.pairs),
        }
        known = len(self.proposed) - len(self.strangers)
        figures = {
            "% found": percent(len(self.pairs), len(self.wanted)),
            "% known": percent(known, len(self.proposed)),
            **{f"% {of} right": percent(count, len(self.pairs)) for of, count in right.items()},
        }
        note = f"{len(self.pairs)} of {len(self.wanted)} found, {known} of {len(self.proposed)} in the catalogue"
        return Row(f"read {name}", figures=figures, note=note)


def percent(part, whole):
    """A share in whole per cent; nothing of nothing is 0."""
    return 100 * part // whole if whole else 0


def spanned(row):
    """The period of a catalogued figure."""
    return row.get("starts_on"), row.get("last_on")


def same(row, figure):
    """Whether a proposal has number, unit and qualifier of a catalogued figure."""
    value = None if figure.value is None else float(figure.value)
    wanted = (row.get("value"), row.get("value_max"), row["unit"], row.get("qualifier", "exact"))
    return (value, figure.value_max, figure.unit, figure.qualifier) == wanted


def places(text, quote):
    """Where a quote stands in a text, white space ignored."""
    pattern = r"\s*".join(map(re.escape, "".join(quote.split())))
    return [match.span() for match in re.finditer(pattern, text)]


def overlaps(figure, spans):
    """Whether a proposal's quote shares characters with one of some spans."""
    end = figure.offset + len(figure.quote)
    return any(figure.offset < last and first < end for first, last in spans)


def measured_of(text, wanted, proposed):
    """The catalogue of a document beside what was proposed; a proposal serves twice only for one and the same quote."""
    used, pairs = {}, []
    spots = [places(text, row["quote"]) for row in wanted]
    for row, spans in zip(wanted, spots, strict=True):
        for at, figure in enumerate(proposed):
            free = at not in used or (used[at]["quote"] == row["quote"] and used[at] is not row)
            if free and same(row, figure) and overlaps(figure, spans):
                used[at] = row
                pairs.append((row, figure))
                break
    strangers = [
        figure
        for figure in proposed
        if not any(same(row, figure) and overlaps(figure, spans) for row, spans in zip(wanted, spots, strict=True))
    ]
    return Measured(wanted, pairs, list(proposed), strangers)


@pytest.mark.skipif(not DOCUMENTS, reason="no texts: make bench DOCUMENTS=folder")
def test_what_the_documents_give_back():
    known, every = world_of_seeds(), []
    for document in LISTED:
        text = (Path(DOCUMENTS) / document["file_name"]).read_text("utf-8")
        wanted = tomllib.loads((ROOT / f"seeds/figures/{document['code']}.toml").read_text("utf-8"))["figure"]
        found = measured_of(text, wanted, read(text, known).figures)
        scan = against("numbers found by a regular expression", lambda text=text: DIGITS.findall(text))
        measured(found.row(document["code"]), lambda text=text: read(text, known), scan, bounds=BOUNDS)
        for one in found.strangers:
            print(f"    not in the catalogue: {' '.join(one.quote.split())}")
        every.append(found)
    whole = Measured(*([row for one in every for row in getattr(one, name)] for name in Measured.__dataclass_fields__))
    keep(whole.row("all of them"))
