"""The duties sheet of a liaison."""

from datetime import date

import pytest

from tests import make
from tests.intake.books import book, check, errors, load
from tracker.ledger import Refused, duties
from tracker.models import DutyRecord, RoleGrant

pytestmark = pytest.mark.django_db
HEADERS = (
    "登记号",
    "代表编号",
    "姓名",
    "类别",
    "日期",
    "会次",
    "上下午",
    "名称",
    "组织单位",
    "方式",
    "参加情况",
    "说明",
)
MARCH = date(2023, 3, 1)


def row(key=None, number="600001", kind="走访", day=MARCH, title="走访一", **more):
    """A row of the sheet."""
    cells = {"登记号": key, "代表编号": number, "类别": kind, "日期": day, "名称": title, **more}
    return [cells.get(header) for header in HEADERS]


@pytest.fixture
def sheet(tmp_path, deputy):
    return lambda *rows: book(tmp_path, HEADERS, *rows)


def only():
    return DutyRecord.objects.get()


@pytest.fixture
def liaison(deputy):
    grant = {"role": "liaison", "group": deputy.memberships.get().group, "starts_on": make.START}
    RoleGrant.objects.create(user=make.by("liaison").user, **grant)


def test_a_liaison_speaks_only_of_the_own_group(sheet, term, liaison):
    make.deputy(term, "600002")
    assert errors("duties", sheet(row(), row(number="600002")), term, user="liaison") == [
        "第 3 行「代表编号」：代表 600002 不在您的联系组内；请只填本组代表。"
    ]


@pytest.mark.parametrize("end", [None, duties.void])
def test_a_liaison_is_not_told_whose_number_it_is(sheet, term, liaison, end):
    make.deputy(term, "600002")
    load("duties", sheet(row("R1", "600002")), term)
    if end:
        end(make.by("verifier"), only(), "登记有误")
    found = check("duties", sheet(row("R1")), term, user="liaison")
    assert [str(p) for p in found.errors] == (
        [] if end else ["第 2 行「登记号」：登记号 R1 已被占用；请换一个登记号。"]
    )
    assert not found.warnings


def test_a_name_must_be_unique_in_the_liaisons_group_only(sheet, term, liaison):
    make.deputy(term, "600002", "示例代表001")
    assert not errors("duties", sheet(row(number=None, **{"姓名": "示例代表001"})), term, user="liaison")


def test_a_liaison_loads_no_history_and_no_deputies(sheet, term, liaison):
    with pytest.raises(Refused, match="不能直接记为已审核"):
        check("duties", sheet(row()), term, user="liaison", verifier="verifier")
    with pytest.raises(Refused, match="联络员不能导入「代表」"):
        check("deputies", sheet(row()), term, user="liaison")
