"""What a whole text proposes: quotes, bodies, periods, indicators, remarks; and that no text breaks it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.intake.reading.reader import read
from tracker.intake.reading.shapes import Hints, Kind, Known, World

SOUP = (
    "0123456789OolI一二两十百千万亿余多近不少于至第次届%，。；、“”《》（）年月日 \n\r\t"
    "市区县人大常委会政协名件条个\ufffd\U00020000"
)
WORLD = World(
    indicators=(
        Known("inspections", "代表视察次数", "次", "deputy", ("视察",)),
        Known("suggestions_handled", "建议办理完毕件数", "件", "suggestion", ("建议办结",)),
        Known("rule_term_trainings_min", "届内履职培训最低次数", "次", "rule"),
    ),
    kinds=(Kind("training", "履职培训"), Kind("inspection", "视察")),
    bodies=("重庆市人民代表大会",),
    places=("万州区", "荣昌区"),
)
REPORT = """江岸区人大常委会2024年工作回眸

过去一年，区人大常委会依法履职。组织代表视察活动12
次，1186件建议全部办理完毕。荣昌区政协来访，万州区人大常委会组织代表视察3次。
2025年，区人大常委会将组织视察20次。
"""


def one(text, **hints):
    """The only figure of a text."""
    (figure,) = read(text, WORLD, Hints(**hints)).figures
    return figure


def test_a_report_gives_each_figure_its_body_period_and_indicator():
    figures = read(REPORT, WORLD).figures
    assert [(figure.value, figure.body, figure.span.starts_on, figure.key) for figure in figures] == [
        (12, "江岸区人大常委会", date(2024, 1, 1), "inspections"),
        (1186, "江岸区人大常委会", date(2024, 1, 1), "suggestions_handled"),
        (3, "万州区人大常委会", date(2024, 1, 1), "inspections"),
        (20, "江岸区人大常委会", date(2025, 1, 1), "inspections"),
    ]
    assert figures[0].quote == "组织代表视察活动12\n次"


def test_a_term_is_the_five_years_up_to_the_last_one_named():
    figure = one("五年来，重庆市第五届人大常委会组织视察788次。2022年，换届完成，五年来成效明显。")
    assert (figure.span.starts_on, figure.span.last_on, figure.span.precision) == (
        date(2018, 1, 1),
        date(2022, 12, 31),
        "term",
    )
    assert figure.body == "重庆市第五届人大常委会"


def test_the_year_of_a_report_is_told_by_an_anniversary():
    figure = one("过去一年，县人大常委会开展视察9次。今年是新中国成立75周年。")
    assert (figure.span.starts_on, figure.body) == (date(2023, 1, 1), "")


def test_what_the_office_says_wins_over_the_text():
    figure = one(
        "2023年工作回眸：开展视察9次。", body="万州区政协", starts_on=date(2021, 1, 1), last_on=date(2021, 12, 31)
    )
    assert (figure.body, figure.span.starts_on) == ("万州区政协", date(2023, 1, 1))


@pytest.mark.parametrize(
    ("title", "said", "body"),
    [
        ("磐山市第五届人大常委会工作报告", "市人大常委会召开会议8次。", "磐山市第五届人大常委会"),
        ("政协第十届梧桐县委员会工作报告", "县政协收到提案80件。", "梧桐县第十届政协"),
        ("黔阳苗族侗族自治县人大常委会工作回顾", "县人大常委会召开会议8次。", "黔阳苗族侗族自治县人大常委会"),
        ("宁州市政协工作综述", "市政协收到提案90件。", "宁州市政协"),
        ("磐石乡第十届人民代表大会主席团工作报告", "乡人大主席团组织视察6次。", "磐石乡人大"),
        ("宁州市人大常委会工作报告", "东岭区人大常委会建成站点45个。", "东岭区人大常委会"),
        ("工作报告", "深化区人大常委会工作，视察3次。", ""),
    ],
)
def test_a_place_that_nobody_has_heard_of_is_told_by_where_it_stands(title, said, body):
    assert one(f"{title}\n\n{said}").body == body


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("上半年视察3次。", "2023-01-01", "2023-06-30"),
        ("2023年1月至12月视察3次。", "2023-01-01", "2023-12-31"),
        ("近三年视察3次。", "2021-01-01", "2023-12-31"),
        ("2021年起视察3次。", "2021-01-01", "2023-12-31"),
        ("去年8月视察3次。", "2023-08-01", "2023-08-31"),
        ("5月4日视察3次。", "2023-05-04", "2023-05-04"),
        ("近年来视察3次。", None, "2023-12-31"),
        ("常委会打算视察3次。", "2024-01-01", "2024-12-31"),
    ],
)
def test_words_for_time_tell_the_period(said, first, last):
    span = one(f"云山区人大常委会2023年工作综述\n\n{said}").span
    assert [day and day.isoformat() for day in (span.starts_on, span.last_on)] == [first, last]


def test_a_requirement_is_a_figure_too_with_a_rule_for_its_indicator():
    reading = read("一届内，参加代表履职培训不少于3次。", WORLD)
    (figure,), (requirement,) = reading.figures, reading.requirements
    assert (requirement.minimum, requirement.cycle, requirement.kinds) == (3, "term", ("training",))
    assert (figure.qualifier, figure.key) == ("以上", "rule_term_trainings_min")


def test_an_article_of_other_matters_proposes_nothing_and_a_remark_says_so():
    page = REPORT + "\n新能源项目开工\n\n本报讯（记者 王某）1月9日，项目投资13亿元，年产300万台。\n"
    reading = read(page, WORLD)
    assert len(reading.figures) == 4
    assert any("新能源项目开工" in remark and "2 个数字" in remark for remark in reading.remarks)


def test_what_cannot_be_told_is_left_empty_and_said():
    reading = read("收集意见52条\ufffd\ufffd。", WORLD)
    assert (reading.figures[0].body, reading.figures[0].span.starts_on, reading.figures[0].key) == ("", None, "")
    assert len(reading.remarks) == 3


def test_signs_that_turn_the_line_around_are_no_part_of_a_quote():
    assert [one.quote for one in read("\u202e接待群众16万人次\u2069。", WORLD).figures] == ["接待群众16万人次"]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=SOUP, max_size=200) | st.text(max_size=80))
def test_any_text_is_read_and_every_quote_is_verbatim(text):
    reading = read(text, WORLD)
    for found in (*reading.figures, *reading.requirements):
        assert found.quote and text[found.offset : found.offset + len(found.quote)] == found.quote
