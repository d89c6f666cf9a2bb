"""Workbooks that went wrong by chance are refused with a sentence, or read with every row accounted for."""

import pytest
from django.db import transaction

from tests.intake.hostile.parts import zipped
from tests.intake.mutations import mutated, originals, tried

pytestmark = pytest.mark.django_db


def outcome(data, term):
    with transaction.atomic():
        told = tried(data, term)
        transaction.set_rollback(True)
    return told


def test_the_workbooks_are_right_before_they_go_wrong(term, deputy):
    assert [outcome(zipped(parts), term) for parts in originals()] == ["written", "written"]


def test_a_hundred_workbooks_that_went_wrong(term, deputy):
    told = [outcome(mutated(seed), term) for seed in range(100)]
    assert {"written", "rejected"} < set(told)
    assert all(sentence in ("written", "rejected") or sentence.endswith("。") for sentence in told)
