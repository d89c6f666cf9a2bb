"""The marks of the seeds."""

from django.db import models


class SeedMark(models.Model):
    """What the seeds last wrote into a row of reference data, so that an administrator's change is never undone."""

    subject = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "key"], name="seed_mark_once")]

    def __str__(self):
        return f"{self.subject} {self.key}"
