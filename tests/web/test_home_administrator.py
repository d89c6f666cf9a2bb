"""The home of an administrator: who uses the system and how they sign in, with the way to each."""

from tests import make
from tracker.models import RolePolicy


def test_the_administrator_finds_the_grants_in_force_and_the_roles_with_a_second_factor(client_as, deputy):
    make.login("office")
    RolePolicy.objects.update_or_create(role="auditor", defaults={"second_factor": True})
    client = client_as("administrator")
    page = client.get("/")
    keeping = page.context["keeping"]
    assert (keeping.second_factor, page.context["todo"]) == (1, None)
    assert client.get(keeping.links["grants"]).context["number"] == keeping.grants > 1
    for name, address in keeping.links.items():
        assert not address or (address in page.text and client.get(address).status_code == 200), name


def test_only_who_writes_reminders_is_led_to_them(client_as, deputy):
    assert client_as("verifier").get("/").context["todo"].reminders == {}
    assert set(client_as("office").get("/").context["todo"].reminders) == {"deputies", "groups", "units"}


def test_a_new_login_gets_name_password_and_roles_on_one_page(client_as, db):
    page = client_as("administrator").get("/admin/tracker/user/add/")
    assert "授予角色和范围" in page.text
    assert {"username", "first_name", "password1", "password2"} <= set(page.context["adminform"].form.fields)
    assert "usable_password" not in page.context["adminform"].form.fields
