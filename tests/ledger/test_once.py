"""A form that is sent twice."""

import pytest

from tests import make
from tracker.ledger import Refused, suggestions
from tracker.ledger.once import once
from tracker.models import Suggestion

pytestmark = pytest.mark.django_db
KEY = "0f8e6a0c-52a4-4a8e-9c39-1a4b5e0c7d11"


def refuse():
    raise Refused("不行。")


def test_the_same_key_again_returns_the_first_row(deputy):
    rows = [once(make.by(), KEY, "a", lambda: draft(deputy)) for _ in range(2)]
    assert rows[0] == rows[1]
    assert Suggestion.objects.count() == 1


def test_another_user_with_the_same_key_is_another_form(deputy):
    once(make.by(), KEY, "a", lambda: draft(deputy))
    once(make.by("verifier"), KEY, "a", lambda: draft(deputy))
    assert Suggestion.objects.count() == 2


def test_a_refused_form_can_be_sent_again(deputy):
    with pytest.raises(Refused):
        once(make.by(), KEY, "a", refuse)
    once(make.by(), KEY, "a", lambda: draft(deputy))
    assert Suggestion.objects.count() == 1


def test_a_kept_key_with_other_content_is_refused(deputy):
    once(make.by(), KEY, "a", lambda: draft(deputy))
    with pytest.raises(Refused, match="已经提交过"):
        once(make.by(), KEY, "b", lambda: draft(deputy))


def draft(deputy):
    return suggestions.draft(make.by(), deputy.term, "suggestion", "recess", "关于示例的建议", deputy)
