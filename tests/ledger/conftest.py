"""What the ledger's tests share: another deputy, a kind, a draft, a submitted and a verified record."""

from datetime import date

import pytest

from tests import make
from tests.kept import kept
from tracker.ledger import duties
from tracker.models import DutyKind


@pytest.fixture
@kept
def other(term):
    """示例代表002 of 万州区."""
    return make.deputy(term, "600002")


@pytest.fixture
def visit(term):
    return DutyKind.objects.get(code="visit")


@pytest.fixture
@kept
def draft(deputy, visit):
    return duties.record(make.by(), deputy, visit, date(2023, 3, 1), "走访企业")


@pytest.fixture
@kept
def submitted(draft):
    return duties.submit(make.by(), draft)


@pytest.fixture
@kept
def verified(submitted):
    return duties.verify(make.by("verifier"), submitted)


@pytest.fixture
@kept
def returned(submitted):
    return duties.return_(make.by("verifier"), submitted, "日期有误")
