"""The environment is read by kind, and nonsense is refused with a sentence."""

import re

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import Environment, secret_key


@pytest.fixture
def env(tmp_path):
    return lambda **variables: Environment(variables, tmp_path)


@pytest.mark.parametrize(("text", "value"), [("1", True), ("Yes", True), ("off", False), (" 0 ", False), ("", True)])
def test_a_flag_is_yes_or_no(env, text, value):
    assert env(DEBUG=text).flag("DEBUG", default=True) is value


def test_a_flag_refuses_other_words(env):
    with pytest.raises(ImproperlyConfigured, match=re.escape("DEBUG is “maybe”; it must be one of 1, true")):
        env(DEBUG="maybe").flag("DEBUG", default=False)


@pytest.mark.parametrize("text", ["0", "65536", "-1", "8000.0", "web", "８０００"])
def test_a_port_refuses_what_is_no_port(env, text):
    with pytest.raises(ImproperlyConfigured, match=f"PORT is “{re.escape(text)}”"):
        env(PORT=text).port("PORT", 8000)


def test_a_missing_port_is_the_default(env):
    assert env().port("PORT", 8000) == 8000


def test_names_are_separated_by_commas(env):
    assert env(ALLOWED_HOSTS="a.example, b.example,").names("ALLOWED_HOSTS", []) == ["a.example", "b.example"]


def test_an_address_is_no_host_name(env):
    with pytest.raises(ImproperlyConfigured, match="ALLOWED_HOSTS holds “http://a”"):
        env(ALLOWED_HOSTS="http://a").names("ALLOWED_HOSTS", [])


def test_a_relative_folder_lies_beside_manage_py_for_its_owner_alone(env, tmp_path):
    folder = env(DATA_DIR="data").folder("DATA_DIR", "var")
    assert folder == tmp_path / "data"
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_made_is_refused(env, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(ImproperlyConfigured, match="which cannot be made"):
        env(DATA_DIR="file/data").folder("DATA_DIR", "var")


def test_a_key_is_made_once_and_readable_by_its_owner_alone(tmp_path):
    keeper = tmp_path / "secret_key"
    first = secret_key(keeper, may_make=True)
    assert len(first) >= 50
    assert secret_key(keeper, may_make=True) == first
    assert keeper.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]


def test_a_missing_key_is_refused_outside_debugging_even_when_one_is_kept(tmp_path):
    secret_key(tmp_path / "secret_key", may_make=True)
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is missing"):
        secret_key(tmp_path / "secret_key", may_make=False)


@pytest.mark.parametrize("text", ["-1", "10", "two", "1.0", "１"])
def test_a_number_refuses_what_is_none(env, text):
    with pytest.raises(ImproperlyConfigured, match=f"TRUSTED_PROXIES is “{re.escape(text)}”"):
        env(TRUSTED_PROXIES=text).number("TRUSTED_PROXIES", 0)
