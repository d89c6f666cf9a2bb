"""Who may do what in the chain of a suggestion; the doors ask the same question to offer what is allowed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from ..models import Assignment, Body, Event, Role, RoleGrant, Sponsor, Suggestion, User
from .actors import SYSTEM
from .errors import Refused
from .trail import By

OFFICE, DEPUTY = frozenset({Role.OFFICE}), frozenset({Role.DEPUTY})
UNIT, REFERRAL = frozenset({Role.UNIT}), frozenset({Role.REFERRAL_OFFICE})
RIGHTS: dict[str, frozenset] = {
    "draft": DEPUTY | OFFICE,
    "amend": DEPUTY | OFFICE,
    "add_sponsor": DEPUTY | OFFICE,
    "confirm": DEPUTY | OFFICE,
    "drop_sponsor": DEPUTY | OFFICE,
    "submit": DEPUTY | OFFICE,
    "accept": OFFICE,
    "return_to_sponsor": OFFICE,
    "file": OFFICE,
    "not_file": OFFICE,
    "put_on_agenda": OFFICE,
    "refer_to_committee": OFFICE,
    "report_deliberation": OFFICE,
    "adopt_report": OFFICE,
    "treat_as_suggestion": OFFICE,
    "consent": DEPUTY | OFFICE,
    "withdraw": DEPUTY | OFFICE,
    "merge": OFFICE,
    "refer": OFFICE,
    "assign": OFFICE | REFERRAL,
    "disclose_suggestion": OFFICE,
    "link_similar": DEPUTY | OFFICE,
    "supervise": OFFICE,
    "finish_supervision": OFFICE,
    "receive": UNIT,
    "contact": UNIT,
    "progress": UNIT,
    "return_assignment": UNIT,
    "accept_return": REFERRAL,
    "refuse_return": REFERRAL,
    "extend": REFERRAL,
    "reply": UNIT,
    "amend_reply": UNIT,
    "disclose_reply": UNIT | REFERRAL | OFFICE,
    "confirm_commitment": DEPUTY | OFFICE,
    "report_done": UNIT,
    "evaluate_reply": DEPUTY | OFFICE,
    "evaluate_fulfilment": DEPUTY | OFFICE,
    "correct_receipt": DEPUTY | OFFICE,
    "look_back": OFFICE,
    "set_day": frozenset({Role.ADMINISTRATOR}),
}
RECEIPTS = frozenset({"evaluate_reply", "evaluate_fulfilment", "correct_receipt", "confirm_commitment"})
RULINGS = frozenset({"accept_return", "refuse_return", "extend"})
ANSWERS = frozenset({"receive", "contact", "progress", "return_assignment", "reply", "amend_reply", "report_done"})


@dataclass(frozen=True)
class On:
    """What a verb is about: a suggestion, perhaps one of its assignments, a sponsor, or the system it is handed to.

    ``leads`` are the lead sponsors of the suggestion where the caller has read them.
    """

    suggestion: Suggestion | None = None
    assignment: Assignment | None = None
    sponsor: Sponsor | None = None
    system: Body | None = None
    unit: Body | None = None
    leads: Sequence[Sponsor] | None = None


@dataclass
class Rights:
    """The rights of one user with the grants of a day; what it needs of the tree of bodies is read once."""

    user: User
    grants: list[RoleGrant]
    held: list[RoleGrant] | None = None  # all of the user's, where the grants are those of one role

    @cached_property
    def whole(self) -> "Rights":
        """The rights of the user in every role held: nobody changes sides by changing the role."""
        return self if self.held is None else Rights(self.user, self.held)

    @cached_property
    def below(self) -> set[int]:
        """The units for which the user answers."""
        held = self._bodies(Role.UNIT)
        return Body.objects.below(held) if held else set()

    @cached_property
    def system_of(self) -> dict[int, int]:
        """The system of each body, read only for a referral office."""
        return Body.objects.systems() if self._bodies(Role.REFERRAL_OFFICE) else {}

    @cached_property
    def systems(self) -> set[int]:
        """The systems inside which the user assigns."""
        return {self.system_of[pk] for pk in self._bodies(Role.REFERRAL_OFFICE) if pk in self.system_of}

    def _bodies(self, role) -> list[int]:
        return [grant.body_id for grant in self.grants if grant.role == role and grant.body_id]

    @classmethod
    def of(cls, by: By) -> "Rights":
        """The rights of who acts, on the day of the deed."""
        return cls(by.user, list(RoleGrant.objects.held(by.user, by.day)))

    @property
    def is_system(self) -> bool:
        """Whether nobody is signed in: imports and the demo act as the system, their doors answer for them."""
        return self.user.username == SYSTEM

    def is_office(self, suggestion: Suggestion) -> bool:
        """Whether the user is of the office of a suggestion's body."""
        of = (None, suggestion.term.body_id)
        return self.is_system or any(g.role == Role.OFFICE and g.body_id in of for g in self.grants)

    def is_self(self, sponsor: Sponsor) -> bool:
        """Whether the user is the sponsor, or signed for it."""
        return self.is_system or (sponsor.who is not None and sponsor.who.person_id in self.persons)

    @property
    def persons(self) -> set[int]:
        """Those whom the user is."""
        return {grant.person_id for grant in self.grants if grant.role == Role.DEPUTY}

    def may(self, verb: str, on: On) -> bool:
        """Whether a verb is this user's to use on something, whatever state that is in."""
        return self.is_system or (self.holds(verb, on) and not self.both_sides(verb, on))

    def holds(self, verb: str, on: On) -> bool:
        """Whether a role of the user's entitles to a verb, should nobody object."""
        if Role.ADMINISTRATOR in RIGHTS[verb] and self.user.is_superuser:
            return True
        return any(grant.role in RIGHTS[verb] and self._fits(grant, on) for grant in self.grants)

    def _fits(self, grant, on: On) -> bool:
        if grant.role == Role.OFFICE:
            return on.suggestion is None or self.is_office(on.suggestion)
        if grant.role == Role.UNIT:
            return on.assignment is not None and on.assignment.unit_id in self.below
        if grant.role == Role.REFERRAL_OFFICE:
            return self._in_systems(on)
        return grant.role != Role.DEPUTY or self._is_sponsor(on)

    def _in_systems(self, on: On) -> bool:
        bodies = [on.assignment.unit_id] if on.assignment else [body.pk for body in (on.unit, on.system) if body]
        return bool(bodies) and all(self.system_of.get(pk) in self.systems for pk in bodies)

    def _is_sponsor(self, on: On) -> bool:
        if on.sponsor is not None:
            return on.sponsor.who is not None and on.sponsor.who.person_id in self.persons
        if on.suggestion is None or on.suggestion.pk is None:
            return True
        leads = on.leads
        if leads is None:
            leads = _with_persons(Sponsor.objects.filter(suggestion=on.suggestion, role=Sponsor.Role.LEAD))
        return any(row.who and row.who.person_id in self.persons for row in leads)

    def both_sides(self, verb: str, on: On) -> bool:
        """Whether the user stands on the other side of an assignment: a unit never rates, nor rules on, itself."""
        if on.assignment is None:
            return False
        if verb in RECEIPTS:
            return on.assignment.unit_id in self.whole.below or self._has_replied(on.assignment)
        if verb in RULINGS:
            return on.assignment.unit_id in self.whole.below
        return verb in ANSWERS and (self.whole._sponsors(on.assignment) or self._has_rated(on.assignment))

    @cached_property
    def _ever_replied(self) -> bool:
        return Event.objects.filter(subject="reply", actor=self.user, verb="reply").exists()

    def _has_replied(self, assignment) -> bool:
        if not self._ever_replied:
            return False
        replies = assignment.replies.values("pk")
        return Event.objects.filter(subject="reply", object_id__in=replies, actor=self.user, verb="reply").exists()

    def _has_rated(self, assignment) -> bool:
        return assignment.evaluations.filter(entered_by=self.user).exists()

    def _sponsors(self, assignment) -> bool:
        if not self.persons:
            return False
        about = assignment.suggestion_id
        rows = Sponsor.objects.filter(Q(suggestion=about) | Q(suggestion__merged_into=about))
        return any(row.who and row.who.person_id in self.persons for row in _with_persons(rows))


def _with_persons(sponsors):
    return sponsors.select_related("mandate", "signatory")


def need_right(by: By, verb: str, label: str, on: On):
    """Refuse a verb that is not the user's to use."""
    rights = Rights.of(by)
    if rights.may(verb, on):
        return
    if rights.holds(verb, on):
        other = "交办机构" if verb in RULINGS else "提出人一方"
        raise Refused(f"「{by.user}」同时代表承办单位和{other}，不能{label}；请由另一位人员办理。")
    roles = "、".join(str(Role(role).label) for role in Role.values if role in RIGHTS[verb])
    raise Refused(f"「{by.user}」没有{label}的权限；须由本件的{roles}办理。")
