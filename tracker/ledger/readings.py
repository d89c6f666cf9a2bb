"""How persons' names are read: no fact, but kept with the names so that a search finds them by pinyin."""

from ..models import Person, Reading
from ..rules.pinyin import forms
from .bulk import insert_columns


def learn(persons: list[Person]):
    """Keep the readings of persons who have just been stored."""
    if persons:
        texts = [forms(person.name, person.pinyin) for person in persons]
        insert_columns(Reading, {"person_id": [person.pk for person in persons], "text": texts})


def relearn(person: Person):
    """Keep the reading of a person whose name or pinyin may have been corrected."""
    Reading.objects.update_or_create(person=person, defaults={"text": forms(person.name, person.pinyin)})
