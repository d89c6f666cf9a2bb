"""Chinese first, English at a press of a button, and no word of the screens without its English."""

import ast
import gettext
import re
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from tests.exports import world
from tracker.models import Indicator, Term
from tracker.scores.indicators.spans import Span
from tracker.tables import strip, words
from tracker.tables.units import unit_word

TRACKER = Path(settings.BASE_DIR, "tracker")
PO = TRACKER / "locale" / "en" / "LC_MESSAGES" / "django.po"
PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop"}
IN_CONTEXT = {"pgettext", "pgettext_lazy"}
ENTRY = re.compile(r'^(msgctxt|msgid|msgstr) ((?:".*"\n?)+)', re.M)
TRANSLATE = re.compile(r"""{%\s*translate\s+(["'])(.+?)\1(?:\s+as \w+)?(?:\s+context\s+"(\w+)")?\s*%}""")
BLOCK = re.compile(r"{%\s*blocktranslate\b[^%]*?%}(.*?){%\s*endblocktranslate\s*%}", re.S)
PLACE = re.compile(r"%\(\w+\)[sd]")
CHINESE = re.compile(r"[\u3400-\u9fff]")
OWN_NAME = "中文"
OVERVIEW = "/?year=2023&on=2024-01-01"


def in_python():
    """(context, message) of each marked word in the code."""
    for path in TRACKER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                said = [part.value for part in node.args if isinstance(part, ast.Constant)]
                if node.func.id in PLAIN and said:
                    yield "", said[0]
                if node.func.id in IN_CONTEXT:
                    yield said[0], said[1]


def in_templates():
    """(context, message) of each marked word in the templates."""
    for path in (TRACKER / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        yield from ((context, message) for _quote, message, context in TRANSLATE.findall(text))
        yield from (("", re.sub(r"{{ *(\w+) *}}", r"%(\1)s", message)) for message in BLOCK.findall(text))


def english():
    """The English of each (context, message) in the .po, its head left out."""
    found = {}
    for block in PO.read_text(encoding="utf-8").split("\n\n")[1:]:
        parts = {name: "".join(map(ast.literal_eval, said.splitlines())) for name, said in ENTRY.findall(block)}
        found[parts.get("msgctxt", ""), parts["msgid"]] = parts["msgstr"]
    return found


def speak(client, language, address="/login/"):
    """Press the switch of the bar."""
    return client.post(reverse("set_language"), {"language": language, "next": address})


def cells(response):
    book = openpyxl.load_workbook(BytesIO(response.content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_every_word_of_the_code_has_its_english():
    known, asked = english(), set(in_python())
    assert len(asked) > 300
    assert not [key for key in asked if not known.get(key)]


def test_every_word_of_the_templates_has_its_english():
    known, asked = english(), set(in_templates())
    assert ("", "%(year)s 年履职情况") in asked and ("plural", "代表") in asked
    assert not [key for key in asked if not known.get(key)]


def test_no_template_marks_a_word_that_the_walk_does_not_see():
    for path in (TRACKER / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert len(re.findall(r"{%\s*translate\b", text)) == len(TRANSLATE.findall(text)), path
        assert len(re.findall(r"{%\s*blocktranslate\b", text)) == len(BLOCK.findall(text)), path


def test_no_template_shows_a_word_that_is_not_marked():
    for path in (TRACKER / "templates").rglob("*.html"):
        bare = BLOCK.sub("", TRANSLATE.sub("", path.read_text(encoding="utf-8")))
        assert not [line for line in bare.splitlines() if CHINESE.search(line.replace(OWN_NAME, ""))], path


def test_the_english_is_english_and_keeps_what_is_filled_in():
    for (_context, message), said in english().items():
        assert not CHINESE.search(said), said
        assert sorted(PLACE.findall(message)) == sorted(PLACE.findall(said)), message


def test_what_is_compiled_is_what_is_written():
    with PO.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for (context, message), said in english().items():
        assert (compiled.pgettext(context, message) if context else compiled.gettext(message)) == said
    assert "fuzzy" not in PO.read_text(encoding="utf-8")


def test_a_browser_that_asks_for_english_gets_chinese_first(client, db):
    response = client.get("/login/", headers={"accept-language": "en"})
    assert '<html lang="zh-hans">' in response.text and "登录" in response.text


def test_a_stranger_switches_the_sign_in_page_and_back(client, db):
    speak(client, "en")
    page = client.get("/login/").text
    assert '<html lang="en">' in page and "Sign in" in page and ">中文</button>" in page
    speak(client, "zh-hans")
    assert ">English</button>" in client.get("/login/").text


def test_the_switch_keeps_the_address_and_its_question(client_as, deputy):
    client = client_as("office")
    assert f'name="next" value="{OVERVIEW.replace("&", "&amp;")}"' in client.get(OVERVIEW).text
    assert speak(client, "en", OVERVIEW).headers["Location"] == OVERVIEW


def test_the_switch_leads_to_no_other_site(client, db):
    assert speak(client, "en", "https://elsewhere.example/").headers["Location"] == "/"


def test_the_overview_speaks_english(client_as, busy):
    client = client_as("office")
    speak(client, "en")
    page = client.get(OVERVIEW)
    labels = [card.label for card in page.context["cards"]]
    assert labels == ["Met", "Running", "Short", "Unknown", "Exempt", "Not applicable"]
    assert "As of 1 January 2024" in page.text and "Deputies: 1" in page.text


def test_the_admin_speaks_english(client_as, busy):
    client = client_as("office")
    speak(client, "en")
    page = client.get(reverse("admin:tracker_dutyrecord_changelist")).text
    assert "<h1>Duty records</h1>" in page
    assert "Awaiting verification" in page and "Recorded by" in page


@pytest.mark.parametrize(
    "address",
    [
        "/deputies.xlsx?year=2023&on=2024-01-01",
        "/compliance/chongqing-congress-6/2023.xlsx?on=2024-01-01",
        "/deputies/chongqing-congress-6/600001/duty-file.xlsx?year=2023&on=2024-01-01",
    ],
)
def test_what_the_office_files_is_chinese_whatever_the_screen_says(client_as, busy, address):
    client = client_as("office")
    in_chinese = cells(client.get(address))
    speak(client, "en")
    assert cells(client.get(address)) == in_chinese


@pytest.mark.django_db
def test_a_deputys_sentence_is_english_but_for_the_names():
    judgement = world.judge(world.build())
    with translation.override("en"):
        said = [words.sentence(row, judgement) for row in judgement.standings]
    assert said[1] == ("审议发言 1 missing, the session has closed; 活动 2 missing, 建议 1 missing, due by 31 December")
    assert said[2] == "活动, 建议: Exempt"
    assert said[3].startswith("By-election on 1 March; ")


@pytest.mark.django_db
def test_a_strip_says_itself_in_english():
    judgement = world.judge(world.build())
    with translation.override("en"):
        assert strip.strip_of(judgement.standings[1], judgement).text.startswith("审议发言 2/3 Short; ")


def test_a_day_is_written_as_its_readers_write_it():
    with translation.override("en"):
        assert words.day_text(date(2026, 11, 22)) == "22 November 2026"
        assert words.day_text(date(2026, 11, 22), "2026") == "22 November"


def test_an_indicator_is_called_in_the_language_of_the_screen():
    row = Indicator(label="在任代表", english="Deputies serving", unit="名")
    assert row.name == "在任代表" and unit_word(row.unit) == "名"
    with translation.override("en"):
        assert row.name == "Deputies serving" and unit_word(row.unit) == "persons" and unit_word("盏") == "盏"
        assert Indicator(label="路灯").name == "路灯"


def test_the_days_of_a_work_report_are_written_as_its_readers_write_them():
    span = Span(Term(), date(2023, 1, 13), date(2024, 1, 1), date(2024, 1, 1), "2023年")
    assert span.days == "2023年1月13日至2023年12月31日"
    with translation.override("en"):
        assert span.days == "13 January 2023 to 31 December 2023"
