"""The demo fills an empty, seeded database only."""

import pytest
from django.core.management import CommandError, call_command

from tests import make


@pytest.mark.django_db
def test_a_database_with_deputies_is_refused():
    make.deputy(make.term())
    with pytest.raises(CommandError, match="已有代表"):
        call_command("demo")


@pytest.mark.django_db
def test_a_database_without_seeds_is_refused():
    with pytest.raises(CommandError, match=r"请先运行 manage\.py seed"):
        call_command("demo")
