"""What is told to a reading of a report and what it proposes. Pure: no Django."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

EXACT, OVER, MANY, NEARLY, ABOUT, AT_LEAST, AT_MOST, PERCENT = "exact", "余", "多", "近", "约", "以上", "以下", "%"
DAY, MONTH, YEAR, TERM, TERM_START, SINCE, IN_FORCE, VAGUE = (
    *("day", "month", "year", "term", "start_of_term", "since", "in_force_from", "vague"),
)


@dataclass(frozen=True, slots=True)
class Known:
    """An indicator that a figure may be of: its code, what it is called, its unit, its subject, other words for it."""

    code: str
    label: str
    unit: str
    scope: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of duty that a requirement may be about."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class World:
    """What a reading knows beside the text: indicators, kinds of duty, names of bodies and of districts."""

    indicators: tuple[Known, ...] = ()
    kinds: tuple[Kind, ...] = ()
    bodies: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hints:
    """What the office says of a document: whose report, over which span; nothing where it leaves that to the text."""

    body: str = ""
    starts_on: date | None = None
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """The period of a figure: first and last day (included), None for a side that is open or cannot be told."""

    starts_on: date | None = None
    last_on: date | None = None
    precision: str = VAGUE


@dataclass(frozen=True, slots=True)
class Figure:
    """A proposed figure.

    ``quote`` is a part of the text as it stands, from character ``offset`` on. ``value`` is in single units
    (16万人次 is 160000), None where the text gives no number (多期); ``value_max`` the other end of a range.
    ``unit`` is simplified Chinese; percentages have ``%``, ordinals ``次(序数)`` and the like. ``body`` and ``key``
    are empty where they cannot be told.
    """

    quote: str
    offset: int
    value: Decimal | None
    unit: str
    qualifier: str = EXACT
    qualifier_text: str = ""
    value_max: Decimal | None = None
    body: str = ""
    span: Span = Span()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """A proposed requirement: at least ``minimum`` in each ``cycle`` (year, term or empty), of duties of ``kinds``."""

    quote: str
    offset: int
    minimum: int
    unit: str
    cycle: str = ""
    kinds: tuple[str, ...] = ()
    body: str = ""
    span: Span = Span()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a text proposes, in the order of the text; ``remarks`` say what could not be told or was left out."""

    figures: tuple[Figure, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    remarks: tuple[str, ...] = ()
