"""Keeps what finding similar suggestions needs of those that were there before."""

from django.db import migrations

from tracker.rules import grams


def sketch_all(apps, schema_editor):
    """A sketch for every suggestion that has none."""
    suggestions = apps.get_model("tracker", "Suggestion").objects.filter(sketch=None)
    made = apps.get_model("tracker", "Sketch")
    rows = suggestions.values_list("pk", "title", "text")
    made.objects.bulk_create(
        [made(suggestion_id=pk, grams=grams.sketch(f"{title}\n{text}")) for pk, title, text in rows], batch_size=400
    )


class Migration(migrations.Migration):
    dependencies = [("tracker", "0002_suggestion_chain")]

    operations = [migrations.RunPython(sketch_all, migrations.RunPython.noop)]
