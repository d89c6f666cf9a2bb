"""Suggestions that wait for the roles of who is asking."""

from collections import defaultdict
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from ..models import Assignment, Body, Evaluation, Referral, Role, Sponsor, Suggestion, Who
from .inbox import Frame, timed
from .turns import Turn, turn_of_suggestion

State, Share = Suggestion.State, Assignment.State


def unassigned(referrals: QuerySet, systems=None) -> QuerySet:
    """The referrals of live suggestions for which no unit of their system has been found, of some systems or all."""
    units = defaultdict(set)
    for unit, system in Body.objects.systems().items():
        units[system].add(unit)
    live = Assignment.objects.filter(suggestion=OuterRef("suggestion")).exclude(state__in=Assignment.GONE)
    open_ones = Q(pk__in=[])
    for system, below in units.items():
        if systems is None or system in systems:
            open_ones |= Q(system=system) & ~Exists(live.filter(unit__in=below))
    return referrals.filter(open_ones, suggestion__state__in=[State.ACCEPTED, State.ASSIGNED])


def referrals_for(who: Who) -> QuerySet:
    """The referrals that who is asking may list: all of the office's bodies, else those to the systems granted."""
    if who.sees_all:
        return Referral.objects.all()
    if who.is_staff:
        return Referral.objects.filter(suggestion__term__body__in=who.bodies)
    systems = Body.objects.systems_of(who.bodies) if who.role == Role.REFERRAL_OFFICE else set()
    return Referral.objects.filter(system__in=systems)


def waiting_for(grants, on: date) -> Q:
    """The suggestions on which the roles of a user can act on a day."""
    held = defaultdict(list)
    for grant in grants:
        held[grant.role].append(grant)
    found = Q(pk__in=[])
    if held[Role.OFFICE]:
        found |= _for_office([grant.body_id for grant in held[Role.OFFICE]])
    if held[Role.REFERRAL_OFFICE]:
        found |= _for_systems(Body.objects.systems_of([grant.body_id for grant in held[Role.REFERRAL_OFFICE]]))
    if held[Role.UNIT]:
        found |= _for_units(Body.objects.below([grant.body_id for grant in held[Role.UNIT]]), on)
    if held[Role.DEPUTY]:
        found |= _for_deputies([grant.person_id for grant in held[Role.DEPUTY]], on)
    return found


def _for_office(bodies) -> Q:
    own = Q() if None in bodies else Q(term__body__in=bodies)
    referred = Exists(Referral.objects.filter(suggestion=OuterRef("pk")))
    accepted = Q(state=State.ACCEPTED) & (Q(kind=Suggestion.Kind.BILL, treated_on=None) | ~referred)
    return own & (Q(state__in=[State.SUBMITTED, State.ON_AGENDA, State.IN_COMMITTEE]) | accepted)


def _for_systems(systems) -> Q:
    shares = Assignment.objects.filter(unit__in=Body.objects.below(systems), state=Share.RETURN_ASKED)
    referred = unassigned(Referral.objects.filter(system__in=systems), systems)
    return Q(pk__in=referred.values("suggestion")) | Q(pk__in=shares.values("suggestion"))


def _for_units(units, on: date) -> Q:
    own = timed(Assignment.objects.filter(unit__in=units))
    promised = Q(state=Share.TRACKING, ratable_from__gt=on, looked_back=None)
    shares = own.filter(Q(state__in=[Share.ASSIGNED, Share.REHANDLING]) | promised)
    return Q(pk__in=shares.values("suggestion"))


def _for_deputies(persons, on: date) -> Q:
    own = Sponsor.objects.filter(Q(mandate__person__in=persons) | Q(signatory__person__in=persons))
    lead = own.filter(role=Sponsor.Role.LEAD)
    draft = Q(pk__in=own.filter(confirmed_on=None).values("suggestion")) | Q(pk__in=lead.values("suggestion"))
    could_be_rated = Q(ratable_from__lte=on) | Q(looked_back__isnull=False)
    shares = timed(Assignment.objects.filter(suggestion__in=lead.values("suggestion")))
    rated = shares.filter(Q(state=Share.REPLIED) | Q(state=Share.TRACKING) & could_be_rated)
    return (Q(state=State.DRAFT) & draft) | Q(pk__in=rated.values("suggestion")) | Q(pk__in=_merged(lead))


def _merged(lead: QuerySet) -> QuerySet:
    """The suggestions of some lead sponsors merged into one whose latest reply these have not rated."""
    own = OuterRef(OuterRef("pk"))
    rated = Evaluation.objects.filter(assignment=OuterRef("pk"), round=OuterRef("round"), sponsor=own)
    replied = Assignment.objects.filter(state=Share.REPLIED, suggestion=OuterRef("suggestion__merged_into"))
    merged = lead.filter(suggestion__merged_into__isnull=False)
    return merged.filter(Exists(replied.exclude(Exists(rated)))).values("suggestion")


def listed(suggestions: QuerySet) -> QuerySet:
    """Suggestions with what a list shows of each: lead sponsor, shares of the units, what is still missing."""
    leads = Sponsor.objects.filter(role=Sponsor.Role.LEAD).select_related("mandate__person")
    live = timed(Assignment.objects.exclude(state__in=Assignment.GONE))
    return (
        suggestions.annotate(
            unconfirmed=Exists(Sponsor.objects.filter(suggestion=OuterRef("pk"), confirmed_on=None)),
            referred=Exists(Referral.objects.filter(suggestion=OuterRef("pk"))),
        )
        .select_related("term")
        .defer("text")
        .prefetch_related(Prefetch("sponsors", leads, "leads"), Prefetch("assignments", live, "shares"))
    )


def turn(row: Suggestion, by: Frame, *, for_deputy=False) -> Turn:
    """Whose turn a listed suggestion is; a deputy who asks is told first what he or she can rate."""
    turns = [(share.answers, by.turn(share, row.term.body_id)) for share in row.shares]
    to_rate = [found for _answers, found in turns if for_deputy and found.who == Role.DEPUTY]
    return turn_of_suggestion(row, to_rate or [found for answers, found in turns if answers])
