"""Every table of the admin for every role: lists, pages, histories, verbs, pickers and forms, of either body."""

import pytest
from django.forms import ModelChoiceField
from django.urls import reverse

from tests.web.access.admin_table import ADDED_BY, ROWS, SHARED, may_see
from tests.web.access.test_pages import facts, may_know, plain
from tests.web.access.walk import ADMIN, routes
from tests.web.access.world import MISSING, SECRET
from tracker.admin import site
from tracker.models import STAFF, Event, Mandate, Role
from tracker.tables.told import is_private

TABLES = {model._meta.model_name: admin for model, admin in site._registry.items()}
PLAIN = {"index", "login", "logout", "jsi18n", "autocomplete", "app_list", "None"}
KNOWN = {"changelist", "add", "change", "delete", "history", "verb"}
EXTRA = {"activity": ["tracker_activity_roll"], "user": ["auth_user_password_change", "tracker_user_second_factor"]}
FAR = ("远方联系组", "远方区第一届", "100001")  # what the other body alone has
OTHERS = sorted(set(Role.values) - STAFF)


def url(table, page, *args):
    return reverse(f"admin:tracker_{table}_{page}", args=args)


def verbs(table) -> list:
    return list(getattr(TABLES[table], "verbs", ()))


def addresses(table, pk) -> dict[str, str]:
    """The addresses of a row, by what they are called."""
    found = {page: url(table, page, pk) for page in ("change", "history", "delete")}
    found |= {f"verb {verb.code}": url(table, "verb", pk, verb.code) for verb in verbs(table)}
    return found | {name: reverse(f"admin:{name}", args=[pk]) for name in EXTRA.get(table, ())}


def test_every_address_of_the_admin_is_walked():
    names = {route.name.removeprefix(ADMIN) for route in routes() if route.name.startswith(ADMIN)}
    walked = {f"tracker_{table}_{page}" for table in TABLES for page in KNOWN}
    assert names - walked - PLAIN - {name for extra in EXTRA.values() for name in extra} == set()
    assert sorted(TABLES.keys() - ROWS.keys() - SHARED) == []


@pytest.mark.parametrize("role", OTHERS)
def test_who_is_no_staff_enters_no_table(enter, world, role):
    visitor, before = enter(role), facts()
    lists = ["/admin/", "/admin/tracker/", "/admin/jsi18n/", "/admin/autocomplete/"]
    lists += [url(table, page) for table in TABLES for page in ("changelist", "add")]
    rows = [one for table in ROWS for one in addresses(table, ROWS[table](world["own"]).pk).values()]
    some = rows[OTHERS.index(role) :: len(OTHERS)]  # one door for all: each role tries some of the rows
    assert {visitor.ask("get", one)[0] for one in lists + some} == {302}
    assert {visitor.ask("post", one)[0] for one in some} == {302}
    assert facts() == before


@pytest.mark.parametrize("role", sorted(STAFF))
def test_a_table_opens_to_those_who_see_it_with_nothing_of_another_body(enter, world, role):
    visitor, before, odd = enter(role), facts(), []
    for table in TABLES:
        status, text = visitor.ask("get", url(table, "changelist"))
        odd += [] if status == (200 if may_see(table, role) else 403) else [f"{table}: {status}"]
        odd += [f"{table} tells {word}" for word in FAR if status == 200 and word in text]
        added = visitor.ask("get", url(table, "add"))[0]
        odd += [] if added == (200 if role in ADDED_BY.get(table, ()) else 403) else [f"{table} add: {added}"]
    assert odd == []
    assert facts() == before
    assert (visitor.told == []) is not may_know(role)


@pytest.mark.parametrize("role", sorted(STAFF))
def test_an_own_row_opens_and_a_verb_to_its_roles_alone(enter, world, role):
    visitor, odd = enter(role), []
    for table, row_of in ROWS.items():
        row, seen = row_of(world["own"]), may_see(table, role)
        for name in ("change", "history") if role == "auditor" else ("change",):
            status = visitor.ask("get", url(table, name, row.pk))[0]
            odd += [] if status == (200 if seen else 403) else [f"{table} {name}: {status}"]
        odd += [] if visitor.ask("post", url(table, "delete", row.pk))[0] == 403 else [f"{table} is deleted"]
        for verb in verbs(table):
            status = visitor.ask("get", url(table, "verb", row.pk, verb.code))[0]
            opened, hidden = role in verb.roles and seen, 403 if seen else 404
            odd += [] if status == (200 if opened else hidden) else [f"{table} {verb.code}: {status}"]
    assert odd == []
    assert (visitor.told == []) is not may_know(role)


@pytest.mark.parametrize("role", sorted(STAFF - {"office"}))
def test_no_event_tells_a_reason_to_who_may_not_know(enter, world, role):
    visitor, private = enter(role), [event for event in Event.objects.all() if is_private(event)]
    deputies = [world["own"].mandate, Mandate.objects.get(end_reason=SECRET)]
    asked = [url("mandate", page, row.pk) for row in deputies for page in ("change", "history")]
    asked += [url("event", "change", event.pk) for event in private[:20]]
    statuses = {visitor.ask("get", one)[0] for one in asked}
    assert len(private) > 15 and statuses <= {200, 403, 404} and visitor.told == []


@pytest.mark.parametrize("role", sorted(STAFF))
def test_a_row_of_another_body_is_as_one_that_is_not_there(enter, world, role):
    visitor, before, odd = enter(role), facts(), []
    no_verb = plain(visitor.ask("get", url("suggestion", "verb", MISSING, "submit")))
    for table, row_of in ROWS.items():
        missing = plain(visitor.ask("get", url(table, "change", MISSING)))
        for name, one in some_of(addresses(table, row_of(world["far"]).pk), role):
            found, sent = plain(visitor.ask("get", one)), visitor.ask("post", one)[0]
            extra = name in EXTRA.get(table, ()) and plain(visitor.ask("get", addresses(table, MISSING)[name]))
            same = found in (missing, no_verb, extra) and sent in (403, 404)
            odd += [] if same else [f"{table} {name}: {found[0]}, {sent}, of nobody {missing[0]}"]
    assert odd == []
    assert facts() == before


def some_of(found: dict[str, str], role: str) -> list[tuple[str, str]]:
    """All addresses of a row for the office, who has most verbs; one verb of each table for the others."""
    verbs_of_row = [name for name in found if name.startswith("verb")]
    left_out = {"delete", *(verbs_of_row[1:] if role != "office" else ())}
    return [(name, one) for name, one in found.items() if name not in left_out]


@pytest.mark.parametrize("role", ["office", "administrator"])
def test_a_picker_offers_and_a_form_takes_nothing_of_another_body(enter, world, role):
    visitor, odd, tried = enter(role), [], 0
    for table in (table for table, roles in ADDED_BY.items() if role in roles):
        for name, field in choices_of(visitor, table):
            of = field.queryset.model._meta.model_name
            if of in ROWS:
                tried += 1
                odd += [f"{table} {name} takes {of}"] if takes(visitor, table, name, ROWS[of](world["far"]).pk) else []
                odd += [f"{table} {name} offers {of}"] if offers(visitor, table, name, ROWS[of](world["far"])) else []
    assert odd == [] and tried > 3


def choices_of(visitor, table):
    """(name, field) of the rows to be chosen on the page that adds to a table."""
    context = visitor.client.get(url(table, "add")).context
    form = context["adminform"].form if "adminform" in context else context["form"]
    return [(name, field) for name, field in form.fields.items() if isinstance(field, ModelChoiceField)]


def takes(visitor, table, name, pk) -> bool:
    """Whether a form accepts a row; the answer to a wrong key names the field."""
    context = visitor.client.post(url(table, "add"), {name: pk}).context
    form = context["adminform"].form if "adminform" in context else context["form"]
    return not form.has_error(name, "invalid_choice") and not form.has_error(name, "invalid_pk_value")


def offers(visitor, table, name, row) -> bool:
    """Whether a picker finds a row."""
    asked = {"app_label": "tracker", "model_name": table, "field_name": name, "term": ""}
    answer = visitor.client.get("/admin/autocomplete/", asked)
    return answer.status_code == 200 and str(row.pk) in {found["id"] for found in answer.json()["results"]}
