"""Finds, in source text, what writes a fact past the ledger.

Outside the writers of reference data whatever writes must be seen to write something else than a fact: a model that is
none, or a variable made from one. Inside them only what is seen to write a fact is found.
"""

import ast
import re

from django.apps import apps

from tracker.ledger.check import FACTS

ALWAYS = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
WITHOUT_POSITION = {"save", "delete", "update", "save_base", "_raw_delete"}
RELATING = {"add", "remove", "set", "clear"}
SQL = re.compile(r"\s*(INSERT\s+INTO|REPLACE\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|TRUNCATE)\b", re.IGNORECASE)


def _accessors() -> set[str]:
    """The names under which other rows reach facts: mandate.duty_records, activity.roll."""
    related = [item for model in apps.get_app_config("tracker").get_models() for item in model._meta.related_objects]
    return {item.get_accessor_name() for item in related if item.related_model in FACTS} - {None}


FACT_NAMES = {model.__name__ for model in FACTS} | _accessors()
OTHER_NAMES = {model.__name__ for model in apps.get_models()} - FACT_NAMES


def written_facts(source: str, *, writes_reference_data: bool = False) -> list[str]:
    """What in the source writes a fact, as ``line: call``."""
    tree = ast.parse(source)
    names = _Names(tree)
    return [
        f"{node.lineno}: {ast.unparse(node)[:80]}"
        for node in ast.walk(tree)
        if _writes(node, names, writes_reference_data)
    ]


def _writes(node, names, writes_reference_data) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and bool(SQL.match(node.value))
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    verb, receiver = node.func.attr.removeprefix("a") if node.func.attr in ASYNC else node.func.attr, node.func.value
    if verb in RELATING:
        return isinstance(receiver, ast.Attribute) and receiver.attr in FACT_NAMES
    if verb not in ALWAYS and not (verb in WITHOUT_POSITION and not node.args):
        return False
    meant = names.behind(receiver)
    return bool(meant & FACT_NAMES) or not (meant & OTHER_NAMES or writes_reference_data)


ASYNC = {f"a{verb}" for verb in ALWAYS | WITHOUT_POSITION | RELATING} - {"add"}


class _Names:
    """What the names of a module stand for: imports under another name, variables by what was put into them."""

    def __init__(self, tree):
        self.sources: dict[str, list[ast.AST]] = {}
        self.imported: dict[str, str] = {}
        for node in ast.walk(tree):
            self._read(node)

    def _read(self, node):
        if isinstance(node, ast.ImportFrom | ast.Import):
            self.imported |= {item.asname: item.name for item in node.names if item.asname}
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                self._put(target, node.value)
        elif isinstance(node, ast.AnnAssign | ast.NamedExpr):
            self._put(node.target, node.value or node.annotation)
        elif isinstance(node, ast.For | ast.AsyncFor | ast.comprehension):
            self._put(node.target, node.iter)
        elif isinstance(node, ast.withitem) and node.optional_vars is not None:
            self._put(node.optional_vars, node.context_expr)
        elif isinstance(node, ast.arg) and node.annotation is not None:
            self._put(ast.Name(node.arg), node.annotation)

    def _put(self, target, value):
        for part in ast.walk(target):
            if isinstance(part, ast.Name):
                self.sources.setdefault(part.id, []).append(value)

    def behind(self, expression, seen=frozenset()) -> set[str]:
        """Every name that an expression rests on, followed through variables and imports."""
        found = set()
        for part in ast.walk(expression):
            if isinstance(part, ast.Attribute):
                found.add(part.attr)
            elif isinstance(part, ast.Name):
                found |= {part.id, self.imported.get(part.id, part.id)}
        for name in found - seen:
            for source in self.sources.get(name, []):
                found |= self.behind(source, seen | found)
        return found
