"""What the commands share: reading what was asked, and printing what was found."""

import json
import os
from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from io import StringIO
from pathlib import Path

from django.core.management.base import CommandError
from django.utils import timezone
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tracker.models import Body, Mandate, Term
from tracker.scores import calendar, summary
from tracker.scores.periods import Period

WIDE = 10_000
HANDLING = (Body.Kind.SYSTEM, Body.Kind.UNIT)
NEAR = 20
SUFFIX = ".xlsx"


def term_of(code: str) -> Term:
    """The term of a code; an unknown one is refused with the codes there are, of many with those like it."""
    term = Term.objects.select_related("body__parent").filter(code=code).first()
    if term is None:
        known = _codes_like(code, list(Term.objects.values_list("code", flat=True)))
        raise CommandError(f"--term：没有「{code}」这一届；已有：{known or '无，请先运行 manage.py seed'}。")
    return term


def _codes_like(code: str, codes: list[str]) -> str:
    """All of a few codes; of many those that resemble one or hold it, else the first, and how many there are."""
    if len(codes) <= NEAR:
        return "、".join(codes)
    near = get_close_matches(code, codes, NEAR // 4) or [known for known in codes if code and code in known]
    return f"{'、'.join((near or codes)[:NEAR])}……（共 {len(codes)} 届）"


def day_of(text: str | None, option: str = "--on") -> date:
    """The day asked for; today in the office's time zone without one."""
    if text is None:
        return timezone.localdate()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"{option}：应为 2024-05-01 这样的日期，实际为「{text}」，日历上没有这一天。") from error


def span_of(first: str | None, last: str | None) -> tuple[date | None, date | None]:
    """The first and the last day of --from and --to; None for one that was not asked."""
    days = [None if text is None else day_of(text, option) for text, option in ((first, "--from"), (last, "--to"))]
    if None not in days and days[0] > days[1]:
        raise CommandError(f"--from {days[0]} 晚于 --to {days[1]}，请核对。")
    return days[0], days[1]


def unit_of(text: str | None) -> Body | None:
    """The unit or system of a name or a code; an unknown or ambiguous name is refused with what there is."""
    if text is None:
        return None
    bodies = Body.objects.filter(kind__in=HANDLING)
    found = list(bodies.filter(name=text)) or list(bodies.filter(code=text))
    if len(found) == 1:
        return found[0]
    if found:
        codes = "、".join(f"{body.code}（{body.parent or '无上级'}）" for body in found)
        raise CommandError(f"--unit：有 {len(found)} 个「{text}」，请改用代码：{codes}。")
    near = bodies.filter(name__contains=text) if text else bodies.none()
    known = "、".join((near or bodies.filter(kind=Body.Kind.SYSTEM)).values_list("name", flat=True)[:NEAR])
    raise CommandError(f"--unit：没有「{text}」这个承办单位或系统；可用的如：{known or '无'}。")


def period_of(term: Term, year: int | None) -> Period:
    """The period of a year of a term, or of the whole term."""
    try:
        return calendar.period_of(term, year)
    except calendar.NoPeriod as error:
        raise CommandError(f"--year：{error}") from error


def mandates_of(term: Term, number: str | None = None):
    """The mandates of a term, or the one of a number."""
    mandates = Mandate.objects.filter(term=term)
    if number is None:
        return mandates
    if not mandates.filter(number=number).exists():
        raise CommandError(f"--deputy：{term.label}没有编号为「{number}」的代表，请核对代表编号。")
    return mandates.filter(number=number)


def in_group(judgement: summary.Judgement, name: str | None) -> summary.Judgement:
    """The part of a judgement that concerns one group."""
    if name is None:
        return judgement
    known = judgement.term.groups.values_list("name", flat=True)
    if name not in known:
        raise CommandError(f"--group：{judgement.term.label}没有「{name}」；已有：{'、'.join(known) or '无'}。")
    rows = summary.narrow(judgement, summary.Narrowing(group=name), "year")
    return summary.Judgement(judgement.case, rows)


def path_of(text: str) -> Path:
    """The file to write; its folder must exist and its name must end in .xlsx."""
    out = Path(text)
    if out.suffix.lower() != SUFFIX:
        raise CommandError(f"「{text}」：文件名须以 {SUFFIX} 结尾。")
    if not out.parent.is_dir():
        raise CommandError(f"「{text}」：文件夹 {out.parent} 不存在，请先建立。")
    return out


def write_whole(out: Path, write: Callable[[str], object]):
    """Write beside the file and put it in place when it is whole."""
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        write(str(part))
        os.replace(part, out)
    except OSError as error:
        raise CommandError(f"不能写「{out}」：{error.strerror}；请换一个文件夹或文件名。") from error
    finally:
        part.unlink(missing_ok=True)


def as_json(shape: dict) -> str:
    """One JSON object."""
    return json.dumps(shape, ensure_ascii=False, indent=1)


def as_table(heads: list[str], rows: list[list], stream) -> str:
    """Rows as an aligned table, Chinese widths right; coloured only on a terminal."""
    on_terminal = stream.isatty()
    console = Console(file=StringIO(), force_terminal=on_terminal, width=None if on_terminal else WIDE)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in heads:
        table.add_column(Text(head))
    for row in rows:
        table.add_row(*(Text("" if value is None else str(value)) for value in row))
    console.print(table)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines())
