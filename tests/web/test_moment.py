"""A page that only shows is read at one moment; one to which something is sent is not, for it writes."""

import pytest
from django.db import connection


@pytest.mark.parametrize(("page", "guarded"), [("/terms/", True), ("/terms.xlsx", True), ("/imports/", False)])
def test_what_only_shows_is_read_under_guard_and_what_writes_is_not(client_as, term, page, guarded):
    found, client = set(), client_as("office")

    def look(execute, *said):
        found.add(len(connection.execute_wrappers) > usual)
        return execute(*said)

    with connection.execute_wrapper(look):
        usual = len(connection.execute_wrappers)
        assert client.get(page).status_code == 200
    assert (True in found) == guarded
