"""The duties sheet of a liaison."""

from datetime import date

import pytest

from tests import make
from tests.intake.books import book, check, errors, load
from tests.intake.duties import HEADERS, only, row
from tracker.ledger import Refused, duties, people
from tracker.models import RoleGrant, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(tmp_path, deputy):
    return lambda *rows: book(tmp_path, HEADERS, *rows)


@pytest.fixture
def liaison(deputy):
    grant = {"role": "liaison", "group": deputy.memberships.get().group, "starts_on": make.START}
    RoleGrant.objects.create(user=User.objects.create(username="liaison"), **grant)


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


def test_a_liaison_answers_for_who_was_in_the_group_on_the_day(sheet, term, liaison, deputy):
    there, other = deputy.memberships.get().group, make.group(term, "涪陵区联系组")
    people.move_group(make.by(), deputy, other, date(2023, 7, 1))
    came = make.deputy(term, "600002", groups=[other])
    people.move_group(make.by(), came, there, date(2023, 7, 1))
    rows = [row(day=date(2023, 6, 30)), row(day=date(2023, 7, 1)), row(number="600002", day=date(2023, 6, 30))]
    assert errors("duties", sheet(*rows), term, user="liaison") == [
        "第 3 行「代表编号」：代表 600001 在 2023-07-01 不在您的联系组内；请交当时所在的联系组填报。"
    ]
    headers = ("类别", "名称", "日期起", "参加代表")
    file = book(sheet(row()).parent, headers, ("走访", "走访一", date(2023, 7, 2), "600001、600002"), name="a.xlsx")
    assert errors("activities", file, term, user="liaison") == [
        "第 2 行「参加代表」：代表 600001 在 2023-07-02 不在您的联系组内；请交当时所在的联系组填报。"
    ]
