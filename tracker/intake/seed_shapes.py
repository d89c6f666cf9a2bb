"""The shape of each seed file: the names of its keys, and what stands under each; a ? marks what may be left out."""

from datetime import date
from decimal import Decimal

from ..models import (
    Body,
    DutyKind,
    FigureRelation,
    Measure,
    Precision,
    Qualifier,
    Requirement,
    RequirementValue,
    Scope,
    Section,
    Session,
    Term,
)

QUOTE = {"document": str, "quote": str}
POLICY = {"kinds?": list, "part_period?": RequirementValue.PartPeriod, "min_service_days?": int, "half_day_cap?": int}
WORDS = dict.fromkeys(
    (
        "congress",
        "congress_deputy",
        "delegation",
        "deputy",
        "electoral_unit",
        "liaison_group",
        "deputy_liaison_group",
        "session",
        "duty_report",
        "by_election",
        "council_of_chairpersons",
        "office",
        "working_suggestion",
        "working_suggestion_long",
        "opinions",
        "proposals",
        "proposals_each",
        "bill_or_suggestion",
        "bill",
        "suggestion",
    ),
    str,
)
ENGLISH = {f"{key}?": str for key in WORDS}
MONTHS = ("reply_months", "hard_months", "limit_months", "co_handler_months", "rehandle_months")
LIMITS = (*MONTHS, "return_workdays", "receipt_workdays", "at_risk_days", "council_round", "bill_sponsors")
LABELS = ("class_a", "class_b", "class_c", "class_d", "satisfied", "basically", "unsatisfied")
SHAPES = {
    "documents.toml": {
        "document": [
            {
                "code": str,
                "title": str,
                "publisher": str,
                "published_on?": date,
                "file_name": str,
                "sha256": str,
                "note?": str,
            }
        ]
    },
    "notes.toml": {"note": [{"code": str, "subject": str, "text": str, "quote?": [QUOTE]}]},
    "bodies.toml": {"body": [{"code": str, "name": str, "level": Body.Level, "kind": Body.Kind, "parent?": str}]},
    "wording.toml": {"congress": WORDS, "cppcc": WORDS, "congress_english": ENGLISH, "cppcc_english": ENGLISH},
    "terms.toml": {
        "term": [
            {
                "body": str,
                "code": str,
                "label": str,
                "number": int,
                "starts_on": date,
                "starts_precision?": Term.Precision,
                "ends_on?": date,
                "units?": str,
                "seats?": {"districts": int, "garrison": int, "otherwise": int, "total": int},
                "session?": [
                    {
                        "ordinal": int,
                        "kind?": Session.Kind,
                        "opens_on": date,
                        "closes_on": date,
                        "bill_deadline?": date,
                        "note?": str,
                    }
                ],
            }
        ]
    },
    "duty_kinds.toml": {
        "kind": [{"code": str, "label": str, "unit?": str, "timing": DutyKind.Timing, "derived?": bool}]
    },
    "indicators.toml": {
        "indicator": [
            {
                **{"code": str, "label": str, "english": str, "unit": str, "scope": Scope, "words?": list},
                **{"measure?": Measure, "kinds?": list, "grassroots_only?": bool},
                **{"section?": Section, "definition?": str},
            }
        ]
    },
    "relations.toml": {
        "relation": [
            {
                **{"code": str, "kind": FigureRelation.Kind, "rule": FigureRelation.Rule},
                **{"indicators": list, "text": str},
            }
        ]
    },
    "handling.toml": {
        "rule": [
            {
                "body": str,
                "from": date,
                "basis?": str,
                **{f"{name}?": int for name in LIMITS},
                "contact_required?": bool,
                **{f"{name}?": str for name in LABELS},
                "note?": str,
            }
        ]
    },
}
RULE = {
    "regulation": {
        "code": str,
        "body": str,
        "title": str,
        "label": str,
        "adopted?": str,
        "applies_below?": bool,
        "grassroots_only?": bool,
        "order": int,
    },
    "requirement": [
        {
            "code": str,
            "label": str,
            "short": str,
            "unit": str,
            "cycle": Requirement.Cycle,
            **POLICY,
            "value": [{"from": date, "minimum": int, **POLICY, "cite?": {**QUOTE, "note?": str}, "note?": str}],
        }
    ],
}
NUMBER = (int, Decimal)
FIGURES = {
    "document": str,
    "figure": [
        {
            **{"code": str, "indicator": str, "label": str, "english": str, "quote": str},
            **{"value?": NUMBER, "value_max?": NUMBER, "unit": str},
            **{"qualifier?": Qualifier, "qualifier_text?": str, "body": str, "body_name": str},
            **{"starts_on?": date, "last_on?": date, "precision": Precision, "scope": Scope, "note?": str},
        }
    ],
}
