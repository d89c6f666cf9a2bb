"""Indicators and relations in the admin, and the figures through the glass."""

from datetime import date

import pytest

from tests import make
from tests.admin.pages import shown, url
from tracker.ledger import figures
from tracker.models import FigureRelation, Indicator, ReportedFigure, SourceDocument

NEW = {
    "code": "walks",
    "label": "走访活动",
    "unit": "次",
    "scope": "deputy",
    "order": "1",
    "words": "走访、接待 \n\n下基层",
}


@pytest.fixture
def visits(db):
    return Indicator.objects.create(code="visits", label="走访", unit="次", scope="deputy")


def test_an_administrator_types_other_words_one_a_line(client_as, visits):
    client = client_as("administrator")
    client.post(url("indicator", "add"), NEW)
    row = Indicator.objects.get(code="walks")
    assert row.words == ["走访、接待", "下基层"]
    assert "走访、接待\n下基层" in client.get(url("indicator", "change", row.pk)).text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"measure": "persons"}, "不是同一类数"),
        ({"section": "contact"}, "请先选择账本计数"),
        ({"label": "走访"}, "已存在"),
    ],
)
def test_an_indicator_that_mixes_natures_counts_nothing_or_has_the_name_of_another_is_refused(
    client_as, visits, change, sentence
):
    assert sentence in client_as("administrator").post(url("indicator", "add"), NEW | change).text
    assert Indicator.objects.count() == 1


@pytest.mark.parametrize(
    ("rule", "codes", "sentence"),
    [
        ("at_most", "visits nothing", "没有代码为「nothing」的指标"),
        ("at_most", "visits", "至少要有 2 个指标"),
        ("at_most", "visits visits", "至少要有 2 个指标"),
        ("sum", "visits visits", "至少要有 3 个指标"),
        ("rate", "visits visits visits", "须有 2 个指标"),
    ],
)
def test_a_relation_takes_known_indicators_as_many_as_its_rule(client_as, visits, rule, codes, sentence):
    said = {"code": "new", "kind": "hard", "rule": rule, "indicators": codes, "text": "新的关系", "order": "1"}
    assert sentence in client_as("administrator").post(url("figurerelation", "add"), said).text
    assert not FigureRelation.objects.exists()


def test_a_reported_figure_is_read_only_and_leads_to_its_page(client_as, visits):
    paper = SourceDocument.objects.create(code="paper", title="报告", publisher="示例", sha256="0" * 64)
    told = {"quote": "走访9次", "value": "9", "unit": "次", "starts_on": date(2023, 1, 1), "label": "走访"}
    row = ReportedFigure(code="T1", indicator=visits, document=paper, scope="deputy", **told)
    figures.report_figure(make.by(), row)
    page = shown(client_as("administrator"), row)
    assert f"/figures/{row.pk}/" in page and 'name="quote"' not in page
