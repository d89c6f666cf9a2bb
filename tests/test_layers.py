"""Imports point down the layers of the house, pure files hold no Django, and only a door asks what day it is."""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

TRACKER = Path(__file__).resolve().parents[1] / "tracker"
ABOVE_ALL = {"models", "ledger", "rules", "scores", "intake", "tables", "exports"}
LAYERS = {
    "models": set(),
    "ledger": {"models", "rules"},
    "rules": {"models"},
    "scores": {"models", "rules"},
    "intake": {"models", "ledger", "rules"},
    "tables": {"models", "scores", "rules"},
    "exports": {"models", "rules", "scores", "tables"},
    "access": {"models", "ledger"},
    "typed": set(),
    "web": ABOVE_ALL | {"access", "typed"},
    "admin": {"models", "ledger", "rules", "intake", "tables", "access", "typed"},
    "management": ABOVE_ALL,
    "checks": {"models", "intake"},
    "apps": {"checks", "ledger"},
}
DOORS = {"web", "admin", "management", "apps"}
PURE = {
    "rules/book.py",
    "rules/calendar.py",
    "rules/workdays.py",
    "rules/deadlines.py",
    "rules/origins.py",
    "rules/grams.py",
    "rules/pinyin.py",
    "rules/bodynames.py",
    "rules/chain.py",
    "rules/resting.py",
    "scores/months.py",
    "scores/periods.py",
    "scores/classify.py",
    "scores/judge.py",
    "scores/shares.py",
    "scores/rates.py",
    "scores/relations.py",
    "scores/indicators/counting.py",
    "scores/indicators/shapes.py",
    "scores/turns.py",
    "tables/amounts.py",
    "intake/archive.py",
    "intake/cells.py",
    "intake/child.py",
    "intake/apart.py",
    "intake/cleaners.py",
    "intake/columns.py",
    "intake/grid.py",
    "intake/lines.py",
    "intake/marking.py",
    "intake/names.py",
    "intake/places.py",
    "intake/reading/articles.py",
    "intake/reading/bodies.py",
    "intake/reading/counts.py",
    "intake/reading/dates.py",
    "intake/reading/decoding.py",
    "intake/reading/forms.py",
    "intake/reading/keys.py",
    "intake/reading/numerals.py",
    "intake/reading/owners.py",
    "intake/reading/plain.py",
    "intake/reading/quantities.py",
    "intake/reading/quotes.py",
    "intake/reading/reader.py",
    "intake/reading/remarks.py",
    "intake/reading/requirements.py",
    "intake/reading/sentences.py",
    "intake/reading/shapes.py",
    "intake/reading/shown.py",
    "intake/reading/slogans.py",
    "intake/reading/spans.py",
    "intake/reading/words.py",
}
ROWS_ONLY_IN = {"rules": {"rules/load.py"}}
ASKS_THE_DAY = {"today", "now", "utcnow", "localdate", "localtime", "Now", "TruncNow", "auto_now", "auto_now_add"}


def layer(place):
    """The first folder of a place under tracker/, or its file name without the ending."""
    return Path(place).parts[0].removesuffix(".py")


def imports(source, place):
    """What a file imports, anywhere in it: dotted names, those of the project as tracker.…"""
    package = ["tracker", *Path(place).parts[:-1]]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node, item.name) for item in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            yield from ((node, f"{module}.{item.name}") for item in node.names)


def faults(source, place):
    """What in a file points the wrong way, as sentences."""
    own = layer(place)
    if own not in LAYERS:
        return [f"{place}: «{own}» has no place in the table of layers"]
    found = [
        f"{place}:{node.lineno}: {fault}" for node, name in imports(source, place) if (fault := wrong(place, name))
    ]
    return found + inside_functions(source, place) + days_asked(source, place)


def wrong(place, name):
    """Why a file may not import a name, or nothing."""
    root, *rest = name.split(".")
    if place in PURE and (root == "django" or (root == "tracker" and not is_pure(rest))):
        return f"a pure file imports {name}"
    if root != "tracker" or not rest or rest[0] == layer(place):
        return None
    if rest[0] not in LAYERS[layer(place)]:
        return f"{layer(place)} imports {name}"
    if rest[0] == "models" and place not in ROWS_ONLY_IN.get(layer(place), {place}):
        return f"only {ROWS_ONLY_IN[layer(place)]} may import rows"
    return None


def is_pure(parts):
    """Whether a dotted name under tracker is a pure file or a name in one."""
    return any("/".join(parts[:length]) + ".py" in PURE for length in (1, 2, 3, 4))


def inside_functions(source, place):
    """Imports inside functions; Django itself asks for them in AppConfig.ready."""
    functions = [
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    inner = [
        part for function in functions for part in ast.walk(function) if isinstance(part, ast.Import | ast.ImportFrom)
    ]
    return [f"{place}:{part.lineno}: an import inside a function" for part in inner if place != "apps.py"]


def days_asked(source, place):
    """Where a file below the doors asks what day it is, called or handed on."""
    if layer(place) in DOORS:
        return []
    tree = ast.walk(ast.parse(source))
    return [f"{place}:{node.lineno}: asks the day" for node in tree if ASKS_THE_DAY & names_of(node)]


def names_of(node):
    """The names that a node takes from elsewhere: attributes, imports, keywords."""
    if isinstance(node, ast.Attribute):
        return {node.attr}
    if isinstance(node, ast.ImportFrom):
        return {item.name for item in node.names}
    return {node.arg} if isinstance(node, ast.keyword) and node.arg else set()


def test_every_file_keeps_to_its_layer():
    files = [file for file in TRACKER.rglob("*.py") if file.parent.name != "migrations" and file.parent != TRACKER]
    files += [TRACKER / "apps.py", TRACKER / "checks.py"]
    places = {file.relative_to(TRACKER).as_posix(): file.read_text("utf-8") for file in files}
    assert len(places) > 40 and set(places) >= PURE
    assert [fault for place, source in sorted(places.items()) for fault in faults(source, place)] == []


def test_the_table_of_layers_has_no_circle():
    assert len(list(TopologicalSorter(LAYERS).static_order())) == len(LAYERS)
    with pytest.raises(CycleError):
        list(TopologicalSorter(LAYERS | {"models": {"web"}}).static_order())


@pytest.mark.parametrize(
    ("place", "source"),
    [
        ("ledger/duties.py", "from ..scores import facts"),
        ("ledger/duties.py", "from .. import scores"),
        ("ledger/duties.py", "import tracker.scores.facts"),
        ("models/people.py", "from tracker.ledger import By"),
        ("admin/people.py", "from ..scores.summary import judge"),
        ("intake/sheets/duties.py", "from ...web import views"),
        ("management/commands/score.py", "from tracker.admin import site"),
        ("rules/book.py", "from ..models import Term"),
        ("rules/helpers.py", "from ..models import Term"),
        ("rules/load.py", "from ..ledger import By"),
        ("scores/judge.py", "from .facts import Case"),
        ("scores/judge.py", "from django.db.models import Q"),
        ("scores/judge.py", "import django.utils"),
        ("somewhere/new.py", "x = 1"),
        ("web/views.py", "def page():\n    from . import urls"),
        ("scores/facts.py", "class A:\n    async def f(self):\n        import json"),
        ("scores/facts.py", "day = date.today()"),
        ("models/trail.py", "at = DateTimeField(default=timezone.now)"),
        ("models/trail.py", "at = DateTimeField(auto_now_add=True)"),
        ("ledger/trail.py", "from django.utils.timezone import now"),
        ("ledger/trail.py", "from django.utils.timezone import localdate as d"),
    ],
)
def test_what_points_the_wrong_way_is_found(place, source):
    assert len(faults(source, place)) == 1


@pytest.mark.parametrize(
    ("place", "source"),
    [
        ("scores/judge.py", "from ..rules.book import Value\nfrom .periods import Period"),
        ("rules/load.py", "from ..models import Term\nfrom . import book"),
        ("ledger/duties.py", "from ..rules.deadlines import due"),
        ("rules/deadlines.py", "from .workdays import Workdays"),
        ("web/views.py", "from ..exports import reports\ntoday = timezone.localdate()"),
        ("apps.py", "class A:\n    def ready(self):\n        from . import checks"),
    ],
)
def test_what_points_the_right_way_is_let_through(place, source):
    assert faults(source, place) == []
