"""The units that a register of suggestions names: known ones, new ones, namesakes."""

import pytest

from tests import make
from tests.intake.books import load, warnings
from tests.intake.registers import UNIT, refusals, register, share, suggestion
from tracker.models import Assignment, Body

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(tmp_path, term, deputy):
    """Where a register with these assignments of one suggestion lies."""
    make.system(), make.system("其他", "system-other")
    return lambda *rows: register(tmp_path, 建议=[suggestion()], 承办=rows)


@pytest.fixture
def refused(at, tmp_path, term):
    return lambda *rows: refusals(tmp_path, term, 承办=rows, 答复=[], 评价=[])


def test_a_known_unit_is_known_by_its_name_without_spaces(at, term):
    unit = make.handling_unit(UNIT)
    path = at(share(unit="示例 教育委"))
    assert warnings("suggestions", path, term) == []
    load("suggestions", path, term)
    assert Assignment.objects.get().unit == unit


def test_a_new_unit_is_named_once_and_made_under_other(at, term):
    path = register(at().parent, 建议=[suggestion(), suggestion("J002")], 承办=[share(), share("J002")])
    assert warnings("suggestions", path, term) == [
        "工作表「承办」第 2 行「承办单位」：「示例教育委」是新的承办单位，将新建在「其他」下。"
    ]
    load("suggestions", path, term)
    unit = Body.objects.get(kind="unit")
    assert (unit.name, unit.code, unit.level, unit.parent.name) == (UNIT, "unit-0001", "municipal", "其他")


@pytest.mark.parametrize("text", ["政府", "政府系统"])
def test_the_system_of_a_new_unit_may_be_named(at, term, text):
    load("suggestions", at(share(系统=text)), term)
    assert Body.objects.get(kind="unit").parent == make.system()


def test_two_new_units_get_a_code_each(at, term):
    make.handling_unit("示例民政局", code="unit-0001")
    load("suggestions", at(share(role="分办"), share(unit="示例交通委", role="分办")), term)
    assert set(Body.objects.filter(kind="unit").values_list("code", flat=True)) == {
        "unit-0001",
        "unit-0002",
        "unit-0003",
    }


def test_namesakes_are_told_apart_by_their_system(at, refused, term):
    for system in (make.system(), make.system("其他", "system-other")):
        Body.objects.create(code=f"a-{system.pk}", name=UNIT, kind="unit", level="municipal", parent=system)
    sentence = "有 2 个单位叫「示例教育委」（其他、政府系统）；请在「系统」一栏写明是哪一个。"
    assert refused(share()) == [f"工作表「承办」第 2 行「承办单位」：{sentence}"]
    load("suggestions", at(share(系统="其他")), term)
    assert Assignment.objects.get().unit.parent.name == "其他"


def test_a_unit_of_the_level_of_the_term_goes_before_its_namesakes(at, term):
    Body.objects.create(code="below", name=UNIT, kind="unit", level="district", parent=make.system())
    unit = make.handling_unit("x", code="own")
    Body.objects.filter(pk=unit.pk).update(name=UNIT)
    load("suggestions", at(share()), term)
    assert Assignment.objects.get().unit == unit


def test_a_known_unit_in_another_system_is_refused(refused):
    make.handling_unit(UNIT)
    assert refused(share(系统="其他")) == [
        "工作表「承办」第 2 行「系统」：「示例教育委」已登记在「政府系统」，不在「其他」；请核对。"
    ]


def test_without_systems_there_is_no_home_for_a_new_unit(refused):
    Body.objects.filter(kind="system").delete()
    assert "没有可归入的系统；请先运行 manage.py seed" in refused(share())[0]


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        (("主办", "主办"), "有 2 个主办单位"),
        (("主办", "分办"), "既有主办单位又有分办单位"),
        (("协办", "协办"), "只有协办单位"),
    ],
)
def test_units_that_do_not_go_together_are_warned_of(at, term, roles, words):
    make.handling_unit(UNIT), make.handling_unit("示例交通委")
    (found,) = warnings("suggestions", at(share(role=roles[0]), share(unit="示例交通委", role=roles[1])), term)
    assert found.startswith("工作表「承办」第 3 行「方式」") and words in found


def test_a_due_day_beyond_the_limit_is_warned_of(at, term):
    make.handling_unit(UNIT)
    assert warnings("suggestions", at(share(期限="2023-08-02")), term) == [
        "工作表「承办」第 2 行「期限」：2023-08-02 超过交办之日起的最长期限（2023-08-01）。"
    ]
