"""What can be done with an assignment: each act with its form, its verb and when it fits."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from ...ledger import assigning, evaluations, oversight, replies
from . import forms, shareforms
from .act import Act


def _share(verb: Callable) -> Callable:
    """Runs a verb of the assignment with the form's values."""
    return lambda by, target, form: verb(by, target.assignment, **form.cleaned_data)


def _reply(by, target, form):
    return replies.reply(by, target.assignment, **form.fields_of_verb)


def _latest(target):
    return target.assignment.replies.get(round=target.latest_round)


def _amend_reply(by, target, form):
    return replies.amend_reply(by, _latest(target), **form.cleaned_data)


def _unrated(target):
    return not any(row.round == target.latest_round for row in target.receipts)


def _disclose_reply(by, target, form):
    return oversight.disclose(by, _latest(target), **form.cleaned_data)


def _of_commitment(verb):
    def run(by, target, form):
        said = dict(form.cleaned_data)
        return verb(by, said.pop("row"), **said)

    return run


def _open_commitments(field):
    return lambda target: any(
        getattr(promise, field) is None
        for reply in target.assignment.replies.all()
        if reply.round == target.latest_round
        for promise in reply.commitments.all()
    )


def _to_rate(target):
    """Whether somebody for whom the user may speak has not rated the latest reply."""
    who = target.own_sponsors or (target.sponsors if target.is_office else [])
    return target.latest_round and target.unrated(who)


def _rate_reply(by, target, form):
    said = form.cleaned_data
    return evaluations.evaluate_reply(by, target.assignment, form.sponsor(), said["rating"], said["on"], **form.said())


def _rate_fulfilment(by, target, form):
    said = form.cleaned_data
    about = (by, target.assignment, form.sponsor(), said["on"])
    return evaluations.evaluate_fulfilment(*about, rating=said["rating"], lines=form.lines(), **form.said())


def _correct(by, target, form):
    said = form.cleaned_data
    about = (by, said["old"], said["rating"], said["on"], said["reason"])
    return evaluations.correct(*about, lines=form.lines(), **form.said())


def _correctable(target):
    own = {row.pk for row in target.own_sponsors}
    return any(target.is_office or row.sponsor_id in own for row in target.receipts)


def _answers(target):
    return target.assignment.answers and target.latest_round


ASSIGNMENT_ACTS = (
    Act(
        "receive",
        _("签收"),
        forms.OnDay,
        _share(assigning.receive),
        lambda target: target.assignment.received_on is None,
        primary=True,
    ),
    Act("contact", _("登记沟通"), shareforms.Contacted, _share(replies.contact)),
    Act("progress", _("登记进展"), shareforms.Progressed, _share(replies.progress)),
    Act("reply", _("答复"), shareforms.NewReply, _reply, primary=True),
    Act(
        "return_assignment",
        _("申请退办"),
        forms.DayAndWhy,
        _share(assigning.return_assignment),
        lambda target: target.assignment.received_on,
    ),
    Act("accept_return", _("同意退办"), forms.DayAndNote, _share(assigning.accept_return), primary=True),
    Act("refuse_return", _("不同意退办"), forms.Why, _share(assigning.refuse_return)),
    Act("extend", _("延期"), shareforms.Extend, _share(assigning.extend)),
    Act("amend_reply", _("更正答复"), shareforms.AmendedReply, _amend_reply, _unrated),
    Act("disclose_reply", _("审定答复公开"), shareforms.DiscloseReply, _disclose_reply, _answers),
    Act(
        "confirm_commitment",
        _("确认承诺"),
        shareforms.OfCommitment,
        _of_commitment(replies.confirm_commitment),
        _open_commitments("confirmed_by_deputy_on"),
    ),
    Act(
        "report_done",
        _("报告承诺落实"),
        shareforms.Done,
        _of_commitment(replies.report_done),
        _open_commitments("reported_done_on"),
    ),
    Act("evaluate_reply", _("评价答复"), shareforms.RateReply, _rate_reply, _to_rate, primary=True),
    Act(
        "evaluate_fulfilment",
        _("评价承诺落实"),
        shareforms.RateFulfilment,
        _rate_fulfilment,
        lambda target: target.may_rate_fulfilment,
        primary=True,
    ),
    Act("correct_receipt", _("更正评价"), shareforms.Correct, _correct, _correctable),
    Act("look_back", _("回头看：未落实"), forms.DayAndWhy, _share(evaluations.look_back)),
)
