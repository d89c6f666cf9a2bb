"""What a check found of each row, stored for the preview, and the digest of it all."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import date

from ...ledger import bulk
from ...models import ImportJob, ImportRow
from ..cleaners import shown
from ..importer import Check
from ..lines import Line

CHUNK = 5000
LONGEST = 500
STORING = "正在保存预览"
FIELDS = ("job", "sheet", "row", "state", "content", "diff", "errors", "warnings", "has_warnings")
NONE = "[]"


def plan_of(check: Check, chosen: dict[str, str]) -> str:
    """The SHA-256 of what every row would do, to whom, and with which warnings; and of which namesake was meant."""
    digest = hashlib.sha256(repr(sorted(chosen.items())).encode())
    for line in check.lines:
        diff = [(part.column, part.old, part.new) for part in line.diff]
        odd = sorted(problem.message for problem in line.warnings)
        meant = None if line.errors else check.desk.meant(line)
        told = (line.sheet, line.row, str(line.state), diff, line.values, odd, meant)
        digest.update(repr(told).encode("utf-8", "backslashreplace"))
    return digest.hexdigest()


def store(job: ImportJob, lines: Sequence[Line], watch):
    """Store what was found of each line of a file, in place of what an earlier check found."""
    drop(job)
    fields = [ImportRow._meta.get_field(name) for name in FIELDS]
    rows = _rows(job, watch(STORING, lines, len(lines)))
    for chunk in bulk.chunks(rows, CHUNK):
        bulk.insert_rows(ImportRow, fields, chunk)


def drop(job: ImportJob):
    """Forget the rows of a job."""
    ImportRow.objects.filter(job=job).delete()


def _rows(job, lines) -> Iterator[tuple]:
    pairs = Pairs()
    for line in lines:
        diff = _json([(part.column, part.old, part.new) for part in line.diff])
        warnings = _problems(line.warnings)
        told = (_content(line, pairs), diff, _problems(line.errors), warnings)
        yield job.pk, line.sheet[:40], line.row, str(line.state), *told, warnings != NONE


class Pairs(dict[tuple[str, type, object], str]):
    """Header and value of a cell as JSON, by header, type and value; empty where the cell says nothing."""

    def __missing__(self, key: tuple[str, type, object]) -> str:
        header, _, value = key
        text = shown("、".join(value.splitlines()) if isinstance(value, str) else value, LONGEST)
        self[key] = found = _json([header, text]) if text else ""
        return found


def _content(line, pairs) -> str:
    """The (header, value) of each cell of a row that says something, in the order of its sheet, as JSON."""
    _, raw, columns, odd = line.source
    found = []
    for position in sorted(columns):
        value = raw[position] if position not in odd else odd[position].value
        understood = line.values.get(columns[position].name)
        value = understood if isinstance(understood, date) else value
        if value is not None:
            found.append(pairs[line.headers[columns[position].name], type(value), value])
    if line.reading[0]:
        found.append(_json(line.reading))
    return f"[{', '.join(filter(None, found))}]"


def _problems(problems) -> str:
    return _json([(problem.column, problem.found, problem.message) for problem in problems])


def _json(found) -> str:
    """A list as both databases take it: characters that stand for nothing become question marks."""
    if not found:
        return NONE
    return json.dumps(found, ensure_ascii=False).encode("utf-8", "replace").decode()
