"""What a reading proposes, and the office decides: accepted, corrected, left out, opened again, closed."""

import pytest

from tests import make
from tests.ledger.events import again, last, verbs
from tracker.ledger import Refused, figures
from tracker.ledger.check import faults
from tracker.ledger.trail import FASTER
from tracker.models import (
    Body,
    FigureProposal,
    Indicator,
    ReportedFigure,
    ReportReading,
    SourceDocument,
)

TEXT = "一年来，荣昌区人大常委会组织视察12次，\n收集意见160余条。代表每年至少视察2次。"
SHA = "a" * 64


@pytest.fixture
def body(db):
    return Body.objects.create(code="rongchang", name="荣昌区人大常委会", level="district", kind="congress")


@pytest.fixture
def by(body):
    return make.acting("office", body=body)


@pytest.fixture
def visits(db):
    return Indicator.objects.create(code="visits", label="视察次数", unit="次", scope="deputy")


def proposal(quote, value, unit="次", **more):
    return FigureProposal(quote=quote, offset=TEXT.index(quote), value=value, unit=unit, **more)


@pytest.fixture
def reading(by, body, visits):
    whole = {"indicator": visits, "body_name": body.name}
    rows = [
        proposal("视察12次", "12", **whole),
        proposal("收集意见160余条", "160", "条", qualifier="余"),
        proposal("至少视察2次", "2", is_requirement=True, cycle="year", **whole),
    ]
    return figures.read_report(by, new(body), rows)


def new(owner, **more):
    said = {"title": "工作回眸", "publisher": "示例日报", "sha256": SHA, "text": TEXT}
    return ReportReading(owner=owner, **said | more)


def items(reading):
    return list(FigureProposal.objects.filter(reading=reading).order_by("offset"))


def test_a_proposal_is_taken_corrected_or_left_out_and_only_then_is_a_figure(by, reading, visits):
    whole, vague, rule = items(reading)
    assert not ReportedFigure.objects.exists()
    figures.accept(by, whole)
    figures.accept(by, vague, {"indicator": visits, "body_name": "荣昌区人大常委会", "unit": "件"})
    figures.reject(by, rule, "另行登记规则")
    assert [row.state for row in items(reading)] == ["accepted", "corrected", "rejected"]
    assert [(row.value, row.unit, row.qualifier) for row in ReportedFigure.objects.order_by("pk")] == [
        ("12", "次", "exact"),
        ("160", "件", "余"),
    ]
    assert whole.figure.document.sha256 == SHA and last(rule).note == "另行登记规则"
    assert verbs(whole) == ["propose_figure", "accept_figure"] and list(faults()) == []


def test_an_accepted_requirement_is_a_figure_of_a_rule(by, reading):
    assert figures.accept(by, items(reading)[2]).figure.scope == "rule"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, "还没有填写指标、报告机构"),
        ({"body_name": "荣昌区政协"}, "还没有填写指标；"),
        ({"quote": "收集意见180余条"}, "原文里没有“收集意见180余条”"),
        ({"value": "160", "value_max": "150"}, "数值至”150 须大于数值 160"),
        ({"value": "1,600"}, "160000 或 99.92"),
        ({"starts_on": make.START, "last_on": make.START.replace(year=2022)}, "期间止早于期间起"),
    ],
)
def test_what_is_missing_or_wrong_is_refused_and_stays_open(by, reading, visits, values, sentence):
    vague = items(reading)[1]
    known = {"indicator": visits, "body_name": "荣昌区政协"} if {"quote", "value", "starts_on"} & values.keys() else {}
    with pytest.raises(Refused, match=sentence):
        figures.accept(by, vague, known | values)
    assert again(vague).state == "proposed" and not ReportedFigure.objects.exists()


def test_a_decision_is_taken_back_and_its_figure_stays_withdrawn(by, reading):
    row = items(reading)[0]
    first = figures.accept(by, row).figure
    figures.reconsider(by, row, "数字看错了")
    assert again(first).withdrawn_on == by.day and last(first).note == "数字看错了"
    second = figures.accept(by, again(row), {"value": "11"}).figure
    assert second.code != first.code and second.document == first.document
    assert list(ReportedFigure.objects.standing()) == [second] and list(faults()) == []


def test_a_figure_withdrawn_on_its_own_page_keeps_the_day_when_its_proposal_is_opened_again(by, reading, body):
    row = items(reading)[0]
    figure = figures.accept(by, row).figure
    figures.withdraw_figure(by, figure, "重复")
    later = make.acting("office", make.NOON.replace(month=8), body=body)
    figures.reconsider(later, again(row))
    assert (again(figure).withdrawn_on, again(row).state) == (by.day, "proposed")
    with pytest.raises(Refused, match="已于 2023-06-01 撤销"):
        figures.withdraw_figure(by, again(figure), "再撤一次")


def test_a_reading_is_closed_when_all_is_decided_and_its_text_is_kept_nowhere(by, reading):
    for row in items(reading)[1:]:
        figures.reject(by, row)
    with pytest.raises(Refused, match="还有 1 条没有核对"):
        figures.finish_reading(by, again(reading))
    row = items(reading)[0]
    figures.accept(by, row)
    with pytest.raises(Refused, match="已有数字被采用，不能放弃"):
        figures.discard_reading(by, again(reading))
    figures.finish_reading(by, again(reading))
    assert (again(reading).state, again(reading).text) == ("done", "")
    assert "荣昌区" not in str(last(reading).before) and list(faults()) == []
    with pytest.raises(Refused, match="已核对完毕，不能重新核对"):
        figures.reconsider(by, again(row))


def test_one_file_is_read_once_until_it_is_given_up(by, reading, body):
    with pytest.raises(Refused, match="正在核对，不必再传"):
        figures.read_report(by, new(body), [])
    figures.discard_reading(by, reading)
    with pytest.raises(Refused, match="已放弃，不能再办理"):
        figures.accept(by, items(reading)[0])
    assert figures.read_report(by, new(body), []).state == "open"


def test_a_known_file_is_not_taken_for_a_second_witness(by, reading):
    known = SourceDocument.objects.create(code="known", title="原有", publisher="示例日报", sha256=SHA)
    assert figures.accept(by, items(reading)[0]).figure.document == known


def test_many_are_taken_at_once_as_they_are_one_by_one_and_the_others_are_named(by, reading, body):
    whole, vague, rule = items(reading)
    FigureProposal.objects.filter(pk=rule.pk).update(value="1,000")
    number, left = figures.accept_many(by, reading, {whole.pk: body, vague.pk: None, rule.pk: None})
    assert (number, [quote for quote, _why in left]) == (1, [vague.quote, rule.quote])
    figure = ReportedFigure.objects.get()
    assert (figure.body, again(whole).figure, again(whole).decided_by) == (body, figure, by.user)
    assert figures.reject_many(by, reading, [whole.pk, vague.pk], "不需要") == (
        1,
        [(whole.quote, figures.DECIDED)],
    )
    assert (verbs(whole), last(vague).note) == (["propose_figure", "accept_figure"], "不需要")
    FigureProposal.objects.filter(pk=rule.pk).update(value="2")
    assert list(faults()) == []


def test_of_two_with_the_same_proposal_before_them_one_decides(by, reading, body):
    mine, theirs = items(reading)[0], items(reading)[0]
    other = make.acting("office", username="second", body=body)
    figures.accept(by, mine)
    with pytest.raises(Refused, match=FASTER):
        figures.reject(other, theirs)
    with pytest.raises(Refused, match="已经处理过"):
        figures.accept(other, items(reading)[0])
    assert ReportedFigure.objects.count() == 1 and list(faults()) == []


def test_nobody_decides_about_a_reading_that_was_closed_meanwhile(by, reading):
    rows = items(reading)
    for row in rows:
        assert row.reading.state == "open"  # as it stands on somebody's screen
    figures.discard_reading(by, again(reading))
    for verb in (figures.accept, figures.reject):
        with pytest.raises(Refused, match="已放弃，不能再办理"):
            verb(by, rows[0])


@pytest.mark.parametrize("role", ["verifier", "leader", "administrator", "office"])
def test_only_the_office_of_the_body_reads_decides_and_closes(reading, body, role):
    elsewhere = Body.objects.create(code="far", name="远方区人大", level="district", kind="congress")
    who = make.acting(role, body=elsewhere if role == "office" else body)
    row = items(reading)[0]
    for deed in (
        lambda: figures.read_report(who, new(body, sha256="b" * 64), []),
        lambda: figures.accept(who, row),
        lambda: figures.reject(who, row),
        lambda: figures.reconsider(who, row),
        lambda: figures.finish_reading(who, reading),
        lambda: figures.discard_reading(who, reading),
    ):
        with pytest.raises(Refused, match="没有核对这份文件的权限"):
            deed()
