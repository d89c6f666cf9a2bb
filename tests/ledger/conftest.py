"""What the ledger's tests share: a kind, a draft, a submitted and a verified record."""

from datetime import date

import pytest

from tests import make
from tracker.ledger import duties
from tracker.models import DutyKind


@pytest.fixture
def visit(term):
    return DutyKind.objects.get(code="visit")


@pytest.fixture
def draft(deputy, visit):
    return duties.record(make.by(), deputy, visit, date(2023, 3, 1), "走访企业")


@pytest.fixture
def submitted(draft):
    return duties.submit(make.by(), draft)


@pytest.fixture
def verified(submitted):
    return duties.verify(make.by("verifier"), submitted)


@pytest.fixture
def returned(submitted):
    return duties.return_(make.by("verifier"), submitted, "日期有误")
