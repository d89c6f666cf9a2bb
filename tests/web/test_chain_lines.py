"""Receipts that rate several commitments, corrected line by line; and whom a unit answers."""

from datetime import date

import pytest
from django.urls import reverse

from tests import make
from tests.kept import kept
from tracker.ledger import oversight, suggestions

PROMISED, KEPT = date(2023, 5, 20), date(2023, 5, 22)
ACCEPTED = date(2023, 1, 16)


@pytest.fixture
@kept
def share(deputy):
    """An assignment whose reply promised two things, both found kept."""
    row = make.assignment(make.suggestion(deputy, date(2023, 1, 15)))
    make.reply(row, date(2023, 4, 3), commitments=[("修路", PROMISED), ("装灯", PROMISED)])
    make.receipt(row)
    make.fulfilment(row, on=KEPT)
    return row


def test_a_deputy_corrects_one_of_several_lines_and_leaves_the_others(client_as, share):
    old = share.evaluations.get(stage="fulfilment")
    lamp = old.lines.get(commitment__text="装灯")
    said = {"old": old.pk, "rating": "satisfied", "comment": "灯不亮", "on": "2023-06-01", "reason": "误填"}
    client = client_as("deputy", person=share.suggestion.sponsors.get(role="lead").mandate.person)
    address = reverse("assignment-act", args=[share.pk, "correct_receipt"])
    assert "装灯" in client.get(address).content.decode()
    client.post(address, said | {f"line_{lamp.pk}": "unsatisfied", "once": "1"})
    new = share.evaluations.get(corrects=old)
    found = dict(new.lines.values_list("commitment__text", "rating"))
    assert (new.rating, found) == ("unsatisfied", {"修路": "satisfied", "装灯": "unsatisfied"})


def test_a_unit_sees_the_sponsors_of_merged_items_too(client_as, deputy):
    other, by = make.deputy(deputy.term, "600002"), make.by()
    main, joined = make.suggestion(deputy, ACCEPTED), make.suggestion(other, ACCEPTED)
    suggestions.merge(by, joined, main, ACCEPTED)
    share = make.assignment(type(main).objects.get(pk=main.pk))
    body = client_as("unit", body=share.unit).get(reverse("suggestion", args=[main.pk])).content.decode()
    assert f"，并案 {joined.number}" in body and "600002" in body


@pytest.mark.parametrize(("role", "seen"), [("deputy", False), ("office", True)])
def test_what_is_withheld_is_compared_and_linked_by_the_office_alone(client_as, deputy, role, seen):
    secret = make.suggestion(make.deputy(deputy.term, "600002"), ACCEPTED)
    oversight.disclose(make.by(), secret, "withhold", KEPT, reason="state_secret")
    own = make.suggestion(deputy, ACCEPTED)
    client = client_as(role, **({"person": deputy.person} if role == "deputy" else {}))
    body = client.get(reverse("suggestion", args=[own.pk])).content.decode()
    said = {"earlier": secret.number, "on": "2023-06-01", "once": "1"}
    client.post(reverse("suggestion-act", args=[own.pk, "link_similar"]), said)
    assert (secret.number in body, own.similar.exists()) == (seen, seen)


@pytest.mark.parametrize(("day", "told"), [(date(2023, 5, 4), True), (date(2023, 6, 1), False)])
def test_a_reply_entered_after_the_day_it_bears_is_told_as_such(client_as, deputy, day, told):
    share = make.assignment(make.suggestion(deputy, date(2023, 1, 15)))
    make.reply(share, day)
    body = client_as("deputy", person=deputy.person).get(reverse("suggestion", args=[share.suggestion_id]))
    assert ("补登第 1 轮答复" in body.content.decode()) == told
