"""An index of the time of events, by which the trail of some days is found among millions."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tracker", "0012_session_days")]

    operations = [
        migrations.AddIndex("event", models.Index(fields=["at", "id"], name="event_by_time")),
    ]
