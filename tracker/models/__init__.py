"""The rows: facts and reference data, and questions that take a date."""

from .bodies import Body, Delegation, ElectoralUnit, Group, Session, Term, Wording
from .duties import Activity, ActivityGuest, DutyKind, DutyRecord, Mode
from .people import GroupMembership, Interruption, InterruptionKind, Mandate, MandateUnit, Person
from .rules import (
    AssessmentPeriod,
    NoteQuote,
    Regulation,
    Requirement,
    RequirementValue,
    SourceDocument,
    SourceNote,
)
from .suggestions import Sponsor, Suggestion
from .trail import Event, ImportBatch, SeedMark, Submission
from .users import STAFF, Role, RoleGrant, User, roles_of

__all__ = [
    "STAFF",
    "Activity",
    "ActivityGuest",
    "AssessmentPeriod",
    "Body",
    "Delegation",
    "DutyKind",
    "DutyRecord",
    "ElectoralUnit",
    "Event",
    "Group",
    "GroupMembership",
    "ImportBatch",
    "Interruption",
    "InterruptionKind",
    "Mandate",
    "MandateUnit",
    "Mode",
    "NoteQuote",
    "Person",
    "Regulation",
    "Requirement",
    "RequirementValue",
    "Role",
    "RoleGrant",
    "SeedMark",
    "Session",
    "SourceDocument",
    "SourceNote",
    "Sponsor",
    "Submission",
    "Suggestion",
    "Term",
    "User",
    "Wording",
    "roles_of",
]
