"""The settings hold in production and in the language of the office."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.utils import formats

KEY = "a-long-key-made-for-this-test-alone-0123456789-abcdefghijk"


def manage(*words, **variables):
    """The outcome of a command in a process of its own, outside debugging."""
    own = {"DJANGO_SETTINGS_MODULE": "config.settings", "DEBUG": "0", "SECRET_KEY": "", **variables}
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=settings.BASE_DIR, env=os.environ | own, capture_output=True, text=True)


def test_production_passes_djangos_own_checks():
    done = manage("check", "--deploy", "--fail-level", "WARNING", SECRET_KEY=KEY)
    assert done.returncode == 0, done.stderr


def test_production_without_a_key_ends_in_one_sentence():
    done = manage("check")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("SECRET_KEY is missing; set it")


@pytest.mark.parametrize("text", ["2026-11-22", "2026/11/22", "2026.11.22", "2026年11月22日", "20261122"])
def test_a_form_reads_the_dates_that_offices_write(text):
    assert forms.DateField().clean(text) == date(2026, 11, 22)


def test_an_input_shows_the_iso_date():
    assert 'value="2026-11-02"' in forms.DateInput().render("day", date(2026, 11, 2))


def test_a_page_shows_the_chinese_date():
    assert formats.date_format(date(2026, 11, 2)) == "2026年11月2日"


def test_the_locks_carry_hashes_and_no_address():
    for lock in Path(settings.BASE_DIR, "requirements").glob("*.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text
