"""Texts with named places in braces, filled with plain text.."""

import re
from collections.abc import Iterable, Mapping

PLACE = re.compile(r"\{([^{}]*)\}")
HAN = re.compile(r"[\u3400-\u9fff]$")
WIDE = str.maketrans("｛｝", "{}")


def narrow(text: str) -> str:
    """A text with the wide braces that Chinese keyboards type made plain, and lines ended as one ends them."""
    return text.translate(WIDE).replace("\r\n", "\n").replace("\r", "\n").strip()


def fill(text: str, values: Mapping[str, str]) -> str:
    """A text with each known place replaced by its value, once: a value is never read for places again.

    A value that begins with a number stands apart from a Chinese character before it.
    """
    return PLACE.sub(lambda match: _apart(text[: match.start()], values.get(match[1], match[0])), text)


def _apart(before: str, value: str) -> str:
    return f" {value}" if HAN.search(before) and value[:1].isdigit() else value


def unknown(text: str, names: Iterable[str]) -> list[str]:
    """The places of a text that are none of some names, each once and as they are written."""
    known = set(names)
    return list(dict.fromkeys(match[0] for match in PLACE.finditer(text) if match[1] not in known))


def is_torn(text: str) -> bool:
    """Whether a brace of a text belongs to no place."""
    return bool(set(PLACE.sub("", text)) & set("{}"))
