"""Planting the seeds."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Sum

from tests import make
from tests.intake.folders import copy_of_seeds, edit
from tracker.intake import planting, seeds
from tracker.ledger import Refused, sessions
from tracker.ledger.actors import system_user
from tracker.ledger.check import faults
from tracker.models import (
    AssessmentPeriod,
    Body,
    DutyKind,
    ElectoralUnit,
    Event,
    HandlingRule,
    NoteQuote,
    Requirement,
    RequirementValue,
    SeedMark,
    Session,
    Term,
    Wording,
)
from tracker.rules.load import handling, load

pytestmark = pytest.mark.django_db
SIXTH = "chongqing-congress-6"


def sow(folder=seeds.seed_files.FOLDER):
    return seeds.seed(make.by(), folder)


@pytest.fixture
def sown(planted):
    """The seeds are planted."""


def test_an_empty_database_gets_the_six_requirements_and_the_observer_rule(sown):
    found = [(item.regulation, item.code, item.short) for item in load(Term.objects.get(code=SIXTH)).requirements()]
    assert found == [
        ("341-311", "session-speeches", "发言"),
        ("341-311", "recess-activities", "活动"),
        ("341-311", "bills-suggestions", "建议"),
        ("341-311", "trainings", "培训"),
        ("341-311", "good-deeds", "实事"),
        ("341-311", "duty-reports", "述职"),
        ("observer", "observe-standing-committee", "列席"),
    ]


def test_the_values_are_those_of_the_design(sown):
    found = RequirementValue.objects.order_by("requirement__regulation", "requirement__order").values_list(
        "minimum", "part_period", "min_service_days", "starts_on__year"
    )
    assert list(found) == [
        (3, "session", 0, 2020),
        (4, "proportional", 90, 2020),
        (1, "full", 180, 2020),
        (3, "proportional", 180, 2018),
        (1, "full", 365, 2018),
        (1, "full", 365, 2018),
        (1, "full", 365, 2018),
    ]


def test_the_kinds_of_a_requirement_are_those_of_its_line(sown):
    activities = RequirementValue.objects.get(requirement__code="recess-activities")
    assert set(activities.kinds.all()) == set(DutyKind.objects.filter(timing="recess"))
    assert DutyKind.objects.filter(derived=True).count() == 4


def test_only_the_observer_rule_is_for_grassroots_deputies_alone(sown):
    alone = Requirement.objects.filter(regulation__grassroots_only=True)
    assert [item.code for item in alone] == ["observe-standing-committee"]


def test_the_deadlines_of_a_day_name_the_article_of_that_day(sown):
    congress = Body.objects.get(code="chongqing-congress")
    found = [handling(congress, date(2025, 3, day)) for day in (10, 11)]
    assert [rule.basis[-5:] for rule in found] == ["第四十二条", "第五十一条"]
    assert {(rule.reply_months, rule.hard_months) for rule in found} == {(3, 6)}


def test_the_congresses_below_go_by_the_municipal_deadlines(sown):
    rongchang = Body.objects.get(code="rongchang-congress")
    assert handling(rongchang, date(2026, 1, 1)).starts_on == date(2025, 3, 11)


def test_a_bill_of_a_township_needs_five_sponsors_below_the_seeded_deadlines(sown):
    above = Body.objects.get(code="rongchang-congress")
    town = Body.objects.create(code="town", name="示例镇", level="township", kind="congress", parent=above)
    assert (handling(above, date(2026, 1, 1)).bill_sponsors, handling(town, date(2026, 1, 1)).bill_sponsors) == (10, 5)


def test_deadlines_that_somebody_changed_are_kept(sown):
    HandlingRule.objects.filter(starts_on=date(2025, 3, 11)).update(receipt_workdays=30)
    (sentence,) = sow().kept
    assert sentence.startswith("办理规则「chongqing-congress 2025-03-11」的回执期限")


def test_each_system_has_an_office_that_assigns_inside_it(sown):
    systems = Body.objects.filter(kind="system")
    assert [Body.objects.filter(kind="office", parent=system).count() for system in systems] == [1] * 6


def test_the_units_have_their_seats_and_the_garrison_stands_last(sown):
    units = ElectoralUnit.objects.filter(term__code=SIXTH)
    assert units.count() == 39
    assert units.aggregate(Sum("seats"))["seats__sum"] == 728 + 18
    assert (units.first().name, units.last().name, units.last().seats) == ("万州区", "驻渝部队", 18)
    assert [unit.name for unit in units.filter(is_garrison=True)] == ["驻渝部队"]


def test_the_fifth_term_begins_in_a_month_and_knows_no_seats(sown):
    term = Term.objects.get(code="chongqing-congress-5")
    assert (term.starts_precision, term.ends_on) == ("month", date(2023, 1, 13))
    assert not term.units.exclude(seats=None).exists()


def test_each_district_has_its_congress_below_the_municipal_one(sown):
    districts = Body.objects.filter(level="district", parent__code="chongqing-congress")
    assert districts.count() == 38
    assert districts.get(code="rongchang-congress").name == "荣昌区人民代表大会"


def test_congress_and_cppcc_have_a_word_for_the_same_concepts(sown):
    congress, cppcc = (set(Wording.objects.filter(body_kind=kind).values_list("key")) for kind in ("congress", "cppcc"))
    assert congress == cppcc


def test_the_known_sessions_are_convened_by_the_ledger_with_their_delegations(sown):
    assert Session.objects.filter(term__code=SIXTH).count() == 4
    assert all(session.delegations.count() == 39 for session in Session.objects.all())
    assert Event.objects.filter(verb="convene").count() == 4
    assert list(faults()) == []


def test_a_second_run_changes_nothing():
    first = sow()
    again = sow()
    assert (again.inserted, again.updated, again.removed, again.kept) == ([], [], [], [])
    assert len(again.unchanged) == len(first.inserted) == SeedMark.objects.count()


def test_an_administrators_change_is_kept_and_named(sown):
    DutyKind.objects.filter(code="visit").update(label="走访群众")
    report = sow()
    assert report.kept == ["履职类别「visit」的名称与种子文件不同，是有人改过的，保持不动。"]
    assert DutyKind.objects.get(code="visit").label == "走访群众"


def test_an_administrators_change_is_kept_when_the_seed_changes_too(sown, tmp_path):
    DutyKind.objects.filter(code="visit").update(label="走访群众")
    assert len(sow(copy_of_seeds(tmp_path, "duty_kinds.toml", '"走访"', '"走访选民"')).kept) == 1
    assert DutyKind.objects.get(code="visit").label == "走访群众"


def test_a_changed_choice_of_kinds_is_kept_and_named(sown):
    RequirementValue.objects.get(requirement__code="trainings").kinds.add(DutyKind.objects.get(code="visit"))
    (sentence,) = sow().kept
    assert sentence.startswith("要求的数值「trainings 2018-01-01」的计入类别")


def test_a_row_that_somebody_deleted_does_not_come_back(sown):
    DutyKind.objects.get(code="other_recess").delete()
    assert "履职类别「other_recess」已被删除，没有重新写入。" in sow().kept
    assert not DutyKind.objects.filter(code="other_recess").exists()


def test_a_changed_seed_updates_the_row_that_nobody_touched(sown, tmp_path):
    report = sow(copy_of_seeds(tmp_path, "rules/341-311.toml", "min_service_days = 90", "min_service_days = 60"))
    assert [str(row) for row in report.updated] == ["要求的数值「recess-activities 2020-01-01」"]
    value = RequirementValue.objects.get(requirement__code="recess-activities")
    assert (value.min_service_days, value.kinds.count()) == (60, 18)


def test_a_later_value_is_added_beside_the_earlier_one(sown, tmp_path):
    later = '[[requirement.value]]\nfrom = 2027-01-01\nminimum = 0\n\n[[requirement]]\ncode = "good-deeds"'
    sow(copy_of_seeds(tmp_path, "rules/341-311.toml", '[[requirement]]\ncode = "good-deeds"', later))
    values = RequirementValue.objects.filter(requirement__code="trainings")
    assert [(value.starts_on.year, value.minimum) for value in values] == [(2018, 3), (2027, None)]


def test_a_corrected_quote_replaces_the_one_that_nobody_touched(sown, tmp_path):
    report = sow(copy_of_seeds(tmp_path, "notes.toml", "开展各类宣讲67次", "各类宣讲67次"))
    assert (len(report.inserted), len(report.removed)) == (1, 1)
    assert not NoteQuote.objects.filter(quote="开展各类宣讲67次").exists()


def test_a_row_that_left_the_seeds_stays_and_is_named(sown, tmp_path):
    report = sow(copy_of_seeds(tmp_path, "wording.toml", 'by_election = "补选"\n', ""))
    assert report.kept == ["用语「congress by_election」已不在种子文件中，数据库里保留；不需要时请在后台删除。"]


def test_a_new_column_with_its_default_value_leaves_a_mark_as_it_was():
    narrow = planting.Table(DutyKind, ("code",), ("label", "timing"))
    wide = planting.Table(DutyKind, ("code",), ("label", "timing", "derived"))
    row = {"code": "visit", "label": "走访", "timing": "recess"}
    assert narrow.fingerprint(narrow.whole(row)) == wide.fingerprint(wide.whole(row))


def test_a_session_that_the_seeds_correct_is_amended_with_an_event(sown, tmp_path):
    sow(copy_of_seeds(tmp_path, "terms.toml", "closes_on = 2024-01-24", "closes_on = 2024-01-25"))
    assert Session.objects.get(term__code=SIXTH, ordinal=2).closes_on == date(2024, 1, 25)
    assert Event.objects.filter(subject="session", verb="amend").count() == 1


def test_a_session_that_the_office_amended_is_kept(sown):
    session = Session.objects.get(term__code=SIXTH, ordinal=4)
    sessions.amend_session(make.by(), session, closes_on=date(2026, 2, 2))
    assert sow().kept == [f"人代会会议「{SIXTH} annual 4」的闭幕与种子文件不同，是有人改过的，保持不动。"]


def test_the_periods_of_a_term_follow_its_plan(sown):
    periods = AssessmentPeriod.objects.filter(term__code=SIXTH, cycle="year")
    assert [period.label for period in periods] == ["2023", "2024", "2025", "2026", "2027", "2028"]
    assert periods.last().ends_on == date(2028, 1, 13)


def test_a_later_end_of_a_term_moves_the_ends_that_nobody_touched(sown):
    Term.objects.filter(code=SIXTH).update(ends_on=date(2028, 1, 20))
    sow()
    ends = AssessmentPeriod.objects.filter(term__code=SIXTH, label__in=["本届", "2028"]).values_list("ends_on")
    assert set(ends) == {(date(2028, 1, 20),)}


def test_an_earlier_end_of_a_term_takes_away_the_year_it_no_longer_reaches(sown):
    Term.objects.filter(code=SIXTH).update(ends_on=date(2027, 12, 20))
    assert [str(row) for row in sow().removed] == [f"考核周期「{SIXTH} year 2028」"]
    assert AssessmentPeriod.objects.get(term__code=SIXTH, label="2027").ends_on == date(2027, 12, 20)


def test_a_period_that_somebody_edited_keeps_its_end(sown):
    AssessmentPeriod.objects.filter(term__code=SIXTH, label="2028").update(ends_on=date(2028, 2, 1))
    Term.objects.filter(code=SIXTH).update(ends_on=date(2028, 1, 20))
    sow()
    assert AssessmentPeriod.objects.get(term__code=SIXTH, label="2028").ends_on == date(2028, 2, 1)


def test_a_registration_deadline_is_no_reason_to_leave_a_period_behind(sown):
    periods = AssessmentPeriod.objects.filter(term__code=SIXTH, label="2028")
    periods.update(registration_until=date(2028, 3, 1))
    Term.objects.filter(code=SIXTH).update(ends_on=date(2028, 1, 20))
    sow()
    assert (periods.get().ends_on, periods.get().registration_until) == (date(2028, 1, 20), date(2028, 3, 1))


def test_what_cannot_be_stored_is_refused_whole(sown, tmp_path):
    DutyKind.objects.create(code="talk", label="谈心")
    folder = copy_of_seeds(tmp_path, "duty_kinds.toml", '"走访"', '"谈心"')
    edit(folder / "wording.toml", '"补选"', '"补缺"')
    with pytest.raises(Refused, match="履职类别「visit」不能写入"):
        sow(folder)
    assert Wording.objects.get(body_kind="congress", key="by_election").text == "补选"


def test_the_system_user_acts_and_cannot_sign_in():
    call_command("seed", verbosity=0)
    user = system_user()
    assert not user.is_active and not user.has_usable_password()
    assert set(Event.objects.values_list("actor__username", flat=True)) == {"system"}


def test_a_check_says_what_would_change_and_writes_nothing(capsys):
    call_command("seed", check=True)
    said = capsys.readouterr().out
    assert "将新增人代会会议 4 条。" in said and "什么也没有写入" in said
    assert not Body.objects.exists() and not SeedMark.objects.exists()


def test_the_command_names_what_it_kept_on_stderr(sown, capsys):
    Wording.objects.filter(key="office").update(text="代表联络处")
    call_command("seed")
    captured = capsys.readouterr()
    assert captured.err.count("是有人改过的，保持不动。") == 2
    assert captured.out.rstrip().endswith("保持不动 2 条。")


def test_the_command_says_which_file_is_broken(tmp_path):
    folder = copy_of_seeds(tmp_path, "terms.toml", "[[term]]", "[[term")
    with pytest.raises(CommandError, match=r"terms\.toml：不是有效的 TOML"):
        call_command("seed", seeds=folder)


def test_a_database_without_tables_is_refused_with_what_to_do():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE tracker_seedmark RENAME TO elsewhere")
    with pytest.raises(CommandError, match=r"请先运行 manage\.py migrate"):
        call_command("seed")


def test_no_term_overlaps_the_next(sown):
    fifth, sixth = Term.objects.order_by("number")
    assert fifth.ends_on == sixth.starts_on
    assert sixth.sessions.first().opens_on - sixth.starts_on == timedelta(0)
