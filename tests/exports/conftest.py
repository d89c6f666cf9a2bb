"""The register of suggestions with its workbooks, written once and read by many tests."""

import pytest
from django.db import transaction

from tests.exports import chains


@pytest.fixture(scope="session")
def filed(django_db_setup, django_db_blocker):
    """The workbooks of the small register as of some days; the rows themselves are rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = chains.file()
        transaction.set_rollback(True)
    return found
