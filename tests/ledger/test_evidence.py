"""Files behind a record: who puts them there and takes them back; nothing of a file is ever lost."""

from datetime import date

import pytest

from tests import make
from tests.kept import kept
from tracker.ledger import Refused, duties, evidence
from tracker.ledger.check import faults


@pytest.fixture
@kept
def entered(deputy):
    """A record of the deputy that the clerk submitted."""
    return make.record(deputy, make.kind("visit"), date(2023, 3, 1), verified=False)


def kept_file(number=1):
    """A file that has been written."""
    return evidence.Kept(f"{number}.jpg", f"evidence/{number}.jpg", "image/jpeg", 10, f"{number:064d}")


def test_the_deputy_the_recorder_and_the_office_attach_and_nobody_else(entered, term):
    deputy = make.acting("deputy", person=entered.mandate.person)
    for number, who in enumerate((deputy, make.by(), make.acting("office", username="other")), 1):
        evidence.attach(who, entered, kept_file(number))
    stranger = make.acting("deputy", person=make.deputy(term, "600002").person)
    for who in (stranger, make.acting("verifier"), make.acting("liaison", group=make.group(term))):
        with pytest.raises(Refused, match="须由登记人、代表本人或人代工委办理"):
            evidence.attach(who, entered, kept_file(9))
    assert not list(faults())


def test_a_record_has_nine_files_at_most_and_none_of_them_twice(entered):
    for number in range(9):
        evidence.attach(make.by(), entered, kept_file(number))
    with pytest.raises(Refused, match="已有 9 份"):
        evidence.attach(make.by(), entered, kept_file(10))
    evidence.detach(make.by(), entered.evidence.first(), "传错了")
    with pytest.raises(Refused, match="内容相同"):
        evidence.attach(make.by(), entered, kept_file(8))


def test_a_void_record_takes_no_file(entered):
    duties.void(make.by(), entered, "重复")
    with pytest.raises(Refused, match="作废的登记除外"):
        evidence.attach(make.by(), entered, kept_file())


def test_after_verification_only_the_office_takes_a_file_back(entered):
    deputy = make.acting("deputy", person=entered.mandate.person)
    first, second = (evidence.attach(deputy, entered, kept_file(number)) for number in (1, 2))
    evidence.detach(deputy, first, "传错了")
    duties.verify(make.by("verifier"), entered)
    with pytest.raises(Refused, match="须由添加人在审核之前"):
        evidence.detach(deputy, second, "传错了")
    evidence.detach(make.by(), second, "不相干")
    assert second.removed_on == date(2023, 6, 1) and not list(faults())
