"""The control: the same server on Django's own SQLite settings."""

from tests.load.settings import *  # noqa: F403
from tests.load.settings import DATABASES

DATABASES["default"] = {"ENGINE": "django.db.backends.sqlite3", "NAME": DATABASES["default"]["NAME"]}
