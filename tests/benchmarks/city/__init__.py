"""Measurements in the city that DATABASE_URL names; what they write they take back.

DATABASE_URL=… python -m tests.benchmarks.city [part …]
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()
