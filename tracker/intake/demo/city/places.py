"""Founds the congresses of the districts and townships: bodies, terms, periods, rooms and regulations."""

from datetime import date, timedelta

from ....models import AssessmentPeriod, Body, ElectoralUnit, Group, Regulation, Requirement, RequirementValue, Term
from ....rules.calendar import plan
from ..deck import spread
from ..people import allot
from .script import District
from .world import Chamber, City


def found(city: City, seats_above: int):
    """Found all congresses below the municipal one, which has some of the seats already, with their regulations."""
    districts = city.script.districts
    seats = [row.seats for row in districts]
    given = allot(seats, city.words["townships"])
    towns = [all_ - own for all_, own in zip(given, seats, strict=True)]
    sizes = iter(spread(city.words["mandates"] - seats_above - sum(seats), sum(towns)))
    bodies = Body.objects.in_bulk([row.congress for row in districts], field_name="code")
    for district, number in zip(districts, towns, strict=True):
        body = bodies[district.congress]
        own = Chamber(_term(city, body, "district", district), city.words["district"], _code(district), "", 0)
        own.place, own.size = district.name, district.seats
        city.chambers += [own, *_townships(city, body, district, [next(sizes) for _ in range(number)])]
    _store_terms(city)
    _furnish(city)
    _regulate(city, Body.objects.get(code=bodies[districts[0].congress].parent.code))


def _code(district: District, town: int = 0) -> str:
    return f"{district.order:02d}{town:02d}"


def _townships(city, above, district, sizes) -> list[Chamber]:
    bodies = [
        Body(
            code=above.code.replace("-congress", f"-town-{at:02d}-congress"),
            name=f"{district.short}示例{at:02d}镇人民代表大会",
            level=Body.Level.TOWNSHIP,
            kind=Body.Kind.CONGRESS,
            parent=above,
            order=at,
        )
        for at in range(1, len(sizes) + 1)
    ]
    Body.objects.bulk_create(bodies)
    return [
        Chamber(
            _term(city, body, "township", district, at),
            city.words["township"],
            _code(district, at),
            body.name.removesuffix("人民代表大会"),
            size,
        )
        for at, (body, size) in enumerate(zip(bodies, sizes, strict=True), 1)
    ]


def _term(city, body, level, district, at=0) -> Term:
    year = city.words["first_year"]
    return Term(
        body=body,
        code=f"{body.code}-{year}",
        label=f"{body.name}（{year} 年换届，示例）",
        number=1,
        starts_on=opening(city.words[level], city.words[level]["sessions"][0], year, district.order + at),
    )


def opening(words: dict, session: dict, year: int, place: int) -> date:
    """The first day of a session in a year; the congresses of a level spread over some days."""
    return date(year, session["month"], session["day"]) + timedelta(days=place * 7 % words["spread"])


def _store_terms(city):
    Term.objects.bulk_create([chamber.term for chamber in city.chambers])
    periods = [
        AssessmentPeriod(
            term=chamber.term, cycle=row.cycle, label=row.label, starts_on=row.starts_on, ends_on=row.ends_on
        )
        for chamber in city.chambers
        for row in plan(chamber.term.starts_on, None)
    ]
    AssessmentPeriod.objects.bulk_create(periods)


def _furnish(city):
    for chamber in city.chambers:
        words, term = chamber.words, chamber.term
        names = [words["unit"].format(at=at) for at in range(1, words["units"] + 1)]
        chamber.units = [
            ElectoralUnit(term=term, name=name, order=at, seats=_part(chamber.size, at, len(names)))
            for at, name in enumerate(names)
        ]
        chamber.groups = [
            Group(term=term, kind=Group.Kind.LIAISON, name=words["group"].format(at=at), order=at)
            for at in range(1, words["groups"] + 1)
        ]
    ElectoralUnit.objects.bulk_create([row for chamber in city.chambers for row in chamber.units])
    Group.objects.bulk_create([row for chamber in city.chambers for row in chamber.groups])


def _part(whole: int, at: int, parts: int) -> int:
    return whole * (at + 1) // parts - whole * at // parts


def _regulate(city, above: Body):
    """Plant the invented regulations; their values begin before the first term."""
    for order, row in enumerate(city.words["regulation"], 10):
        regulation = Regulation.objects.create(
            body=above,
            code=row["code"],
            title=row["title"],
            label=row["label"],
            level=row["level"],
            applies_below=True,
            order=order,
        )
        for place, asked in enumerate(row["requirement"], 1):
            _require(city, regulation, place, asked)


def _require(city, regulation, place, asked):
    named = {name: asked[name] for name in ("code", "label", "short", "cycle")}
    requirement = Requirement.objects.create(regulation=regulation, order=place, **named)
    value = RequirementValue.objects.create(
        requirement=requirement,
        starts_on=date(city.words["first_year"] - 1, 1, 1),
        **{name: asked[name] for name in ("minimum", "part_period", "min_service_days")},
    )
    value.kinds.set(_kinds(city, asked["kinds"]))


def _kinds(city, names) -> list:
    if names == "recess":
        return [kind for kind in city.kinds.values() if kind.timing == kind.Timing.RECESS and not kind.derived]
    return [city.kinds[name] for name in names]
