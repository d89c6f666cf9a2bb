"""What can be done with a suggestion: each act with its form, its verb and when it fits; and the acts offered now."""

from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from ...ledger import assigning, bills, oversight, sponsors, suggestions
from ...models import Sponsor, Suggestion
from ...rules import chain
from . import forms
from .act import Act
from .shareacts import ASSIGNMENT_ACTS
from .target import Target

Kind = Suggestion.Kind


def _plain(verb: Callable) -> Callable:
    """Runs a verb of the suggestion with the form's values."""
    return lambda by, target, form: verb(by, target.suggestion, **form.cleaned_data)


def _add_sponsors(by, target, form):
    for mandate in form.cleaned_data["joint"]:
        suggestions.add_sponsor(by, target.suggestion, mandate, Sponsor.Role.JOINT)


def _confirm_own(by, target, form):
    for sponsor in _unconfirmed(target):
        suggestions.confirm(by, sponsor, form.cleaned_data["on"], Sponsor.How.SYSTEM)


def _unconfirmed(target):
    return [row for row in target.own_sponsors if row.confirmed_on is None]


def _confirm_paper(by, target, form):
    suggestions.confirm_all(by, target.suggestion, how=Sponsor.How.PAPER, **form.cleaned_data)


def _waiting(target):
    return any(row.confirmed_on is None for row in target.sponsors if row.suggestion_id == target.suggestion.pk)


def _consent_own(by, target, form):
    for sponsor in _against(target.own_sponsors):
        suggestions.consent(by, sponsor, form.cleaned_data["on"])


def _consent_paper(by, target, form):
    for sponsor in _against(target.sponsors):
        if sponsor.suggestion_id == target.suggestion.pk:
            suggestions.consent(by, sponsor, form.cleaned_data["on"])


def _against(sponsors):
    return [row for row in sponsors if row.withdraws_on is None]


def _may_withdraw(target):
    return "withdraw" in chain.SUGGESTION_MOVES[target.state] and _against(target.sponsors)


def _finish(by, target, form):
    said = form.cleaned_data
    return oversight.finish_supervision(by, said["row"], said["on"], said["result"])


def _is_bill(target):
    return target.suggestion.is_bill


def _is_handled(target):
    return not target.suggestion.is_bill


def _is_proposal(target):
    return target.suggestion.kind == Kind.PROPOSAL


def _is_drafted(target):
    return target.state == Suggestion.State.DRAFT


SUGGESTION_ACTS = (
    Act("amend", _("修改草稿"), forms.Content, _plain(suggestions.amend)),
    Act("add_sponsors", _("增加联名"), forms.AddSponsors, _add_sponsors, _is_drafted, "add_sponsor"),
    Act(
        "confirm",
        _("确认联名"),
        forms.OnDay,
        _confirm_own,
        lambda target: _is_drafted(target) and _unconfirmed(target),
        primary=True,
    ),
    Act(
        "confirm_paper",
        _("纸质联名已核"),
        forms.Paper,
        _confirm_paper,
        lambda target: _is_drafted(target) and target.is_office and _waiting(target),
        "confirm",
    ),
    Act(
        "drop_sponsor",
        _("退出联名"),
        forms.DropSponsor,
        lambda by, target, form: sponsors.drop_sponsor(by, **form.cleaned_data),
        lambda target: _is_drafted(target) and forms.droppable(target).exists(),
    ),
    Act(
        "submit", _("提出"), forms.OnDay, _plain(suggestions.submit), lambda target: not _waiting(target), primary=True
    ),
    Act(
        "accept",
        _("受理"),
        forms.Accept,
        _plain(suggestions.accept),
        lambda target: not _is_proposal(target),
        primary=True,
    ),
    Act("file", _("立案"), forms.Accept, _plain(suggestions.file), _is_proposal, primary=True),
    Act("not_file", _("不予立案"), forms.NotFile, _plain(suggestions.not_file), _is_proposal),
    Act("return_to_sponsor", _("退回提出人"), forms.Why, _plain(suggestions.return_to_sponsor)),
    Act("put_on_agenda", _("列入议程"), forms.OnDay, _plain(bills.put_on_agenda), _is_bill),
    Act("refer_to_committee", _("交付委员会审议"), forms.Committee, _plain(bills.refer_to_committee), _is_bill),
    Act("report_deliberation", _("提出审议结果报告"), forms.Report, _plain(bills.report_deliberation), primary=True),
    Act("adopt_report", _("通过审议结果报告"), forms.OnDay, _plain(bills.adopt_report)),
    Act("treat_as_suggestion", _("转作建议办理"), forms.DayAndNote, _plain(bills.treat_as_suggestion), _is_bill),
    Act("refer", _("交办到系统"), forms.Refer, _plain(assigning.refer), _is_handled, primary=True),
    Act(
        "assign",
        _("交办承办单位"),
        forms.Assign,
        _plain(assigning.assign),
        lambda target: _is_handled(target) and target.state == Suggestion.State.ACCEPTED,
        primary=True,
    ),
    Act(
        "assign_more",
        _("增加承办单位"),
        forms.Assign,
        _plain(assigning.assign),
        lambda target: _is_handled(target) and target.state != Suggestion.State.ACCEPTED,
        "assign",
    ),
    Act("merge", _("并案"), forms.Merge, _plain(suggestions.merge), _is_handled),
    Act(
        "consent",
        _("同意撤回"),
        forms.OnDay,
        _consent_own,
        lambda target: _may_withdraw(target) and _against(target.own_sponsors),
    ),
    Act(
        "consent_paper",
        _("全体提出人书面同意撤回"),
        forms.OnDay,
        _consent_paper,
        lambda target: _may_withdraw(target) and target.is_office,
        "consent",
    ),
    Act(
        "withdraw",
        _("撤回"),
        forms.DayAndWhy,
        _plain(suggestions.withdraw),
        lambda target: not _against(target.suggestion.sponsors.all()),
    ),
    Act(
        "disclose",
        _("审定公开"),
        forms.Disclose,
        lambda by, target, form: oversight.disclose(by, target.suggestion, **form.cleaned_data),
        lambda target: target.suggestion.accepted_on,
        "disclose_suggestion",
    ),
    Act(
        "supervise",
        _("列入督办"),
        forms.Supervise,
        _plain(oversight.supervise),
        lambda target: target.suggestion.accepted_on,
    ),
    Act(
        "finish_supervision",
        _("登记督办结果"),
        forms.Finish,
        _finish,
        lambda target: target.suggestion.supervisions.filter(finished_on=None).exists(),
    ),
    Act(
        "link_similar",
        _("关联类似建议"),
        forms.Link,
        _plain(oversight.link_similar),
        lambda target: target.state != Suggestion.State.WITHDRAWN,
    ),
)


def offered(target: Target) -> list[Act]:
    """The acts that the user may do now; at most one is primary, the one that comes first."""
    shown = [act for act in _every(target) if act.offered(target)]
    first = next((act for act in shown if act.primary), None)
    return [replace(act, primary=act is first) for act in shown]


def primary(target: Target) -> Act | None:
    """The primary act that the user may do now, without looking at the others."""
    return next((act for act in _every(target) if act.primary and act.offered(target)), None)


def find(target: Target, code: str) -> Act | None:
    """The act of a code."""
    return next((act for act in _every(target) if act.code == code), None)


def _every(target):
    return ASSIGNMENT_ACTS if target.assignment else SUGGESTION_ACTS
