"""One login per role for the demo world, with random passwords kept in a file for its owner alone."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from ...models import Body, Group, Mandate, RoleGrant, Term, User
from . import own
from .script import Script
from .units import unit_of_login

PASSWORD_LENGTH = 16
EASY_TO_READ = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Login:
    """A login that was made for a role."""

    username: str
    password: str
    name: str


class Damaged(ValueError):
    """The file of the passwords does not hold them all; the text is a sentence."""


def keep_logins(script: Script, path: Path) -> list[Login]:
    """Make what is missing of the file and of the logins; a file that is there is never rewritten."""
    wanted = script.words["logins"]
    made = not path.exists()
    if made:
        _write(path, wanted)
    logins = _read(path, wanted)
    for row, login in zip(wanted, logins, strict=True):
        _make(script, row, login, renew=made)
    return logins


def _write(path, wanted):
    lines = [f"{row['username']}\t{_password()}\t{row['name']}\n" for row in wanted]
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.writelines(lines)


def _password() -> str:
    return "".join(secrets.choice(EASY_TO_READ) for _ in range(PASSWORD_LENGTH))


def _read(path, wanted) -> list[Login]:
    lines = path.read_text(encoding="utf-8").splitlines()
    found = {line.split("\t")[0]: Login(*line.split("\t")) for line in lines if line.count("\t") == 2}
    missing = [row["username"] for row in wanted if row["username"] not in found]
    if missing:
        raise Damaged(f"{path} 中缺少 {'、'.join(missing)} 的密码；请删除这个文件再启动，密码将重新生成。")
    return [found[row["username"]] for row in wanted]


def _make(script, row, login, renew):
    user, made = User.objects.get_or_create(
        username=login.username,
        defaults={
            "first_name": row["name"],
            "is_staff": row.get("staff", False),
            "telephone": row.get("telephone", ""),
        },
    )
    if made or renew:
        user.set_password(login.password)
        user.save(update_fields=["password"])
    if made:
        for grant in (row, *row.get("also", ())):
            _grant(script, user, grant)
    if made and "deputy" in row:
        own.live(script, user, Mandate.objects.get(term__code=script.words["term"], number=row["deputy"]))


def _grant(script, user, grant):
    special = {name: True for name in ("sees_reasons", "sees_results") if grant.get(name)}
    since = script.words["elected_on"]
    RoleGrant.objects.create(user=user, role=grant["role"], starts_on=since, **special, **_scope(script, grant))


def _scope(script, row) -> dict:
    term = Term.objects.get(code=script.words["term"])
    if "group" in row:
        return {"group": Group.objects.get(term=term, name=row["group"])}
    if "deputy" in row:
        return {"person": Mandate.objects.get(term=term, number=row["deputy"]).person}
    if "body" not in row:
        return {}
    if row["body"] == script.words["unit"]["code"]:
        return {"body": unit_of_login(script)}
    return {"body": Body.objects.get(code=row["body"])}
