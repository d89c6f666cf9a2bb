"""What docs/roles.md says of the roles is so."""

from tests.test_docs import rows
from tracker.models import Role
from tracker.web.home import HOMES

HEADING = "Roles, scope and the home of each"


def test_the_page_of_the_roles_names_each_with_its_code():
    told = {code: label for label, code, *_rest in rows("roles.md", HEADING)[1:]}
    assert told == {role.value: str(role.label) for role in Role}


def test_every_role_has_a_home():
    assert set(HOMES) == set(Role)
