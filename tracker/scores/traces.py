"""The events of the trail that concern a suggestion: its own and those of everything that belongs to it."""

from django.apps import apps
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
from ..models.scopes import BODIES

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


DEPUTY_WAYS = {  # from a table of facts to the mandates that its rows are about
    "person": "mandates",
    "mandate": "pk",
    "mandateunit": "mandate",
    "groupmembership": "mandate",
    "interruption": "mandate",
    "dutyrecord": "mandate",
    "rollanswer": "record__mandate",
    "evidence": "record__mandate",
    "reminder": "mandate",
    "sponsor": "mandate",
    "evaluation": "sponsor__mandate",
}


def about_deputies(mandates, but=()) -> Q:
    """The condition of the events about some mandates and what is kept of them, leaving out some subjects."""
    ways = {subject: way for subject, way in DEPUTY_WAYS.items() if subject not in but}
    return _along(ways, mandates.order_by().values("pk"))


def about_suggestions(suggestions) -> Q:
    """The condition of the events about some suggestions and all their facts."""
    ways = {
        subject: way.removesuffix("__term__body") for subject, way in _ways() if way.endswith("suggestion__term__body")
    }
    keys = suggestions.order_by().values("pk")
    direct = Disclosure._base_manager.filter(suggestion__in=keys).values("pk")
    return _along(ways | {"suggestion": "pk"}, keys) | Q(subject="disclosure", object_id__in=direct)


def _ways():
    return ((subject, way) for subject, ways in BODIES.items() for way in ways)


def _along(ways, keys) -> Q:
    found = Q(pk__in=[])
    for subject, way in ways.items():
        rows = apps.get_model("tracker", subject)._base_manager.filter(**{f"{way}__in": keys})
        found |= Q(subject=subject, object_id__in=rows.order_by().values("pk"))
    return found
