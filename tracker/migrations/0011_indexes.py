"""Indexes for the records of all terms and for the trail; those that only nulls filled go."""

import django.db.models.deletion
from django.db import migrations, models

# by their names, because SQLite would copy the whole table to alter a column
FULL = {
    "session": "tracker_dutyrecord_session_id_cc5dc89e",
    "import_batch": "tracker_dutyrecord_import_batch_id_30ec3778",
}


def optional(to, label):
    """A relation without an index of its own."""
    return models.ForeignKey(
        blank=True,
        db_index=False,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        to=to,
        verbose_name=label,
    )


def add(model, name, *fields, **given):
    return migrations.AddIndex(model, models.Index(fields=fields, name=name, **given))


class Migration(migrations.Migration):
    dependencies = [("tracker", "0010_city_scale")]

    operations = [
        migrations.RemoveIndex("dutyrecord", "tracker_dut_term_id_cbda22_idx"),
        migrations.RemoveIndex("dutyrecord", "tracker_dut_state_6b72b0_idx"),
        migrations.RemoveIndex("event", "tracker_eve_subject_28ba5a_idx"),
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(f"DROP INDEX {name}", f"CREATE INDEX {name} ON tracker_dutyrecord ({column}_id)")
                for column, name in FULL.items()
            ],
            [
                migrations.AlterField("dutyrecord", "import_batch", optional("tracker.importbatch", "导入批次")),
                migrations.AlterField("dutyrecord", "session", optional("tracker.session", "会议")),
            ],
        ),
        add(
            "dutyrecord",
            "duty_record_judged",
            *("term", "occurred_on", "mandate", "kind", "state", "attendance", "id"),
        ),
        add("dutyrecord", "duty_record_by_state", "state", "occurred_on", "id"),
        add("dutyrecord", "duty_record_in_session", "session", condition=models.Q(session__isnull=False)),
        add("dutyrecord", "duty_record_imported", "import_batch", condition=models.Q(import_batch__isnull=False)),
        add("event", "event_of_object", "object_id", "subject"),
        add("event", "event_by_subject", "subject", "id"),
        add("event", "event_by_verb", "verb", "id"),
    ]
