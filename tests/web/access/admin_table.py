"""The tables of the admin: who sees and adds to each, and a row of it on each side of the world.

A new table of the admin needs a line in ROWS where its rows belong to a body, else its name in SHARED; one that not
all staff sees, or not the office adds to, needs a line in SEEN_BY or ADDED_BY.
"""

from tracker.models import STAFF, Event, RoleGrant, User

OFFICE, AUDIT = {"office"}, {"auditor", "administrator"}
SEEN_BY = {  # all others are seen by all staff
    "interruption": OFFICE,
    "event": OFFICE | AUDIT,
    "user": AUDIT,
    "rolegrant": AUDIT,
    "rolepolicy": AUDIT,
    "remindertemplate": OFFICE | AUDIT,
}
FACTS_ADDED = ["dutyrecord", "activity", "mandate", "interruption", "session", "suggestion"]
OF_A_BODY = ["term", "electoralunit", "group", "regulation", "requirement", "requirementvalue", "assessmentperiod"]
OF_A_BODY += ["handlingrule", "user", "rolegrant"]
ADDED_BY = {  # to others nobody adds who acts for one body alone
    **dict.fromkeys(FACTS_ADDED, OFFICE),
    **{table: {"administrator"} for table in OF_A_BODY},
}
SHARED = {  # all bodies share them; who acts for one body alone writes none of them
    *("body", "calendarday", "columnalias", "dutykind", "wording", "sourcedocument", "sourcenote", "rolepolicy"),
    *("regulation", "requirement", "requirementvalue", "remindertemplate", "indicator", "figurerelation"),
}


def _event(side):
    return Event.objects.filter(subject="dutyrecord", object_id=side.record.pk).first()


def _grant(side):
    return RoleGrant.objects.filter(body=side.term.body).order_by("pk").first()


ROWS = {
    "activity": lambda side: side.activity,
    "approval": lambda side: side.approval,
    "assessmentperiod": lambda side: side.period,
    "assignment": lambda side: side.share,
    "delegation": lambda side: side.session.delegations.get(),
    "disclosure": lambda side: side.suggestion.disclosures.get(),
    "dutyrecord": lambda side: side.waiting,
    "electoralunit": lambda side: side.mandate.unit_spells.get().unit,
    "evaluation": lambda side: side.receipt,
    "event": _event,
    "figureproposal": lambda side: side.proposal,
    "group": lambda side: side.group,
    "handlingrule": lambda side: side.term.body.handling_rules.get(),
    "importbatch": lambda side: side.batch,
    "interruption": lambda side: side.interruption,
    "mandate": lambda side: side.mandate,
    "person": lambda side: side.mandate.person,
    "reminder": lambda side: side.reminder,
    "reply": lambda side: side.reply,
    "reportedfigure": lambda side: side.figure,
    "reportreading": lambda side: side.reading,
    "rolegrant": _grant,
    "session": lambda side: side.session,
    "suggestion": lambda side: side.suggestion,
    "supervision": lambda side: side.suggestion.supervisions.get(),
    "term": lambda side: side.term,
    "user": lambda side: User.objects.get(pk=_grant(side).user_id),
}


def may_see(table: str, role: str) -> bool:
    """Whether a role sees a table."""
    return role in SEEN_BY.get(table, STAFF)
