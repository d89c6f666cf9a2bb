"""Looking up the deputies, groups and sessions that a sheet names."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from operator import itemgetter

from django.db.models import Count
from django.utils import translation

from ...models import DutyKind, Group, Mandate, Person, Session, Term
from ..cleaners import Code, Name, name_key, shown
from ..columns import Column
from ..lines import Line
from .scope import Scope

NUMBER = Column("number", "代表编号", Code(), required=True, aliases=("代表号",))
NAME = 60
ASKED = 100  # of the numbers that nobody here has
HINTS = 300
EITHER = "与姓名至少填一项"
NUMBER_OR_NAME = (
    Column("number", "代表编号", Code(), aliases=("代表号",), note=EITHER),
    Column("name", "姓名", Name(), aliases=("代表姓名",), note="只填姓名时，本届不能有同名代表", width=12),
)


class Deputies:
    """The deputies of a term by number and by name; ``scope`` limits them to a liaison's group.

    A name that several bear stands for the number that ``chosen`` says; ``namesakes`` are those it does not tell apart.
    """

    def __init__(self, term: Term, scope: Scope | None = None, chosen: dict[str, str] | None = None):
        self.chosen, self.namesakes, self.told, self.hints = chosen or {}, {}, {}, HINTS
        self.term, self.strangers = term, set()
        mandates = list(Mandate.objects.filter(term=term).select_related("person"))
        one_each({}, mandates)
        self.scope, self.by_number, self.by_name = scope, {}, defaultdict(list)
        for mandate in mandates:
            mandate.term = term
            self.by_number[mandate.number] = mandate
            if self.holds(mandate):
                self.by_name[name_key(mandate.person.name)].append(mandate)

    def holds(self, mandate: Mandate) -> bool:
        """Whether a mandate is in the scope."""
        return self.scope is None or mandate.pk in self.scope

    def answers_for(self, mandate: Mandate, day: date) -> bool:
        """Whether who imports may speak of what a deputy did on a day: the group is the one of now or of that day."""
        return self.scope is None or self.scope.covers(mandate.pk, day)

    def find(self, line: Line) -> Mandate | None:
        """The mandate a line is about; a line that names none, or the wrong one, is refused."""
        if line.has("number"):
            return self._numbered(line, line.get("number"))
        if line.has("name"):
            return self._named(line, line.get("name"))
        if not line.failed("number"):
            line.reject("number", "代表编号和姓名至少填一项。")
        return None

    def _numbered(self, line, number):
        mandate = self.by_number.get(number)
        if mandate is None:
            self.strangers.add(number)
            line.reject("number", f"本届没有编号为「{number}」的代表；请核对编号，或先导入代表。")
        elif not self.holds(mandate):
            line.reject("number", f"代表 {number} 不在您的联系组内；请只填本组代表。")
        elif line.has("name") and line.get("name") != name_key(mandate.person.name):
            stored = mandate.person.name
            line.reject("name", f"编号 {number} 的代表是「{stored}」，不是「{line.get('name')}」；请核对编号和姓名。")
        return mandate

    def _named(self, line, name):
        found = self.bearing(name)
        if len(found) == 1:
            return found[0]
        if found:
            line.reject("name", f"{self.which(name, found)}；请填代表编号。")
            return None
        line.reject("name", self.nobody(name))
        return None

    def nobody(self, name: str) -> str:
        """That nobody of the scope bears a name, and a name much like it; a long list of strangers gets no hints."""
        where, self.hints = "本届" if self.scope is None else "您的联系组", self.hints - 1
        like = hint(name, self.by_name) if self.hints >= 0 else ""
        return f"{where}没有叫「{shown(name)}」的代表{like}；请核对姓名，或填代表编号。"

    def elsewhere(self) -> str:
        """The other term that knows most of the numbers this one does not, as a sentence; empty where none does."""
        asked = sorted(self.strangers)[:ASKED]
        others = Mandate.objects.filter(number__in=asked).exclude(term=self.term).order_by()
        label, known = max(others.values_list("term__label").annotate(Count("pk")), key=itemgetter(1), default=("", 0))
        if 2 * known <= len(asked):
            return ""
        return f"本届没有的代表编号多是{label}的；请核对是否选错了届。"

    def bearing(self, name: str) -> list[Mandate]:
        """The deputies of the scope who bear a name; the chosen one alone, where a choice was made."""
        found = self.by_name.get(name, [])
        if len(found) < 2:
            return found
        chosen = [mandate for mandate in found if mandate.number == self.chosen.get(name)]
        if not chosen:
            self.namesakes[name] = found
        return chosen or found

    def which(self, name: str, found: list[Mandate]) -> str:
        """The deputies who bear one name, told apart by number, electoral unit and post."""
        if name not in self.told:
            self.told[name] = f"有 {len(found)} 位代表叫「{name}」：" + "、".join(map(introduced, found))
        return self.told[name]


def not_yours(mandate: Mandate, day: date) -> str:
    """That a deputy belonged to another group on a day."""
    return f"代表 {mandate.number} 在 {day} 不在您的联系组内；请交当时所在的联系组填报。"


def introduced(mandate: Mandate) -> str:
    """A deputy as told from a namesake: number, last electoral unit, post."""
    spell = mandate.unit_spells.select_related("unit").order_by("-starts_on").first()
    said = "，".join(filter(None, [spell and spell.unit.name, mandate.person.work]))
    return f"{mandate.number}（{said}）" if said else mandate.number


def one_each(persons: dict[int, Person], mandates: Iterable[Mandate]):
    """Make the mandates of one person share one object, so that a change of it is seen by all of them."""
    for mandate in mandates:
        mandate.person = persons.setdefault(mandate.person_id, mandate.person)


def hint(text: str, known) -> str:
    """A known text much like one that is not, as part of a sentence."""
    close = get_close_matches(text, list(known), n=1, cutoff=0.5)
    return f"（是否为「{close[0]}」？）" if close else ""


class Groups:
    """The groups of a term by kind and name; one that is not known is made when the import is written."""

    def __init__(self, term: Term):
        self.term, self.new = term, []
        self.known = {(group.kind, name_key(group.name)): group for group in Group.objects.filter(term=term)}
        self.order = max((group.order for group in self.known.values()), default=0)

    def find(self, line: Line, column: str, kind: str) -> Group | None:
        """The group a cell names; the first line that names a new one says so."""
        if not line.has(column):
            return None
        name = name_key(line.get(column))
        group = self.known.get((kind, name))
        if group is None and len(name) > NAME:
            line.reject(column, f"名称最多 {NAME} 字，实际为 {len(name)} 字；请缩短。")
        elif group is None:
            group = Group(term=self.term, kind=kind, name=name, order=self.order + len(self.new) + 1)
            self.known[kind, name] = group
            self.new.append(group)
            line.warn(column, f"「{name}」是新的{Group.Kind(kind).label}，将新建。")
        return group

    def make_new(self):
        """Store the groups that were not known."""
        Group.objects.bulk_create(self.new)


class Kinds:
    """The kinds of duty by code and by label; one that follows from the suggestions is not to be typed."""

    def __init__(self):
        rows = list(DutyKind.objects.all())
        self.known = {row.code: row for row in rows} | {row.label: row for row in rows}
        self.hints: dict[str, str] = {}

    def find(self, line: Line, column: str = "kind") -> DutyKind | None:
        """The kind a cell names; None when the line is refused."""
        text = line.get(column)
        kind = self.known.get(text)
        if text and kind is None:
            line.reject(column, f"没有履职类别「{text}」{self._hint(text)}；可用的类别见模板的填写说明。")
        elif kind and kind.derived:
            line.reject(column, f"「{kind}」由议案建议表得出，不能在这里导入；请删除这一行。")
            return None
        return kind

    def _hint(self, text):
        """A kind much like what is none, looked for once; a long list of strangers gets no hints."""
        if text not in self.hints:
            self.hints[text] = hint(text, self.known) if len(self.hints) < HINTS else ""
        return self.hints[text]

    @staticmethod
    def labels() -> list[str]:
        """What the kinds are called that can be typed, in their order."""
        return list(DutyKind.objects.filter(derived=False).values_list("label", flat=True))


def names_of(term: Term, kind: str) -> list[str]:
    """The names of the groups of a kind, in official order."""
    return list(Group.objects.filter(term=term, kind=kind).values_list("name", flat=True))


def chinese(choices) -> tuple[tuple[str, str], ...]:
    """Choices with the Chinese labels that sheets use whatever the language of the screen."""
    with translation.override(None):
        return tuple((str(code), str(label)) for code, label in choices.choices)


KIND_WORDS = {"": None, "会议": None, **{label: kind for kind, label in chinese(Session.Kind)}}


class Sessions:
    """The sessions of a term by ordinal and kind."""

    def __init__(self, term: Term):
        self.rows = list(Session.objects.filter(term=term))
        self.known = {(row.ordinal, row.kind): row for row in self.rows}

    def find(self, line: Line, column: str) -> Session | None:
        """The session a cell names; 第3次会议 is the annual one, 第1次临时会议 says its kind."""
        if not line.has(column):
            return None
        ordinal, word = line.get(column)
        kind = KIND_WORDS.get(word, "") or Session.Kind.ANNUAL
        session = self.known.get((ordinal, kind)) if word in KIND_WORDS else None
        if session is None:
            known = "、".join(map(str, self.rows)) or "无"
            line.reject(column, f"本届没有「{line.found(column)}」；已登记的会议：{known}。请核对，或先导入会议。")
        return session
