"""Every act on a suggestion, an assignment and a record for every role: open to its roles, refused to all others."""

import pytest
from django.urls import reverse

from tests.web.access.test_pages import facts
from tracker.access.matrix import PAGES
from tracker.ledger.rights import RIGHTS
from tracker.models import Role
from tracker.web.chain.acts import SUGGESTION_ACTS
from tracker.web.chain.shareacts import ASSIGNMENT_ACTS
from tracker.web.records.acts import ACTS

KEEPERS = {"office", "liaison"}
OF_RECORDS = {  # all other acts are for those who keep records
    "verify": {"verifier"},  # the office of this world entered the record
    "return": {"office", "verifier"},
}


def acts(own) -> list[tuple[str, str, set]]:
    """(page, address, roles) of every act on the own suggestion, its assignment and a record that waits."""
    chain = [("suggestion-act", own.suggestion, act) for act in SUGGESTION_ACTS]
    chain += [("assignment-act", own.share, act) for act in ASSIGNMENT_ACTS]
    found = [(page, row.pk, act.code, RIGHTS[act.right or act.code]) for page, row, act in chain]
    found += [("record-act", own.waiting.pk, act.code, OF_RECORDS.get(act.code, KEEPERS)) for act in ACTS]
    return [(page, reverse(page, args=[pk, code]), set(roles)) for page, pk, code, roles in found]


@pytest.mark.parametrize("role", Role.values)
def test_an_act_is_refused_to_the_roles_that_may_not(enter, world, role):
    visitor, before, odd = enter(role), facts(), []
    for page, address, roles in acts(world["own"]):
        may = role in roles and role in PAGES[page].roles
        status = visitor.ask("get", address)[0]
        odd += [] if (status in (200, 302)) == may and status in (200, 302, 403) else [f"{role} {address}: {status}"]
    assert odd == []
    assert facts() == before
