"""The command that finds rows changed behind the ledger's back."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from tests import make
from tests.exports import world
from tracker.models import DutyRecord, Event, Mandate

pytestmark = pytest.mark.django_db
on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite takes any value in any column")


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


@on_sqlite
def test_a_cell_of_another_form_is_named_with_its_column():
    world.build()
    row = DutyRecord.objects.get(title="未审核的走访")
    by_sql("UPDATE tracker_dutyrecord SET occurred_on = '2023-02-30' WHERE id = %s", row.pk)
    (line,) = faults()
    assert line.startswith(
        f"履职登记 {row.pk}「未审核的走访」（代表 600002）：「日期」occurred_on 存放的值不是该列应有的形式"
    )


@on_sqlite
def test_a_label_that_cannot_be_read_is_left_out():
    world.build()
    row = DutyRecord.objects.get(title="未审核的走访")
    by_sql("UPDATE tracker_dutyrecord SET title = CAST(title AS BLOB) WHERE id = %s", row.pk)
    (line,) = faults()
    assert line.startswith(f"履职登记 {row.pk}（代表 600002）：「名称」title 存放的值")


def test_a_row_that_refers_to_nothing_is_named_by_the_key_it_has():
    world.build()
    row = DutyRecord.objects.get(title="未审核的走访")
    with transaction.atomic():
        by_sql("UPDATE tracker_dutyrecord SET mandate_id = 999999 WHERE id = %s", row.pk)
        (line,) = faults()
        transaction.set_rollback(True)
    assert line.startswith(f"履职登记 {row.pk}「未审核的走访」（代表 #999999）：「代表」mandate_id 指向的行不存在")
