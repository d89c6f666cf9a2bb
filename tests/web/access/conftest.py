"""The world of three sides, and a client for each role that acts on the own one."""

from dataclasses import dataclass

import pytest
from django.db import transaction
from django.db.models import Q
from django.test import Client

from tests import make
from tests.kept import kept
from tests.web.access import world as sides
from tracker.models import DutyRecord, Evidence, ImportJob, Role, User


@pytest.fixture
@kept
def world(db):
    """The three sides, and a login for each role with the scope that it has on the own one."""
    found = sides.build()
    own = found["own"]
    scopes = {
        "liaison": {"group": own.group},
        "deputy": {"person": own.mandate.person},
        "unit": {"body": own.unit},
        "referral_office": {"body": own.unit.parent},
        "leader": {"body": own.term.body, "sees_results": True},
    }
    for role in Role.values:
        make.login(role, **scopes.get(role, {"body": own.term.body}))
    User.objects.update(password="md5$salt$hash")
    return found


@dataclass
class Visitor:
    """Somebody who acts in a role, and who entered and uploaded what there is on the own side."""

    role: str
    client: Client

    def ask(self, method: str, url: str) -> tuple[int, str]:
        """The status and the text of the answer to a request without any content."""
        answer = getattr(self.client, method)(url)
        text = b"".join(answer).decode(errors="replace")
        for close in answer._resource_closers:  # of a file to which HEAD was sent nobody takes a byte
            close()
        return answer.status_code, text

    def try_out(self, method: str, url: str) -> int:
        """The status of the answer to a request of which nothing stays."""
        with transaction.atomic():
            status, _text = self.ask(method, url)
            transaction.set_rollback(True)
        return status


@pytest.fixture
def enter(world, settings, tmp_path):
    """Signs a role in; the files of the evidence are there."""
    settings.MEDIA_ROOT = tmp_path
    for side in world.values():
        path = tmp_path / side.evidence.path
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"1")

    def sign_in(role: str) -> Visitor:
        user, client = User.objects.get(username=f"{role}-login"), Client(raise_request_exception=False)
        client.force_login(user)
        own = world["own"]
        ImportJob.objects.filter(pk=own.job.pk).update(user=user)
        DutyRecord.objects.filter(Q(pk=own.waiting.pk) | Q(activity=own.activity)).update(recorded_by=user)
        Evidence.objects.filter(pk=own.evidence.pk).update(added_by=user)
        return Visitor(role, client)

    return sign_in
