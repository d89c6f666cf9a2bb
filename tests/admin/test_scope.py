"""What the admin keeps to a body: lists, filters, the dashboard, reference data, and who gives which role to whom."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests import make
from tests.admin.pages import url
from tracker.access import deeds
from tracker.admin import site
from tracker.ledger import people
from tracker.models import Activity, Body, DutyRecord, ImportBatch, RoleGrant, Term, User

LOOKUPS = [
    ("mandate", "end_reason__contains=x"),
    ("event", "note__contains=x"),
    ("event", "before__kind=sick"),
    ("user", "password__startswith=md5"),
    ("dutyrecord", "mandate__interruptions__kind=sick"),
]


@pytest.fixture
def other(db):
    """Another congress with a term and a login of its office."""
    body = Body.objects.create(code="other", name="另一人大", level="district", kind="congress")
    Term.objects.create(body=body, code="other-1", label="另一人大第一届", number=1, starts_on=make.START)
    make.acting("office", body=body, username="other-office")
    return body


@pytest.fixture
def scoped(client_as, term, other):
    """A client of a role that acts for the municipal congress alone."""
    return lambda role: client_as(role, body=term.body)


def grant(client, **said):
    """Send the form of a new grant; the errors that it comes back with."""
    answer = client.post(url("rolegrant", "add"), {"starts_on": "2023-01-13"} | said)
    return {} if answer.status_code == 302 else answer.context["adminform"].form.errors


@pytest.mark.parametrize(("model", "query"), LOOKUPS)
def test_a_list_is_asked_by_its_address_about_what_it_shows_alone(client_as, deputy, model, query):
    answer = client_as("auditor").get(f"{url(model, 'changelist')}?{query}")
    assert answer.status_code == 400 or answer.headers["Location"].endswith("?e=1")


def test_a_filter_offers_the_own_body_alone(scoped, busy):
    client, terms = scoped("office"), []
    for body in (busy.term.body, None):
        User.objects.get(username="office-login").grants.update(body=body)
        terms.append("另一人大第一届" in client.get(url("dutyrecord", "changelist")).text)
    assert terms == [False, True]


@pytest.mark.parametrize(
    ("role", "hidden"), [("office", {"User", "RoleGrant"}), ("verifier", {"Event", "Interruption"})]
)
def test_the_dashboard_names_no_table_that_a_role_may_not_see(scoped, role, hidden):
    found = scoped(role).get(reverse("admin:index")).context["app_list"]
    shown = {row["object_name"] for head in found for row in head["models"]}
    assert "DutyRecord" in shown and not hidden & shown


def test_files_of_leaves_are_listed_to_the_authorised_alone(scoped, term):
    said = {"file_hash": "0", "imported_by": make.by().user, "imported_at": make.NOON}
    ImportBatch.objects.create(term=term, kind="interruptions", file_name="病假名单.xlsx", **said)
    assert "病假名单" not in scoped("administrator").get(url("importbatch", "changelist")).text
    assert "病假名单" in scoped("office").get(url("importbatch", "changelist")).text


def test_an_office_of_two_bodies_sees_reasons_where_both_grants_say_so(client_as, deputy, other):
    people.end(make.by(), deputy, date(2024, 1, 1), "涉嫌违法")
    client = client_as("office", body=deputy.term.body)
    user = User.objects.get(username="office-login")
    assert "涉嫌违法" in client.get(url("mandate", "change", deputy.pk)).text
    RoleGrant.objects.create(user=user, role="office", body=other, starts_on=make.START)
    assert "涉嫌违法" not in client.get(url("mandate", "change", deputy.pk)).text


def test_what_all_bodies_share_is_written_by_who_administers_them_all(scoped, term):
    client, kind = scoped("administrator"), make.kind("visit")
    assert 'name="label"' not in client.get(url("dutykind", "change", kind.pk)).text
    User.objects.get(username="administrator-login").grants.update(body=None)
    assert 'name="label"' in client.get(url("dutykind", "change", kind.pk)).text


def test_the_order_of_bodies_is_no_field_for_who_acts_for_one(scoped, term, other):
    client = scoped("administrator")
    page = client.get(url("body", "changelist"))
    assert 'name="form-0-order"' not in page.text
    assert client.post(url("body", "change", other.pk), {"name": "改名"}).status_code == 403


def test_an_administrator_of_one_body_gives_nothing_beyond_it(scoped, term, other):
    client, clerk = scoped("administrator"), make.by().user
    RoleGrant.objects.filter(user=clerk).update(body=term.body)
    assert "请指定机构" in str(grant(client, user=clerk.pk, role="office"))
    assert set(grant(client, user=clerk.pk, role="office", body=other.pk)) == {"body"}
    assert grant(client, user=clerk.pk, role="verifier", body=term.body.pk) == {}


def test_nobody_changes_the_own_grants(scoped, term):
    client, user = scoped("administrator"), User.objects.get(username="administrator-login")
    assert set(grant(client, user=user.pk, role="office", body=term.body.pk, sees_reasons="on")) == {"user"}
    own = user.grants.get()
    assert client.post(url("rolegrant", "change", own.pk), {"role": "office"}).status_code == 403
    assert 'name="grants-0-role"' not in client.get(url("user", "change", user.pk)).text


def test_a_login_that_reaches_beyond_the_body_is_not_changed(scoped, term, other):
    client, both = scoped("administrator"), User.objects.create_user("both")
    for body in (term.body, other):
        RoleGrant.objects.create(user=both, role="office", body=body, starts_on=make.START)
    assert client.get(url("user", "change", both.pk)).status_code == 200
    password = reverse("admin:auth_user_password_change", args=[both.pk])
    assert client.post(password, {"password1": "x", "password2": "x"}).status_code == 403
    assert client.post(url("user", "change", both.pk), {"username": "mine"}).status_code == 403


@pytest.mark.parametrize(
    ("model", "codes", "place"),
    [(DutyRecord, {"verify", "return"}, 3), (Activity, {"verify"}, 3), (DutyRecord, {"amend", "submit"}, 2)],
)
def test_the_lines_of_what_may_be_done_say_what_the_buttons_ask(model, codes, place):
    roles = {verb.roles for verb in site.get_model_admin(model).verbs if verb.code in codes}
    (found,) = roles
    assert found <= deeds.RECORDS[place].roles


def test_a_grant_has_the_scope_of_its_role_and_no_other(client_as, deputy, term):
    wrong = {"office": "group", "leader": "person", "liaison": "body", "deputy": "body"}
    rows = {"body": term.body, "group": make.group(term), "person": deputy.person}
    own = {"liaison": "group", "deputy": "person"}
    for role, name in wrong.items():
        said = {name: rows[name], **({own[role]: rows[own[role]]} if role in own else {})}
        with pytest.raises(ValidationError) as refused:
            RoleGrant(user=make.by().user, role=role, starts_on=make.START, **said).clean()
        assert set(refused.value.message_dict) == {name}


@pytest.mark.parametrize("model", ["group", "electoralunit"])
def test_what_has_deputies_stays_in_its_term(client_as, deputy, other, model):
    row = {"group": make.group, "electoralunit": make.unit}[model](deputy.term)
    said = {"name": "新名", "kind": "liaison", "order": 1, "term": other.terms.get().pk}
    client_as("administrator").post(url(model, "change", row.pk), said)
    row.refresh_from_db()
    assert (row.name, row.term) == ("新名", deputy.term)
