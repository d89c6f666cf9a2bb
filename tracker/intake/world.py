"""What a reading of a report knows beside its text: from the database, or from the seed files before it is filled."""

from ..models import Body, DutyKind, ElectoralUnit, Indicator
from . import seed_files
from .reading.shapes import Kind, Known, World

REPORTING = (Body.Kind.CONGRESS, Body.Kind.CPPCC, Body.Kind.OFFICE)


def world() -> World:
    """The indicators, kinds of duty, bodies and districts of the database."""
    indicators = Indicator.objects.values_list("code", "label", "unit", "scope", "words")
    kinds = DutyKind.objects.values_list("code", "label")
    bodies = Body.objects.filter(kind__in=REPORTING).order_by("order").values_list("name", flat=True)
    places = ElectoralUnit.objects.filter(is_garrison=False).order_by("order", "name").values_list("name", flat=True)
    return World(
        tuple(Known(*row[:4], tuple(row[4])) for row in indicators),
        tuple(Kind(*row) for row in kinds),
        tuple(bodies),
        tuple(dict.fromkeys(places)),
    )


def world_of_seeds(folder=seed_files.FOLDER) -> World:
    """The same of the seed files, for a database that holds none of it yet."""
    rows = seed_files.rows(seed_files.read(folder))
    return World(
        tuple(
            Known(row["code"], row["label"], row["unit"], row["scope"], tuple(row.get("words", ())))
            for row in rows["indicator"]
        ),
        tuple(Kind(row["code"], row["label"]) for row in rows["dutykind"]),
        tuple(row["name"] for row in rows["body"] if row["kind"] in REPORTING),
        tuple(dict.fromkeys(row["name"] for row in rows["electoralunit"] if not row["is_garrison"])),
    )
