"""One proposal: corrected and taken, left out, opened again."""

import html

import pytest
from django.forms.models import model_to_dict

from tracker.models import Indicator, ReportedFigure


@pytest.fixture
def row(reading):
    return reading.proposals.get(value="13")


def send(client, row, **said):
    """The page after the form of a proposal was sent as it stands, but for what is said."""
    names = ("value", "value_max", "unit", "qualifier", "qualifier_text", "body_name", "precision", "quote")
    dates = {name: getattr(row, name) or "" for name in ("starts_on", "last_on")}
    form = {name: value for name, value in model_to_dict(row).items() if name in names} | dates
    form["indicator"] = row.indicator.label if row.indicator else ""
    response = client.post(f"/readings/proposals/{row.pk}/", form | {"once": str(said)} | said, follow=True)
    return html.unescape(response.content.decode())


def test_a_figure_is_corrected_and_taken(office, row):
    page = send(office, row, value="１，３00", unit="人次", starts_on="2023.1.1", indicator="重点督办")
    figure = ReportedFigure.objects.get()
    assert (figure.value, figure.unit, figure.indicator.code) == ("1300", "人次", "key")
    assert (figure.starts_on.isoformat(), figure.quote) == ("2023-01-01", row.quote)
    assert "更正后采用：" in page and f"/figures/{figure.pk}/" in page and "1300人次" in page
    assert "不是同一类数" in page


def test_an_indicator_is_found_by_its_english_name(office, row):
    Indicator.objects.filter(code="key").update(english="Key suggestions")
    Indicator.objects.create(code="more", label="其他", english="More key suggestions", unit="件", scope="suggestion")
    send(office, row, indicator="key suggestions")
    assert ReportedFigure.objects.get().indicator.code == "key"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"indicator": "没有的"}, "没有名称里有“没有的”的指标"),
        ({"indicator": "建议"}, "有 2 个指标的名称里有“建议”：重点督办建议、群众建议"),
        ({"value": "十三"}, "应为 160000 或 99.92"),
        ({"value": "13", "value_max": "12"}, "须大于数值 13"),
        ({"quote": "开展专题调研14次"}, "原文里没有“开展专题调研14次”"),
        ({"last_on": "2020-01-01"}, "期间止早于期间起"),
        ({"body_name": ""}, "这个字段是必填项"),
    ],
)
def test_what_is_wrong_stands_on_the_form(office, row, said, sentence):
    Indicator.objects.create(code="other", label="群众建议", unit="条", scope="deputy", order=2)
    assert sentence in send(office, row, **said)
    assert not ReportedFigure.objects.exists()


def test_a_longer_quote_is_taken_from_the_text(office, row):
    send(office, row, quote="组织代表开展 专题调研13次")
    assert ReportedFigure.objects.get().quote == "组织代表开展专题调研13次"


def test_one_is_left_out_with_a_reason_and_opened_again(office, row):
    assert "不采用：" in send(office, row, act="reject", reason="导语重复")
    row.refresh_from_db()
    assert row.state == "rejected"
    assert "改回待核对" in send(office, row)
    row.refresh_from_db()
    assert row.state == "proposed"


def test_what_was_taken_is_withdrawn_when_it_is_opened_again(office, row):
    send(office, row)
    row.refresh_from_db()
    page = html.unescape(office.get(f"/readings/proposals/{row.pk}/").content.decode())
    assert "由它登记的数字同时撤销" in page
    send(office, row, reason="看错了")
    assert ReportedFigure.objects.get().withdrawn_on and not ReportedFigure.objects.standing().exists()


def test_after_one_that_lacked_something_come_the_others_that_do(office, reading, row):
    reading.proposals.update(body_name="")
    response = office.post(f"/readings/proposals/{row.pk}/", {"act": "reject"})
    assert response.url == f"/readings/{reading.pk}/?tab=lacking"
