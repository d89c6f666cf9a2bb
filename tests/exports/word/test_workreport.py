"""The draft of the work report: every number in it is one of the report, and what is not said is listed."""

import re
import tomllib
from io import BytesIO
from pathlib import Path

import docx
import pytest

from tests.scores.indicators import world
from tracker.exports.word import workreport
from tracker.models import Body, Wording
from tracker.scores.indicators import spans
from tracker.scores.indicators.report import report

NUMBER = re.compile(r"\d+(?:\.\d+)?")
SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.fixture
def found(db):
    return world.build()


def prose(made):
    """The running text of the sections."""
    return "".join(line for section in made.sections for line in section.paragraphs)


def known(made):
    """Every number that a report may state, as digits."""
    counts = [row.found for row in made.lines]
    numbers = [n for row in made.lines for n in (row.value, row.change) if n is not None]
    numbers += [len(ids) for count in counts if count.of is not None for ids in (count.ids, count.of)]
    numbers += [row.found[0].number for row in made.kinds]
    return {str(abs(number)) for number in numbers}


def test_the_texts_name_every_indicator_of_the_seeds_and_write_no_number():
    rows = tomllib.loads((SEEDS / "indicators.toml").read_text("utf-8"))["indicator"]
    texts = "".join(row["text"] for row in workreport.sections())
    named = {code for code, _detail in workreport.FIELD.findall(texts)} - {"period", "other_kinds"}
    assert named == {row["code"] for row in rows if row.get("section")}
    assert not NUMBER.search(texts)


@pytest.mark.parametrize(("year", "on"), [(2023, world.ON), (2024, world.LATER)])
def test_every_number_of_the_text_is_a_number_of_the_report(found, year, on):
    made = report(world.year(found, on, year))
    text = prose(workreport.draft(made)).replace(made.span.label, "")
    said = set(NUMBER.findall(text))
    assert said and said <= known(made)
    assert not {"0", "None"} & said and "None" not in text


def test_every_indicator_is_said_or_listed(found):
    made = report(world.year(found))
    written = workreport.draft(made)
    notes = "".join(written.notes)
    unsaid = [line for line in made.lines if line.indicator.code not in written.said]
    assert unsaid and all(line.indicator.label in notes for line in unsaid)
    empty, zero = (next(note for note in written.notes if mark in note) for mark in ("未载明", "数字为0"))
    opinions, checks = (
        world.line(made, name).indicator.label for name in ("opinions_collected", "law_enforcement_inspections")
    )
    assert opinions in empty and opinions not in zero and checks in zero


def test_a_number_is_compared_with_the_one_before_where_there_is_one(found):
    text = prose(workreport.draft(report(world.year(found, world.LATER, 2024))))
    assert "共组织各类代表活动1次（与上年同期持平）" in text
    assert "接待走访群众500人次（比上年同期增加490人次）" in text
    assert "比上年" not in prose(workreport.draft(report(world.year(found))))


def test_the_word_file_holds_the_draft_and_says_that_it_is_one(found):
    written, out = workreport.draft(report(world.year(found))), BytesIO()
    workreport.write(written, out, made_on=world.ON)
    lines = [line.text for line in docx.Document(BytesIO(out.getvalue())).paragraphs]
    assert lines[0] == "重庆市第六届人民代表大会常务委员会代表工作情况（2023年）"
    assert next(line for line in lines if "【" in line) == workreport.OPENING
    assert any("操作记录" in line and "2023年12月31日" in line for line in lines)
    assert [line for line in lines if re.match("[一二三四五六七八九]、", line)][-1] == "七、下一步工作"


def test_a_cppcc_committee_reads_its_own_words(found):
    Body.objects.filter(pk=found.term.body_id).update(kind="cppcc")
    Wording.objects.create(body_kind="congress", key="deputy", text="代表")
    Wording.objects.create(body_kind="cppcc", key="deputy", text="委员")
    found.term.refresh_from_db()
    written = workreport.draft(report(world.year(found)))
    assert "参加活动的委员4名" in prose(written) and "代表4名" not in prose(written)


def test_what_is_told_since_a_session_names_it(found):
    made = report(spans.since_session(found.term, 1, world.ON))
    assert prose(workreport.draft(made)).startswith("重庆市第六届人民代表大会第1次会议以来，共组织各类代表活动")
