"""The events of the trail that concern a suggestion: its own and those of everything that belongs to it."""

from django.db.models import Max, Q

from ..models import (
    Assignment,
    Commitment,
    Contact,
    Deliberation,
    Disclosure,
    Evaluation,
    Event,
    LookBack,
    Progress,
    Referral,
    Rehandling,
    Reply,
    Similarity,
    Sponsor,
    Suggestion,
    Supervision,
)

OF_SUGGESTION = (Sponsor, Similarity, Deliberation, Referral, Assignment, Supervision)
OF_ASSIGNMENT = (Contact, Progress, Reply, LookBack, Evaluation, Rehandling)


def events_of(suggestion: Suggestion):
    """The events about a suggestion and all its facts, newest first."""
    about = _about(Suggestion, {"pk": suggestion.pk})
    for model in OF_SUGGESTION:
        about |= _about(model, {"suggestion": suggestion})
    for model in OF_ASSIGNMENT:
        about |= _about(model, {"assignment__suggestion": suggestion})
    about |= _about(Commitment, {"reply__assignment__suggestion": suggestion})
    about |= _about(Disclosure, Q(suggestion=suggestion) | Q(reply__assignment__suggestion=suggestion))
    return Event.objects.filter(about).select_related("actor").order_by("-pk")


def _about(model, rows) -> Q:
    found = model.objects.filter(rows) if isinstance(rows, Q) else model.objects.filter(**rows)
    return Q(subject=model._meta.model_name, object_id__in=found.values("pk"))


def head_of(suggestion: Suggestion) -> int:
    """The last event about a suggestion or its facts; 0 when there is none."""
    return events_of(suggestion).order_by().aggregate(pk=Max("pk"))["pk"] or 0
