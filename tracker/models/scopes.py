"""To which body a fact belongs, and what of one table the staff of a body may see."""

from django.db import models
from django.db.models import Q

TERM = ("term__body",)
MANDATE, RECORD = ("mandate__term__body",), ("record__term__body",)
SUGGESTION, SHARE = ("suggestion__term__body",), ("assignment__suggestion__term__body",)
BODIES = {  # the ways from each table of facts to its body; none where all bodies share it
    "person": ("mandates__term__body",),
    "mandate": TERM,
    "mandateunit": MANDATE,
    "groupmembership": MANDATE,
    "interruption": MANDATE,
    "session": TERM,
    "delegation": ("session__term__body",),
    "activity": TERM,
    "activityguest": ("activity__term__body",),
    "dutyrecord": TERM,
    "zeroreport": ("group__term__body",),
    "rollanswer": RECORD,
    "evidence": RECORD,
    "reminder": TERM,
    "approval": ("period__term__body",),
    "suggestion": TERM,
    "sponsor": SUGGESTION,
    "similarity": SUGGESTION,
    "deliberation": SUGGESTION,
    "referral": SUGGESTION,
    "assignment": SUGGESTION,
    "supervision": SUGGESTION,
    "contact": SHARE,
    "progress": SHARE,
    "reply": SHARE,
    "rehandling": SHARE,
    "lookback": SHARE,
    "evaluation": SHARE,
    "commitment": ("reply__assignment__suggestion__term__body",),
    "evaluationline": ("evaluation__assignment__suggestion__term__body",),
    "disclosure": (*SUGGESTION, "reply__assignment__suggestion__term__body"),
    "calendarday": (),
    "reportreading": ("owner",),
    "figureproposal": ("reading__owner",),
    "reportedfigure": ("body", "body__parent", "proposal__reading__owner"),
    "electoralunit": TERM,
    "assessmentperiod": TERM,
    "handlingrule": ("body",),
    "importbatch": TERM,
}


def of_bodies(model, bodies) -> Q:
    """The condition that a row of a table of facts belongs to one of some bodies; none for what all bodies share."""
    found = Q()
    for way in BODIES[model._meta.model_name]:
        found |= Q(**{f"{way}__in": bodies})
    return found


class StaffQuerySet(models.QuerySet):
    """Rows that only the staff may list: those of the bodies granted."""

    def visible_to(self, who):
        """All (of the body granted) for staff; nothing for others."""
        if who.sees_all:
            return self
        return self.filter(of_bodies(self.model, who.bodies)) if who.is_staff else self.none()
