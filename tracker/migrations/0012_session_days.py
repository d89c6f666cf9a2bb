"""An index of the days of sessions, which judging all terms asks of every record."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tracker", "0011_indexes")]

    operations = [
        migrations.AddIndex("session", models.Index(fields=["term", "opens_on", "closes_on"], name="session_days")),
    ]
