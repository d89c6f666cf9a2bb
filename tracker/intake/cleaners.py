"""What a cell may hold: each cleaner makes a value of it, or says what it should have been. Pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

DOTS = str.maketrans(dict.fromkeys("•・‧･", "·"))
NARROW: dict[int, str] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
DIRECTIONS = "\u200e\u200f\u202a-\u202e\u2066-\u2069"  # which come along with what is copied from elsewhere
INVISIBLE = re.compile(f"_x000D_|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b\u2060-\u2064\ufeff{DIRECTIONS}]")
JOINERS = re.compile("[\u200c\u200d]")  # which some texts need, but no name or number
SPACES = re.compile(r"\s+")
DAY = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})年(\d{1,2})月(\d{1,2})日|(\d{4})(\d\d)(\d\d)", re.ASCII)
MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?|(\d{4})(\d\d)", re.ASCII)
ORDINAL = re.compile(r"第?(\d+|[一二三四五六七八九十]+)次?(.*)", re.ASCII)
YEARS = range(1901, 2100)  # a small number in a date cell is a day of 1900
DIGITS = "零一二三四五六七八九"
SHOWN = 60


class Invalid(ValueError):
    """A cell does not hold what its column takes; the text is a sentence without address."""


def tidy(text: str) -> str:
    """A text without invisible signs, each run of white space one space."""
    if text.isalnum():
        return text
    return SPACES.sub(" ", INVISIBLE.sub("", text)).strip()


def plain(value: object) -> str:
    """A cell's value as the text a reader sees: 600001.0 is 600001, a date is 2023-05-01."""
    if isinstance(value, datetime):
        value = value.date() if value.time() == datetime.min.time() else value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value)


def shown(value: object, limit: int = SHOWN) -> str:
    """A cell's value as an error quotes it: short, on one line."""
    text = "" if value is None else tidy(plain(value))
    return text if len(text) <= limit else text[:limit] + "…"


def name_key(text: str) -> str:
    """What two spellings of a name share: no inner spaces, one kind of dot."""
    return _closed(INVISIBLE.sub("", text)).translate(DOTS)


def _closed(text: str) -> str:
    return JOINERS.sub("", SPACES.sub("", text))


class Cleaner(Protocol):
    """Makes the value of a cell that is not blank, or raises Invalid; ``expects`` says what it takes."""

    number_format: str

    @property
    def expects(self) -> str: ...

    def __call__(self, value: object) -> object: ...


def refuse(cleaner: Cleaner, value: object) -> Invalid:
    """The error of a value that a cleaner does not take."""
    return Invalid(f"应为{cleaner.expects}，实际为「{shown(value)}」。")


@dataclass(frozen=True)
class Text:
    """A text of limited length; ``lines`` keeps its line breaks."""

    limit: int = 200
    lines: bool = False
    number_format = "@"

    @property
    def expects(self) -> str:
        return f"文字，最多 {self.limit} 字"

    def __call__(self, value: object) -> str:
        if isinstance(value, (date, datetime)):
            raise Invalid(f"应为文字，实际为日期「{shown(value)}」；请把单元格格式设为文本后重新填写。")
        text = self.trim(plain(value))
        if len(text) > self.limit:
            raise Invalid(f"最多 {self.limit} 字，实际为 {len(text)} 字；请缩短。")
        return text

    def trim(self, text: str) -> str:
        """The text without what nobody sees."""
        return "\n".join(tidy(line) for line in text.splitlines()).strip() if self.lines else tidy(text)


@dataclass(frozen=True)
class Code(Text):
    """A number that names something: kept as text, wide digits made narrow, without spaces."""

    limit: int = 40

    @property
    def expects(self) -> str:
        return "编号"

    def trim(self, text: str) -> str:
        return _closed(tidy(text).translate(NARROW))


@dataclass(frozen=True)
class Name(Text):
    """A name of a person, a unit or a group: without inner spaces, with one kind of dot."""

    limit: int = 60

    @property
    def expects(self) -> str:
        return "名称"

    def trim(self, text: str) -> str:
        return name_key(text)


@dataclass(frozen=True)
class Day:
    """A day: a date cell, or one of the usual ways to write a date."""

    number_format = "yyyy-mm-dd"
    expects = " 2024-05-01 这样的日期"

    def __call__(self, value: object) -> date:
        if isinstance(value, datetime):
            value = value.date()
        if isinstance(value, date):
            return self._likely(value, value)
        match = DAY.fullmatch(SPACES.sub("", plain(value).translate(NARROW)))
        if not match or isinstance(value, bool):
            raise refuse(self, value)
        year, month, day = [int(part) for part in match.groups() if part and part.isdigit()]
        try:
            return self._likely(date(year, month, day), value)
        except ValueError as error:
            raise refuse(self, value) from error

    def _likely(self, day: date, value: object) -> date:
        if day.year not in YEARS:
            raise refuse(self, value)
        return day


@dataclass(frozen=True)
class Month:
    """A month such as 1975-08, as births are written; a full date gives its month."""

    number_format = "@"
    expects = " 1975-08 这样的年月"

    def __call__(self, value: object) -> str:
        if isinstance(value, float) and not value.is_integer() and len(repr(value)) != 7:
            raise Invalid(f"「{value}」看不出是哪个月；请把单元格设为文本，填 1975-10 这样的年月。")
        text = SPACES.sub("", plain(value).translate(NARROW))
        if match := MONTH.fullmatch(text):
            year, month = [int(part) for part in match.groups() if part]
            return self._month(year, month, value)
        try:
            day = Day()(value)
        except Invalid as error:
            raise refuse(self, value) from error
        return self._month(day.year, day.month, value)

    def _month(self, year: int, month: int, value: object) -> str:
        if year not in YEARS or not 1 <= month <= 12:
            raise refuse(self, value)
        return f"{year:04d}-{month:02d}"


@dataclass(frozen=True)
class Whole:
    """A whole number of at least one."""

    number_format = "0"
    expects = "正整数"
    least = 1

    def __call__(self, value: object) -> int:
        text = SPACES.sub("", plain(value).translate(NARROW))
        if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) >= self.least):
            raise refuse(self, value)
        return int(text)


@dataclass(frozen=True)
class Count(Whole):
    """How many there were; a blank cell is not 0."""

    expects = " 0 或正整数"
    least = 0


@dataclass(frozen=True)
class Ordinal:
    """Which session: 3, 第3次会议, 第三次临时会议; gives the number and the words after it."""

    number_format = "@"
    expects = "会次，如 3、第3次会议"

    def __call__(self, value: object) -> tuple[int, str]:
        match = ORDINAL.fullmatch(SPACES.sub("", plain(value).translate(NARROW)))
        number = number_of(match[1]) if match else None
        if match is None or not number or isinstance(value, bool):
            raise refuse(self, value)
        return number, match[2]


def number_of(text: str) -> int | None:
    """A whole number below 100 written in digits or in Chinese; None when it is none."""
    if text.isascii():
        return int(text) if len(text) < 5 else None
    tens, ten, ones = text.rpartition("十")
    if any(len(part) > 1 or part == "十" for part in (tens, ones)):
        return None
    high = DIGITS.index(tens) if tens else 1
    return (high * 10 if ten else 0) + (DIGITS.index(ones) if ones else 0)


@dataclass(frozen=True)
class Choice:
    """One of a fixed list, written as its label or its code."""

    choices: tuple[tuple[str, str], ...]
    number_format = "@"

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(label for _, label in self.choices)

    @property
    def expects(self) -> str:
        return "、".join(self.labels) + "之一"

    def __call__(self, value: object) -> str:
        text = SPACES.sub("", plain(value).translate(NARROW))
        for code, label in self.choices:
            if text in (code, label):
                return code
        raise refuse(self, value)


@dataclass(frozen=True)
class YesNo:
    """是 or 否 (or a TRUE/FALSE cell); the two words may be others, such as 补选 and 换届."""

    yes: str = "是"
    no: str = "否"
    number_format = "@"

    @property
    def labels(self) -> tuple[str, str]:
        return self.yes, self.no

    @property
    def expects(self) -> str:
        return f"{self.yes}或{self.no}"

    def __call__(self, value: object) -> bool:
        text = self.labels[not value] if isinstance(value, bool) else tidy(plain(value))
        if text not in self.labels:
            raise refuse(self, value)
        return text == self.yes
