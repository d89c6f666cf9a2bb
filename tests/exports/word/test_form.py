"""The duty form: its numbers are the score's, every text arrives, each deputy has pages of the own."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn
from PIL import Image

from tests import make
from tests.exports import world
from tests.exports.word import reading
from tracker.exports import word
from tracker.exports.word import template
from tracker.exports.word.picture import png
from tracker.ledger import people
from tracker.models import Body, Wording

pytestmark = pytest.mark.django_db
SESSIONS, RECESS, PROPOSALS, TERM, VERDICTS, SIGNATURES = range(1, 7)
NASTY = "{{ 7*7 }}{% if %}{_{ %_} <w:t>&amp; \x0b\x00\ud800 𠮷\t二\n三"


def counted(table):
    return sum(row[-1] == "计入" for row in reading.rows(table))


@pytest.mark.parametrize("number", ["600001", "600002", "600003", "600004"])
def test_the_form_says_what_the_score_says(number):
    judgement = reading.one(number)
    (standing,) = judgement.standings
    tables = reading.forms(judgement).tables
    said = [row[2:4] for row in reading.rows(tables[VERDICTS])[1:] if not row[1].startswith("总体")]
    findings = standing.findings.values()
    assert [row[1] for row in said] == [str(finding.counted) for finding in findings]
    assert [row[0][:-1] for row in said] == [str(finding.required or "") for finding in findings]
    listed = [counted(tables[place]) for place in (SESSIONS, RECESS, PROPOSALS)]
    assert listed == [finding.counted for finding in findings][:3]


def test_a_record_that_is_not_counted_says_why():
    recess = reading.rows(reading.forms(reading.one("600002")).tables[RECESS])
    assert [[row[0], row[2], row[4]] for row in recess[1:]] == [
        ["1月16日", "会期内的走访", "在会期内，不属于闭会期间活动"],
        ["3月5日", "走访第1次", "计入"],
        ["4月5日", "走访第2次", "计入"],
        ["7月5日", "未审核的走访", "待审核"],
    ]


def test_a_session_shows_attendance_and_each_speech_with_its_item_and_form():
    term = world.build()
    mandate = term.mandates.get(number="600002")
    make.record(mandate, make.kind("session_attendance"), date(2023, 1, 13), "出席")
    fields = {"item": "预算报告", "meeting": "group"}
    make.record(mandate, make.kind("session_speech"), date(2023, 1, 17), "发言", **fields)
    sessions = reading.rows(reading.forms(reading.one("600002", term=term)).tables[SESSIONS])
    assert sessions[1] == ["第1次会议（2023年1月13日至17日）　出席情况：出席"]
    assert sessions[-1] == ["1月17日", "发言（预算报告）", "小组会议", "计入"]


def test_a_suggestion_shows_its_class_and_the_deputys_own_rating():
    term = world.build()
    lead, joint = term.mandates.get(number="600001"), term.mandates.get(number="600002")
    share = make.assignment(make.suggestion(lead, date(2023, 1, 20), joint=[joint]))
    make.reply(share)
    make.receipt(share)
    tables = reading.forms(world.judge(term, date(2024, 3, 1), number__in=["600001", "600002"])).tables
    half = len(tables) // 2
    assert reading.rows(tables[PROPOSALS])[-1][2:] == ["建议\n领衔", "1月20日", "评价销号", "A 类", "答复满意", "计入"]
    assert reading.rows(tables[PROPOSALS + half])[-1][5:] == ["A 类", "", "仅作登记"]


def test_every_text_arrives_as_it_is_and_nothing_is_cut():
    (paper,) = word.papers(reading.one("600001"), made_on=reading.MADE)
    long = "长" * 32_000
    facts = {name: replace(fact, value=NASTY) for name, fact in paper.facts.items()}
    found = reading.opened([replace(paper, name=NASTY, facts=facts, notes=(long,))])
    shown = NASTY.replace("\x0b", "␋").replace("\x00", "␀").replace("\ud800", "\ufffd")
    cells = [cell for row in reading.rows(found.tables[0]) for cell in row]
    assert cells.count(shown) == len(facts)
    assert long in reading.text(found)


def test_heads_are_repeated_and_rows_stay_whole_unless_they_are_longer_than_a_page():
    (paper,) = word.papers(reading.one("600001"), made_on=reading.MADE)
    rows = (("1月1日", "短", "", ""), ("1月2日", "长" * 3000, "", ""))
    block = replace(paper.blocks[0], parts=(replace(paper.blocks[0].parts[0], rows=rows),))
    table = reading.opened([replace(paper, blocks=(block, *paper.blocks[1:]))]).tables[SESSIONS]
    marks = [[bool(list(row._tr.iter(qn(name)))) for name in ("w:tblHeader", "w:cantSplit")] for row in table.rows]
    assert marks == [[True, True], [False, True], [False, True], [False, False]]


def test_each_deputy_of_a_group_begins_on_a_page_that_says_whose_it_is():
    found = reading.forms(world.judge(world.build(), date(2024, 3, 1)))
    feet = [section.footer.paragraphs[0].text for section in found.sections]
    assert feet == [f"示例代表{number}（600{number}）　第  页" for number in ("001", "002", "004", "003")]
    starts = [section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for section in found.sections]
    assert starts == ["1"] * 4


def test_the_strip_is_a_picture_of_300_dots_with_its_words():
    judgement = reading.one("600002")
    (paper,) = word.papers(judgement, made_on=reading.MADE)
    image = Image.open(BytesIO(png(paper.strip)))
    assert [round(dots) for dots in image.info["dpi"]] == [300, 300]
    assert image.size == (paper.strip.width * 4, 72) and image.getextrema() == (0, 255)
    (drawing,) = reading.opened([paper]).element.body.iter(qn("wp:docPr"))
    assert drawing.get("descr").startswith("审议发言 2/3 未达到")


def test_a_part_of_a_year_is_explained():
    text = reading.text(reading.forms(reading.one("600003")))
    assert "2023年3月1日补选任职。" in text
    assert "2023年度在任306天（全期353天）：“闭会期间活动”按在任天数折算为3次（全期4次）；" in text
    assert "2023年度不作要求：“审议发言”（没有可参加的会议）。" in text


@pytest.mark.parametrize("kind", ["sick", "suspended"])
def test_a_release_is_told_and_its_reason_never(kind):
    term = world.build()
    days = date(2023, 1, 14), date(2024, 1, 1)
    people.interrupt(make.by(), term.mandates.get(number="600002"), kind, *days, approved=True, document="示例7号")
    text = reading.text(reading.forms(world.judge(term, date(2024, 3, 1), number__in=["600002", "600004"])))
    assert "经批准，2023年度免予“闭会期间活动”、“议案或建议”的要求。" in text
    assert not any(told in text for told in ("病假", "暂停", "暂时停止", "示例7号"))


def test_what_is_void_or_a_draft_is_left_out_and_said():
    term = world.build()
    make.duties.record(make.by(), term.mandates.get(number="600004"), make.kind("visit"), date(2023, 5, 6), "草稿走访")
    text = reading.text(reading.forms(reading.one("600004", term=term)))
    assert "草稿走访" not in text and "另有未提交的草稿1条，不列入本表。" in text


def test_a_committees_form_speaks_its_words():
    term = world.build()
    for kind, said in (("congress", ("代表", "选举单位", "联系组")), ("cppcc", ("委员", "界别", "委员小组"))):
        for key, text in zip(("deputy", "electoral_unit", "liaison_group"), said, strict=True):
            Wording.objects.create(body_kind=kind, key=key, text=text)
    Body.objects.filter(pk=term.body_id).update(kind="cppcc")
    judgement = world.judge(type(term).objects.get(pk=term.pk), number="600001")
    (paper,) = word.papers(judgement, made_on=reading.MADE)
    assert paper.title == "重庆市第六届人民代表大会委员2023年度履职情况登记表"
    assert (paper.facts["unit"].label, paper.facts["number"].label) == ("界别", "委员编号")
    assert [place.label for place in paper.signatures] == ["委员签名", "委员小组意见", "委员工作机构意见"]


def test_the_templates_are_those_that_the_code_makes(tmp_path):
    template.make_templates(tmp_path)
    for path in (template.FORM, template.ROSTER, template.DRAFT):
        kept, made = ZipFile(path), ZipFile(tmp_path / path.name)
        assert kept.namelist() == made.namelist()
        assert all(kept.read(name) == made.read(name) for name in made.namelist())
