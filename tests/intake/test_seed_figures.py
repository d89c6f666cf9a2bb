"""The catalogue of figures in the seed files."""

import re
from collections import Counter

from tracker.intake import seed_files

FILES = seed_files.read(seed_files.FOLDER)
FIGURES = [row for _, row in seed_files.figures(FILES)]
INDICATORS = FILES.tables["indicators.toml"]["indicator"]
PAPER, PAGE = "newspaper-2023-01", "xinhua-2023-01-10"
CODEWORD = re.compile(r"\b(twin|see A\d|000|002|seed)\b")


def facts(row):
    return row["indicator"], row["body"], row["body_name"], row.get("starts_on"), row.get("last_on"), row["unit"]


def test_all_272_figures_of_seven_bodies_are_there():
    assert len(FIGURES) == len({row["code"] for row in FIGURES}) == 272
    assert len({row["body_name"] for row in FIGURES}) == 7


def test_the_second_paper_repeats_the_first_but_for_the_average_that_it_words_otherwise():
    first, second = ({facts(row): row for row in FIGURES if row["document"] == name} for name in (PAPER, PAGE))
    assert [(row["code"], row["indicator"]) for key, row in second.items() if key not in first] == [
        ("F028", "avg_trainings_per_deputy")
    ]
    pairs = [(row, first[key]) for key, row in second.items() if key in first]
    assert all(row.get("value") == twin.get("value") for row, twin in pairs)
    assert all("与报纸" in row["note"] for row in second.values())


def test_notes_are_plain_chinese():
    notes = [row["note"] for row in FIGURES if "note" in row]
    assert len(notes) > 80 and all(note.endswith("。") for note in notes)
    assert [note for note in notes if CODEWORD.search(note)] == []


def test_a_label_and_a_unit_name_one_indicator():
    named = Counter((row["label"], row["unit"]) for row in INDICATORS)
    assert [name for name, number in named.items() if number > 1] == []


def test_other_words_are_short_and_say_something_new():
    listed = [(row["label"], word) for row in INDICATORS for word in row.get("words", ())]
    assert [pair for pair in listed if len(pair[1]) > 24 or pair[0] == pair[1] or re.search(r"\d", pair[1])] == []


def test_what_the_work_report_states_has_other_words():
    stated = [row for row in INDICATORS if "section" in row]
    assert stated and [row["code"] for row in stated if len(row["words"]) < 2] == []
