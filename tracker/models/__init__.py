"""The rows: facts and reference data, and questions that take a date."""

from .bodies import Body, Delegation, ElectoralUnit, Group, Session, Term, Wording
from .duties import Activity, ActivityGuest, DutyKind, DutyRecord, Mode
from .handling import Assignment, CalendarDay, Contact, HandlingRule, Progress, Rehandling
from .imports import ColumnAlias, ImportJob, ImportRow, SheetKind
from .oversight import Disclosure, Supervision
from .people import GroupMembership, Interruption, InterruptionKind, Mandate, MandateUnit, Person
from .replies import Commitment, Evaluation, EvaluationLine, LookBack, Rating, Reply
from .reporting import ZeroReport
from .rules import (
    AssessmentPeriod,
    NoteQuote,
    Regulation,
    Requirement,
    RequirementValue,
    SourceDocument,
    SourceNote,
)
from .suggestions import Deliberation, Referral, Similarity, Sketch, Sponsor, Suggestion
from .trail import Event, ImportBatch, SeedMark, Submission
from .users import STAFF, Role, RoleGrant, User, roles_of

__all__ = [
    "STAFF",
    "Activity",
    "ActivityGuest",
    "AssessmentPeriod",
    "Assignment",
    "Body",
    "CalendarDay",
    "ColumnAlias",
    "Commitment",
    "Contact",
    "Delegation",
    "Deliberation",
    "Disclosure",
    "DutyKind",
    "DutyRecord",
    "ElectoralUnit",
    "Evaluation",
    "EvaluationLine",
    "Event",
    "Group",
    "GroupMembership",
    "HandlingRule",
    "ImportBatch",
    "ImportJob",
    "ImportRow",
    "Interruption",
    "InterruptionKind",
    "LookBack",
    "Mandate",
    "MandateUnit",
    "Mode",
    "NoteQuote",
    "Person",
    "Progress",
    "Rating",
    "Referral",
    "Regulation",
    "Rehandling",
    "Reply",
    "Requirement",
    "RequirementValue",
    "Role",
    "RoleGrant",
    "SeedMark",
    "Session",
    "SheetKind",
    "Similarity",
    "Sketch",
    "SourceDocument",
    "SourceNote",
    "Sponsor",
    "Submission",
    "Suggestion",
    "Supervision",
    "Term",
    "User",
    "Wording",
    "ZeroReport",
    "roles_of",
]
