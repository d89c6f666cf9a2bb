"""How alike two texts are, by character n-grams and small sketches of them. Pure: no Django, no suggestions.

A text is its title on the first line and then the body; only the first ``READ`` characters are read.
Its sketch is the ``SIZE`` smallest hashes of all its grams and, when it has more, the hashes of its head:
the first line, at most ``HEAD`` characters, whose grams always fit. The first part estimates the Jaccard
likeness of whole texts; the second is exact, so that a bare title is found again over a long text.
"""

import re
import struct
from collections.abc import Iterable
from heapq import nlargest
from typing import NamedTuple
from unicodedata import normalize
from zlib import crc32

SIZE = 64
HEAD = 33
READ = 2000
FEW = 12
HOPEFUL = 100
WRAPPING = re.compile(r"关于([^\n。;]{2,60}?)的(?:意见和)?(?:建议|议案|提案)")
FILLER = re.compile(r"进一步|切实|[\W_]+")


class _Sketch(NamedTuple):
    whole: tuple[int, ...]
    head: tuple[int, ...]


def grams(text: str) -> frozenset[int]:
    """The hashes (unsigned, 32 bits) of all two and three characters in a row of the normalised text."""
    return _grams(_plain(text))


def sketch(text: str) -> bytes:
    """At most 64 smallest hashes, ascending, then at most 63 of the head, each a little-endian uint32."""
    every = sorted(grams(text))
    head = sorted(_grams(_plain(text.lstrip().partition("\n")[0])[:HEAD])) if len(every) > SIZE else []
    kept = every[:SIZE] + head
    return struct.pack(f"<{len(kept)}I", *kept)


def likeness(mine: bytes, other: bytes) -> int:
    """Percent (0–100): the larger of the Jaccard estimate of the whole texts and the overlap of their heads.

    The overlap is what the heads share over the smaller of them, taken as twelve grams (seven characters) at least.
    """
    return _likeness(_read(mine), _read(other))


def nearest(mine: bytes, others: Iterable[tuple[int, bytes]], at_least: int, limit: int) -> list[tuple[int, int]]:
    """The likest sketches as (key, percent), best first, ties by key; those of no likeness at all never.

    Only the sketches that share the most hashes are compared in full.
    """
    own = _read(mine)
    hashes = frozenset(own.whole + own.head)
    shared = ((len(hashes.intersection(_numbers(other))), -key, other) for key, other in others)
    hopeful = nlargest(HOPEFUL, shared)
    found = [(-key, percent) for _, key, other in hopeful if (percent := _likeness(own, _read(other)))]
    best = sorted((pair for pair in found if pair[1] >= at_least), key=lambda pair: (-pair[1], pair[0]))
    return best[:limit]


def _plain(text: str) -> str:
    unwrapped = WRAPPING.sub(r"\1", normalize("NFKC", text[:READ]))
    return FILLER.sub("", unwrapped).casefold()


def _grams(plain: str) -> frozenset[int]:
    found = {plain[at : at + size] for size in (2, 3) for at in range(len(plain) - size + 1)}
    return frozenset(map(crc32, map(str.encode, found)))


def _numbers(packed: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(packed) // 4}I", packed)


def _read(packed: bytes) -> _Sketch:
    numbers = _numbers(packed)
    return _Sketch(numbers[:SIZE], numbers[SIZE:] or numbers)


def _likeness(mine: _Sketch, other: _Sketch) -> int:
    return max(_jaccard(mine.whole, other.whole), _overlap(mine.head, other.head))


def _jaccard(mine: tuple[int, ...], other: tuple[int, ...]) -> int:
    # The smallest hashes of the union are a fair sample of it, and what is in both is in both sketches.
    union = sorted({*mine, *other})[:SIZE]
    return len({*mine}.intersection(other).intersection(union)) * 100 // len(union) if union else 0


def _overlap(mine: tuple[int, ...], other: tuple[int, ...]) -> int:
    smaller = max(min(len(mine), len(other)), FEW)
    return len({*mine}.intersection(other)) * 100 // smaller
