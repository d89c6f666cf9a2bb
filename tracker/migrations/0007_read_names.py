"""Gives each person the readings by which a search finds the name."""

from django.db import migrations

from tracker.rules.pinyin import forms

CHUNK = 500


def read_names(apps, schema_editor):
    person, reading = apps.get_model("tracker", "Person"), apps.get_model("tracker", "Reading")
    unread = person.objects.filter(reading=None).order_by("pk").only("name", "pinyin")
    rows = [reading(person=row, text=forms(row.name, row.pinyin)) for row in unread]
    reading.objects.bulk_create(rows, batch_size=CHUNK)


class Migration(migrations.Migration):
    dependencies = [("tracker", "0006_sign_in")]
    operations = [migrations.RunPython(read_names, migrations.RunPython.noop, elidable=True)]
