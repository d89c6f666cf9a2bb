"""The door for web servers: refuses to open on an unsafe database."""

import gc
import os

import config  # noqa: F401  puts the safe SQLite in place before Django starts

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.urls import get_resolver

from config.database import refuse_unsafe

application = get_wsgi_application()
refuse_unsafe(connection)
connection.close()
get_resolver().url_patterns  # noqa: B018  all pages are loaded before the first is asked for
gc.freeze()  # what is loaded stays: every few pages a full collection would walk all of it again, a tenth of a second
