"""The run of all tests says what passed, what failed and what was left out."""

from pathlib import Path

import pytest

from tests.runner.machine import newest_first
from tests.runner.parts import clean_environment
from tests.runner.postgres import address
from tests.runner.report import NO_TESTS, Counts, Part, closing_lines, exit_code, left_out, read_counts

PASSED = Part(
    "tests on SQLite", seconds=12.4, counts=Counts(frozenset({"a", "b"}), frozenset(), {"c": "PostgreSQL only"})
)
OTHER = Part("tests on PostgreSQL", counts=Counts(frozenset({"a", "c"}), frozenset(), {"b": "SQLite only"}))
FAILED = Part("browser tests", code=1, counts=Counts(frozenset(), frozenset({"d"})))
MISSING = Part("browser tests", left_out="Chromium was not found")

JUNIT = """<testsuites><testsuite>
<testcase classname="t" name="good"/>
<testcase classname="t" name="bad"><failure message="no"/></testcase>
<testcase classname="t" name="broken"><error message="no"/></testcase>
<testcase classname="t" name="expected"><skipped type="pytest.xfail" message="known"/></testcase>
<testcase classname="t" name="passed-over"><skipped type="pytest.skip" message="no soffice"/></testcase>
</testsuite></testsuites>"""


def test_the_tests_of_a_part_are_read_from_its_file(tmp_path):
    (tmp_path / "junit.xml").write_text(JUNIT, encoding="utf-8")
    counts = read_counts(tmp_path / "junit.xml")
    assert counts.passed == {"t::good", "t::expected"}
    assert counts.failed == {"t::bad", "t::broken"}
    assert counts.skipped == {"t::passed-over": "no soffice"}


def test_a_part_that_wrote_no_file_has_no_tests(tmp_path):
    assert read_counts(tmp_path / "missing.xml") == Counts()


def test_a_test_skipped_in_one_part_and_run_in_another_is_not_left_out():
    assert left_out([PASSED, OTHER]) == []
    assert closing_lines([PASSED, OTHER], complete=True) == [
        "tests on SQLite: passed in 12 s",
        "tests on PostgreSQL: passed in 0 s",
        "nothing was left out",
        "total: 4 passed, 0 failed",
    ]


def test_a_test_that_ran_nowhere_is_left_out_with_its_reason():
    assert left_out([PASSED, MISSING]) == ["browser tests (Chromium was not found)", "1 test (PostgreSQL only)"]


def test_what_is_left_out_fails_the_run_only_where_all_is_required():
    assert exit_code([PASSED, OTHER, MISSING], complete=False) == 0
    assert exit_code([PASSED, OTHER, MISSING], complete=True) == 1
    assert "allows nothing" in closing_lines([MISSING], complete=True)[1]


def test_a_failed_part_fails_the_run():
    assert exit_code([PASSED, FAILED], complete=False) == 1
    assert closing_lines([FAILED], complete=False)[0] == "browser tests: FAILED in 0 s"


def test_a_part_that_ran_no_test_has_not_passed():
    empty = Part("tests on SQLite", code=NO_TESTS)
    assert exit_code([empty], complete=False) == 1
    assert empty.line() == "tests on SQLite: FAILED, for no test ran in 0 s"


def test_a_part_with_nothing_to_run_says_so_and_does_not_fail():
    absent = Part("browser tests", absent="there are none yet")
    assert absent.line() == "browser tests: there are none yet"
    assert exit_code([absent], complete=True) == 0


def test_the_newest_postgres_comes_first():
    folders = [Path(f"/pg/{version}/bin") for version in ("9.6", "15", "17")]
    assert [folder.parent.name for folder in newest_first(folders)] == ["17", "15", "9.6"]


def test_the_address_of_a_cluster_names_its_socket():
    assert address(Path("/tmp/pg")) == "postgres:///ledger?host=/tmp/pg&user=postgres"


@pytest.mark.parametrize("name", ["DATABASE_URL", "SECRET_KEY", "MAKEFLAGS", "PYTHONDONTWRITEBYTECODE"])
def test_a_part_does_not_inherit_the_callers_variables(name, monkeypatch, tmp_path):
    monkeypatch.setenv(name, "x")
    assert name not in clean_environment(tmp_path)
