"""The rows: facts and reference data, and questions that take a date."""

from .answers import Evidence, RollAnswer
from .approvals import Approval
from .bodies import PUBLISHABLE, Body, Delegation, ElectoralUnit, Group, Session, Term, Wording
from .duties import Activity, ActivityGuest, DutyKind, DutyRecord, Mode, NotDead
from .figures import FigureProposal, FigureRelation, Precision, Qualifier, ReportedFigure, ReportReading
from .handling import Assignment, CalendarDay, Contact, HandlingRule, Progress, Rehandling
from .imports import ColumnAlias, ImportJob, ImportRow, SheetKind
from .indicators import Indicator, Measure, Nature, Scope, Section, is_comparable, nature_counted, nature_of
from .oversight import Disclosure, Supervision
from .people import GroupMembership, Interruption, InterruptionKind, Mandate, MandateUnit, Person, Reading
from .reminding import Addressee, Reminder, ReminderTemplate
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
from .seeding import SeedMark
from .signing import SignInTry
from .snapshots import Snapshot
from .suggestions import Deliberation, Referral, Similarity, Sketch, Sponsor, Suggestion
from .trail import Event, ImportBatch, Submission
from .users import STAFF, Role, RoleGrant, RolePolicy, User, Who, roles_of

__all__ = [
    "PUBLISHABLE",
    "STAFF",
    "Activity",
    "ActivityGuest",
    "Addressee",
    "Approval",
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
    "Evidence",
    "FigureProposal",
    "FigureRelation",
    "Group",
    "GroupMembership",
    "HandlingRule",
    "ImportBatch",
    "ImportJob",
    "ImportRow",
    "Indicator",
    "Interruption",
    "InterruptionKind",
    "LookBack",
    "Mandate",
    "MandateUnit",
    "Measure",
    "Mode",
    "Nature",
    "NotDead",
    "NoteQuote",
    "Person",
    "Precision",
    "Progress",
    "Qualifier",
    "Rating",
    "Reading",
    "Referral",
    "Regulation",
    "Rehandling",
    "Reminder",
    "ReminderTemplate",
    "Reply",
    "ReportReading",
    "ReportedFigure",
    "Requirement",
    "RequirementValue",
    "Role",
    "RoleGrant",
    "RolePolicy",
    "RollAnswer",
    "Scope",
    "Section",
    "SeedMark",
    "Session",
    "SheetKind",
    "SignInTry",
    "Similarity",
    "Sketch",
    "Snapshot",
    "SourceDocument",
    "SourceNote",
    "Sponsor",
    "Submission",
    "Suggestion",
    "Supervision",
    "Term",
    "User",
    "Who",
    "Wording",
    "ZeroReport",
    "is_comparable",
    "nature_counted",
    "nature_of",
    "roles_of",
]
