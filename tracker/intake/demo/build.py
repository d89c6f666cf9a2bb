"""Makes the demo world, step by step, the same for the same random number."""

from collections.abc import Iterator
from random import Random

from django.db import transaction

from ...ledger import overdue
from ...models import DutyKind, ElectoralUnit, Group, Mandate, Term, User
from . import activities, approving, cases, chain, extras, people, plans, proposals, sittings
from .diary import Diary
from .office import Office, open_office
from .script import Script
from .units import found_units
from .world import Clerks, World


def is_demo(script: Script) -> bool:
    """Whether the mandates in the database are those of the demo world."""
    clerk = script.words["clerks"]["recorder"]["username"]
    return User.objects.filter(username=clerk).exists() and Mandate.objects.exists()


def build(script: Script, random_number: int) -> Iterator[str]:
    """Make the world in one transaction; yields what it is about to do."""
    with transaction.atomic():
        yield "建立联系组和专业组"
        world = _open(script, random_number)
        yield "选举代表"
        people.elect_all(world)
        office = open_office(world, found_units(script))
        for year in script.years:
            yield from _live(world, office, year)
        yield "逐件演示和逾期"
        cases.play_all(office)
        approving.approve(world)
        overdue.write_overdue(world.clerks.records(script.last_day), script.last_day)


def _live(world: World, office: Office, year: int) -> Iterator[str]:
    diary = Diary(world)
    yield f"{year} 年：补选、变动、请假"
    people.change(world, year)
    drawn = plans.draw(world, year)
    yield f"{year} 年：人代会会议"
    sittings.sit(world, diary, year, drawn)
    yield f"{year} 年：议案建议"
    chain.handle(office, year, proposals.propose(office, year, drawn))
    yield f"{year} 年：活动"
    activities.organise(world, diary, year, drawn)
    activities.welcome_guests(world, year)
    extras.serve_the_term(world, diary, year, drawn)
    extras.misplace(world, diary, year, drawn)
    yield f"{year} 年：登记和审核"
    extras.leave_over(world, diary, year, drawn)
    sittings.complete_rolls(world, year)


def _open(script: Script, random_number: int) -> World:
    term = Term.objects.get(code=script.words["term"])
    units = {unit.name: unit for unit in ElectoralUnit.objects.filter(term=term).order_by("order")}
    return World(
        script=script,
        term=term,
        clerks=_clerks(script),
        rng=Random(random_number),
        kinds={kind.code: kind for kind in DutyKind.objects.all()},
        sessions=list(term.sessions.order_by("opens_on")),
        units=units,
        groups=_groups(script, term, units.values()),
    )


def _clerks(script: Script) -> Clerks:
    users = {}
    for role, clerk in script.words["clerks"].items():
        users[role] = User(username=clerk["username"], first_name=clerk["name"], is_active=False)
        users[role].set_unusable_password()
        users[role].save()
    return Clerks(**users)


def _groups(script: Script, term: Term, units) -> dict[str, Group]:
    liaison = [f"{unit.name}联系组" for unit in units if unit.seats]
    named = {Group.Kind.LIAISON: liaison, Group.Kind.PROFESSIONAL: script.words["professional"]["groups"]}
    rows = [
        Group(term=term, kind=kind, name=name, order=order)
        for kind, names in named.items()
        for order, name in enumerate(names, 1)
    ]
    return {group.name: group for group in Group.objects.bulk_create(rows)}
