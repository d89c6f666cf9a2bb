"""Numbers as they are written: 1,192, 16万, 二十二, 两, 三百六十五. Pure."""

from decimal import Decimal

DIGITS = {sign: at for at, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
BIG = {"万": 10**4, "亿": 10**8}
ARABIC = (
    r"(?<![\dA-Za-z.])(?:\d{1,3}(?:[,，]\d{3})+(?![\d,，])|[\dOolI]{1,15}(?![\dOolIA-Za-z]))(?:\.\d{1,6}(?![.\d]))?"
)
SIGN = "[零〇一二三四五六七八九十百千万亿两廿]"
ONE = "[零〇一二三四五六七八九]"
CHINESE = rf"(?<!{SIGN})(?:{SIGN}{{1,9}}点{ONE}{{1,4}}[万亿]?|{SIGN}{{1,15}})(?!{SIGN})"
SLIPS = str.maketrans("OolI", "0011")


def arabic(text: str) -> Decimal | None:
    """The number of digits with separators and slips of a scan (1O is 10); None where there is no digit or a code."""
    if not any(sign.isdigit() for sign in text):
        return None
    digits = text.translate(SLIPS).replace(",", "").replace("，", "")
    whole = digits.partition(".")[0]
    return None if len(whole) > 1 and whole.startswith("0") else Decimal(digits)


def chinese(text: str) -> Decimal | None:
    """The number of Chinese numerals, also 三点六万 and the spoken 两千三; None where they are none (一二三四)."""
    text = text.replace("廿", "二十")
    whole, point, rest = text.partition("点")
    if point:
        return _with_point(whole, rest)
    if len(text) > 1 and all(sign in DIGITS for sign in text):
        return None
    value = _whole(text)
    return None if value is None else Decimal(value)


def _with_point(whole: str, rest: str) -> Decimal | None:
    size, first = scale(rest[-1]), _whole(whole)
    digits = "".join(str(DIGITS[sign]) for sign in rest if sign in DIGITS)
    return None if first is None else Decimal(f"{first}.{digits}") * size


def _whole(text: str) -> int | None:
    for sign, size in sorted(BIG.items(), key=lambda item: -item[1]):
        if sign in text:
            before, _, after = text.rpartition(sign)
            return _big(before, after, size)
    return _small(text)


def _big(before: str, after: str, size: int) -> int | None:
    many = _whole(before) if before else 1
    rest = _whole(after.lstrip("零〇")) if after.strip("零〇") else 0
    if len(after) == 1 and after in DIGITS and rest:
        rest *= size // 10  # 三万六 is 36,000
    return None if many is None or rest is None else many * size + rest


def _small(text: str) -> int | None:
    """Up to 9999: each digit before its ten, hundred or thousand, in falling order; 一百二 is 120."""
    total, digit, below = 0, None, 10**4
    for sign in text:
        if sign in TENS:
            if TENS[sign] >= below or digit == 0:
                return None
            total, digit, below = total + (1 if digit is None else digit) * TENS[sign], None, TENS[sign]
        elif digit:
            return None
        else:
            digit = DIGITS.get(sign)
    spoken = digit and 100 <= below < 10**4 and text[-2:-1] not in ("零", "〇")
    return total + (digit or 0) * (below // 10 if spoken else 1) if text else None


def small(text: str) -> int | None:
    """The whole number of a few digits or Chinese numerals, as terms and sessions are numbered."""
    value = Decimal(text) if text.isdigit() else chinese(text)
    return None if value is None else int(value)


def scale(text: str) -> int:
    """What 十, 百, 千, 万, 亿 and their like (百万) after digits multiply by; 1 for nothing."""
    size = 1
    for sign in text:
        size *= TENS.get(sign) or BIG.get(sign) or 1
    return size


def neighbours(text: str) -> tuple[int, int] | None:
    """Two digits in a row that mean about so many: 三四 is 3 to 4, 七八百 is 700 to 800, 三五 is 3 to 5."""
    pair = [DIGITS[sign] for sign in text[:2] if sign in DIGITS]
    size = scale(text[2:])
    if len(pair) < 2 or len(text) > 3 or not 0 < pair[0] < pair[1] <= pair[0] + 2 or (len(text) == 3 and size == 1):
        return None
    return (pair[0] * size, pair[1] * size)
