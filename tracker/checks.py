"""System checks on the seed files: tracker.E001 …, each with an address and what to do."""

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from enum import EnumType
from pathlib import Path

from django.core.checks import Error, register

from .intake import seed_files, seed_shapes
from .intake.seed_files import Files
from .models import NoteQuote, is_comparable

QUOTE_LENGTH = NoteQuote._meta.get_field("quote").max_length
KINDS = {str: "文字", int: "整数", seed_shapes.NUMBER: "数", bool: "true 或 false", list: "列表"}


@register
def seeds_are_sound(app_configs=None, **kwargs) -> list[Error]:
    """Report whatever is wrong with the seed files of the project."""
    return flaws(seed_files.FOLDER)


def flaws(folder: Path) -> list[Error]:
    """Whatever is wrong with the seed files of a folder; meanings are checked once the shapes are right."""
    try:
        files = seed_files.read(folder)
    except seed_files.Unreadable as error:
        return [Error(str(error), hint="补上文件或改正语法；写法见 seeds/README.md。", id="tracker.E001")]
    return list(_misshapen(files)) or list(_unit_lists(files)) or [flaw for check in MEANINGS for flaw in check(files)]


def _misshapen(files: Files) -> Iterator[Error]:
    for name, table in files.tables.items():
        yield from _misfits(table, seed_shapes.SHAPES[name], name)
    for name, table in files.rules.items():
        yield from _misfits(table, seed_shapes.RULE, name)
    for name, table in files.figures.items():
        yield from _misfits(table, seed_shapes.FIGURES, name)


def _misfits(value, shape, place: str) -> Iterator[Error]:
    if isinstance(shape, list) and isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield from _misfits(item, shape[0], f"{place} 第 {number} 项")
    elif isinstance(shape, dict) and isinstance(value, dict):
        yield from _wrong_names(value, shape, place)
        for key, inner in shape.items():
            name = key.rstrip("?")
            if name in value:
                yield from _misfits(value[name], inner, f"{place}「{name}」")
    elif not _fits(value, shape):
        yield Error(f"{place}：应为{_said(shape)}，实际为「{value}」。", hint="改成应有的写法。", id="tracker.E002")


def _wrong_names(value: dict, shape: dict, place: str) -> Iterator[Error]:
    known = {key.rstrip("?") for key in shape}
    for name in value:
        if name not in known:
            near = get_close_matches(name, known, 1)
            hint = f"是不是「{near[0]}」？" if near else f"可用的有：{'、'.join(sorted(known))}。"
            yield Error(f"{place}：不认识「{name}」。", hint=hint, id="tracker.E002")
    for name in shape:
        if not name.endswith("?") and name not in value:
            yield Error(f"{place}：缺少「{name}」。", hint=f"补上「{name}」。", id="tracker.E002")


def _fits(value, shape) -> bool:
    if isinstance(shape, EnumType):
        return value in shape.values
    return type(value) in (shape if isinstance(shape, tuple) else (shape,))


def _said(shape) -> str:
    if isinstance(shape, EnumType):
        return "、".join(shape.values) + " 之一"
    if isinstance(shape, list | dict):
        return "表（[[…]] 或 [ … ]）"
    return KINDS.get(shape, "2024-05-01 这样的日期")


def _documents(files: Files) -> Iterator[Error]:
    known = {row["code"] for row in files.tables["documents.toml"]["document"]}
    for place, document, _ in seed_files.quotes(files):
        if document not in known:
            hint = f"documents.toml 中有：{'、'.join(sorted(known))}。"
            yield Error(f"{place}：引用的文件「{document}」不存在。", hint=hint, id="tracker.E003")


def _kinds(files: Files) -> Iterator[Error]:
    known = {row["code"] for row in files.tables["duty_kinds.toml"]["kind"]}
    named = [(f"{name}「{value['requirement']}」", value) for name, value in seed_files.values(files)]
    named += [(f"indicators.toml「{row['code']}」", row) for row in files.tables["indicators.toml"]["indicator"]]
    for name, value in named:
        for code in value.get("kinds", []):
            if str(code) not in known:
                near = get_close_matches(str(code), known, 1)
                hint = f"是不是「{near[0]}」？" if near else "先在 duty_kinds.toml 中加上这个类别。"
                message = f"{name}：不认识类别「{code}」。"
                yield Error(message, hint=hint, id="tracker.E004")


def _quotes(files: Files) -> Iterator[Error]:
    for place, _, quote in seed_files.quotes(files):
        if not 0 < len(quote.strip()) <= len(quote) <= QUOTE_LENGTH:
            message = f"{place}：引文应有 1 至 {QUOTE_LENGTH} 个字，实际为 {len(quote.strip())} 个。"
            yield Error(message, hint="只引最短的一句，不收整段原文。", id="tracker.E005")


def _dates(files: Files) -> Iterator[Error]:
    dates = Counter((name, value["requirement"], value["starts_on"]) for name, value in seed_files.values(files))
    for (name, requirement, day), count in dates.items():
        if count > 1:
            message = f"{name}「{requirement}」：{day} 有 {count} 个数值。"
            yield Error(message, hint="同一天只能有一个数值；改动请另写一个较晚的日期。", id="tracker.E006")


def _handling(files: Files) -> Iterator[Error]:
    dates = Counter((row["body"], row["from"]) for row in files.tables["handling.toml"]["rule"])
    for (body, day), count in dates.items():
        if count > 1:
            message = f"handling.toml「{body}」：{day} 有 {count} 条办理规则。"
            yield Error(message, hint="同一天只能有一条；改动请另写一个较晚的日期。", id="tracker.E006")


def _seats(files: Files) -> Iterator[Error]:
    for term in files.tables["terms.toml"]["term"]:
        decided, listed = term.get("seats"), files.units.get(term.get("units"), [])
        if decided is None:
            continue
        found = {
            "districts": sum(unit["seats"] for unit in listed if unit["congress"]),
            "garrison": sum(unit["seats"] for unit in listed if not unit["congress"]),
            "total": sum(decided[part] for part in ("districts", "garrison", "otherwise")),
        }
        place = f"terms.toml「{term['code']}」与 {term.get('units')}"
        for part in [part for part, seats in found.items() if seats != decided[part]]:
            message = f"{place}：{part} 名额应为 {decided[part]}，合计得 {found[part]}。"
            yield Error(message, hint="核对各选举单位的名额和 terms.toml 中的 seats。", id="tracker.E007")


def _codes(files: Files) -> Iterator[Error]:
    places = (
        ("documents.toml", "document"),
        ("notes.toml", "note"),
        ("bodies.toml", "body"),
        ("terms.toml", "term"),
        ("duty_kinds.toml", "kind"),
        ("indicators.toml", "indicator"),
        ("relations.toml", "relation"),
    )
    listed = [(name, row["code"]) for name, table in places for row in files.tables[name][table]]
    listed += [("rules", row["code"]) for file in files.rules.values() for row in file["requirement"]]
    listed += [("rules", file["regulation"]["code"]) for file in files.rules.values()]
    listed += [("figures", row["code"]) for _, row in seed_files.figures(files)]
    for (name, code), count in Counter(listed).items():
        if count > 1:
            yield Error(f"{name}：代码「{code}」用了 {count} 次。", hint="每个代码只用一次。", id="tracker.E008")


def _policies(files: Files) -> Iterator[Error]:
    for name, value in seed_files.values(files):
        for policy in ("kinds", "part_period"):
            if not value.get(policy):
                message = f"{name}「{value['requirement']}」{value['starts_on']}：没有写「{policy}」。"
                hint = f"在要求上或数值上写「{policy}」。"
                yield Error(message, hint=hint, id="tracker.E002")


def _overlaps(files: Files) -> Iterator[Error]:
    for name in files.rules:
        values = [value for place, value in seed_files.values(files) if place == name]
        for day in sorted({value["starts_on"] for value in values}):
            for kind, count in _counted(values, day).items():
                if count > 1:
                    message = f"{name}：{day} 起类别「{kind}」计入 {count} 项要求。"
                    hint = "一个规定之内，一个类别只计入一项要求。"
                    yield Error(message, hint=hint, id="tracker.E009")


def _counted(values: list[dict], day) -> Counter:
    newest = {
        value["requirement"]: value
        for value in sorted(values, key=lambda value: value["starts_on"])
        if value["starts_on"] <= day
    }
    return Counter(kind for value in newest.values() if value["minimum"] for kind in value.get("kinds", []))


def _bodies(files: Files) -> Iterator[Error]:
    listed = seed_files.bodies(files)
    known = [row["code"] for row in listed]
    used = [
        (f"bodies.toml「{row['code']}」", row["parent"], known[:place])
        for place, row in enumerate(listed)
        if "parent" in row
    ]
    used += [(f"terms.toml「{row['code']}」", row["body"], known) for row in files.tables["terms.toml"]["term"]]
    used += [(name, file["regulation"]["body"], known) for name, file in files.rules.items()]
    used += [(f"handling.toml「{row['from']}」", row["body"], known) for row in files.tables["handling.toml"]["rule"]]
    used += [(place, row["body"], known) for place, row in seed_files.figures(files)]
    for place, code, before in used:
        if code not in before:
            hint = "先在 bodies.toml 中写这个机构；上级写在下级之前。"
            yield Error(f"{place}：机构「{code}」不存在。", hint=hint, id="tracker.E010")


def _indicators(files: Files) -> Iterator[Error]:
    """Indicators that are used and not there, and those whose unit is not of the nature that the ledger counts."""
    listed = files.tables["indicators.toml"]["indicator"]
    known = {row["code"] for row in listed}
    used = [(place, row["indicator"]) for place, row in seed_files.figures(files)]
    used += [
        (f"relations.toml「{row['code']}」", code)
        for row in files.tables["relations.toml"]["relation"]
        for code in row["indicators"]
    ]
    for place, code in used:
        if code not in known:
            near = get_close_matches(str(code), known, 1)
            hint = f"是不是「{near[0]}」？" if near else "先在 indicators.toml 中加上这个指标。"
            yield Error(f"{place}：不认识指标「{code}」。", hint=hint, id="tracker.E011")
    for row in listed:
        if row.get("measure") and not is_comparable(row["unit"], row["measure"]):
            message = (
                f"indicators.toml「{row['code']}」：单位「{row['unit']}」与账本计数「{row['measure']}」不是同一类数。"
            )
            yield Error(message, hint="次数、人数、人次、件数、比率不能混用；改单位或改计数。", id="tracker.E012")


def _unit_lists(files: Files) -> Iterator[Error]:
    for term in files.tables["terms.toml"]["term"]:
        if "units" in term and term["units"] not in files.units:
            message = f"terms.toml「{term['code']}」：没有 {term['units']} 这个名单。"
            yield Error(message, hint="补上这个 CSV 文件，或改正文件名。", id="tracker.E010")


MEANINGS = (
    _documents,
    _kinds,
    _quotes,
    _dates,
    _handling,
    _seats,
    _codes,
    _policies,
    _overlaps,
    _bodies,
    _indicators,
)
