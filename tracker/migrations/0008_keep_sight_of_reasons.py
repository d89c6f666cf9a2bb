"""Who was of the office before this release saw the reasons of leaves and suspensions, and goes on seeing them."""

from django.db import migrations


def keep_sight(apps, schema_editor):
    """Let the grants of the office that are already there see reasons; a new grant says so by itself."""
    apps.get_model("tracker", "RoleGrant").objects.filter(role="office").update(sees_reasons=True)


class Migration(migrations.Migration):
    dependencies = [("tracker", "0007_read_names")]
    operations = [migrations.RunPython(keep_sight, migrations.RunPython.noop)]
