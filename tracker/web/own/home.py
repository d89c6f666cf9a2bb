"""The deputy's home: what is missing and until when, what waits, this year's records, and whom to call."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from ...models import Group, Mandate
from ...scores import own
from ...scores.summary import Judgement, Standing
from ...tables import own as words
from ...tables.strip import strip_of, strip_of_finding
from ...tables.words import OUTCOME_CLASSES, OUTCOME_LABELS, finding_sentence, sentence
from ...typed import DayField
from ..access import rights_of
from ..chain import acts
from ..chain.target import Target, read_ahead
from ..listing import SOME_DAY

FEW = 8


class DayForm(forms.Form):
    """The day as of which the home speaks."""

    on = DayField(required=False, validators=SOME_DAY)


@dataclass(frozen=True)
class Line:
    """One requirement: how it stands, what is missing until when, and what to press; ``rows`` opens what is counted."""

    need: own.Need
    label: str
    css: str
    sentence: str
    advice: str
    strip: object
    rows: str
    act: tuple[str, str] | None


@dataclass(frozen=True)
class Section:
    """The requirements of the year or of the term."""

    title: str
    lines: list[Line]


@dataclass(frozen=True)
class Waiting:
    """Something that waits for the deputy: what it is, what is said of it, and the button."""

    what: str
    said: str
    label: str
    address: str


def home(request):
    """What is missing and until when, what waits, and the records of the year of who is asking."""
    on = _day(request)
    mandates = own.mandates_of(request.who, on)
    if not mandates:
        return render(request, "tracker/own/nobody.html")
    mandate = _chosen(request, mandates)
    return render(request, "tracker/own/home.html", _context(request, mandate, mandates, on))


def _day(request) -> date:
    """The day asked for, today where none is."""
    form = DayForm(request.GET)
    form.is_valid()
    return form.cleaned_data.get("on") or request.who.on


def _chosen(request, mandates) -> Mandate:
    """The mandate of the term asked for, the present one where none is."""
    asked = request.GET.get("term")
    found = next((row for row in mandates if not asked or row.term.code == asked), None)
    if found is None:
        raise Http404
    return found


def _context(request, mandate, mandates, on) -> dict:
    periods, year = own.years_of(mandate, on)
    asked = [year, *(item for item in periods if item.cycle == "term")] if year else []
    judgement = own.judgement_of(mandate, asked, on) if asked else None
    standing = next(iter(judgement.standings), None) if judgement else None
    kept = own.ledger(mandates, request.user, mandate, year, on)
    return {
        "mandate": mandate,
        "others": [row for row in mandates if row != mandate],
        "on": on,
        "year": year,
        "standing": standing,
        "strip": strip_of(standing, judgement) if standing else None,
        "told": sentence(standing, judgement) if standing else "",
        "sections": [*_sections(judgement, standing)] if standing else [],
        "waiting": _waiting(request, kept, on),
        "calls": _calls(mandate, standing, on),
        "is_over": mandate.ends_on is not None and mandate.ends_on <= on,
        **_recent(mandate, kept.of_year, judgement),
    }


def _sections(judgement: Judgement, standing: Standing):
    for cycle in own.CYCLES:
        lines = [_line(judgement, need) for need in own.needs(judgement, standing, cycle)]
        if lines:
            label = judgement.period(cycle).label
            yield Section(_("%(year)s 年") % {"year": label} if cycle == "year" else _("本届"), lines)


def _line(judgement, need: own.Need) -> Line:
    finding, item = need.finding, need.requirement
    year = judgement.period("year").label
    page = reverse("duty-file", args=[judgement.term.code, judgement.standings[0].number])
    return Line(
        need,
        _(OUTCOME_LABELS[finding.outcome]),
        OUTCOME_CLASSES[finding.outcome],
        finding_sentence(finding, item),
        words.advice(need),
        strip_of_finding(finding),
        f"{page}?year={year}&requirement={item.code}#{item.code}",
        _act(need),
    )


def _act(need) -> tuple[str, str] | None:
    if not words.may_act(need):
        return None
    if need.typed:
        return _("登记履职"), f"{reverse('own-record-new')}?for={need.requirement.code}"
    return _("提建议"), reverse("suggestion-new")


def _waiting(request, kept: own.Ledger, on) -> list[Waiting]:
    return [
        *(_to_mend(row) for row in kept.to_mend),
        *_to_check(kept.to_check),
        *_to_do(request, own.waiting(request.grants, on)),
        *_drafts(kept.drafts),
    ]


def _to_mend(row) -> Waiting:
    said = _("已退回：%(why)s") % {"why": row.why or _("请修改后重新提交")}
    return Waiting(row.title, said, _("修改"), reverse("own-record-edit", args=[row.pk]))


def _to_check(number):
    if number:
        what = _("核对他人为您登记的履职")
        yield Waiting(what, _("%(n)s 条") % {"n": number}, _("去核对"), reverse("own-checks"))


def _to_do(request, items: list[own.ToDo]) -> list[Waiting]:
    rights = rights_of(request)
    targets = [Target.of(request, item.suggestion, item.share, rights) for item in items]
    read_ahead(targets)
    return [_deed(item, acts.primary(target)) for item, target in zip(items, targets, strict=True)]


def _deed(item: own.ToDo, act) -> Waiting:
    """Leads straight to the form where there is one deed to do, else to the page of the suggestion."""
    said = words.to_do_text(item)
    if act is None:
        return Waiting(item.suggestion.title, said, _("查看"), reverse("suggestion", args=[item.suggestion.pk]))
    name, pk = ("assignment-act", item.share.pk) if item.share else ("suggestion-act", item.suggestion.pk)
    return Waiting(item.suggestion.title, said, str(act.label), reverse(name, args=[pk, act.code]))


def _drafts(number):
    if number:
        address = reverse("own-records") + "?state=draft"
        yield Waiting(_("还没有提交的草稿"), _("%(n)s 条") % {"n": number}, _("查看"), address)


def _calls(mandate, standing, on) -> list[tuple[str, list]]:
    """(who they are, logins) of whom to call: the liaisons of the own group today, and the office."""
    groups = [row for row in standing.groups if row.kind == Group.Kind.LIAISON] if standing else []
    found, office = own.to_call([group.pk for group in groups], mandate.term.body, on)
    own_group = [(group.name, found.get(group.pk, [])) for group in groups]
    return [*own_group, ("", office)]


def _recent(mandate, rows, judgement) -> dict:
    """The newest of the records of the year shown, how many there are, and what each counts for."""
    found = own.answers_of(judgement, mandate) if judgement else {}
    labels = {item.code: item.label for item in judgement.book.requirements()} if judgement else {}
    shown = [
        (row, words.day_of(row), words.STATE_CLASSES[row.state], words.answer_text(found.get(row.pk), labels))
        for row in rows[:FEW]
    ]
    return {"records": shown, "number": len(rows)}
