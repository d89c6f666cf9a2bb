"""Failed sign-ins, and a row of sign-in requirements for each role, as they would be without one."""

from django.db import migrations, models

MINUTES = {
    "office": 30,
    "verifier": 30,
    "liaison": 30,
    "deputy": 120,
    "referral_office": 30,
    "unit": 30,
    "leader": 30,
    "auditor": 30,
    "administrator": 30,
}


def plant(apps, schema_editor):
    """A row for each role that has none."""
    policies = apps.get_model("tracker", "RolePolicy").objects
    for role, minutes in MINUTES.items():
        policies.get_or_create(role=role, defaults={"idle_minutes": minutes})


class Migration(migrations.Migration):
    dependencies = [
        ("tracker", "0005_roles_and_screens"),
    ]

    operations = [
        migrations.CreateModel(
            name="SignInTry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64, unique=True, verbose_name="对象")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="失败次数")),
                ("last_at", models.DateTimeField(db_index=True, verbose_name="最近一次")),
            ],
            options={"verbose_name": "登录失败记录", "verbose_name_plural": "登录失败记录"},
        ),
        migrations.RunPython(plant, migrations.RunPython.noop),
    ]
