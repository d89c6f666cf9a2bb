"""What a reading could not tell or left out, in plain Chinese sentences. Pure."""

import re
from collections.abc import Iterable

from .articles import Article
from .plain import Plain
from .shapes import Figure

GARBLED = re.compile(r"[\ufffd\ue000-\uf8ff]+|[?？]{3,}|[\u25a1]{2,}|锟斤拷|烫烫烫")
MANY = 5
SHOWN = 20


def left_out(article: Article, count: int) -> str:
    """That an article's numbers were not read, and which article it is."""
    name = article.paragraphs[0].text[:SHOWN]
    return f"「{name}」一段不是人大、政协或代表、委员履职的内容，其中 {count} 个数字没有提出。"


def untold(figures: list[Figure]) -> Iterable[str]:
    """How many figures have no body or no period."""
    without = sum(not figure.body for figure in figures)
    if without:
        yield f"{without} 个数字没有认出属于哪个机构，请办公室填写。"
    timeless = sum(figure.span.starts_on is None and figure.span.last_on is None for figure in figures)
    if timeless:
        yield f"{timeless} 个数字没有认出所属时段，请办公室填写。"


def garbled(plain: Plain) -> Iterable[str]:
    """Where the text holds signs that nobody can read."""
    found = list(GARBLED.finditer(plain.text))
    for match in found[:MANY]:
        line = plain.text.count("\n", 0, match.start()) + 1
        yield f"第 {line} 行有无法辨认的字符「{match[0][:6]}」，附近的数字请核对原文。"
    if len(found) > MANY:
        yield f"还有 {len(found) - MANY} 处无法辨认的字符。"
