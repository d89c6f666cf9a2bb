"""The command that prints what a report proposes."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db

KEYS = ["quote", "value", "value_max", "unit", "qualifier", "body", "period_start", "period_end", "key", "offset"]
ASKED = ["quote", "minimum", "unit", "cycle", "kinds", "offset"]


def extracted(path, *options):
    """What the command prints for a file."""
    out = StringIO()
    call_command("extract", str(path), *options, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_a_report_is_printed_as_one_object(tmp_path):
    path = tmp_path / "报告.txt"
    path.write_bytes("2023年，荣昌区政协收到提案387件。委员每年参加视察不少于2次。".encode("gb18030"))
    found = json.loads(extracted(path, "--format", "json"))
    first, asked = found["figures"][0], found["requirements"][0]
    assert [*first][:10] == KEYS and [*asked][:6] == ASKED
    assert (first["value"], first["body"], first["period_end"]) == (387, "荣昌区政协", "2023-12-31")
    assert (asked["minimum"], asked["cycle"]) == (2, "year")


def test_a_report_is_printed_as_a_table(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text("收集意见6300余条。", "utf-8")
    assert "收集意见6300余条" in extracted(path)


@pytest.mark.parametrize(("data", "said"), [(b"", "空"), (b"%PDF-1.4", "PDF"), (None, "读不了")])
def test_what_is_no_text_is_refused_with_a_sentence(tmp_path, data, said):
    path = tmp_path / "report.txt"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(CommandError, match=said):
        extracted(path)
