"""A button of the page of a suggestion: an act on it or on one of its assignments."""

from collections.abc import Callable
from dataclasses import dataclass

from ...rules import chain
from .forms import ActForm
from .target import Target


@dataclass(frozen=True)
class Act:
    """A button: its code, its words, its form, what it runs as ``run(by, target, form)``, and when it fits."""

    code: str
    label: str
    form: type[ActForm]
    run: Callable
    fits: Callable = lambda target: True
    right: str = ""
    primary: bool = False

    def offered(self, target: Target) -> bool:
        """Whether the state knows the act, it makes sense, and the user may."""
        known = chain.ASSIGNMENT_MOVES if target.assignment else chain.SUGGESTION_MOVES
        verb = self.right or self.code
        in_map = any(verb in moves for moves in known.values())
        if in_map and verb not in known[target.state]:
            return False
        return bool(self.fits(target)) and target.may(verb)
