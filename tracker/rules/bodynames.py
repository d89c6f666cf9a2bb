"""What one body is called in different texts: with its term or without, in full or for short. Pure."""

import re
from collections.abc import Iterable

TERM = re.compile(r"第[零〇一二三四五六七八九十百\d]{1,4}届")
SHORTER = (
    ("中国人民政治协商会议", "政协"),
    ("人民代表大会", "人大"),
    ("常务委员会", "常委会"),
)
CPPCC = re.compile(r"政协(?P<place>\w+?)委员会(?P<rest>.*)")


def short(name: str) -> str:
    """A name without spaces and term, for short: 甲市第六届人民代表大会 is 甲市人大, 政协乙区委员会 is 乙区政协."""
    text = TERM.sub("", "".join(name.split()))
    for full, brief in SHORTER:
        text = text.replace(full, brief)
    found = CPPCC.fullmatch(text)
    return f"{found['place']}政协{found['rest']}" if found else text


def same_name(name: str, names: Iterable[str]) -> str:
    """The one of some names that means the body of a name; empty where none does, or more than one."""
    known = list(names)
    if name in known:
        return name
    wanted = short(name)
    found = {other for other in known if wanted and short(other) == wanted}
    return found.pop() if len(found) == 1 else ""
