"""The admin's list of duty records at the size of the city, beside its list of the kinds of duty."""

from django.urls import reverse

from tracker.models import AssessmentPeriod, Mandate, Role

from .pages import address, opened, signed_in
from .world import YEAR, taken_back

LIST = "admin:tracker_dutyrecord_changelist"
BOUNDS = [("ms", "<", 150)]


def measure(world) -> None:
    """The list as it opens, of a period, and of a person."""
    period = AssessmentPeriod.objects.get(term=world.term, cycle="year", label=str(YEAR))
    person = Mandate.objects.filter(term=world.term).order_by("number")[100].person
    of_term = {"term__id__exact": world.term.pk}
    asked = {
        "unfiltered": {},
        "of an assessment period": of_term | {"period": period.pk},
        "of those to be verified": {"state__exact": "submitted"},
        "search by a person's name": {"q": person.name},
    }
    kinds = reverse("admin:tracker_dutykind_changelist")
    with taken_back():
        office = signed_in(Role.OFFICE)
        for name, given in asked.items():
            opened(world, f"admin, duty records: {name}", office, address(LIST, **given), kinds, BOUNDS)
