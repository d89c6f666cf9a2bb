"""Suggestions and assignments in each of their states, brought there by the verbs; and a row of every fact."""

from datetime import date

from tests import make
from tracker.ledger import assigning, bills, days, evaluations, oversight, replies, suggestions

SESSION_DAY = date(2023, 1, 14)
ACCEPTED, ASSIGNED, RECEIVED = date(2023, 1, 16), date(2023, 2, 1), date(2023, 2, 2)
ASKED, REPLIED, EVALUATED = date(2023, 2, 6), date(2023, 4, 3), date(2023, 4, 10)
AGAIN, PROMISED, KEPT, END = date(2023, 5, 5), date(2023, 5, 20), date(2023, 5, 22), date(2023, 5, 31)
PROMISE = [("年内完成", PROMISED)]


def draft(lead, joint, kind="suggestion"):
    """A draft that all have signed, and all have agreed to withdraw; ``joint`` is a mandate or several."""
    others = [*several(joint), *([make.organisation()] if kind == "bill" else [])]
    row = make.paper(lead, SESSION_DAY, joint=others, kind=kind)
    for sponsor in row.sponsors.all():
        suggestions.consent(make.by(), sponsor, SESSION_DAY)
    return row


def several(joint):
    return joint if isinstance(joint, tuple) else (joint,)


def submitted(lead, joint, kind="suggestion"):
    return suggestions.submit(make.by(), draft(lead, joint, kind), SESSION_DAY)


def accepted(lead, joint, kind="suggestion"):
    """Accepted and, unless it is a bill, referred to the system of the government."""
    row = submitted(lead, joint, kind)
    take = suggestions.file if kind == "proposal" else suggestions.accept
    take(make.by(), row, ACCEPTED, f"J{row.pk:04d}")
    if kind != "bill":
        assigning.refer(make.by(), row, make.system(), ACCEPTED)
    return row


def treated(lead, joint):
    row = bills.treat_as_suggestion(make.by(), accepted(lead, joint, "bill"), ACCEPTED)
    assigning.refer(make.by(), row, make.system(), ACCEPTED)
    return row


def not_filed(lead, joint):
    return suggestions.not_file(make.by(), submitted(lead, joint, "proposal"), ACCEPTED, "reference", "不属提案范围")


def withdrawn(lead, joint):
    return suggestions.withdraw(make.by(), accepted(lead, joint), ACCEPTED, "另行提出")


def merged(lead, joint):
    return suggestions.merge(make.by(), accepted(lead, joint), accepted(lead, joint), ACCEPTED)


def on_agenda(lead, joint):
    row = bills.put_on_agenda(make.by(), accepted(lead, joint, "bill"), ACCEPTED)
    return bills.report_deliberation(make.by(), row, ACCEPTED, "审议结果报告")


def in_committee(lead, joint):
    row = bills.refer_to_committee(make.by(), accepted(lead, joint, "bill"), "法制委员会", ACCEPTED)
    return bills.report_deliberation(make.by(), row, ACCEPTED, "审议结果报告")


def deliberated(lead, joint):
    return bills.adopt_report(make.by(), in_committee(lead, joint), ACCEPTED)


def assigned(lead, joint, role="host", **fields):
    """An assignment just made, of a suggestion that has it only."""
    return make.assignment(accepted(lead, joint), None, ASSIGNED, role, **fields)


def received(lead, joint, role="host"):
    share = assigned(lead, joint, role)
    return assigning.receive(make.acting("unit", body=share.unit), share, RECEIVED)


def return_asked(lead, joint):
    share = received(lead, joint)
    return assigning.return_assignment(make.acting("unit", body=share.unit), share, ASKED, "不属本单位职责")


def returned(lead, joint):
    referral = make.acting("referral_office", body=make.system())
    return assigning.accept_return(referral, return_asked(lead, joint), ASKED)


def ended(lead, joint):
    share = assigned(lead, joint)
    suggestions.withdraw(make.by(), again(share.suggestion), ASSIGNED, "另行提出")
    return again(share)


def replied(lead, joint, role="host", **content):
    """Replied with a promise, unless told otherwise, and rated by the first joint sponsor only."""
    share = received(lead, joint, role)
    make.reply(share, REPLIED, **({"commitments": PROMISE} if share.answers else {}) | content)
    make.receipt(share, "basically", EVALUATED, share.suggestion.sponsors.get(mandate=several(joint)[0]))
    return share


def rehandling(lead, joint, **content):
    share = replied(lead, joint, **content)
    make.receipt(share, "unsatisfied", EVALUATED)
    return share


def replied_again(lead, joint):
    """Replied in the second round, with a promise; not rated yet."""
    share = rehandling(lead, joint)
    make.reply(share, AGAIN, commitments=PROMISE)
    return share


def tracking(lead, joint):
    share = replied(lead, joint)
    make.receipt(share, "satisfied", EVALUATED)
    return share


def closed(lead, joint, role="host"):
    share = replied(lead, joint, role, **({"commitments": []} if role != "co_handler" else {}))
    make.receipt(share, "satisfied", EVALUATED)
    return share


def again(row):
    """The row as it is stored."""
    return type(row).objects.get(pk=row.pk)


def every_fact(lead, joint):
    """A row of every table of the chain: two rounds, a promise kept, a look back, a bill, all around them."""
    share, office = rehandling(lead, joint), make.by()
    row, unit = share.suggestion, make.acting("unit", body=share.unit)
    replies.contact(unit, share, END, "during", "face", "示例代表001")
    replies.progress(unit, share, END, "已到现场调研")
    answer = make.reply(share, PROMISED, commitments=[("月内完成", PROMISED)])
    make.receipt(share, "satisfied", PROMISED)
    make.fulfilment(share, on=KEPT)
    evaluations.look_back(office, share, END, "路面仍有积水")
    oversight.disclose(office, answer, "withhold", PROMISED, reason="privacy", review_on=date(2024, 5, 20))
    oversight.supervise(office, row, "key", "主任会议", END, supervisor="示例副主任")
    oversight.link_similar(office, row, merged(lead, joint), END)
    on_agenda(lead, joint)
    days.set_day(make.acting("administrator"), date(2023, 9, 28), False, "示例通知")
    return share
