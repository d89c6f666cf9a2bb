"""The door for web servers: refuses to open on an unsafe database."""

import os

import config  # noqa: F401  puts the safe SQLite in place before Django starts

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.core.wsgi import get_wsgi_application
from django.db import connection

from config.database import refuse_unsafe

application = get_wsgi_application()
refuse_unsafe(connection)
connection.close()
