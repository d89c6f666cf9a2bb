"""What the data migrations do to a database of an earlier release."""

from datetime import date
from importlib import import_module

from django.apps import apps

from tests import make
from tracker.models import Sketch

sketches = import_module("tracker.migrations.0003_sketch_suggestions")


def test_suggestions_of_an_earlier_release_get_their_sketch(deputy):
    row = make.suggestion(deputy, date(2023, 1, 15))
    kept = bytes(Sketch.objects.get(suggestion=row).grams)
    Sketch.objects.all().delete()
    sketches.sketch_all(apps, None)
    assert bytes(Sketch.objects.get().grams) == kept
