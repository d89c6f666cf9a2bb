"""Names are found by pinyin from the moment they are stored, and again when they are corrected."""

from importlib import import_module

from django.apps import apps

from tests import make
from tracker.ledger import people
from tracker.models import Mandate, Person, Reading

migration = import_module("tracker.migrations.0007_read_names")


def numbers(text):
    return [row.number for row in Mandate.objects.called(text).order_by("number")]


def test_a_deputy_is_found_by_every_form_of_the_name(term):
    for number, name in (("600001", "曾三"), ("600002", "吕四"), ("600003", "单于一")):
        make.deputy(term, number, name)
    for text in ("zengsan", "Zeng San", "zs", "san", "曾", "曾 三", "0001", "zeng's"):
        assert numbers(text)[:1] == ["600001"], text
    for text in ("lü", "lyusi", "ls"):
        assert numbers(text) == ["600002"]
    assert numbers("chanyu") == ["600003"] and numbers("cengs") == [] and numbers("engsan") == []


def test_every_word_of_a_search_must_name_the_deputy(term):
    for number, name in (("600001", "曾三"), ("600002", "吕四")):
        make.deputy(term, number, name)
    for text in ("600001 曾三", "曾三 0001", "zeng san 60", "曾 三"):
        assert [row.number for row in Mandate.objects.called_all(text)] == ["600001"], text
    assert not Mandate.objects.called_all("600001 吕四").exists()


def test_a_corrected_name_is_found_and_the_wrong_one_no_more(deputy):
    person = people.correct_person(make.by(), deputy.person, name="仇英")
    assert numbers("qiuying") == ["600001"] and numbers("shili") == []
    people.correct_person(make.by(), person, pinyin="Chou Ying")
    assert numbers("chouying") == ["600001"] and numbers("qiuying") == []
    people.correct_person(make.by(), person, work="某校")
    assert Reading.objects.get().text == " chouying cy ying"


def test_those_who_are_elected_together_are_read_together(term, django_assert_max_num_queries):
    people_ = [Person(number=f"P{n}", name="覃一") for n in range(30)]
    made = [Mandate(person=row, term=term, number=row.number, starts_on=make.START) for row in people_]
    unit = make.unit(term)
    with django_assert_max_num_queries(30):
        people.elect_many(make.by(), [people.Election(row, unit) for row in made])
    assert len(numbers("qinyi")) == len(numbers("tanyi")) == 30


def test_persons_of_an_earlier_release_get_their_readings(deputy):
    Reading.objects.all().delete()
    assert numbers("shili") == []
    for _ in range(2):
        migration.read_names(apps, None)
    assert numbers("shili") == ["600001"] and Reading.objects.count() == 1


def test_the_admin_finds_a_record_and_a_deputy_by_pinyin(client_as, busy):
    client, record = client_as("office"), "/admin/tracker/dutyrecord/?q="
    picker = "/admin/autocomplete/?app_label=tracker&model_name=dutyrecord&field_name=mandate&term="
    for text in ("sldb", "shi li"):
        assert client.get(record + text).context["cl"].result_count == 6
        assert "示例代表001" in client.get(picker + text).text.encode().decode("unicode_escape")
        assert client.get(f"/suggestions/?q={text}").context["shown"] == 1
    assert client.get(record + "zzz").context["cl"].result_count == 0
