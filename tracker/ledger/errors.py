"""How the ledger says no."""

from django.core.exceptions import ValidationError


class Refused(Exception):
    """A verb refused a request; its text is one sentence that says what was found and what to do."""


def sentence(error: ValidationError, model) -> str:
    """The messages of a validation error as one sentence, each with the name of the field it concerns."""
    if not hasattr(error, "message_dict"):
        return "；".join(error.messages)
    parts = []
    for field, messages in error.message_dict.items():
        prefix = "" if field == "__all__" else f"「{model._meta.get_field(field).verbose_name}」"
        parts.append(prefix + "，".join(messages))
    return "；".join(parts)
