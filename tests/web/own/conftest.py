"""A deputy who is signed in, and who acts."""

import pytest

from tests import make
from tracker.ledger import By
from tracker.models import User


@pytest.fixture
def signed_in(client_as, deputy):
    """The client of the deputy 600001."""
    return client_as("deputy", person=deputy.person)


@pytest.fixture
def me(signed_in):
    """The deputy who acts in the ledger."""
    return By(User.objects.get(username="deputy-login"), make.NOON)
