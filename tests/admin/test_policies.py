"""What administrators set for signing in, and a second factor taken away from who lost the telephone."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from tests import make
from tracker.models import RolePolicy

LIST = reverse("admin:tracker_rolepolicy_changelist")


def test_the_list_shows_every_role_and_an_administrator_sets_one(client_as, policies):
    client = client_as("administrator")
    assert client.get(LIST).context["cl"].result_count == 9
    row = RolePolicy.objects.get(role="office")
    address = reverse("admin:tracker_rolepolicy_change", args=[row.pk])
    assert client.post(address, {"second_factor": "on", "idle_minutes": "4"}).status_code == 200
    assert client.post(address, {"second_factor": "on", "idle_minutes": "15"}).status_code == 302
    row.refresh_from_db()
    assert (row.role, row.second_factor, row.idle_minutes) == ("office", True, 15)


def test_auditors_read_it_and_the_office_does_not(client_as, db):
    assert client_as("auditor").get(LIST).status_code == 200
    assert client_as("office").get(LIST).status_code == 403


def test_a_lost_telephone_is_reset_with_a_trace(client_as, db):
    owner = make.login("verifier")
    TOTP.activate(owner, generate_totp_secret())
    client = client_as("administrator")
    address = reverse("admin:tracker_user_second_factor", args=[owner.pk])
    assert address in client.get(reverse("admin:tracker_user_change", args=[owner.pk])).text
    assert "核实是本人" in client.get(address).text and Authenticator.objects.exists()
    assert client.post(address).status_code == 302 and not Authenticator.objects.exists()
    assert "重置动态验证码" in LogEntry.objects.get().change_message


def test_nobody_else_resets_it_and_nobody_the_own(client_as, db):
    owner = make.login("verifier")
    address = reverse("admin:tracker_user_second_factor", args=[owner.pk])
    assert [client_as(role).post(address).status_code for role in ("auditor", "office", "leader")][:2] == [403, 403]
    administrator = client_as("administrator")
    own = int(administrator.session["_auth_user_id"])
    assert administrator.post(reverse("admin:tracker_user_second_factor", args=[own])).status_code == 403
