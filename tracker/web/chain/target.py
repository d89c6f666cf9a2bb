"""What an act is about: a suggestion, perhaps one of its assignments, and who stands before it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q, QuerySet, prefetch_related_objects
from django.utils import timezone

from ...ledger.courses import course_of
from ...ledger.rights import On, Rights
from ...models import Assignment, Body, Evaluation, Role, Sponsor, Suggestion
from ...rules import load
from ...rules.chain import Course, open_look_backs, open_promises
from ...rules.deadlines import Handling
from ..access import rights_of

ANSWERED = (Assignment.State.REPLIED, Assignment.State.TRACKING)  # in the round that they are in


@dataclass
class Target:
    """A suggestion or an assignment as the asking user meets it today."""

    suggestion: Suggestion
    assignment: Assignment | None
    rights: Rights
    today: date

    @classmethod
    def of(cls, request, suggestion, assignment=None, rights=None) -> "Target":
        """The target of a request."""
        rights = rights or rights_of(request)
        return cls(suggestion, assignment, rights, timezone.localdate())

    @property
    def state(self) -> str:
        return str((self.assignment or self.suggestion).state)

    @cached_property
    def rule(self) -> Handling:
        """The handling rule that governs the assignment, or would govern one made today."""
        on = self.assignment.assigned_on if self.assignment else self.today
        return load.handling(self.suggestion.term.body, on)

    @cached_property
    def is_office(self) -> bool:
        return self.rights.is_office(self.suggestion)

    @cached_property
    def sponsors(self) -> list[Sponsor]:
        """The sponsors of the suggestion and of those merged into it; leads first, its own before others'."""
        return self._in_order(_sponsors([self.suggestion]))

    def _in_order(self, sponsors) -> list[Sponsor]:
        return sorted(sponsors, key=lambda row: (row.suggestion_id != self.suggestion.pk, row.role != "lead", row.pk))

    @cached_property
    def own_sponsors(self) -> list[Sponsor]:
        """The sponsors for whom the user acts."""
        return [row for row in self.sponsors if row.who and row.who.person_id in self.rights.persons]

    @cached_property
    def receipts(self) -> list[Evaluation]:
        """The receipts on the assignment, corrected ones among them, oldest first."""
        return list(_receipts([self.assignment]).prefetch_related("lines"))

    @cached_property
    def course(self) -> Course:
        """The facts of the assignment from which its state follows."""
        return course_of(self.assignment)

    @cached_property
    def may_rate_fulfilment(self) -> bool:
        """Whether a commitment, or a look back, of the assignment can be rated today."""
        due = [row for row in open_promises(self.course) if row.is_open_for_receipt(self.today)]
        return bool(due or open_look_backs(self.course))

    @cached_property
    def latest_round(self) -> int:
        """The newest round that has a reply; 0 before the first."""
        return max((row.round for row in self.assignment.replies.all()), default=0)

    def unrated(self, sponsors) -> list[Sponsor]:
        """Those of some sponsors who have not rated the latest reply."""
        rated = {row.sponsor_id for row in self.receipts if row.round == self.latest_round and row.stage == "reply"}
        return [row for row in sponsors if row.pk not in rated]

    @property
    def units(self):
        """The units to which the user may assign, in official order."""
        rows = Body.objects.filter(kind=Body.Kind.UNIT).order_by("order", "name")
        if self.is_office:
            return rows
        referred = set(self.suggestion.referrals.values_list("system", flat=True)) & self.rights.systems
        return rows.filter(pk__in=Body.objects.below(referred))

    def about(self, sponsor=None) -> On:
        """The object of a right."""
        own = [
            row for row in self.sponsors if row.suggestion_id == self.suggestion.pk and row.role == Sponsor.Role.LEAD
        ]
        return On(self.suggestion, self.assignment, sponsor, leads=own)

    def may(self, verb: str) -> bool:
        """Whether the user may use a verb here, whatever the state."""
        if verb == "assign" and not self.is_office:
            return Role.REFERRAL_OFFICE in {grant.role for grant in self.rights.grants} and self.units.exists()
        if verb in ("evaluate_reply", "evaluate_fulfilment", "correct_receipt", "consent", "confirm", "drop_sponsor"):
            sponsors = self.own_sponsors if not self.is_office else [*self.own_sponsors, *self.sponsors][:1]
            return any(self.rights.may(verb, self.about(sponsor)) for sponsor in sponsors)
        return self.rights.may(verb, self.about())


def read_ahead(targets: Sequence[Target]):
    """Read what the primary acts of many targets ask, their assignments with their days (``inbox.timed``).

    One query a table, however many there are.
    """
    shares = [target.assignment for target in targets if target.assignment]
    prefetch_related_objects(shares, "unit")
    prefetch_related_objects([share for share in shares if share.state not in ANSWERED], "replies")
    said = defaultdict(list)
    for row in _receipts(shares) if shares else ():
        said[row.assignment_id].append(row)
    sponsors = _by_suggestion(targets)
    for target in targets:
        target.sponsors = target._in_order(sponsors[target.suggestion.pk])
        if target.assignment:
            target.receipts = said[target.assignment.pk]
            if target.state in ANSWERED:
                target.latest_round = target.assignment.round
            target.may_rate_fulfilment = _can_be_rated(target.assignment, target.today)


def _can_be_rated(share, today) -> bool:
    """What ``may_rate_fulfilment`` finds in the course, as the days of an assignment tell it."""
    return share.looked_back is not None or (share.ratable_from is not None and share.ratable_from <= today)


def _by_suggestion(targets) -> dict[int, list[Sponsor]]:
    """The sponsors of each suggestion, those of what was merged into it among them."""
    found = defaultdict(list)
    for row in _sponsors([target.suggestion for target in targets]) if targets else ():
        for pk in {row.suggestion_id, row.suggestion.merged_into_id}:
            found[pk].append(row)
    return found


def _sponsors(suggestions) -> QuerySet:
    about = Q(suggestion__in=suggestions) | Q(suggestion__merged_into__in=suggestions)
    return Sponsor.objects.filter(about).select_related("suggestion", "mandate__person", "signatory__person")


def _receipts(assignments) -> QuerySet:
    """Oldest first, corrected ones among them."""
    rows = Evaluation.objects.filter(assignment__in=assignments)
    return rows.select_related("sponsor__mandate__person", "sponsor__suggestion")
