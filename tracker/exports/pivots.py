"""Cross tables; the only place with pandas, and no frame leaves the function that made it.

pandas is loaded when the first cross table is made: it takes a second and 70 MB that a process serving pages can spare.
"""

from collections.abc import Iterable
from importlib import import_module

from ..scores.judge import OUTCOMES


def outcomes_by(pairs: Iterable[tuple[str, str]], places: list[str]) -> dict[str, list[int]]:
    """How many of each of the six outcomes each place has, from (place, outcome) pairs; places in the order given."""
    pd = import_module("pandas")
    frame = pd.DataFrame(list(pairs), columns=["place", "outcome"])
    table = pd.crosstab(frame["place"], frame["outcome"]).reindex(index=places, columns=list(OUTCOMES), fill_value=0)
    return {place: [int(number) for number in row] for place, row in zip(places, table.to_numpy(), strict=True)}
