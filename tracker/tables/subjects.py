"""What the object of an event is called, and which page is about it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.apps import apps

from ..models import Event
from .told import deputy_name, keys_of, sponsor_name


@dataclass(frozen=True)
class Kind:
    """How the rows of a table of facts are named and found: what is read along, a name, and (page, parts, anchor)."""

    related: tuple[str, ...]
    name: Callable
    page: Callable


DEPUTY, RECORD = ("mandate__person", "mandate__term"), ("record__mandate__person",)
SHARE = ("assignment__suggestion", "assignment__unit")


def _file(mandate):
    return "duty-file", [mandate.term.code, mandate.number], ""


def _of_record(record):
    return f"{record.title}（{deputy_name(record.mandate)}）"


def _of_suggestion(row):
    return f"{row.number} {row.title}".strip()


def _of_share(row):
    return f"{_of_suggestion(row.suggestion)} · {row.unit}"


def _item(row, anchor=""):
    return "suggestion", [row.pk], anchor


def _share_page(row):
    return _item(row.suggestion, f"#assignment-{row.pk}")


def _admin(row):
    return f"admin:tracker_{row._meta.model_name}_change", [row.pk], ""


def _spell(place: str) -> Kind:
    return Kind(
        (*DEPUTY, place),
        lambda row: f"{deputy_name(row.mandate)} · {getattr(row, place)}",
        lambda row: _file(row.mandate),
    )


def _under_record() -> Kind:
    return Kind(RECORD, lambda row: _of_record(row.record), lambda row: ("record", [row.record_id], ""))


def _under_suggestion(name=lambda row: _of_suggestion(row.suggestion)) -> Kind:
    return Kind(("suggestion",), name, lambda row: _item(row.suggestion))


def _under_share() -> Kind:
    return Kind(SHARE, lambda row: _of_share(row.assignment), lambda row: _share_page(row.assignment))


def _under(path: str) -> Kind:
    """What belongs to a reply or a receipt, and so to an assignment."""
    related = (f"{path}__assignment__suggestion", f"{path}__assignment__unit")
    return Kind(
        related,
        lambda row: _of_share(getattr(row, path).assignment),
        lambda row: _share_page(getattr(row, path).assignment),
    )


def _published(row):
    return row.suggestion or row.reply.assignment.suggestion


SPONSOR = ("suggestion", "mandate__person", "signatory__person")
KINDS = {
    "person": Kind((), lambda row: f"{row.number} {row.name}", _admin),
    "mandate": Kind(("person", "term"), deputy_name, _file),
    "mandateunit": _spell("unit"),
    "groupmembership": _spell("group"),
    "interruption": Kind(DEPUTY, lambda row: deputy_name(row.mandate), _admin),
    "session": Kind(("term",), lambda row: f"{row.term} {row}", _admin),
    "delegation": Kind(("unit", "session__term"), lambda row: f"{row.session} {row}", _admin),
    "activity": Kind((), str, lambda row: ("activity", [row.pk], "")),
    "activityguest": Kind(
        ("activity",), lambda row: f"{row.name} · {row.activity}", lambda row: ("activity", [row.activity_id], "")
    ),
    "dutyrecord": Kind(("mandate__person",), _of_record, lambda row: ("record", [row.pk], "")),
    "rollanswer": _under_record(),
    "evidence": _under_record(),
    "zeroreport": Kind(
        ("group",),
        lambda row: f"{row.group} {row.month:%Y-%m}",
        lambda row: ("reporting-cell", [row.group_id, row.month.year, row.month.month], ""),
    ),
    "approval": Kind(
        ("period__term",), lambda row: f"{row.period.term} {row.period}", lambda row: ("approvals", [], "")
    ),
    "reminder": Kind(
        ("mandate__person", "group", "unit"),
        lambda row: deputy_name(row.mandate) if row.mandate else str(row.group or row.unit),
        _admin,
    ),
    "suggestion": Kind((), _of_suggestion, _item),
    "sponsor": Kind(
        SPONSOR,
        lambda row: f"{sponsor_name(row)} · {_of_suggestion(row.suggestion)}",
        lambda row: _item(row.suggestion),
    ),
    "similarity": _under_suggestion(),
    "deliberation": _under_suggestion(),
    "referral": Kind(
        ("suggestion", "system"),
        lambda row: f"{_of_suggestion(row.suggestion)} · {row.system}",
        lambda row: _item(row.suggestion),
    ),
    "supervision": _under_suggestion(lambda row: f"{_of_suggestion(row.suggestion)} · {row.get_kind_display()}"),
    "assignment": Kind(("suggestion", "unit"), _of_share, _share_page),
    "contact": _under_share(),
    "progress": _under_share(),
    "reply": _under_share(),
    "evaluation": _under_share(),
    "rehandling": _under_share(),
    "lookback": _under_share(),
    "commitment": _under("reply"),
    "evaluationline": _under("evaluation"),
    "disclosure": Kind(
        ("suggestion", "reply__assignment__suggestion"),
        lambda row: _of_suggestion(_published(row)),
        lambda row: _item(_published(row)),
    ),
    "calendarday": Kind((), str, _admin),
    "reportreading": Kind((), str, lambda row: ("reading", [row.pk], "")),
    "figureproposal": Kind(
        ("reading",), lambda row: f"{row.quote} · {row.reading}", lambda row: ("reading", [row.reading_id], "")
    ),
    "reportedfigure": Kind((), str, lambda row: ("figure", [row.pk], "")),
}


def objects_of(events: Iterable[Event]) -> dict[tuple[str, int], tuple[str, tuple]]:
    """(name, page) of the object of each event by (subject, key); a query for each subject."""
    found = {}
    for subject, keys in keys_of(events).items():
        kind = KINDS[subject]
        rows = apps.get_model("tracker", subject)._base_manager.filter(pk__in=keys)
        for row in rows.select_related(*kind.related) if kind.related else rows:
            found[subject, row.pk] = (kind.name(row), kind.page(row))
    return found
