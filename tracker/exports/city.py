"""The workbook of a city's totals: by level, by district, and every term."""

from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.conf import settings

from ..models import Body, Snapshot
from ..scores.city import City, Sum
from ..scores.judge import MET
from ..tables.words import OUTCOME_LABELS, OUTCOME_MEANINGS, day_text
from .pivots import crossed
from .workbook import Form, Percent, Workbook

OUTCOMES = [(label, head) for label in OUTCOME_LABELS.values() for head in ("人数", "占比")]
NUMBERS = [8, 10, *([9, 10] * len(OUTCOME_LABELS))]


def title(snapshot: Snapshot) -> str:
    """The title, from the year."""
    return f"{snapshot.year}年度代表履职情况全市汇总"


def write(city: City, snapshot: Snapshot, since: int, out, *, others: list[tuple[Snapshot, City]], made_on: date):
    """Write the totals to a path or a stream; ``since`` is how many operations the trail has had since the count.

    ``others`` are the newest totals of every year that is kept, to be put beside each other.
    """
    form = Form(title(snapshot), made_on, notes=(_day(snapshot),), units="届、名")
    with Workbook(out, form.title, made_on) as book:
        _explain(book, form, snapshot, since, city)
        _sheet(book, form, "各级", city.levels)
        _sheet(book, form, "各区县", city.districts)
        _years(book, form, others)
        _terms(book, form, city)


def _day(snapshot) -> str:
    made = snapshot.made_at.astimezone(ZoneInfo(settings.TIME_ZONE))
    return f"注：截至{day_text(snapshot.on)}，{day_text(made.date())}{made:%H:%M}计算，未作排名。"


def _explain(book, form, snapshot, since, city):
    sheet = book.sheet("说明", [20, 80, 24])
    sheet.top(Form(f"《{form.title}》说明", form.made_on, units="—"))
    sheet.pair("内容", "各届代表本年度履职结果的人数，按级别、按区县相加，并逐届列出；区县一行含其乡镇。不列姓名。")
    sheet.pair("范围", f"制表人可以查看的 {city.number} 届。")
    sheet.pair("截至", _day(snapshot).removeprefix("注："))
    sheet.pair("账本", f"计算时至第 {snapshot.head} 号操作记录，此后又有 {since} 条，未计入。")
    sheet.pair("占比", "占该行代表人数的百分比；代表在一年中只要有一天在任即计一名。")
    for outcome, label in OUTCOME_LABELS.items():
        sheet.pair(label, OUTCOME_MEANINGS[outcome])
    sheet.foot(form)


def _sheet(book, form, name, rows: list[Sum]):
    sheet = book.sheet(name, [34, *NUMBERS])
    sheet.top(form.part(f"（{name}）", form.notes))
    heads = [("", "范围"), ("", "届"), ("", "代表"), *OUTCOMES]
    sheet.table(heads, [[str(row.label), row.terms, *_numbers(row)] for row in rows], freeze=1)
    sheet.foot(form)


def _years(book, form, others):
    """The deputies of each district in each year, those who met their requirements, and the share."""
    labels = list(dict.fromkeys(str(row.label) for _, city in others for row in city.districts))
    cells = [
        (str(row.label), f"{kept.year}{what}", number)
        for kept, city in others
        for row in city.districts
        for what, number in (("代表", row.deputies), ("达到", row.outcomes[MET]))
    ]
    heads = [f"{kept.year}{what}" for kept, _ in others for what in ("代表", "达到")]
    found = crossed(cells, labels, heads)
    sheet = book.sheet("各年对照", [34, *([9, 9, 10] * len(others))])
    days = "；".join(f"{kept.year}年截至{day_text(kept.on)}" for kept, _ in others)
    sheet.top(form.part("（各年对照）", (f"注：{days}。各区县含其乡镇。",)))
    columns = [(f"{kept.year}年", what) for kept, _ in others for what in ("代表", "达到", "占比")]
    sheet.table([("", "范围"), *columns], [[label, *_met(found[label])] for label in labels], freeze=1)
    sheet.foot(form)


def _met(numbers: list[int]) -> list:
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return [cell for n, met in pairs for cell in (n, met, Percent(Decimal(met) / max(n, 1)))]


def _terms(book, form, city):
    sheet = book.sheet("各届", [34, 46, 10, *NUMBERS[1:]])
    sheet.top(form.part("（各届）", form.notes))
    names = {row.code: row.label for row in city.districts}
    rows = [
        [names[code], row.label, str(Body.Level(row.level).label), *_numbers(row)]
        for code, found in city.terms.items()
        for row in found
    ]
    sheet.table([("", "所属"), ("", "届"), ("", "级别"), ("", "代表"), *OUTCOMES], rows, freeze=2)
    sheet.foot(form)


def _numbers(row: Sum) -> list:
    numbers = [row.outcomes[outcome] for outcome in OUTCOME_LABELS]
    return [row.deputies, *(cell for n in numbers for cell in (n, Percent(Decimal(n) / max(row.deputies, 1))))]
