"""The names of an uploaded file that several deputies bear, and which of them may be meant."""

from dataclasses import dataclass
from datetime import date

from ...models import ImportJob, Mandate
from .. import rights
from ..cleaners import name_key
from ..sheets.lookup import introduced


@dataclass(frozen=True)
class Namesakes:
    """A name, the number of the deputy who was said to be meant (or none yet), and (number, words) of each bearer."""

    name: str
    chosen: str
    bearers: tuple[tuple[str, str], ...]

    @property
    def numbers(self) -> set[str]:
        """The numbers that may be chosen."""
        return {number for number, _ in self.bearers}


def namesakes(job: ImportJob, on: date) -> list[Namesakes]:
    """What is asked about the names of a file: those of the deputies that its uploader may speak of."""
    if not job.choices:
        return []
    named = Mandate.objects.filter(term=job.term).values_list("pk", "person__name")
    keys = {pk: name_key(name) for pk, name in named}
    found = Mandate.objects.filter(pk__in=[pk for pk, name in keys.items() if name in job.choices])
    scope = rights.scope(job.user, job.term, on)
    asked = [row for row in found.select_related("person").order_by("number") if scope is None or row.pk in scope]
    told = [(keys[row.pk], row.number, introduced(row)) for row in asked]
    return [
        Namesakes(name, chosen, tuple((number, words) for known, number, words in told if known == name))
        for name, chosen in sorted(job.choices.items())
    ]
