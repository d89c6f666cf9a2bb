"""What an event changed, in the words of the screen."""

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _

from ..models import Event, Sponsor

TELLING = {
    Event.Subject.INTERRUPTION: set(Event.Verb),
    Event.Subject.MANDATE: {Event.Verb.END, Event.Verb.REINSTATE, Event.Verb.CORRECT},
    Event.Subject.UNIT: {Event.Verb.END, Event.Verb.REINSTATE, Event.Verb.CORRECT},
    Event.Subject.GROUP: {Event.Verb.END, Event.Verb.REINSTATE, Event.Verb.CORRECT},
}
HIDDEN = frozenset({"key"})


def is_private(event) -> bool:
    """Whether the words of an event may tell of illness, custody or an offence."""
    return event.verb in TELLING.get(event.subject, ())


def name_of(sponsor) -> str:
    """A sponsor by name: an organisation with who signed for it, or a deputy with the number."""
    who = sponsor.who
    deputy = f"{who.number} {who.person.name}" if who else ""
    if not sponsor.organisation:
        return deputy
    return f"{sponsor.organisation}（{deputy}）" if deputy else sponsor.organisation


def before_in_words(event) -> str:
    """The values before an event, each with the name of its field."""
    meta = apps.get_model("tracker", event.subject)._meta
    parts = [_part(meta, name, value) for name, value in event.before.items() if name not in HIDDEN]
    return "；".join(parts)


def _part(meta, name, value) -> str:
    try:
        field = meta.get_field(name)
    except FieldDoesNotExist:
        return f"{name}：{value}"
    return f"{field.verbose_name}：{_value(field, value)}"


def _value(field, value) -> str:
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if field.is_relation:
        row = field.related_model._base_manager.filter(pk=value).first()
        return name_of(row) if isinstance(row, Sponsor) else str(row or value)
    return str(dict(field.flatchoices).get(value, value))
