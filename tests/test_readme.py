"""The two README files promise the same, and what they name is there."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[1]
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_link_and_picture_is_there(readme):
    links = re.findall(r"\]\(([^)#]+)\)", readme.read_text())
    assert len(links) > 5
    assert not [link for link in links if not (ROOT / link).exists()]


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_command_and_target_exists(readme):
    text, makefile = readme.read_text(), (ROOT / "Makefile").read_text()
    assert set(re.findall(r"manage\.py (\w+)", text)) <= get_commands().keys()
    assert all(f"\n{target}:" in makefile for target in re.findall(r"`?make (\w+)", text) if target != "PYTHON")


def test_both_lead_with_the_same_commands():
    commands = [re.findall(r"^(?:make|\.venv)[^#\n]*", readme.read_text(), re.MULTILINE) for readme in READMES]
    first, second = ([line.strip() for line in found] for found in commands)
    assert first == second
    assert first[:2] == ["make run", "make test"]
