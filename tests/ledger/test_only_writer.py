"""Nothing outside the ledger writes a fact."""

from pathlib import Path

import pytest

from tests.ledger.writers import written_facts

TRACKER = Path(__file__).resolve().parents[2] / "tracker"
REFERENCE_DATA = ("admin", "intake/seeds.py", "intake/planting.py")

WRITES = [
    "from ..models import DutyRecord\nDutyRecord.objects.create(title='x')",
    "from ..models import DutyRecord\nDutyRecord.objects.filter(pk=1).update(state='verified')",
    "from ..models import DutyRecord\nDutyRecord.objects.filter(pk=1).exclude(pk=2).delete()",
    "from ..models import DutyRecord\nDutyRecord.objects.bulk_create(rows)",
    "from ..models import DutyRecord\nDutyRecord._base_manager.bulk_update(rows, ['state'])",
    "from ..models import DutyRecord as Row\nRow.objects.create()",
    "from .. import models\nmodels.DutyRecord.objects.update(state='void')",
    "from ..models import DutyRecord\nDutyRecord(title='x').save()",
    "from ..models import DutyRecord\nrow = DutyRecord.objects.get(pk=1)\nrow.state = 'verified'\nrow.save()",
    "from ..models import DutyRecord\nrow = DutyRecord.objects.get(pk=1)\nrow.save(update_fields=['state'])",
    "from ..models import DutyRecord\nrow, made = DutyRecord.objects.get_or_create(pk=1)",
    "from ..models import DutyRecord\nfor row in DutyRecord.objects.all():\n    row.delete()",
    "from ..models import DutyRecord\n[row.save() for row in DutyRecord.objects.all()]",
    "from ..models import DutyRecord\nrows = DutyRecord.objects.all()\nothers = rows.filter()\nothers.update(note='')",
    "from ..models import DutyRecord\ndef f(row: DutyRecord):\n    row.save()",
    "from ..models import DutyRecord\nif row := DutyRecord.objects.first():\n    row.delete()",
    "from ..models import DutyRecord\nasync def f():\n    await DutyRecord.objects.acreate()",
    "from ..models import Mandate, User\ndef f(user, mandate):\n    mandate.duty_records.update(verified_by=user)",
    "def f(activity):\n    activity.roll.create(title='x')",
    "def f(activity, row):\n    activity.roll.add(row)",
    "def f(session):\n    session.delegations.all().delete()",
    "from ..models import Term\nTerm.objects.get(pk=1).mandates.update(ends_on=None)",
    "cursor.execute('UPDATE tracker_dutyrecord SET state = 1')",
    "STATEMENT = '''\n  delete from tracker_mandate'''",
]
HIDDEN = [
    "def f(row):\n    row.save()",
    "def f(form):\n    form.save()",
    "def f(queryset):\n    queryset.update(state='verified')",
    "apps.get_model('tracker', name).objects.create()",
]
FINE = [
    "from ..models import ImportBatch\nImportBatch.objects.create(rows=1)",
    "from ..models import User\nuser, made = User.objects.get_or_create()\nuser.save(update_fields=['password'])",
    "from ..models import Group\nrows = [Group(name='x')]\nGroup.objects.bulk_create(rows)",
    "book.save(path)",
    "counts = {}\ncounts.update(other)",
    "names.add(name)",
    "from ..ledger import duties\nduties.verify(by, row)",
    "from ..models import DutyRecord\nDutyRecord.objects.filter(state='draft').order_by('pk')",
    "LABELS = {'update': '更新', 'delete': '删除'}",
    "text = 'Update the ledger and delete nothing'",
]


@pytest.mark.parametrize("source", WRITES)
def test_a_write_of_a_fact_is_found_everywhere(source):
    assert len(written_facts(source)) == 1
    assert len(written_facts(source, writes_reference_data=True)) == 1


@pytest.mark.parametrize("source", HIDDEN)
def test_a_write_of_who_knows_what_is_found_where_reference_data_is_not_written(source):
    assert len(written_facts(source)) == 1
    assert written_facts(source, writes_reference_data=True) == []


@pytest.mark.parametrize("source", FINE)
def test_what_writes_no_fact_is_let_through(source):
    assert written_facts(source) == []


def test_the_finding_names_the_line_and_the_call():
    assert written_facts("x = 1\nrow.save()") == ["2: row.save()"]


def test_nothing_outside_the_ledger_writes_a_fact():
    found = {}
    for file in sorted(TRACKER.rglob("*.py")):
        place = file.relative_to(TRACKER).as_posix()
        if not place.startswith(("ledger/", "migrations/")):
            reference = place.startswith(REFERENCE_DATA)
            found[place] = written_facts(file.read_text("utf-8"), writes_reference_data=reference)
    assert len(found) > 20
    assert {place: lines for place, lines in found.items() if lines} == {}
