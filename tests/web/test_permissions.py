"""权限一览: what it says is what the matrix does; and who holds which role."""

from io import BytesIO

import openpyxl
import pytest

from tests import make
from tracker.access.matrix import PAGES
from tracker.ledger.rights import RIGHTS
from tracker.models import Body, Role, RoleGrant, User


def lines(response) -> dict:
    """The lines of the page by what they are about."""
    return {str(line.label): line.open for _area, found in response.context["sections"] for line in found}


def test_every_page_and_every_verb_stands_there_with_its_roles(client_as, term):
    found = lines(client_as("deputy").get("/permissions/"))
    for page in PAGES.values():
        assert found[str(page.label)] == tuple(role in page.roles for role in Role), page.label
    assert found["督办"] == tuple(role in RIGHTS["supervise"] for role in Role)
    assert found["审核通过、退回修改"] == tuple(role in ("office", "verifier") for role in Role)


def test_the_own_role_is_marked_and_changes_with_the_role(client_as, term):
    client = client_as("leader")
    RoleGrant.objects.create(
        user=User.objects.get(username="leader-login"), role="liaison", group=make.group(term), starts_on=make.START
    )
    marked = []
    for role in ("liaison", "leader"):
        client.post("/role/", {"role": role})
        marked.append([label for label, mine in client.get("/permissions/").context["roles"] if mine])
    assert marked == [["联络员"], ["领导"]]


def test_the_file_says_the_same(client_as, term):
    sheet = openpyxl.load_workbook(BytesIO(client_as("unit").get("/permissions.xlsx").content))["权限"]
    rows = {row[1]: row[3:] for row in sheet.iter_rows(min_row=4, values_only=True)}
    assert rows["系统状态"] == tuple("可" if role in PAGES["status"].roles else "—" for role in Role)


@pytest.mark.parametrize(("scoped", "names"), [(True, {"auditor-login", "keeper"}), (False, {"auditor-login", "far"})])
def test_an_auditor_sees_who_holds_what_in_the_own_body(client_as, term, scoped, names):
    far = Body.objects.create(code="far", name="另一人大", level="district", kind="congress")
    for username, body in (("keeper", term.body), ("far", far)):
        RoleGrant.objects.create(
            user=User.objects.create_user(username), role="office", body=body, starts_on=make.START
        )
    client = client_as("auditor", **({"body": term.body} if scoped else {}))
    text = client.get("/permissions/grants/").text
    assert names <= {name for name in ("auditor-login", "keeper", "far") if f">{name}<" in text}
    assert (">far<" in text) is not scoped


def test_a_grant_that_is_over_and_a_login_that_is_off_are_not_listed(client_as, term):
    client = client_as("administrator")
    for username, ends_on, is_active in (("over", "2023-06-01", True), ("off", None, False)):
        user = User.objects.create_user(username, is_active=is_active)
        RoleGrant.objects.create(user=user, role="office", starts_on=make.START, ends_on=ends_on)
    text = client.get("/permissions/grants/").text
    assert [name in text for name in (">administrator-login<", ">over<", ">off<")] == [True, False, False]
