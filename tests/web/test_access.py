"""Every page and every verb for every role, by GET and by POST: who gets in, and who does not."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import make
from tracker.admin import site
from tracker.ledger import days, evaluations, oversight, replies
from tracker.models import (
    Activity,
    Assignment,
    CalendarDay,
    Delegation,
    DutyRecord,
    Evaluation,
    Interruption,
    Person,
    Reply,
    Role,
    Session,
    Suggestion,
    Supervision,
)

STAFF = {"office", "verifier", "auditor", "administrator"}
ANYBODY = set(Role.values)
FILE = "/deputies/chongqing-congress-6/600001/"
PAGES = {
    "/": ANYBODY,
    "/rules/": ANYBODY,
    "/status/": STAFF,
    FILE: STAFF | {"liaison", "deputy"},
    f"{FILE}duty-file.xlsx": STAFF | {"liaison", "deputy"},
    "/compliance/chongqing-congress-6/2023.xlsx": STAFF | {"liaison"},
    "/deputies.xlsx": STAFF | {"liaison"},
    "/suggestions/": STAFF | {"referral_office", "unit", "deputy"},
    "/suggestions/new/": {"office", "deputy"},
    "/assignments/": STAFF | {"referral_office", "unit"},
    "/assignments.xlsx": STAFF | {"referral_office", "unit"},
    "/rates/": STAFF | {"leader", "referral_office", "unit"},
    "/rates/rows/?count=assignments": STAFF | {"referral_office", "unit"},
    "/rates.xlsx": STAFF | {"referral_office", "unit"},
    "/reporting/": STAFF | {"liaison"},
    "/reporting.xlsx": STAFF | {"liaison"},
    "/reporting/text/": STAFF,
    "/imports/": {"office", "liaison"},
    "/imports/templates/duties.xlsx?term=chongqing-congress-6": {"office", "liaison"},
    "/admin/": STAFF,
    "/admin/tracker/dutyrecord/": STAFF,
    "/admin/tracker/dutyrecord/add/": {"office"},
    "/admin/tracker/mandate/add/": {"office"},
    "/admin/tracker/interruption/": {"office", "administrator"},
    "/admin/tracker/event/": {"office", "auditor", "administrator"},
    "/admin/tracker/user/": {"auditor", "administrator"},
    "/admin/tracker/user/add/": {"administrator"},
    "/admin/tracker/requirementvalue/add/": {"administrator"},
    "/admin/tracker/term/add/": {"administrator"},
    "/admin/tracker/assignment/": STAFF,
    "/admin/tracker/evaluation/": STAFF,
    "/admin/tracker/suggestion/add/": {"office"},
    "/admin/tracker/handlingrule/add/": {"administrator"},
    "/admin/tracker/calendarday/add/": {"administrator"},
}
KNOWN = {
    "home",
    "duty-file",
    "duty-file-xlsx",
    "compliance-xlsx",
    "shown-xlsx",
    "sign-in-xlsx",
    "planned-sign-in-xlsx",
    "suggestions",
    "suggestion-new",
    "suggestion",
    "suggestion-act",
    "assignment-act",
    "assignments",
    "assignments-xlsx",
    "assigning-list-xlsx",
    "rates",
    "rate-rows",
    "rates-xlsx",
    "reporting",
    "reporting-xlsx",
    "reporting-text",
    "reporting-cell",
    "reporting-zero",
    "reporting-withdraw",
    "imports",
    "import-template",
    "import-job",
    "import-progress",
    "import-confirm",
    "import-recheck",
    "import-discard",
    "import-errors",
    "status",
    "rules",
    "login",
    "logout",
    "set_language",
}


@pytest.fixture
def sign_in(client_as, deputy, term):
    """Signs a role in with the scope that it has in life."""
    handling = {"unit": {"body": make.handling_unit()}, "referral_office": {"body": make.system()}}
    scopes = {"liaison": {"group": make.group(term)}, "deputy": {"person": deputy.person}, **handling}
    return lambda role: client_as(role, **scopes.get(role, {}))


@pytest.mark.parametrize("role", Role.values)
def test_a_role_opens_its_pages_and_no_other(sign_in, role):
    client = sign_in(role)
    reached = {page for page in PAGES if client.get(page).status_code == 200}
    assert reached - {"/"} == {page for page, roles in PAGES.items() if role in roles} - {"/"}


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_sent_to_sign_in(client, term, page):
    assert client.get(page).headers["Location"].startswith(("/login/", "/admin/login/"))
    assert client.post(page).status_code in (302, 403, 405)


def test_no_page_is_missing_from_this_table():
    named = {pattern.name for pattern in get_resolver().url_patterns if isinstance(pattern, URLPattern)}
    included = [row for row in get_resolver().url_patterns if isinstance(row, URLResolver) and row.app_name != "admin"]
    named |= {pattern.name for resolver in included for pattern in resolver.url_patterns}
    assert named - {None} == KNOWN


def share(deputy):
    """An assignment that was made on the day of the suggestion."""
    return make.assignment(make.suggestion(deputy, make.START), on=make.START)


def reply(deputy):
    """A reply to an assignment."""
    row = share(deputy)
    return replies.reply(make.acting("unit", body=row.unit), row, make.START, reply_class="A")


def receipt(deputy):
    """A receipt that the office entered."""
    row = reply(deputy).assignment
    said = {"source": "paper", "note": "回执 1 号"}
    return evaluations.evaluate_reply(make.by(), row, row.suggestion.sponsors.get(), "satisfied", make.START, **said)


ROWS = {
    DutyRecord: lambda deputy: make.record(deputy, make.kind("visit", "recess"), make.START, verified=False),
    Activity: lambda deputy: make.duties.hold_activity(
        make.by(), deputy.term, make.kind("visit", "recess"), "走访", make.START
    ),
    Suggestion: lambda deputy: make.suggestion(deputy, make.START, accepted=False),
    Assignment: share,
    Reply: reply,
    Evaluation: receipt,
    Supervision: lambda deputy: oversight.supervise(
        make.by(), make.suggestion(deputy, make.START), "key", "主任会议", make.START
    ),
    CalendarDay: lambda deputy: days.set_day(make.acting("administrator"), make.START, True, "示例通知"),
    Session: lambda deputy: deputy.term.sessions.get(),
    Delegation: lambda deputy: Delegation.objects.first(),
    Person: lambda deputy: deputy.person,
    Interruption: lambda deputy: make.people.interrupt(make.by(), deputy, "sick", make.START),
}


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_a_verb_opens_to_its_roles_alone(sign_in, deputy, role, model):
    client, row, admin = sign_in(role), ROWS[model](deputy), site.get_model_admin(model)
    for verb in admin.verbs:
        address = reverse(f"admin:tracker_{model._meta.model_name}_verb", args=[row.pk, verb.code])
        allowed = role in verb.roles and role in admin.viewers | admin.writers
        assert client.get(address).status_code == (200 if allowed else 403 if role in STAFF else 302), verb.code
        if not allowed:
            assert client.post(address, {"reason": "x"}).status_code in (302, 403)


@pytest.mark.parametrize("role", sorted(ANYBODY - {"office"}))
def test_only_the_office_calls_a_roll(sign_in, deputy, role):
    row = ROWS[Activity](deputy)
    response = sign_in(role).post(
        reverse("admin:tracker_activity_roll", args=[row.pk]), {f"mark-{deputy.pk}": "attended"}
    )
    assert response.status_code in (302, 403)
    assert not row.roll.exists()
