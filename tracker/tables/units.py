"""The units of indicators in the language of the screen."""

from django.utils.translation import pgettext_lazy

UNITS = {
    "名": pgettext_lazy("unit", "名"),
    "人次": pgettext_lazy("unit", "人次"),
    "次": pgettext_lazy("unit", "次"),
    "场": pgettext_lazy("unit", "场"),
    "场次": pgettext_lazy("unit", "场次"),
    "期": pgettext_lazy("unit", "期"),
    "件": pgettext_lazy("unit", "件"),
    "条": pgettext_lazy("unit", "条"),
    "项": pgettext_lazy("unit", "项"),
    "个": pgettext_lazy("unit", "个"),
}


def unit_word(unit: str) -> str:
    """A unit in the language of the screen; as it is where no other word is known for it."""
    return str(UNITS.get(unit, unit))
