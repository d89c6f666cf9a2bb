"""What the demo's deputy has entered and said with the own login: made with the login, and only in the demo world."""

from datetime import datetime, time

from ...ledger import By, answers, duties
from ...models import DutyKind, DutyRecord, Mandate, RollAnswer, User
from .script import Script
from .world import SHANGHAI

EVENING, NEXT_MORNING = time(19), time(9)


def live(script: Script, user: User, mandate: Mandate):
    """Enter the records of the script as the deputy, return those that it says, and object to one record of others."""
    verifier = User.objects.filter(username=script.words["clerks"]["verifier"]["username"]).first()
    if verifier is None:
        return
    for words in script.words["deputy_records"]:
        _record(words, user, verifier, mandate)
    _object(script, user, mandate)


def _record(words, user, verifier, mandate):
    by = _by(user, words["on"], EVENING)
    kind = DutyKind.objects.get(code=words["kind"])
    row = duties.record(by, mandate, kind, words["on"], words["title"], note=words["note"])
    duties.submit(by, row)
    if words.get("why"):
        duties.return_(_by(verifier, words["returned_on"], NEXT_MORNING), row, words["why"])


def _object(script, user, mandate):
    words = script.words["deputy_objection"]
    rows = DutyRecord.objects.filter(mandate=mandate, state=DutyRecord.State.VERIFIED, occurred_on__gte=words["since"])
    row = rows.exclude(recorded_by=user).order_by("occurred_on", "pk").first()
    if row is not None:
        answers.answer(_by(user, words["on"], EVENING), row, RollAnswer.Word.OBJECTED, words["reason"])


def _by(user, on, at) -> By:
    return By(user, datetime.combine(on, at, SHANGHAI))
