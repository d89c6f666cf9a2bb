"""The handling units that a register names: known ones by name, new ones made under their system."""

from collections import defaultdict
from itertools import count

from ....models import Body, Term
from ...cleaners import name_key
from ...lines import Line

OTHER = "其他"
SYSTEM = "系统"
CODE = "unit-{:04d}"


class Units:
    """The units of all systems by name; one that is not known is made when the import is written."""

    def __init__(self, term: Term):
        self.level, self.new = term.body.level, []
        bodies = list(Body.objects.all())
        self.systems = {_short(body.name): body for body in bodies if body.kind == Body.Kind.SYSTEM}
        self.codes = {body.code for body in bodies}
        self.order = max((body.order for body in bodies), default=0)
        self.known, self.firsts = defaultdict(list), {}
        self.system_of = Body.objects.systems()
        for body in bodies:
            if body.kind == Body.Kind.UNIT:
                self.known[name_key(body.name)].append(body)

    @property
    def names(self) -> list[str]:
        """The names of the units that are there, in official order."""
        return [body.name for bodies in self.known.values() for body in bodies]

    def find(self, line: Line) -> Body | None:
        """The unit a line names, in the system it may name; the first line that names a new one says so."""
        name, system = line.get("unit"), self._system(line)
        if name is None or line.failed("unit", "system"):
            return None
        found = self._narrowed(self.known.get(name, []), system)
        if len(found) > 1:
            homes = "、".join(sorted(self._home(body) for body in found))
            line.reject("unit", f"有 {len(found)} 个单位叫「{name}」（{homes}）；请在「系统」一栏写明是哪一个。")
        elif found and system and self._system_pk(found[0]) not in (None, system.pk):
            line.reject("system", f"「{name}」已登记在「{self._home(found[0])}」，不在「{system}」；请核对。")
        elif found:
            return found[0]
        else:
            return self._make(line, name, system or self.systems.get(OTHER))
        return None

    def _system(self, line):
        text = line.get("system")
        if text is None:
            return None
        system = self.systems.get(_short(text))
        if system is None:
            known = "、".join(body.name for body in self.systems.values()) or "无，请先运行 manage.py seed"
            line.reject("system", f"没有承办系统「{text}」；已有：{known}。")
        return system

    def _narrowed(self, bodies, system):
        """The units of the system named, and among several those of the level of the term."""
        in_system = [body for body in bodies if system and self._system_pk(body) == system.pk] or bodies
        return [body for body in in_system if body.level == self.level] or in_system

    def _system_pk(self, body):
        return body.parent_id if body.pk is None else self.system_of.get(body.pk)

    def _home(self, body):
        pk = self._system_pk(body)
        return next((system.name for system in self.systems.values() if system.pk == pk), "未归入系统")

    def _make(self, line, name, system):
        if system is None:
            line.reject("unit", f"「{name}」是新的承办单位，但没有可归入的系统；请先运行 manage.py seed。")
            return None
        code = next(code for number in count(1) if (code := CODE.format(number)) not in self.codes)
        self.codes.add(code)
        order = self.order + len(self.new) + 1
        body = Body(code=code, name=name, kind=Body.Kind.UNIT, level=self.level, parent=system, order=order)
        self.known[name].append(body)
        self.new.append(body)
        line.warn("unit", f"「{name}」是新的承办单位，将新建在「{system}」下。")
        return body

    def make_new(self):
        """Store the units that were not known."""
        Body.objects.bulk_create(self.new)


def _short(name: str) -> str:
    return name_key(name).removesuffix(SYSTEM)
