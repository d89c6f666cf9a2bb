"""The world of three sides, and a client for each role that acts on the own one."""

import zipfile
from dataclasses import dataclass, field
from io import BytesIO

import pytest
from django.db import transaction
from django.db.models import Q
from django.test import Client

from tests import make
from tests.kept import kept
from tests.web.access import world as sides
from tests.web.access.world import ILLNESS, SECRET
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


def unpacked(content: bytes) -> str:
    """The text of a page, or of all parts of a workbook or a document."""
    if not content.startswith(b"PK"):
        return content.decode(errors="replace")
    with zipfile.ZipFile(BytesIO(content)) as parts:
        return "".join(parts.read(name).decode(errors="replace") for name in parts.namelist())


@dataclass
class Visitor:
    """Somebody who acts in a role, and who uploaded, or entered, what there is on the own side."""

    role: str
    client: Client
    told: list = field(default_factory=list)  # where a reason of leave, suspension or an end was told

    def ask(self, method: str, url: str) -> tuple[int, str]:
        """The status and the text of the answer to a request without any content."""
        answer = getattr(self.client, method)(url)
        content = b"".join(answer)
        text = unpacked(content)
        for close in answer._resource_closers:  # of a file to which HEAD was sent nobody takes a byte
            close()
        if SECRET in text or (ILLNESS in text and not content.startswith(b"PK")):  # files tell of policies
            self.told.append(url)
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
        entered = DutyRecord.objects.filter(Q(pk=own.waiting.pk) | Q(activity=own.activity))
        if role != "verifier":  # who verifies has not entered it
            entered.update(recorded_by=user)
        Evidence.objects.filter(pk=own.evidence.pk).update(added_by=user)
        return Visitor(role, client)

    return sign_in
