"""The demo starts with logins of its own and says how last year went."""

import socket
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import make
from tests.kept import kept
from tracker.intake import demo
from tracker.management.commands import launch
from tracker.models import Body, Mandate, Role, RoleGrant, User, Who

SCRIPT = demo.read_script("hall")


@pytest.fixture
@kept
def ready(deputy):
    """A term with the deputy, the group and the bodies that the logins are for."""
    Body.objects.create(code="system-government", name="政府系统", level="municipal", kind="system")
    make.deputy(deputy.term, "600002")
    return deputy


def test_the_first_start_makes_a_login_for_each_role(ready, tmp_path):
    logins = launch.keep_logins(SCRIPT, tmp_path / "logins.txt")
    assert set(RoleGrant.objects.values_list("role", flat=True)) == set(Role)
    assert all(User.objects.get(username=login.username).check_password(login.password) for login in logins)


def test_only_those_who_use_the_admin_are_staff(ready, tmp_path):
    launch.keep_logins(SCRIPT, tmp_path / "logins.txt")
    staff = set(User.objects.filter(is_staff=True).values_list("username", flat=True))
    assert staff == {"office", "verifier", "auditor", "administrator"}


def test_the_liaison_and_the_deputy_see_their_own_deputies_only(ready, tmp_path):
    launch.keep_logins(SCRIPT, tmp_path / "logins.txt")
    for username, numbers in (("liaison", ["600001"]), ("deputy", ["600001"]), ("office", ["600001", "600002"])):
        seen = Mandate.objects.visible_to(Who.of(User.objects.get(username=username), date(2026, 11, 22)))
        assert sorted(row.number for row in seen) == numbers


def test_one_login_holds_two_roles_to_switch_between(ready, tmp_path):
    launch.keep_logins(SCRIPT, tmp_path / "logins.txt")
    both = User.objects.get(username="both")
    assert Who.of(both, date(2026, 11, 22)).choices == ["liaison", "deputy"]


def test_reasons_and_results_are_for_those_who_are_granted_them(ready, tmp_path):
    launch.keep_logins(SCRIPT, tmp_path / "logins.txt")
    names = ("sees_reasons", "sees_results")
    grants = RoleGrant.objects.filter(user__is_staff=True) | RoleGrant.objects.filter(role="leader")
    held = [grants.get(**{name: True}).user.username for name in names]
    assert held == ["office", "leader"]


def test_the_passwords_are_readable_by_their_owner_only(ready, tmp_path):
    launch.keep_logins(SCRIPT, tmp_path / "logins.txt")
    assert (tmp_path / "logins.txt").stat().st_mode & 0o777 == 0o600


def test_a_later_start_keeps_file_and_logins(ready, tmp_path):
    first = launch.keep_logins(SCRIPT, tmp_path / "logins.txt")
    text = (tmp_path / "logins.txt").read_text(encoding="utf-8")
    assert launch.keep_logins(SCRIPT, tmp_path / "logins.txt") == first
    assert (tmp_path / "logins.txt").read_text(encoding="utf-8") == text
    assert RoleGrant.objects.filter(user__username__in=[row.username for row in first]).count() == 11
    assert len(first) == 10


def test_a_password_changed_on_screen_outlives_a_later_start(ready, tmp_path):
    launch.keep_logins(SCRIPT, tmp_path / "logins.txt")
    office = User.objects.get(username="office")
    office.set_password("chosen-by-the-office")
    office.save()
    launch.keep_logins(SCRIPT, tmp_path / "logins.txt")
    assert User.objects.get(username="office").check_password("chosen-by-the-office")


def test_a_lost_file_gives_new_passwords(ready, tmp_path):
    launch.keep_logins(SCRIPT, tmp_path / "logins.txt")
    (tmp_path / "logins.txt").unlink()
    renewed = launch.keep_logins(SCRIPT, tmp_path / "logins.txt")
    assert all(User.objects.get(username=login.username).check_password(login.password) for login in renewed)


def test_a_damaged_file_is_refused_by_its_name(ready, tmp_path):
    (tmp_path / "logins.txt").write_text("office\tsecret\t示例工作人员\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"logins\.txt 中缺少 verifier、.*请删除这个文件"):
        launch.keep_logins(SCRIPT, tmp_path / "logins.txt")


def test_the_counts_of_a_year_add_up_to_all(busy):
    (line,) = launch.outcome_lines(busy.term, 2023, date(2024, 6, 1))
    assert line.endswith("代表 1 名：达到 0，进行中 0，未达到 1，待核 0，免予要求 0，不作要求 0。")


def test_the_workbook_of_a_year_is_written(busy, tmp_path):
    path = launch.write_workbook(busy.term, 2023, date(2024, 6, 1), tmp_path)
    assert path.name == "compliance-2023.xlsx"
    assert path.read_bytes().startswith(b"PK")


def test_a_busy_port_is_refused_with_another_to_take():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(CommandError, match=f"端口 {port} 不能使用.*PORT={port + 1}"):
            launch.require_free_port(port)


def test_deputies_who_are_not_invented_are_refused(ready):
    with pytest.raises(CommandError, match="不是演示数据"):
        launch.prepare(SCRIPT, StringIO())


def test_production_is_refused(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="launch 只用于演示"):
        call_command("launch")
