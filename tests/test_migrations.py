"""What the data migrations do to a database of an earlier release."""

from datetime import date
from importlib import import_module

from django.apps import apps

from tests import make
from tracker.models import RoleGrant, Sketch

sketches = import_module("tracker.migrations.0003_sketch_suggestions")
sight = import_module("tracker.migrations.0008_keep_sight_of_reasons")


def test_suggestions_of_an_earlier_release_get_their_sketch(deputy):
    row = make.suggestion(deputy, date(2023, 1, 15))
    kept = bytes(Sketch.objects.get(suggestion=row).grams)
    Sketch.objects.all().delete()
    sketches.sketch_all(apps, None)
    assert bytes(Sketch.objects.get().grams) == kept


def test_the_office_of_an_earlier_release_goes_on_seeing_reasons(db):
    for role in ("office", "verifier", "administrator"):
        make.acting(role)
    RoleGrant.objects.update(sees_reasons=False)
    sight.keep_sight(apps, None)
    assert [grant.role for grant in RoleGrant.objects.filter(sees_reasons=True)] == ["office"]
