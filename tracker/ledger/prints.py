"""Digests of many new rows of one model, column by column, without reading them back."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from json.encoder import encode_basestring

NOTHING = type(None)
WORDS = {True: "true", False: "false"}


def _moment(value: datetime) -> str:
    return f'"{value.astimezone(UTC).isoformat()}"'


def _day(value: date) -> str:
    return f'"{value.isoformat()}"'


FORMS: dict[str, tuple[type, Callable[..., str]]] = {
    "BigAutoField": (int, int.__repr__),
    "PositiveIntegerField": (int, int.__repr__),
    "CharField": (str, encode_basestring),
    "TextField": (str, encode_basestring),
    "BooleanField": (bool, WORDS.__getitem__),
    "DateField": (date, _day),
    "DateTimeField": (datetime, _moment),
}


def prints(model, columns: dict[str, list], later: Iterable[str]) -> list[str] | None:
    """The digest of each row, as ``trail.digest`` makes it of what is read back; None where that cannot be foretold.

    ``columns`` holds the values of all rows by the name of their column; a value of another type than its column
    reads back makes the digests unforetellable.
    """
    fragments = []
    for field in sorted(model._meta.concrete_fields, key=lambda field: field.attname):
        values = columns[field.attname]
        kind, form = FORMS.get(_stored_as(field), (NOTHING, str))
        if not all(_fits(found, kind) for found in set(map(type, values))):
            return None
        known = {value: _fragment(field.attname, value, form) for value in set(values)}
        known |= dict.fromkeys((None, ""), "") if field.attname in later else {}
        fragments.append(map(known.__getitem__, values))
    texts = ("".join(parts)[2:] for parts in zip(*fragments, strict=True))
    return [hashlib.sha256(f"{{{text}}}".encode()).hexdigest() for text in texts]


def _stored_as(field) -> str:
    return (field.target_field if field.is_relation else field).get_internal_type()


def _fits(found: type, kind: type) -> bool:
    return found in (NOTHING, kind) or (kind is str and issubclass(found, str))


def _fragment(name, value, form) -> str:
    return f', "{name}": {"null" if value is None else form(value)}'
