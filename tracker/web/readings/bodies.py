"""Which body of the ledger a report means by a name."""

from functools import cached_property

from ...intake.world import REPORTING
from ...models import Body
from ...rules.bodynames import same_name


class Bodies:
    """The bodies that report figures, read once, by the names that reports give them."""

    @cached_property
    def by_name(self) -> dict[str, Body]:
        """The bodies by their names; of two of one name the first."""
        rows = Body.objects.filter(kind__in=REPORTING).order_by("-order", "-code")
        return {body.name: body for body in rows}

    @cached_property
    def known(self) -> dict[str, Body | None]:
        """The answers so far: a report names few bodies many times."""
        return {}

    def named(self, name: str) -> Body | None:
        """The body that is meant; None where the ledger has none of that name, or more than one."""
        if name not in self.known:
            self.known[name] = self.by_name.get(same_name(name, self.by_name)) if name else None
        return self.known[name]
