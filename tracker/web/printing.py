"""What is printed and signed: the duty form of a deputy or of many, and the official list of names."""

from dataclasses import dataclass, replace

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from ..exports.text import file_name
from ..exports.word import Paper, Roster, deputy_list_in, duty_forms_in, labels, papers, roster, roster_workbook
from ..models import STAFF, ElectoralUnit, Group, Mandate
from ..scores import summary
from . import question
from .access import visible_mandates
from .downloads import answer, exactly, official
from .overview import chosen
from .problems import in_sentences
from .wording import in_chinese

MOST = 100  # forms in one file: some four seconds, and the paper tray of a printer


@dataclass(frozen=True)
class Forms:
    """The forms that an address asks for; ``name`` is that of their file."""

    asked: question.Question
    papers: list[Paper]
    name: str


def _forms(asked, mandates, mark) -> Forms:
    """The forms of some mandates over the asked year and the term; ``mark`` says in the file's name whose they are."""
    periods = replace(asked, cycle="year").judged_periods()
    judgement = summary.judge(asked.term, mandates, periods, asked.on)
    found = papers(judgement, made_on=timezone.localdate())
    return Forms(asked, found, file_name(f"{found[0].title}（{mark}）"))


def _one(request, term, number) -> tuple[Mandate, Forms]:
    """The form of a deputy whom who is asking may see; 404 else."""
    rows = visible_mandates(request).select_related("term", "person")
    mandate = get_object_or_404(rows, term__code=term, number=number)
    asked = exactly(request, term=term)
    mark = f"{mandate.number} {mandate.person.name}"
    return mandate, in_chinese(lambda: _forms(asked, Mandate.objects.filter(pk=mandate.pk), mark))


def _many(request) -> Forms:
    """The forms of the deputies that a list shows, filters and all; Unreadable where there are none or too many."""
    asked = exactly(request)
    periods = replace(asked, cycle="year").judged_periods()
    mandates = visible_mandates(request).filter(term=asked.term)
    rows = chosen(summary.judge(asked.term, mandates, periods, asked.on), asked)
    if not rows:
        raise question.Unreadable(_("没有符合条件的代表，无法生成登记表。请核对届、年度、截至日期和筛选条件。"))
    if len(rows) > MOST:
        said = _(
            "符合条件的代表有 %(n)s 名，一次最多生成 %(most)s 份登记表。请在总览中按联系组或选举单位筛选后再生成。"
        )
        raise question.Unreadable(said % {"n": len(rows), "most": MOST})
    chosen_ones = Mandate.objects.filter(pk__in=[row.mandate.pk for row in rows])
    mark = "、".join([*_own_groups(request), *(part for part in (asked.unit, asked.group) if part)])
    return in_chinese(lambda: _forms(asked, chosen_ones, f"{mark}{len(rows)}名"))


def _own_groups(request) -> list[str]:
    return [] if request.roles & STAFF else [grant.group.name for grant in request.grants if grant.group]


@in_sentences
def duty_form(request, term, number):
    """The form of one deputy, to be printed and signed."""
    mandate, forms = _one(request, term, number)
    context = {"mandate": mandate, "asked": forms.asked, "papers": forms.papers, "labels": labels}
    return render(request, "tracker/print_forms.html", context)


@official
@in_sentences
def duty_form_word(request, term, number):
    """The form of one deputy as a Word file."""
    return _word(_one(request, term, number)[1])


@in_sentences
def group_forms(request):
    """The forms of many deputies, each on a page of its own."""
    forms = _many(request)
    return render(request, "tracker/print_forms.html", {"asked": forms.asked, "papers": forms.papers, "labels": labels})


@official
@in_sentences
def group_forms_word(request):
    """The forms of many deputies in one Word file."""
    return _word(_many(request))


def _word(forms: Forms):
    today = timezone.localdate()
    return answer(forms.name, lambda out: duty_forms_in(forms.papers, out, made_on=today), "docx")


def _list(request) -> tuple[question.Question, Roster]:
    """The official list of the deputies whom who is asking may see, of a unit or a group where one is asked for."""
    asked = exactly(request)
    mandates, parts = visible_mandates(request).filter(term=asked.term), _own_groups(request)
    places = (
        (Group.objects.visible_to(request.who), asked.group, mandates.of_group),
        (ElectoralUnit.objects, asked.unit, mandates.of_unit),
    )
    for rows, name, narrowed in places:
        if name:
            place = rows.filter(term=asked.term, name=name).first()
            if place is None:
                said = _("没有名为「%(name)s」的联系组、专业组或选举单位，请从总览的列表中选择。")
                raise question.Unreadable(said % {"name": name})
            mandates = mandates.filter(pk__in=narrowed(place, asked.on).values("pk"))
            parts += [name] if name not in parts else []
    return asked, in_chinese(lambda: roster(asked.term, mandates, asked.on, "、".join(parts)))


@in_sentences
def deputy_list(request):
    """The official list of names as a page."""
    asked, found = _list(request)
    return render(request, "tracker/print_list.html", {"asked": asked, "roster": found})


@official
@in_sentences
def deputy_list_word(request):
    """The official list of names as a Word file."""
    _asked, found = _list(request)
    today = timezone.localdate()
    return answer(file_name(found.title), lambda out: deputy_list_in(found, out, made_on=today), "docx")


@official
@in_sentences
def deputy_list_excel(request):
    """The official list of names as a workbook."""
    _asked, found = _list(request)
    today = timezone.localdate()
    return answer(file_name(found.title), lambda out: roster_workbook(found, out, made_on=today))
