"""Finding earlier suggestions that are like one among ten thousand, against reading their sketches bare."""

from datetime import date
from random import Random

import pytest

from tests import make
from tests.benchmarks.measure import against, measured
from tests.benchmarks.table import Row
from tracker.ledger.history import History, enter
from tracker.models import Mandate, Sketch, Sponsor, Suggestion
from tracker.scores import similar

MANY = 10_000
PLACES = ["万州区", "涪陵区", "渝中区", "大渡口区", "江北区", "沙坪坝区", "九龙坡区", "南岸区", "北碚区", "渝北区"]
MATTERS = ["老旧小区加装电梯", "农村公路养护", "基层医疗", "托育服务", "校园食品安全", "长江生态修复", "职业教育"]
WORDS = ["加强", "完善", "推进", "保障", "规范", "提升", "支持", "落实", "机制", "设施", "资金", "人才", "监管", "试点"]


@pytest.fixture
def ten_thousand(hall, db):
    """Suggestions with titles and texts of some 200 characters; the last one is asked about."""
    rng, lead, history = Random(7), Mandate.objects.filter(term=hall).first(), History()
    for n in range(MANY):
        title = f"关于{rng.choice(WORDS)}{rng.choice(PLACES)}{rng.choice(MATTERS)}{rng.choice(WORDS)}的建议"
        row = Suggestion(term=hall, kind="suggestion", channel="recess", title=title, state="accepted")
        row.text = "".join(rng.choices(WORDS + MATTERS, k=70))
        row.number, row.submitted_on, row.accepted_on = f"J{n:05d}", date(2023, 1, 15), date(2023, 1, 16)
        history.add(row)
        history.add(Sponsor(suggestion=row, mandate=lead, role="lead", confirmed_on=row.submitted_on, how="paper"))
    enter(make.by("benchmark"), history)
    return row


def test_the_nearest_of_ten_thousand(ten_thousand):
    assert len(similar.nearest(ten_thousand)) == similar.LIMIT
    bare = against("their sketches fetched", lambda: list(Sketch.objects.values_list("suggestion", "grams")))
    measured(Row("the nearest of 10,000 suggestions", "SQLite"), lambda: similar.nearest(ten_thousand), bare)
