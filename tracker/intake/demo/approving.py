"""The results of a finished year are approved, so that a leader of the demo sees individual ones."""

from datetime import datetime, time

from ...ledger import By, approvals
from ...ledger.actors import system_user
from ...models import AssessmentPeriod
from .world import SHANGHAI, World

AFTERNOON = time(16)


def approve(world: World):
    """Record the approval of the script as the office would."""
    words = world.script.words["approval"]
    period = AssessmentPeriod.objects.select_related("term").get(term=world.term, label=str(words["year"]))
    by = By(system_user(), datetime.combine(words["approved_on"], AFTERNOON, SHANGHAI))
    said = {name: words[name] for name in ("as_of", "approved_on", "approved_by", "document")}
    approvals.approve_results(by, period, **said)
