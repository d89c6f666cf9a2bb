"""Cross tables; the only place with pandas, and no frame leaves the function that made it.

pandas is loaded when the first cross table is made: it takes a second and 70 MB that a process serving pages, and one
that writes the workbook of sixty thousand deputies, can spare.
"""

from collections.abc import Iterable
from importlib import import_module


def crossed(cells: Iterable[tuple[str, str, int]], places: list[str], heads: list[str]) -> dict[str, list[int]]:
    """What numbers given as (place, head, number) add up to for each place under each head, in the orders given."""
    pd = import_module("pandas")
    frame = pd.DataFrame(list(cells), columns=["place", "head", "number"])
    table = pd.crosstab(frame["place"], frame["head"], frame["number"], aggfunc="sum")
    table = table.reindex(index=places, columns=heads).fillna(0).astype("int64")
    return {place: [int(number) for number in row] for place, row in zip(places, table.to_numpy(), strict=True)}
