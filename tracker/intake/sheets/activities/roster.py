"""Which deputies the cells of names stand for."""

from ....models import Mandate
from ...cleaners import SPACES, name_key
from ...lines import Line
from ...names import Entry
from ..lookup import Deputies
from .columns import ROLL

SHOWN = 10
APART = "；姓名之间请用顿号“、”分隔，不要用空格"


class Roster:
    """The deputies of a term as cells name them; each way to write one is looked up once."""

    def __init__(self, deputies: Deputies):
        self.deputies = deputies
        self.by_pk = {mandate.pk: mandate for mandate in deputies.by_number.values()}
        self.known: dict[Entry, Mandate | str] = {}

    def call(self, line: Line) -> dict[Mandate, str]:
        """Who is on the roll that a line gives, with the attendance; an entry that stands for nobody is refused."""
        called: dict[Mandate, str] = {}
        for how in ROLL:
            wrong = []
            for entry in line.get(how, ()):
                found = self.known.get(entry) or self.known.setdefault(entry, self._find(entry))
                if isinstance(found, str):
                    wrong.append(found)
                elif found in called:
                    wrong.append(self._twice(line, found, called[found], how))
                else:
                    called[found] = how
            _reject(line, how, wrong)
        return called

    def _twice(self, line, mandate, first, again):
        where = "写了两次" if first == again else f"在「{line.headers[first]}」和「{line.headers[again]}」中都有"
        return f"{self.whom(mandate)}{where}；一场活动每位代表只写一处。"

    def whom(self, mandate: Mandate) -> str:
        """What a deputy is called: by name, with the number where several bear it."""
        name = mandate.person.name
        alone = len(self.deputies.by_name.get(name_key(name), ())) < 2
        return name if alone else f"{name}（{mandate.number}）"

    def _find(self, entry) -> Mandate | str:
        """The deputy an entry stands for, or a sentence that says why it stands for none."""
        if entry.rest:
            return f"「{entry.text}」：看不懂“{entry.rest}”；请写姓名、编号，或 张三（600001）。"
        whole = self.deputies.by_number.get(SPACES.sub("", entry.text))
        found = [self._checked(entry, whole, "")] if whole else [self._read(entry, *way) for way in entry.readings]
        return next((one for one in found if isinstance(one, Mandate)), found[0])

    def _read(self, entry, number, name):
        if not number:
            return self._named(entry, name)
        mandate = self.deputies.by_number.get(number)
        if mandate is None:
            return f"「{entry.text}」：本届没有编号为「{number}」的代表；请核对编号，或先导入代表。"
        return self._checked(entry, mandate, name)

    def _checked(self, entry, mandate, name):
        if not self.deputies.holds(mandate):
            return f"代表 {mandate.number} 不在您的联系组内；请只填本组代表。"
        stored = mandate.person.name
        if name and name != name_key(stored):
            return f"「{entry.text}」：编号 {mandate.number} 的代表是「{stored}」；请核对编号和姓名。"
        return mandate

    def _named(self, entry, name):
        found = self.deputies.bearing(name)
        if len(found) == 1:
            return found[0]
        if found:
            return f"{self.deputies.which(name, found)}；请写成“{name}（{found[0].number}）”这样。"
        advice = APART if " " in entry.text and len(name) > 3 else ""
        return self.deputies.nobody(name).removesuffix("。") + advice + "。"


def _reject(line, column, wrong):
    for message in wrong[:SHOWN]:
        line.reject(column, message)
    if len(wrong) > SHOWN:
        line.reject(column, f"这一格还有 {len(wrong) - SHOWN} 处这样的问题。")
