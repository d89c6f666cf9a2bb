"""Texts are filled in from templates with plain text, and say what the score says."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from tests import make
from tracker.models import Addressee, Body, Mandate, User
from tracker.scores import calendar, months, reminding, summary
from tracker.tables import places, reminders
from tracker.tables.reminders import DEFAULTS, PLACES, SAMPLES, Setting


def setting(term, on, **more):
    office = User(username="clerk", first_name="示例工作人员", telephone="023-9")
    return Setting(term, on, {}, office, (office,), period="2023 年", **more)


def judged(term, on):
    periods = [calendar.period_of(term, 2023), calendar.period_of(term, None)]
    return summary.judge(term, Mandate.objects.filter(term=term), periods, on)


def test_a_value_is_never_read_for_places_nor_for_attributes():
    values = {"姓名": "{期限}", "期限": "12 月 31 日"}
    assert places.fill("{姓名}，{期限}前", values) == "{期限}，12 月 31 日前"
    assert places.fill("{姓名.__class__}{0}{}", values) == "{姓名.__class__}{0}{}"
    assert places.fill("请于{期限}前", values) == "请于 12 月 31 日前"


def test_unknown_and_torn_places_are_found():
    text = places.narrow("｛姓名｝{姓名.__class__}{联洛员}{联洛员}\r\n")
    assert places.unknown(text, PLACES[Addressee.DEPUTY]) == ["{姓名.__class__}", "{联洛员}"]
    assert [places.is_torn(text) for text in ("{姓名}", "{姓名", "}", "{a{姓名}")] == [False, True, True, True]


@pytest.mark.parametrize("addressee", Addressee.values)
def test_a_default_text_uses_known_places_alone_and_each_has_an_example(addressee):
    text = DEFAULTS[addressee]
    assert places.unknown(text, PLACES[addressee]) == [] and not places.is_torn(text)
    assert "{" not in places.fill(text, SAMPLES[addressee])


def test_a_text_says_the_numbers_of_the_score(busy):
    on = date(2023, 11, 22)
    judgement = judged(busy.term, on)
    (due,) = reminding.deputies(judgement, ["year"])
    text = reminders.write(DEFAULTS[Addressee.DEPUTY], due, setting(busy.term, on))
    for finding in judgement.standings[0].findings.values():
        said = f"{finding.requirement} {finding.counted}/{finding.required}"
        assert (said in text) == (finding.period[0] == "year")
    assert "recess-activities 2/4（另有 1 次待审核）" in text and "还差recess-activities 1 次" in text
    assert "示例代表001代表：" in text and "请于 12 月 31 日前完成" in text
    assert text.endswith("如有疑问请联系人代工委（023-9）。")


def test_a_liaison_is_named_with_a_telephone_and_the_office_where_there_is_none(busy):
    (due,) = reminding.deputies(judged(busy.term, date(2023, 11, 22)), ["year"])
    called = [User(first_name="张某", telephone="138"), User(first_name="李某")]
    for users, said in ((called, "联络员张某（138）、李某"), (called[1:], "联络员李某，或者人代工委（023-9）")):
        of = {due.liaison_group.pk: users}
        values = reminders.values_of(due, setting(busy.term, date(2023, 11, 22), liaisons=of))
        assert values["联系方式"] == said


def test_during_a_session_each_gap_has_its_own_day_and_the_text_says_when_it_closes(deputy):
    judgement = judged(deputy.term, date(2023, 1, 14))
    (due,) = reminding.deputies(judgement, ["year"])
    sits = setting(deputy.term, date(2023, 1, 14), session=reminding.sitting(judgement.case))
    text = reminders.write(DEFAULTS[Addressee.DEPUTY], due, sits)
    assert "session-speeches 3 次（1 月 17 日前）、recess-activities 4 次（12 月 31 日前）" in text
    assert "请于上述日期前完成。会议将于 1 月 17 日闭幕，session-speeches只能在会议期间完成。" in text


def test_a_committee_of_the_cppcc_reminds_its_members(busy):
    (due,) = reminding.deputies(judged(busy.term, date(2023, 11, 22)), ["year"])
    words = Setting(busy.term, date(2023, 11, 22), {"deputy": "委员", "office": "联络委"})
    assert [reminders.values_of(due, words)[name] for name in ("称谓", "联系方式")] == ["委员", "联络委"]


def test_a_group_is_told_its_months_by_year(deputy):
    missing = [months.Cell(1, date(*day, 1), "missing", is_over=True) for day in ((2022, 12), (2023, 1))]
    mend = [months.Cell(1, date(2023, 4, 1), "returned", is_over=True)]
    due = reminding.GroupDue(make.group(deputy.term), tuple(missing), tuple(mend))
    said = setting(deputy.term, date(2023, 6, 1), answer_by=date(2023, 6, 8))
    assert reminders.write(DEFAULTS[Addressee.GROUP], due, said) == (
        "万州区联系组联络员：截至 6 月 1 日，2022 年 12 月，2023 年 1 月的履职活动登记尚未报送；"
        "4 月有退回的登记尚未重新提交。请于 6 月 8 日前报送；确无活动的，请作“零报告”；退回的登记请修改后重新提交。"
        "如有疑问请联系示例工作人员（023-9）。"
    )


def test_an_english_screen_writes_chinese_texts(deputy):
    due = reminding.UnitDue(Body(name="示例局"), None, ())
    with translation.override("en"):
        text = reminders.write("{单位}：{截至}{联系方式}", due, setting(deputy.term, date(2023, 6, 1)))
    assert text == "示例局：6 月 1 日示例工作人员（023-9）"


def test_the_page_on_reminding_lists_every_place():
    lines = Path(settings.BASE_DIR, "docs", "reminding.md").read_text("utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    said = {row[1].strip("`"): row[2].split() for row in cells if row[1].startswith("`") and len(row) == 3}
    assert {code: said[code] for code in Addressee.values} == {code: list(PLACES[code]) for code in Addressee.values}
