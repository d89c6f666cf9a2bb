"""Which rows each role sees, and how the address of a row is made.

A new page needs a row in ``tracker.access.matrix.AREAS``; one whose address names an object needs a line in OBJECTS
here too: what kind of object it is (a key of SEES) and the parts of its address, made of a side of the world.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tracker.models import STAFF

OWN, BODY = frozenset({"own"}), frozenset({"own", "near"})  # the own one; all of the own body


def seen(own: str = "", body: str = "") -> dict[str, frozenset]:
    """The sides that each role sees, given the roles that see the own one and those that see the whole body's."""
    return dict.fromkeys(own.split(), OWN) | dict.fromkeys(body.split(), BODY)


OFFICES = " ".join(sorted(STAFF))
SEES = {  # the rows of each kind that a role sees; who is not named sees none
    "term": seen(body=f"{OFFICES} leader liaison deputy"),
    "group": seen("liaison", OFFICES),
    "deputy": seen("liaison deputy", OFFICES),
    "suggestion": seen("deputy unit referral_office", OFFICES),
    "upload": seen("office liaison"),
    "figure": seen(body=f"{OFFICES} leader"),
    "reading": seen(body="office"),
}


@dataclass(frozen=True)
class Object:
    """What an address names: the kind of object, the parts of the path and of the query, made of a side."""

    kind: str
    path: Callable = lambda side: {}
    query: Callable = lambda side: {}


def keyed(kind: str, row: str, **rest) -> Object:
    """An object that stands in the path with its primary key."""
    return Object(kind, lambda side: {"pk": getattr(side, row).pk, **rest})


def month(side) -> dict:
    """A group's February."""
    return {"group": side.group.pk, "year": 2023, "month": 2}


def of_deputy(side) -> dict:
    """A deputy of a term."""
    return {"term": side.term.code, "number": side.mandate.number}


def of_year(side) -> dict:
    """A year of a term, as the work report is asked for."""
    return {"term": side.term.code, "year": 2023, "on": "2024-01-01"}


def planned(side) -> dict:
    """What the sheet of an activity to come is asked."""
    return {"group": side.group.pk, "title": "走访", "starts_on": "2023-06-01"}


OBJECTS = {
    "duty-file": Object("deputy", of_deputy),
    "duty-file-xlsx": Object("deputy", of_deputy),
    "duty-file-form": Object("deputy", of_deputy),
    "duty-file-docx": Object("deputy", of_deputy),
    "compliance-xlsx": Object("term", lambda side: {"term": side.term.code, "year": 2023}),
    "shown-xlsx": Object("term", query=lambda side: {"term": side.term.code, "year": 2023}),
    "sign-in-xlsx": keyed("deputy", "activity"),
    "planned-sign-in-xlsx": Object("group", query=planned),
    "activity": keyed("deputy", "activity"),
    "activity-roll": keyed("deputy", "activity"),
    "activity-amend": keyed("deputy", "activity"),
    "activity-void": keyed("deputy", "activity"),
    "record": keyed("deputy", "record"),
    "record-act": keyed("deputy", "waiting", code="amend"),
    "approval-new": keyed("term", "period"),
    "approval-withdraw": keyed("term", "approval"),
    "own-record": keyed("deputy", "waiting"),
    "own-record-edit": keyed("deputy", "waiting"),
    "own-record-withdraw": keyed("deputy", "waiting"),
    "own-check-object": keyed("deputy", "record"),
    "evidence": keyed("deputy", "evidence"),
    "evidence-new": keyed("deputy", "waiting"),
    "evidence-withdraw": keyed("deputy", "evidence"),
    "objection": keyed("deputy", "answer"),
    "reporting-cell": Object("group", month),
    "reporting-zero": Object("group", month),
    "reporting-withdraw": Object("group", month),
    "import-template": Object("term", lambda side: {"kind": "duties"}, lambda side: {"term": side.term.code}),
    "import-job": keyed("upload", "job"),
    "import-progress": keyed("upload", "job"),
    "import-confirm": keyed("upload", "job"),
    "import-recheck": keyed("upload", "job"),
    "import-discard": keyed("upload", "job"),
    "import-errors": keyed("upload", "job"),
    "work-report": Object("term", query=of_year),
    "work-report-rows": Object("term", query=lambda side: {**of_year(side), "measure": "activities"}),
    "work-report-rows-xlsx": Object("term", query=lambda side: {**of_year(side), "measure": "activities"}),
    "work-report-xlsx": Object("term", query=of_year),
    "work-report-docx": Object("term", query=of_year),
    "figure": keyed("figure", "figure"),
    "figure-withdraw": keyed("figure", "figure"),
    "reading": keyed("reading", "reading"),
    "reading-xlsx": keyed("reading", "reading"),
    "reading-decide": keyed("reading", "reading"),
    "reading-finish": keyed("reading", "reading"),
    "reading-discard": keyed("reading", "reading"),
    "proposal": keyed("reading", "proposal"),
    "suggestion": keyed("suggestion", "suggestion"),
    "suggestion-act": keyed("suggestion", "suggestion", code="supervise"),
    "assignment-act": keyed("suggestion", "share", code="contact"),
}
FINER = {  # pages on which only some of the roles that open them may do what the address says
    "suggestion-act": {"office"},
    "assignment-act": {"unit"},
    "record-act": {"office", "liaison"},
}
ELSEWHERE = {  # what a page answers where the own object, or who is asking, is in no state for it
    "city-xlsx": 404,  # no totals are kept
    "import-errors": 404,  # there is no marked copy of a file without faults
    "reminder-texts-txt": 404,  # nobody to remind was chosen
    "reminder-texts-xlsx": 404,
    "account_reauthenticate": 403,  # nothing waits for a password to be typed again
    "mfa_reauthenticate": 403,
    "mfa_deactivate_totp": 404,  # there is no second factor yet
    "mfa_view_recovery_codes": 404,
    "mfa_download_recovery_codes": 404,
}
QUERIES = {"rate-rows": {"count": "assignments", "on": "2023-09-30"}}  # what a page must be asked
