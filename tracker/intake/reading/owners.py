"""The body of an article and of each of its sentences. Pure."""

from collections import Counter
from dataclasses import dataclass

from .articles import Article
from .bodies import COMMITTEE, CONGRESS, HIGH, STARTS, TOWNS, Mention, Places, full_name, mentions
from .shapes import Hints, World

TITLE_WEIGHT = 4
SUBJECT_WEIGHT = 2


@dataclass(frozen=True, slots=True)
class Owners:
    """Who an article is of, and what a sentence needs to be given to another body."""

    main: str
    place: str
    kind: str
    places: Places
    usual: dict[str, str]
    terms: dict[tuple[str, str], int]

    def subjects(self, sentence: str) -> list[Mention]:
        """The bodies that a sentence speaks of, in order."""
        return [mention for mention in mentions(sentence, self.places) if _is_subject(sentence, mention)]

    def of(self, sentence: str, subjects: list[Mention], at: int) -> str:
        """The body of a figure at a place of a sentence: another one where that is the sentence's subject."""
        subject = _subject(sentence, subjects, at)
        if subject is None:
            return self.main
        place = subject.place or self.usual.get(subject.level, "")
        kind = _kind(subject)
        if not place or (place == self.place and kind == self.kind):
            return self.main
        return full_name(place, kind, self.terms.get((place, kind)) if subject.level in HIGH else None)


def _subject(sentence: str, subjects: list[Mention], at: int) -> Mention | None:
    """The body that the words before a number speak of: the last since the last ；, else the first of the sentence."""
    found = [mention for mention in subjects if mention.end <= at]
    since = max(sentence.rfind("；", 0, at), sentence.rfind(";", 0, at))
    if found and found[-1].start > since:
        return found[-1]
    return found[0] if found else None


def known_places(world: World) -> tuple[str, ...]:
    """The districts of a world and the places that its bodies are named after."""
    cities = {name.partition("市")[0] + "市" for name in world.bodies if "市" in name[2:4]}
    return (*world.places, *sorted(cities))


def owners(article: Article, whole: Places, world: World, hints: Hints) -> Owners:
    """Who an article is of; ``whole`` are the places of the whole text, taken where the article names none."""
    text = article.text
    places = Places(text, known_places(world), article.headings)
    found = list(mentions(text, places))
    usual = {mention.level: "" for mention in found}
    usual = {level: places.usual(level, whole) for level in usual}
    weights, terms = _weigh(article, found, usual)
    (place, kind) = max(weights, key=lambda key: weights[key]) if weights else ("", "")
    main = hints.body or (full_name(place, kind, terms.get((place, kind))) if place else "")
    return Owners(main, place, kind, places, usual, terms)


def _weigh(
    article: Article, found: list[Mention], usual: dict[str, str]
) -> tuple[Counter[tuple[str, str]], dict[tuple[str, str], int]]:
    """How much each body is spoken of, and its term where the text tells."""
    text, headings = article.text, article.headings
    weights: Counter[tuple[str, str]] = Counter()
    terms: dict[tuple[str, str], Counter[int]] = {}
    for mention in found:
        key = (mention.place or usual[mention.level], _kind(mention))
        in_title = text[mention.start : mention.end] in headings
        weights[key] += TITLE_WEIGHT if in_title else SUBJECT_WEIGHT if _is_subject(text, mention) else 1
        if mention.term and mention.level not in TOWNS:
            terms.setdefault(key, Counter())[mention.term] += 1
    return weights, {key: said.most_common(1)[0][0] for key, said in terms.items()}


def _kind(mention: Mention) -> str:
    """人大 of a district is said for its standing committee; a town has none."""
    if mention.level in TOWNS:
        return CONGRESS if mention.kind == COMMITTEE else mention.kind
    return COMMITTEE if mention.kind == CONGRESS else mention.kind


def _is_subject(text: str, mention: Mention) -> bool:
    """Whether a body opens its clause: 区政协积极参与, not 得到市政协采纳."""
    opening = mention.start == 0 or STARTS.search(text, mention.start - 1, mention.start) is not None
    return opening and text[mention.end : mention.end + 1] not in ("的", "和", "、", "与", "《")
