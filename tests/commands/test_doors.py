"""What the commands say to a term that is not there, where there are many."""

from datetime import date

import pytest
from django.core.management import CommandError

from tracker.management import doors
from tracker.models import Term

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("code", "named"),
    [
        ("chongqing-congres-17", "chongqing-congress-17、"),
        ("-24", "chongqing-congress-24……（共 31 届）"),
        ("无此届", "chongqing-congress-39、"),
    ],
)
def test_an_unknown_term_of_many_is_told_those_like_it(term, code, named):
    start = date(1990, 1, 1)
    Term.objects.bulk_create(
        Term(body=term.body, code=f"chongqing-congress-{n}", label=f"第{n}届", number=n, starts_on=start)
        for n in range(10, 40)
    )
    with pytest.raises(CommandError, match="（共 31 届）") as refused:
        doors.term_of(code)
    assert named in str(refused.value) and str(refused.value).count("、") < 20
