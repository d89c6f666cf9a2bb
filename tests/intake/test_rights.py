"""Who may import, for whom, and who may have verified it."""

from datetime import date

import pytest

from tests import make
from tests.intake.books import ON, book, check, errors, load
from tests.intake.command import HEADERS, ROW, run
from tracker.ledger import Refused
from tracker.ledger.actors import system_user
from tracker.models import RoleGrant, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(tmp_path, deputy):
    return lambda *rows: book(tmp_path, HEADERS, *rows)


def grant(username, role, ends_on=None, **scope):
    user = User.objects.get_or_create(username=username)[0]
    return RoleGrant.objects.create(user=user, role=role, starts_on=make.START, ends_on=ends_on, **scope)


@pytest.mark.parametrize("role", ["office", "verifier", "auditor", "administrator"])
def test_staff_import_freely(sheet, term, role):
    grant("somebody", role)
    assert not errors("duties", sheet(ROW), term, user="somebody")


@pytest.mark.parametrize(("role", "may"), [("office", True), ("office", False), ("administrator", False)])
def test_leaves_are_imported_by_those_alone_who_may_see_their_reasons(tmp_path, deputy, role, may):
    grant("somebody", role, sees_reasons=may)
    file = book(tmp_path, ["代表编号", "类型", "起", "止"], ["600001", "病假", date(2023, 3, 1), date(2023, 4, 1)])
    if may:
        assert not errors("interruptions", file, deputy.term, user="somebody")
    else:
        with pytest.raises(Refused, match="「somebody」没有查看请假、暂停事由的授权"):
            check("interruptions", file, deputy.term, user="somebody")


@pytest.mark.parametrize(("role", "ends_on"), [("office", date(2023, 6, 1)), ("liaison", ON), ("deputy", None)])
def test_who_holds_no_such_role_today_imports_nothing(sheet, term, role, ends_on):
    grant("somebody", role, ends_on)
    with pytest.raises(Refused, match="「somebody」现在没有本届的工作人员或联络员的授权"):
        check("duties", sheet(ROW), term, user="somebody")


def test_a_superuser_imports_and_verifies_whatever_was_granted(sheet, term):
    for name in ("root", "chief"):
        grant(name, "deputy", date(2023, 6, 1))
    User.objects.update(is_superuser=True)
    assert load("duties", sheet(ROW), term, user="root", verifier="chief")["written"] == 1


def test_a_liaison_who_is_a_deputy_speaks_for_the_group_only(sheet, term, deputy):
    other = make.deputy(term, "600002")
    grant("somebody", "liaison", group=deputy.memberships.get().group)
    grant("somebody", "deputy", person=other.person)
    found = errors("duties", sheet(ROW, ("600002", *ROW[1:])), term, user="somebody")
    assert found == ["第 3 行「代表编号」：代表 600002 不在您的联系组内；请只填本组代表。"]


@pytest.mark.parametrize(("role", "ends_on"), [("verifier", ON), ("liaison", None), ("administrator", None)])
def test_a_verifier_must_be_one_today(sheet, term, role, ends_on):
    grant("somebody", role, ends_on)
    with pytest.raises(Refused, match="「somebody」现在没有审核人或人代工委的授权"):
        check("duties", sheet(ROW), term, verifier="somebody")


@pytest.mark.parametrize("role", ["verifier", "office"])
def test_who_verifies_today_verifies_history(sheet, term, role):
    grant("somebody", role)
    assert load("duties", sheet(ROW), term, verifier="somebody")["written"] == 1


def test_the_system_verifies_nothing(sheet):
    make.by("somebody"), system_user()
    assert "「系统」不能作为审核人" in run("duties", sheet(ROW), "--as", "somebody", "--verified-by", "system")[2]


def test_a_liaison_who_also_audits_or_verifies_speaks_for_the_group_only(sheet, term, deputy):
    make.deputy(term, "600002")
    for role, scope in {"liaison": {"group": deputy.memberships.get().group}, "auditor": {}, "verifier": {}}.items():
        grant("somebody", role, **scope)
    found = errors("duties", sheet(ROW, ("600002", *ROW[1:])), term, user="somebody")
    assert found == ["第 3 行「代表编号」：代表 600002 不在您的联系组内；请只填本组代表。"]
