"""What events say in words: what changed and about whom; what they need of other rows is read at once for all."""

from collections import defaultdict
from collections.abc import Iterable

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q
from django.utils.translation import gettext as _

from ..models import Event, Mandate, Sponsor

Subject, Verb = Event.Subject, Event.Verb
ENDS = {Verb.END, Verb.REINSTATE, Verb.CORRECT}
TELLING = {
    Subject.INTERRUPTION: set(Verb),
    Subject.MANDATE: ENDS,
    Subject.UNIT: ENDS,
    Subject.GROUP: ENDS,
}
HIDDEN = frozenset({"key"})
UNKNOWN = object()


def is_private(event: Event) -> bool:
    """Whether the words of an event may tell of illness, custody or an offence."""
    return event.verb in TELLING.get(event.subject, ())


def sponsor_name(sponsor: Sponsor) -> str:
    """A sponsor by name: an organisation with who signed for it, or a deputy with the number."""
    deputy = deputy_name(sponsor.who) if sponsor.who else ""
    if not sponsor.organisation:
        return deputy
    return f"{sponsor.organisation}（{deputy}）" if deputy else sponsor.organisation


def deputy_name(mandate: Mandate) -> str:
    """A deputy by number and name."""
    return f"{mandate.number} {mandate.person.name}"


class Changes:
    """What some events changed: each value before with that after it, in the words of the screen."""

    def __init__(self, events: Iterable[Event]):
        self.events = list(events)
        self.after = self._after()
        self.names = self._names()

    def words(self, event: Event) -> str:
        """The fields that an event changed, each with its value before and after: 状态：已提交 → 已审核."""
        meta = apps.get_model("tracker", event.subject)._meta
        parts = [self._part(meta, event, name) for name in event.before if self._moved(event, name)]
        return _("；").join(parts)

    def _moved(self, event, name) -> bool:
        """Whether a value is worth telling: what an event kept only for reference has not changed."""
        return name not in HIDDEN and self.after.get((event.pk, name), UNKNOWN) != event.before[name]

    def _part(self, meta, event, name) -> str:
        field, old = _field(meta, name), event.before[name]
        label = field.verbose_name if field else name
        before, key = self._value(field, old), (event.pk, name)
        head = _("：").join([str(label), before])
        return f"{head} → {self._value(field, self.after[key])}" if key in self.after else head

    def _value(self, field, value) -> str:
        if value is None or value == "":
            return "—"
        if isinstance(value, bool):
            return _("是") if value else _("否")
        if field is None:
            return str(value)
        if field.is_relation:
            return self.names.get((field.related_model, value), str(value))
        return str(dict(field.flatchoices).get(value, value))

    def _after(self) -> dict[tuple[int, str], object]:
        """The value that each changed field had after an event: the next one's before, else that of the row now."""
        moved = [event for event in self.events if event.pk and event.before]
        known = _rows_now(moved)
        later = sorted(_later(moved), key=lambda event: -event.pk)
        found, wanted = {}, {event.pk for event in moved}
        for event in later:
            of = (event.subject, event.object_id)
            now = known.get(of)
            for name, old in event.before.items():
                if event.pk in wanted and now is not None and name in now:
                    found[event.pk, name] = now[name]
                known.setdefault(of, {})[name] = old
        return found

    def _names(self) -> dict[tuple[type, int], str]:
        """What the rows are called to which changed fields refer, before or after."""
        wanted = defaultdict(set)
        for event in self.events:
            meta = apps.get_model("tracker", event.subject)._meta
            for name, old in event.before.items():
                field = _field(meta, name)
                if field is not None and field.is_relation:
                    wanted[field.related_model] |= {old, self.after.get((event.pk, name))} - {None, ""}
        return {(model, row.pk): _name(row) for model, keys in wanted.items() for row in _read(model, keys).values()}


def _field(meta, name):
    try:
        return meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _name(row) -> str:
    if isinstance(row, Sponsor):
        return sponsor_name(row)
    return deputy_name(row) if isinstance(row, Mandate) else str(row)


def _read(model, keys) -> dict:
    related = {Sponsor: ("mandate__person", "signatory__person"), Mandate: ("person",)}.get(model, ())
    rows = model._base_manager.filter(pk__in=keys)
    return {row.pk: row for row in (rows.select_related(*related) if related else rows)}


def keys_of(events) -> dict[str, set[int]]:
    """The keys of the objects of some events, by subject."""
    found = defaultdict(set)
    for event in events:
        found[event.subject].add(event.object_id)
    return found


def _later(events) -> list[Event]:
    """The events themselves and all later ones about the same objects that changed something."""
    if not events:
        return []
    about = Q()
    for subject, keys in keys_of(events).items():
        about |= Q(subject=subject, object_id__in=keys)
    return list(Event.objects.filter(about, pk__gte=min(event.pk for event in events)).exclude(before={}))


def _rows_now(events) -> dict[tuple[str, int], dict]:
    """The values that the objects of events have now, as events keep values."""
    found = {}
    for subject, keys in keys_of(events).items():
        model = apps.get_model("tracker", subject)
        names = {field.attname: field.name for field in model._meta.concrete_fields}
        for row in model._base_manager.filter(pk__in=keys).values(*names):
            plain = {name: _plain(row[column]) for column, name in names.items()}
            found[subject, row[model._meta.pk.attname]] = plain
    return found


def _plain(value):
    return value if value is None or isinstance(value, bool | int) else str(value)
