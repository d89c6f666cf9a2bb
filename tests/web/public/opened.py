"""What the tests of the pages for strangers make: published suggestions and replies of 2023."""

from datetime import date

from tests import make
from tracker.ledger import oversight
from tracker.models import Suggestion

ROOT = "/public/chongqing-congress-6/"
LIST, NAMES = f"{ROOT}suggestions/", f"{ROOT}deputies/"
DAY = date(2023, 2, 20)


def publish(row, on=DAY, decision="publish", **why):
    """Decide on publishing a suggestion or a reply; withheld for privacy unless another reason is given."""
    reason = {"reason": "privacy"} if decision == "withhold" else {}
    return oversight.disclose(make.by(), row, decision, on, **reason | why)


def suggestion(lead, title="关于增设公交线路的建议", text="群众出行不便。", on=date(2023, 2, 6), **more):
    """A suggestion with a text, accepted and published."""
    row = make.suggestion(lead, on, title, **more)
    Suggestion.objects.filter(pk=row.pk).update(text=text)
    row.refresh_from_db()
    publish(row)
    return row


def answered(row, text="已增设两条线路。", decision="publish", **more):
    """The reply of a unit to a suggestion, with the decision on it; none where that is empty."""
    reply = make.reply(make.assignment(row, on=date(2023, 2, 10)), on=date(2023, 3, 1), text=text, **more)
    if decision:
        publish(reply, date(2023, 3, 10), decision)
    return reply


def page_of(row):
    """The address of the page of a suggestion."""
    return f"{LIST}{row.pk}/"
