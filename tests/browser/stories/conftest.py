"""Opens a window for a person of the stories; STORIES names the folder of the pictures."""

import pytest

from tests.browser.stories.telling import Story, contents
from tests.runner import machine

FOLDER = machine.stories()
NOBODY = ""


@pytest.fixture
def tell(visit, signed_in):
    """Seats a login at a window of a width, told under a title; without a login it is a stranger."""
    signed_in.setdefault(NOBODY, {"cookies": [], "origins": []})

    def seat(title: str, login: str = NOBODY, width: int = 1280) -> Story:
        return Story(visit(login, width), FOLDER / title, title)

    yield seat
    contents(FOLDER)
