"""What a unit does with its share of a suggestion: contacts, progress, perhaps an extension, and the reply."""

from datetime import date, timedelta

from ...models import Assignment, Commitment, Contact, Progress, Reply
from ...rules.chain import Promise
from ...rules.deadlines import add_months
from .items import Share
from .lots import EXTENDED, LATE
from .office import Office

Role = Assignment.Role
FORMS = ["face", "face", "telephone", "meeting", "on_site"]
PROMISED = "B"
DAYS_LATE = [(2, 40), (2, 40), (60, 220)]
FEWEST_DAYS, FEWEST_DAYS_OF_A_HELPER = 16, 4


def answer(office: Office, share: Share, not_before: date):
    """Handle a share up to its first reply, as far as the last day allows; co-handlers give their opinion."""
    if share.row.returned_on:
        return
    if share.item.is_leaving:
        share.row.ended_on = share.item.row.withdrawn_on
        return
    on = _day_of_reply(office, share, not_before)
    _report(office, share, on)
    if office.is_past(on):
        write_reply(office, share, on, share.lot.reply_class if share.row.answers else "")


def _day_of_reply(office, share, not_before) -> date:
    row = share.row
    if share.lot.course == EXTENDED:
        _extend(office, row)
    if share.lot.course == LATE:
        return office.after(row.deadline, *office.world.rng.choice(DAYS_LATE))
    few = FEWEST_DAYS if row.answers else FEWEST_DAYS_OF_A_HELPER
    first = row.extended_on or max(row.assigned_on + timedelta(days=few), not_before)
    return office.between(first, row.deadline)


def _extend(office, row):
    on = row.due_on - timedelta(days=office.world.rng.randint(2, 10))
    if office.is_past(on):
        row.extended_on, row.extension_reason = on, office.say("extension")
        row.extended_to = office.workdays.roll(add_months(row.due_on, 1))


def _report(office, share, reply_on):
    """Contacts and progress between assignment and reply; of those that lie ahead nothing is known yet."""
    if not share.row.answers:
        return
    if office.happens("contact"):
        _contact(office, share, share.row.assigned_on, reply_on, "before")
        if office.happens("contact_during"):
            _contact(office, share, share.row.assigned_on, reply_on, "during")
    if office.happens("contact_after"):
        _contact(office, share, reply_on, office.after(reply_on, 1, 10), "after")
    if office.happens("progress"):
        on = office.between(share.row.assigned_on, reply_on)
        if office.is_past(on):
            share.keep(Progress(assignment=share.row, on=on, text=office.pick("progress")))


def _contact(office, share, first, last, stage):
    on = office.between(first, last)
    if office.is_past(on):
        form, persons, view = office.world.rng.choice(FORMS), office.say("persons"), office.pick("views")
        share.keep(Contact(assignment=share.row, on=on, stage=stage, form=form, persons=persons, view=view))


def write_reply(office: Office, share: Share, on: date, reply_class: str) -> Reply:
    """Write the reply of the next round on a day, with commitments where its class promises something."""
    text = office.say("replies")[reply_class] if reply_class else office.say("opinion")
    number = office.next_number("reply", on.year)
    reply = Reply(
        assignment=share.row,
        round=len(share.replies) + 1,
        reply_class=reply_class,
        document_number=f"示例复〔{on.year}〕{number}号" if reply_class else "",
        text=text.format(title=share.item.row.title),
        signed_by="示例签发人",
        contact_person="示例联系人",
        contact_telephone="000-00000000",
        replied_on=on,
    )
    share.replies.append(share.keep(reply))
    if reply_class == PROMISED:
        for _ in range(office.world.rng.choice([1, 1, 2])):
            _commit(office, share, reply)
    return reply


def _commit(office, share, reply):
    on, due_on = reply.replied_on, office.after(reply.replied_on, 30, 400)
    row = Commitment(reply=reply, text=office.pick("commitments").format(topic=share.item.topic), due_on=due_on)
    confirmed, done = office.after(on, 2, 18), office.after(due_on, -20, 12)
    if office.happens("confirmed") and office.is_past(confirmed):
        row.confirmed_by_deputy_on = confirmed
    if office.happens("done") and office.is_past(done):
        row.reported_done_on, row.done_note = done, office.say("done")
    share.promised.append((Promise(len(share.promised), reply.round, due_on, row.reported_done_on), share.keep(row)))
