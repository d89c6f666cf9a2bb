"""The words of a body: a CPPCC committee says 委员, 界别 and 提案 where a congress says 代表, 选举单位 and 建议."""

import re
from collections.abc import Callable
from contextvars import ContextVar
from functools import lru_cache

from django.conf import settings
from django.utils import translation
from django.utils.translation import trans_real

from ..models import Body, Role, Who, Wording

CONTEXT = "\x04"  # stands between the context and the message of a marked word
SPOKEN: ContextVar[str] = ContextVar("SPOKEN", default="")


class Reworded:
    """A catalogue whose answers are said in the words of a body; all else is the catalogue it stands before."""

    def __init__(self, catalogue, say: Callable[[str], str]):
        self._catalogue, self._say = catalogue, say

    def __getattr__(self, name):
        return getattr(self._catalogue, name)

    def gettext(self, message: str) -> str:
        """The message in the language and the words of the screen."""
        return self._say(self._catalogue.gettext(message).rpartition(CONTEXT)[2])

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The message for a number in the language and the words of the screen."""
        return self._say(self._catalogue.ngettext(singular, plural, number).rpartition(CONTEXT)[2])


def kind_of(who: Who) -> str:
    """The kind of the body for which who is asking acts; empty where the grants do not say one."""
    if who.role == Role.DEPUTY:
        latest = max(who.mandates, key=lambda row: (row.starts_on, row.pk), default=None)
        return latest.term.body.kind if latest else ""
    bodies = [grant.group.term.body if grant.group else grant.body for grant in who.grants]
    kinds = {body.kind if body else "" for body in bodies}
    return kinds.pop() if len(kinds) == 1 else ""


def speak(kind: str):
    """Say the screens from here on in the words of a kind of body."""
    SPOKEN.set(kind)
    again()


def again():
    """Say the words of the body in the language that has just been chosen."""
    language = translation.get_language()
    if SPOKEN.get() != Body.Kind.CPPCC or not language:
        return
    english = not language.startswith("zh")
    rows = Wording.objects.filter(body_kind__in=[Body.Kind.CONGRESS, Body.Kind.CPPCC]).order_by("pk")
    found = {kind: {} for kind in (Body.Kind.CONGRESS, Body.Kind.CPPCC)}
    for row in rows:
        found[row.body_kind][row.key] = row.english if english else row.text
    said = found[Body.Kind.CPPCC]
    pairs = tuple(pair for key, word in found[Body.Kind.CONGRESS].items() for pair in _forms(word, said.get(key, "")))
    trans_real._active.value = Reworded(trans_real.translation(language), sayer(pairs))


def in_chinese(build: Callable):
    """What ``build`` returns, in the language of what the office files, whatever the screen speaks."""
    with translation.override(settings.LANGUAGE_CODE):
        again()
        found = build()
    again()
    return found


def _forms(word: str, instead: str) -> list[tuple[str, str]]:
    """The forms of a word with those said instead, one by one, and with a capital."""
    pairs = [pair for pair in zip(word.split(", "), instead.split(", "), strict=False) if all(pair)]
    return pairs + [(old.capitalize(), new.capitalize()) for old, new in pairs if old.capitalize() != old]


@lru_cache(maxsize=8)
def sayer(pairs: tuple[tuple[str, str], ...]) -> Callable[[str], str]:
    """Says a sentence with the second word of each pair in place of the first; longer words go first."""
    words = dict(pairs)
    if not words:
        return str
    found = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    return lru_cache(maxsize=4096)(lambda text: found.sub(lambda match: words[match[0]], text))


class BodyWords:
    """Lets the screens of a request speak the words of the body for which who is asking acts."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = SPOKEN.set("")
        try:
            with translation.override(getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)):
                speak(kind_of(request.who))
                return self.get_response(request)
        finally:
            SPOKEN.reset(token)
