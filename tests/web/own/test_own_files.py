"""The files behind a record: sent with it or later, fetched by those who may see the record, taken back."""

from datetime import date
from io import BytesIO
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests import make
from tracker.intake.evidence import file_of
from tracker.models import DutyRecord, Evidence

PDF = b"%PDF-1.4\n%%EOF"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """A folder of this test alone."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def record(deputy):
    """A visit that the clerk entered."""
    return make.record(deputy, make.kind("visit"), date(2023, 3, 1), verified=False)


def photo(name="走访.jpg", colour="red"):
    out = BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue())


def attach(client, record, *files):
    return client.post(f"/records/{record.pk}/evidence/", {"files": files, "once": uuid4()}, follow=True)


def test_a_record_and_its_photos_go_together_and_a_bad_one_hinders_none(signed_in, deputy):
    said = {"kind": "visit", "occurred_on": "2023-05-02", "title": "走访", "once": "1"}
    bad = SimpleUploadedFile("表.xlsx", b"PK\x03\x04")
    page = signed_in.post(
        "/own/records/new/", said | {"files": [photo(), bad, SimpleUploadedFile("签到.pdf", PDF)]}, follow=True
    )
    assert DutyRecord.objects.get().state == "submitted" and "「表.xlsx」不是照片" in page.text
    assert [row.name for row in Evidence.objects.order_by("pk")] == ["走访.jpg", "签到.pdf"]
    paths = [file_of(row) for row in Evidence.objects.all()]
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in paths)


def test_a_file_is_saved_under_its_name_and_never_run(signed_in, record):
    attach(signed_in, record, SimpleUploadedFile("签到表.pdf", PDF))
    answer = signed_in.get(f"/evidence/{Evidence.objects.get().pk}/")
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('签到表.pdf')}"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_another_deputys_file_is_as_one_that_is_not_there(signed_in, client_as, record, term):
    attach(signed_in, record, photo())
    row = Evidence.objects.get()
    liaison = client_as("liaison", group=make.group(term, "黔江区联系组"))
    assert liaison.get(f"/evidence/{row.pk}/").status_code == 404
    stranger = make.acting("deputy", person=make.deputy(term, "600002").person)
    signed_in.force_login(stranger.user)
    for address in (f"/evidence/{row.pk}/", f"/evidence/{row.pk}/withdraw/", f"/records/{record.pk}/evidence/"):
        assert signed_in.get(address).status_code == 404


def test_who_sees_a_record_and_did_not_enter_it_puts_nothing_to_it(client_as, record, term):
    client = client_as("liaison", group=make.group(term))
    assert client.get(f"/records/{record.pk}/evidence/").status_code == 403
    assert attach(client, record, photo()).status_code == 403 and not Evidence.objects.exists()


def test_a_file_taken_back_stays_for_the_staff_alone(signed_in, client_as, record):
    attach(signed_in, record, photo())
    row = Evidence.objects.get()
    signed_in.post(f"/evidence/{row.pk}/withdraw/", {"reason": "传错了", "once": "1"})
    assert signed_in.get(f"/evidence/{row.pk}/").status_code == 404
    assert "走访.jpg" not in signed_in.get(f"/own/records/{record.pk}/").text
    answer = client_as("office").get(f"/evidence/{row.pk}/")
    assert len(b"".join(answer.streaming_content)) == row.size


def test_the_same_file_twice_and_no_file_at_all_are_said(signed_in, record):
    attach(signed_in, record, photo())
    assert "内容相同" in attach(signed_in, record, photo()).text
    assert "请先选择照片" in attach(signed_in, record).text
    assert Evidence.objects.count() == 1 and len(list(file_of(Evidence.objects.get()).parent.iterdir())) == 1


def test_another_file_under_the_key_of_a_form_that_was_sent_is_refused_and_not_lost_silently(signed_in, record):
    address, key = f"/records/{record.pk}/evidence/", uuid4()
    for _twice in (1, 2):
        assert signed_in.post(address, {"files": [photo()], "once": key}).status_code == 302
    page = signed_in.post(address, {"files": [photo("走访二.jpg", "blue")], "once": key})
    assert "已经提交过" in page.text and Evidence.objects.count() == 1
