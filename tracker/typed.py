"""What people type into forms, read as they mean it."""

import unicodedata
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

AS_MEANT = str.maketrans({"号": "日", "。": ".", "—": "-", "–": "-", "−": "-"})  # what Chinese input methods offer


class DayInput(forms.DateInput):
    """A day as text, because a calendar of the browser takes no 2026年11月22日; page.js sets a calendar beside it."""

    def __init__(self, attrs=None):
        said = {"data-day": _("日历"), "placeholder": "2026-11-22", "autocomplete": "off", "size": 12}
        super().__init__(said | (attrs or {}), format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day in any way that Chinese offices write one; full-width digits and signs, spaces and 号 mean the same."""

    widget = DayInput
    default_error_messages = {"invalid": _("请写明年、月、日，如 2026-11-22、2026.11.22 或 2026年11月22日。")}

    def to_python(self, value) -> date | None:
        """The day; ValidationError with an example where no day, or not the year, is said."""
        return super().to_python(plain(value) if isinstance(value, str) else value)


def plain(text: str) -> str:
    """A day as it is typed, in ASCII digits and signs and without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).translate(AS_MEANT).split())
