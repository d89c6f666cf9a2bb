"""Everybody who might try: each role with the scope that fits, each with a foreign one, and nobody in particular."""

from datetime import date

from tests import make
from tracker.models import Body, RoleGrant

OFFICE = frozenset({"office", "office of the body"})
REFERRAL = frozenset({"referral office", "referral office as an office"})
UNIT = frozenset({"unit", "unit by its parent"})


def body(code, kind, parent=None):
    """A body of the municipality."""
    values = {"name": code, "level": "municipal", "kind": kind, "parent": parent}
    return Body.objects.get_or_create(code=code, defaults=values)[0]


def cast(lead, joint, stranger):
    """Who acts, by name: ``make.acting`` of every role and scope."""
    government, party = make.system(), make.system("党委系统", "system-party")
    general = body("general-office", "office", government)
    unit, parent = make.handling_unit(), body("unit-parent", "unit", government)
    unit.parent = parent
    unit.save()
    return {
        "office": make.acting("office"),
        "office of the body": make.acting("office", body=lead.term.body),
        "office of another body": make.acting("office", body=body("other-congress", "congress")),
        "office until yesterday": _former(),
        "verifier": make.acting("verifier", username="of the verifiers"),
        "liaison": make.acting("liaison", group=make.group(lead.term)),
        "lead": make.acting("deputy", person=lead.person),
        "joint": make.acting("deputy", person=joint.person),
        "another deputy": make.acting("deputy", person=stranger.person),
        "referral office": make.acting("referral_office", body=government),
        "referral office as an office": make.acting("referral_office", body=general),
        "referral office of another system": make.acting("referral_office", body=party),
        "unit": make.acting("unit", body=unit),
        "unit by its parent": make.acting("unit", body=parent),
        "another unit": make.acting("unit", body=make.handling_unit("示例交通委")),
        "leader": make.acting("leader"),
        "auditor": make.acting("auditor"),
        "administrator": make.acting("administrator"),
        "nobody": _nobody(),
    }


def _former():
    by = make.acting("office", username="former-office")
    by.user.grants.update(ends_on=make.NOON.date())
    return by


def _nobody():
    by = make.acting("leader", username="nobody")
    by.user.grants.all().delete()
    return by


def both_sides(lead):
    """Who is of the unit and the lead sponsor at once."""
    by = make.acting("unit", username="both", body=make.handling_unit())
    RoleGrant.objects.get_or_create(user=by.user, role="deputy", person=lead.person, starts_on=date(2018, 1, 1))
    return by
