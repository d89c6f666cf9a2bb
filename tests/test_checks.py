"""The system checks on the seed files."""

import pytest

from tests.intake.folders import copy_of_seeds
from tracker.checks import flaws, seeds_are_sound

RULE = "rules/341-311.toml"
SPEECHES = 'quote = "在市人代會期間的審議發言不少于3次"'
FIRST_VALUE = "[[requirement.value]]\nfrom = 2020-01-01\nminimum = 3\n\n"


def test_the_seeds_of_the_project_are_sound():
    assert seeds_are_sound() == []


@pytest.mark.parametrize(
    ("identity", "name", "old", "new"),
    [
        ("E001", "terms.toml", "[[term]]", "[[term"),
        ("E001", "units.csv", ",35,", ",三十五,"),
        ("E001", "units.csv", "own_congress_seats", "own_seats"),
        ("E002", RULE, "part_period = ", "part_periode = "),
        ("E002", RULE, "minimum = 3", 'minimum = "3"'),
        ("E002", RULE, 'cycle = "year"', 'cycle = "yearly"'),
        ("E002", RULE, "minimum = 3\n", ""),
        ("E002", RULE, 'part_period = "session"\n', ""),
        ("E002", "terms.toml", "starts_on = 2023-01-13", 'starts_on = "2023-01-13"'),
        ("E002", "handling.toml", "hard_months = 6", "hard_month = 6"),
        ("E002", "handling.toml", "reply_months = 3", 'reply_months = "3"'),
        ("E003", RULE, "xinhua-2023-01-10", "xinhua-2023-01-11"),
        ("E004", RULE, '"session_speech"', '"session_speach"'),
        ("E005", RULE, SPEECHES, 'quote = " "'),
        ("E005", RULE, SPEECHES, f'quote = "{"言" * 201}"'),
        ("E006", RULE, FIRST_VALUE, FIRST_VALUE * 2),
        ("E006", "handling.toml", "from = 2025-03-11", "from = 2015-08-29"),
        ("E007", "units.csv", ",35,", ",36,"),
        ("E007", "terms.toml", "total = 870", "total = 871"),
        ("E008", "notes.toml", "trainings-average", "report-to-whom"),
        ("E009", RULE, '["training"]', '["good_deed"]'),
        ("E010", "bodies.toml", 'parent = "chongqing-congress"', 'parent = "chongqing-cppcc"'),
        ("E010", "handling.toml", "chongqing-congress", "chongqing-congres"),
        ("E010", "terms.toml", "units.csv", "unit.csv"),
    ],
)
def test_a_broken_seed_is_named_with_a_hint(tmp_path, identity, name, old, new):
    found = flaws(copy_of_seeds(tmp_path, name, old, new))
    assert {flaw.id for flaw in found} == {f"tracker.{identity}"}
    assert all(name.split("/")[-1] in flaw.msg and flaw.hint for flaw in found)


def test_a_missing_seed_file_is_named(tmp_path):
    folder = copy_of_seeds(tmp_path)
    (folder / "wording.toml").unlink()
    assert [flaw.msg for flaw in flaws(folder)] == ["wording.toml：文件不存在或不能读取。"]


def test_a_typo_is_answered_with_the_nearest_word(tmp_path):
    (flaw,) = flaws(copy_of_seeds(tmp_path, "duty_kinds.toml", "derived = true", "derivd = true"))
    assert flaw.hint == "是不是「derived」？"


def test_a_quote_of_exactly_200_characters_is_short_enough(tmp_path):
    assert flaws(copy_of_seeds(tmp_path, RULE, SPEECHES, f'quote = "{"言" * 200}"')) == []


def test_a_kind_may_move_to_another_requirement_from_a_later_day(tmp_path):
    moved = '[[requirement.value]]\nfrom = 2027-01-01\nminimum = 0\n\n[[requirement]]\ncode = "good-deeds"'
    folder = copy_of_seeds(tmp_path, RULE, '[[requirement]]\ncode = "good-deeds"', moved)
    later = '\n[[requirement.value]]\nfrom = 2027-01-01\nminimum = 1\nkinds = ["good_deed", "training"]\n'
    path = folder / RULE
    text = path.read_text(encoding="utf-8").replace(
        '\n[[requirement]]\ncode = "duty-reports"', f'{later}\n[[requirement]]\ncode = "duty-reports"'
    )
    path.write_text(text, encoding="utf-8")
    assert flaws(folder) == []
