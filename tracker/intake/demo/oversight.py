"""What the office decides on the suggestions of a year: what is published, supervised, linked to earlier ones."""

from datetime import date

from ...models import Disclosure, Similarity, Suggestion, Supervision
from .deck import deal, scaled
from .items import Item
from .office import Office

PUBLISH = "publish"
AT_THE_DEPUTYS_WISH = "deputy"
LAST_DECISIONS, LAST_RESULTS = (12, 29), (12, 15)
Wish = Suggestion.Wish


def disclose(office: Office, spec: dict, items: list[Item]):
    """Decide on publishing every suggestion of a year by its end, and the replies as was drawn for their shares."""
    end = date(spec["year"], *LAST_DECISIONS)
    for item, drawn in zip(items, deal(office.world.rng, spec["published"], len(items)), strict=True):
        wishes = Wish.AGREE if office.happens("agrees") else ""
        item.row.wish = Wish.OBJECT if drawn == AT_THE_DEPUTYS_WISH else wishes
        _decide(office, item, drawn, office.after(item.row.accepted_on, 20, 150), end, suggestion=item.row)
        for share in item.shares:
            for reply in share.replies:
                on = office.after(reply.replied_on, 0, 15)
                _decide(office, item, share.lot.published, on, max(end, reply.replied_on), reply=reply)


def _decide(office, item, drawn, on, end, **about):
    on = min(on, end)
    if not drawn or not office.is_past(on):
        return
    row = Disclosure(decision=PUBLISH if drawn == PUBLISH else "withhold", decided_on=on, **about)
    if drawn != PUBLISH:
        row.reason, row.review_on = drawn, date(on.year + 2, on.month, 1)
    item.keep(row)


def supervise(office: Office, spec: dict, items: list[Item]):
    """Put some under supervision after the assignment meeting, most of them with a result by the end of the year."""
    handled = [item for item in items if item.shares and item.in_session and not item.is_leaving]
    for item, kind in zip(handled, deal(office.world.rng, spec["supervised"], len(handled)), strict=True):
        if kind:
            _supervise(office, item, kind, max(spec["meeting_on"], item.referred_on), date(spec["year"], *LAST_RESULTS))


def _supervise(office, item, kind, meeting_on, end):
    row = item.keep(
        Supervision(
            suggestion=item.row,
            kind=kind,
            decided_by=office.say("deciders")[kind],
            decided_on=office.after(meeting_on, 15, 60),
            supervisor=office.pick("supervisors"),
            lead_handler=office.pick("leaders"),
            do_handler=str(item.shares[-1].row.unit),
            prompter=office.pick("committees"),
        )
    )
    finished = min(office.after(row.decided_on, 120, 240), end)
    if office.happens("finished") and office.is_past(finished):
        row.finished_on, row.result = finished, office.say("result")


def link(office: Office, spec: dict, items: list[Item]):
    """Link some to an earlier suggestion on the same topic, and remember all for the years to come."""
    in_order = sorted(items, key=lambda item: item.row.submitted_on)
    chosen = office.world.rng.sample(range(len(in_order)), scaled(spec["items"], "similar", len(in_order)))
    for at, item in enumerate(in_order):
        earlier = office.earlier[item.topic]
        if at in set(chosen) and earlier:
            on = office.after(item.row.accepted_on, 0, 6)
            if office.is_past(on):
                note, other = office.say("similar"), office.world.rng.choice(earlier)
                item.keep(Similarity(suggestion=item.row, earlier=other, linked_on=on, note=note))
        earlier.append(item.row)
