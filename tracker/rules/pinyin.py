"""How Chinese names are read, for searching alone: every plausible reading, in the forms in which people type it."""

from collections.abc import Iterator
from functools import cache
from itertools import combinations, islice
from re import findall, split

from pypinyin.contrib.tone_convert import to_normal
from pypinyin.pinyin_dict import pinyin_dict

ROOM = 200  # what is kept of the forms of one name
WAYS = 8  # combinations of readings that are kept at most
LONGEST = 20  # syllables that are read
READINGS = 3  # readings of a character that are looked at
DOTS = r"[·•‧∙・．.]+"
SURNAMES = {  # characters that are read otherwise, or in several ways, when they are a surname
    "曾": "zeng", "单": "shan", "仇": "qiu", "解": "xie", "覃": "qin tan", "区": "ou qu", "查": "zha cha",
    "朴": "piao pu", "盖": "ge gai", "乐": "yue le", "缪": "miao mou", "员": "yun yuan", "种": "chong zhong",
    "繁": "po fan", "翟": "zhai di", "柏": "bai bo", "任": "ren", "那": "na", "洗": "xian", "召": "shao zhao",
    "黑": "he hei", "纪": "ji", "车": "che", "隗": "wei kui", "阚": "kan", "祭": "zhai ji", "牟": "mou mu",
    "谌": "chen shen", "秘": "bi mi", "薄": "bo bao", "过": "guo", "都": "du", "乜": "nie", "折": "she zhe",
    "郇": "xun huan", "宓": "mi fu", "粘": "nian zhan", "重": "chong zhong", "石": "shi", "曲": "qu", "逄": "pang",
    "冼": "xian", "撒": "sa", "令": "ling", "应": "ying", "华": "hua", "燕": "yan", "句": "gou ju", "行": "xing hang",
    "会": "gui hui", "晟": "cheng sheng", "贾": "jia", "尉": "wei yu", "长": "chang zhang", "宁": "ning", "哈": "ha",
    "於": "yu", "尹": "yin", "沈": "shen", "万": "wan", "叶": "ye", "相": "xiang", "大": "da", "洪": "hong",
}  # fmt: skip
COMPOUNDS = {  # surnames of two characters
    "尉迟": "yu chi", "万俟": "mo qi", "长孙": "zhang sun", "澹台": "tan tai", "令狐": "ling hu", "单于": "chan yu",
    "欧阳": "ou yang", "司马": "si ma", "上官": "shang guan", "诸葛": "zhu ge", "夏侯": "xia hou", "皇甫": "huang fu",
    "公孙": "gong sun", "慕容": "mu rong", "司徒": "si tu", "宇文": "yu wen", "南宫": "nan gong", "东方": "dong fang",
    "端木": "duan mu", "独孤": "du gu", "呼延": "hu yan", "轩辕": "xuan yuan", "申屠": "shen tu", "拓跋": "tuo ba",
}  # fmt: skip


def forms(name: str, known: str = "") -> str:
    """The forms of a name, each after a blank: syllables run together, their initials, the given name.

    ``known`` is the pinyin that somebody has entered, syllables apart; it alone counts then. At most 200 signs.
    """
    found: list[str] = []
    for way, cuts in [(_typed(known), [1])] if known.strip() else _ways(name):
        found += ["".join(way), "".join(map(_initial, way)), *("".join(way[cut:]) for cut in cuts)]
    return _fit(form[: ROOM - 1] for form in dict.fromkeys(found) if form)


def _fit(found) -> str:
    text = ""
    for form in found:
        if len(text) + len(form) < ROOM:
            text += f" {form}"
    return text


def _typed(known: str) -> list[str]:
    return known.lower().replace("ü", "v").replace("'", " ").split()


def _initial(syllable: str) -> str:
    return syllable if syllable.isdecimal() else syllable[:1]


def _ways(name: str) -> list[tuple[list[str], list[int]]]:
    """The likeliest ways to read a name as syllables, each with where a part of it begins that is searched alone."""
    slots, cuts = _slots(name)
    return [(way, cuts) for way in islice(_likely(slots), WAYS)] if slots else []


def _likely(slots) -> Iterator[list[str]]:
    """The usual reading of every syllable, then ways with one of them read otherwise, then two."""
    others = [(place, reading) for place, slot in enumerate(slots) for reading in slot[1:]]
    for number in range(3):
        for chosen in combinations(others, number):
            way = [slot[0] for slot in slots]
            for place, reading in chosen:
                way[place] = reading
            if len({place for place, _ in chosen}) == number:
                yield way


def _slots(name: str) -> tuple[list[list[str]], list[int]]:
    """The readings of each syllable of a name, and the places after the surname and after its dots."""
    parts = [part for part in split(DOTS, "".join(name.split())) if part]
    slots = _surname(parts[0]) if len(parts) == 1 else []
    cuts, parts = [], [parts[0][len(slots) :]] if slots else parts
    for part in parts:
        cuts.append(len(slots))
        slots += [found for sign in findall(r"[a-zA-Z]+|\d+|.", part) if (found := _readings(sign))]
    return slots[:LONGEST], [cut for cut in cuts if 0 < cut < min(len(slots), LONGEST)]


def _surname(name: str) -> list[list[str]]:
    """The readings of the surname, a slot for each of its characters; none where the name begins otherwise."""
    if len(name) > 2 and name[:2] in COMPOUNDS:
        return [[syllable] for syllable in COMPOUNDS[name[:2]].split()]
    first = name[:1]
    readings = SURNAMES[first].split() if first in SURNAMES else _readings(first)
    return [readings] if len(name) > 1 and ord(first) in pinyin_dict and readings else []


@cache
def _readings(sign: str) -> list[str]:
    """The readings of a character without tones, the usual one first; letters and figures read as they stand."""
    if sign.isascii():
        return [sign.lower()] if sign.isalnum() else []
    toned = pinyin_dict.get(ord(sign), "")
    plain = list(dict.fromkeys(to_normal(reading, v_to_u=False) for reading in toned.split(",") if reading))
    return plain[:READINGS] + [reading.replace("v", "yu") for reading in plain[:1] if reading.endswith("v")]
