"""The word lists of the reading, as data. Pure."""

import re
import tomllib
from pathlib import Path
from typing import Any

WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
MEASURES: dict[str, str] = WORDS["measures"]
BEFORE: dict[str, str] = WORDS["qualifiers"]["before"]
AFTER: dict[str, str] = WORDS["qualifiers"]["after"]
NOUNS: list[str] = WORDS["bare"]["nouns"]


def longest_first(words: "list[str] | dict[str, str]") -> list[str]:
    """Words in an order in which an alternation takes the longest."""
    return sorted(words, key=lambda word: (-len(word), word))


def any_of(words: "list[str] | dict[str, str]") -> str:
    """A pattern for any of some words as they stand."""
    return "|".join(map(re.escape, longest_first(words)))


def measure() -> str:
    """A pattern for a measure word that is not the start of another word."""
    return "|".join(f"{word}(?!{MEASURES[word]})" if MEASURES[word] else word for word in longest_first(MEASURES))
