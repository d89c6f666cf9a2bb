"""What can be done with a duty record: each act with its form, its verb, and when it is offered."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ...ledger import duties
from ...models import DutyRecord
from .forms import Amend, Why
from .target import OPEN, Target

State = DutyRecord.State


@dataclass(frozen=True)
class Act:
    """A button: its code and words, whose it is, when it fits, its form, and what it runs as ``run(by, row, said)``."""

    code: str
    label: str
    run: Callable
    right: Callable
    states: frozenset
    form: type[forms.Form] = forms.Form
    primary: bool = False

    def offered(self, target: Target) -> bool:
        """Whether the state knows the act and who is asking may."""
        return target.record.state in self.states and self.right(target)


def _resubmit(by, row, said):
    duties.amend(by, row, **said)
    return duties.submit(by, row) if row.state == State.RETURNED else row


ACTS = (
    Act(
        "verify",
        _("审核通过"),
        lambda by, row, said: duties.verify(by, row),
        lambda target: target.verifies and not target.is_own,
        frozenset({State.SUBMITTED}),
        primary=True,
    ),
    Act(
        "return",
        pgettext_lazy("verb", "退回修改"),
        lambda by, row, said: duties.return_(by, row, **said),
        lambda target: target.verifies,
        frozenset({State.SUBMITTED}),
        Why,
    ),
    Act(
        "resubmit",
        _("改正后重新提交"),
        _resubmit,
        lambda target: target.keeps,
        frozenset({State.RETURNED}),
        Amend,
        primary=True,
    ),
    Act(
        "submit",
        _("提交"),
        lambda by, row, said: duties.submit(by, row),
        lambda target: target.keeps,
        frozenset({State.DRAFT}),
        primary=True,
    ),
    Act(
        "amend",
        _("修改"),
        lambda by, row, said: duties.amend(by, row, **said),
        lambda target: target.keeps and (target.is_own or target.record.state == State.DRAFT),
        frozenset({State.DRAFT, State.SUBMITTED}),
        Amend,
    ),
    Act(
        "void",
        _("作废"),
        lambda by, row, said: duties.void(by, row, **said),
        lambda target: target.keeps,
        OPEN | {State.VERIFIED},
        Why,
    ),
)


def offered(target: Target) -> list[Act]:
    """The acts that who is asking may do now."""
    return [act for act in ACTS if act.offered(target)]


def find(code: str) -> Act | None:
    """An act by its code; None for a code that no act has."""
    return next((act for act in ACTS if act.code == code), None)
