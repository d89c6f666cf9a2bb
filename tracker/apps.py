"""The one application."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class TrackerConfig(AppConfig):
    name = "tracker"
    verbose_name = _("代表履职登记")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        import config.checks  # noqa: F401

        from . import checks  # noqa: F401
        from .ledger.statistics import renew_statistics
        from .ledger.triggers import protect_trail

        post_migrate.connect(protect_trail, sender=self)
        post_migrate.connect(renew_statistics, sender=self)
