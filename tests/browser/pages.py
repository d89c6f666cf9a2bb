"""Which pages the project has, and at which of them each role looks."""

import re
from functools import cache
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from tests.web.access.walk import routes
from tracker.access.matrix import EVERYBODY, PAGES, PUBLIC
from tracker.admin.glass import FactAdmin
from tracker.admin.site import site
from tracker.models import Role

DAY = "on=2026-11-22"
STRANGER = ""
MOST = (Role.OFFICE, Role.ADMINISTRATOR)  # of the pages: they set out first, so that two walkers come home together
WALKERS = (*MOST, STRANGER, *(role for role in Role.values if role not in MOST))
FILE = re.compile(r"(-xlsx|-docx|-txt|jsi18n|autocomplete|import-(template|progress|errors)|^evidence)$|download")
NO_PAGE = {  # what takes only what is sent, sends on, or is another name of a page
    *("switch-role", "set_language", "own-check-confirm", "reminder-note", "reporting-zero", "reporting-withdraw"),
    *("import-confirm", "import-recheck", "import-discard", "reading-decide", "city-count"),
    *("admin:login", "admin:logout", "admin:view_on_site"),
    *("account_login", "mfa_index"),
}
ELSEWHERE = {  # pages of what the demo has not (or another test takes away), and where a browser or a client opens them
    **dict.fromkeys(["mfa_authenticate", "mfa_view_recovery_codes"], "tests/browser/test_account.py"),
    **dict.fromkeys(["mfa_deactivate_totp", "mfa_generate_recovery_codes"], "tests/browser/test_account.py"),
    **dict.fromkeys(["account_reauthenticate", "mfa_reauthenticate"], "tests/web/account"),
    **dict.fromkeys(["import-job", "admin:tracker_importbatch_change"], "tests/browser/test_imports.py"),
    **dict.fromkeys(["evidence-withdraw", "own-record-withdraw"], "tests/browser/test_own.py"),
    "public-missing": "tests/browser/test_walk.py",
    **dict.fromkeys(["reading", "proposal", "reading-finish", "reading-discard"], "tests/browser/stories"),
    "admin:tracker_importbatch_verb": "tests/admin/test_batches.py",
    "admin:tracker_user_second_factor": "tests/web/account",
    **dict.fromkeys(["admin:tracker_assignment_verb", "admin:tracker_reply_verb"], "tests/admin/test_handling.py"),
    **dict.fromkeys(["admin:tracker_calendarday_change", "admin:tracker_calendarday_verb"], "tests/admin"),
    **dict.fromkeys(["admin:tracker_columnalias_change", "admin:tracker_remindertemplate_change"], "tests/admin"),
    "admin:tracker_reminder_change": "tests/web/access/test_admin.py",
    "figure-withdraw": "tests/web/test_figures.py",
    **dict.fromkeys(["admin:tracker_reportreading_change", "admin:tracker_figureproposal_change"], "tests/web/access"),
}
TABLES = {model._meta.model_name: table for model, table in site._registry.items()}
FACTS = {name: table for name, table in TABLES.items() if isinstance(table, FactAdmin)}
NEVER_ADDED = {"admin:tracker_event_add", "admin:tracker_rolepolicy_add", "admin:tracker_remindertemplate_add"}
OF_A_TABLE = re.compile(r"admin:tracker_([a-z]+)_\w+")


@cache
def kind(address: str) -> str:
    """What an address shows: its name and its verb, if any; empty for a file and for no page at all.

    The verbs of a table of the admin are one kind, because they share a page, and so are the histories of all tables.
    """
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return ""
    name = match.view_name
    verb = "" if name.startswith("admin:") else match.kwargs.get("code", "")
    return "" if FILE.search(name) or name in NO_PAGE else f"{one(name)} {verb}".strip()


def one(name: str) -> str:
    """The name of a page; one for the histories of all tables of the admin."""
    return "admin:history" if name.endswith("_history") else name


def pages() -> set[str]:
    """The names of all addresses that show a page to somebody, those of the admin included."""
    closed = {f"admin:tracker_{name}_delete" for name in TABLES} | NEVER_ADDED
    closed |= {f"admin:tracker_{name}_add" for name, table in FACTS.items() if table.adding is None}
    closed |= {f"admin:tracker_{name}_verb" for name, table in FACTS.items() if not table.verbs}
    found = {route.name for route in routes() if not route.name.endswith("None")}
    return {one(name) for name in found if not FILE.search(name)} - NO_PAGE - closed


def looks_at(role: str, kind: str) -> bool:
    """Whether somebody in a role looks at pages of a kind: what is the same for many is looked at by one of them.

    What is everybody's is looked at by a deputy, what is public by a stranger, a table of the admin by who writes it.
    """
    name = kind.split(" ")[0]
    if table := OF_A_TABLE.fullmatch(name):
        return role == (Role.ADMINISTRATOR if Role.ADMINISTRATOR in TABLES[table[1]].writers else Role.OFFICE)
    if name in PUBLIC and name != "logout":
        return role == STRANGER
    is_everybodys = name == "logout" or (name in PAGES and PAGES[name].roles == EVERYBODY and name != "home")
    return not is_everybodys or role == Role.DEPUTY
