"""The articles of a text: a newspaper page holds several, of different bodies or of none at all. Pure."""

import re
from dataclasses import dataclass

from .sentences import Paragraph

BYLINE = re.compile(
    r"(?:本报|新华社|人民网|中新社|通讯员|记者|见习记者|□)[^。，]{0,12}(?:讯|电|记者|通讯员|报道)|[^。，]{0,12}讯[(（]|[(（](?:记者|通讯员)"
)
SUBTITLE = re.compile(r"[—–-]{2,}[^。；]{4,60}$")
TITLE = re.compile(
    r"(?:人大|政协|常委会|常务委员会|委员会|代表|委员)[^。，；]*(?:工作报告|回眸|综述|纪实|侧记|巡礼|掠影|总结|述评|亮点|答卷|简报)(?:[(（][^()（）]*[)）])?$"
)
OTHER = re.compile(r"[^。，]{0,20}(?:同志逝世|讣告|公告|启事|招聘|遗失声明|广告)$")
OURS = re.compile(r"人大|政协|人民代表大会|代表|委员|提案|议案|常委会|履职|社情民意|述职")
CORE = re.compile(
    r"人大(?!附|学|毕业)|政协|人民代表大会|常委会|人代会|提案|议案|代表建议|代表之家|代表家站|委员履职|代表履职|代表活动"
)
FEW = 200  # a shorter text that stands alone may leave out whose it is


@dataclass(frozen=True, slots=True)
class Article:
    """A run of paragraphs about one thing, its headings among them."""

    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def headings(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs if paragraph.is_heading)


def articles(paragraphs: list[Paragraph]) -> list[Article]:
    """The articles of a text in their order."""
    starts = sorted({0, *(_title(paragraphs, at) for at in range(len(paragraphs)) if _opens(paragraphs[at]))})
    ends = [*starts[1:], len(paragraphs)]
    return _whole([paragraphs[start:end] for start, end in zip(starts, ends, strict=True) if end > start])


def _whole(runs: list[list[Paragraph]]) -> list[Article]:
    """Titles, subtitles and bylines that follow each other belong to the article below them."""
    found: list[Article] = []
    waiting: list[Paragraph] = []
    for run in runs:
        waiting += run
        if not all(paragraph.is_heading for paragraph in run):
            found.append(Article(tuple(waiting)))
            waiting = []
    if waiting and found:
        found[-1] = Article((*found[-1].paragraphs, *waiting))
    elif waiting:
        found.append(Article(tuple(waiting)))
    return found


def ours(article: Article, alone: bool) -> bool:
    """Whether an article is about a congress, a CPPCC or their members; what stands alone and is short is taken."""
    text = article.text
    if alone and len(text) < FEW:
        return True
    said = len(CORE.findall(text))
    return (said >= 2 and said * 400 >= len(text)) or (said >= 1 and len(text) < 150 and bool(OURS.search(text)))


def _opens(paragraph: Paragraph) -> bool:
    text = paragraph.text
    if len(text) <= 60 and (SUBTITLE.match(text) or (TITLE.search(text) and "。" not in text) or OTHER.match(text)):
        return True
    return BYLINE.match(text) is not None and not text.startswith(("通讯员", "记者"))


def _title(paragraphs: list[Paragraph], at: int) -> int:
    """The first of at most three headings right above the line that shows an article."""
    start = at
    while start and at - start < 3 and paragraphs[start - 1].is_heading and not _opens(paragraphs[start - 1]):
        start -= 1
    return start
