"""The command that finds rows changed behind the ledger's back."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests import make
from tests.exports import world
from tracker.models import DutyRecord, Event, Mandate

pytestmark = pytest.mark.django_db


def faults():
    out = StringIO()
    with pytest.raises(CommandError, match="与操作记录不符") as refused:
        call_command("check_ledger", stdout=out)
    assert refused.value.returncode == 1
    return out.getvalue().splitlines()


def by_sql(sentence, *values):
    with connection.cursor() as cursor:
        cursor.execute(sentence, values)


def test_an_honest_ledger_agrees():
    world.build()
    out = StringIO()
    call_command("check_ledger", stdout=out)
    assert out.getvalue() == "账本与操作记录一致。\n"


def test_a_changed_row_is_named_exactly():
    world.build()
    row = DutyRecord.objects.get(title="未审核的走访")
    by_sql("UPDATE tracker_dutyrecord SET occurred_on = %s WHERE id = %s", date(2023, 3, 1), row.pk)
    event = Event.objects.filter(subject="dutyrecord", object_id=row.pk).latest("pk")
    (line,) = faults()
    assert line.startswith(f"履职登记 {row.pk}「未审核的走访」（代表 600002）：内容与最后一次操作记录不符")
    assert line.endswith(f"（操作记录 {event.pk}）。")


def test_a_row_without_an_event_is_named():
    term = make.term()
    mandate = make.deputy(term)
    copy = Mandate(person=mandate.person, term=term, number="600777", starts_on=mandate.starts_on)
    Mandate.objects.bulk_create([copy])
    (line,) = faults()
    assert line.startswith(f"代表 {copy.pk}「600777」：没有任何操作记录")


def test_a_deleted_row_is_named():
    world.build()
    row = DutyRecord.objects.get(title="未审核的走访")
    by_sql("DELETE FROM tracker_dutyrecord WHERE id = %s", row.pk)
    (line,) = faults()
    assert line.startswith(f"履职登记 {row.pk}：操作记录中有，表中已没有这一行")
