"""The four rates: the page, the rows behind each of its numbers, and the workbook."""

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tables2 import RequestConfig

from ..exports import rates as rates_book
from ..models import Suggestion
from ..rules import load
from ..scores import counted
from ..scores.by_unit import by_system, by_unit
from ..scores.rates import rows_of
from ..tables import rate_rows as row_tables
from ..tables import rates as tables
from ..tables.rate_words import BASIS, RATE_LABELS, RATE_MEANINGS
from . import rate_question
from .downloads import answer, official
from .problems import in_sentences
from .question import Unreadable
from .terms import offer

PER_PAGE = 50
ROW_TABLES = {
    "assignment": row_tables.AssignmentRows,
    "suggestion": row_tables.SuggestionRows,
    "commitment": row_tables.CommitmentRows,
    "body": row_tables.UnitRows,
}


@in_sentences
def rates(request):
    """The four rates of a scope, each with its numerator and denominator; everything else is below."""
    reach = rate_question.reach_of(request)
    asked = rate_question.read(request.GET, reach)
    register = asked.register()
    found = asked.measure(register)
    context = {
        "asked": asked,
        "terms": offer(_terms(reach), asked.term),
        "units": rate_question.unit_choices(asked),
        "spans": rate_question.span_links(asked),
        "basis": BASIS,
        "is_empty": not (register.shares or register.items),
        "sees_all": reach.sees_all(asked.term),
        **_numbers(asked, found),
        **_lists(asked, register),
    }
    return render(request, "tracker/rates.html", context)


def _terms(reach):
    return reach.terms.filter(Exists(Suggestion.objects.filter(term=OuterRef("pk"))))


def _numbers(asked, found) -> dict:
    rule = load.handling(asked.term.body, asked.on)

    def figure(code):
        return tables.figure(found[code], _link(asked))

    return {
        "cards": [(label, [figure(code) for code in codes]) for label, codes in tables.CARDS],
        "others": tables.RateTable([figure(code) for code in tables.OTHERS]),
        "counts": tables.CountTable(tables.counts(found, _link(asked))),
        "classes": tables.classes(found, _link(asked), rule.class_labels),
        "ratings": tables.RatingTable(tables.ratings(found, _link(asked), rule.rating_labels)),
        "reasons": tables.ReasonTable(tables.reasons(found, _link(asked))),
        "replied": len(found["implementation"].denominator),
    }


def _link(asked, **unit):
    """Gives the address of the rows of a number, where who is asking may open them."""
    opens_all = asked.reach.opens_all(asked.term)

    def address(**number):
        if number.get("rate") == "share_of_assignments" and number["part"] != "numerator" and not opens_all:
            return ""
        return asked.rows(**unit, **number)

    return address


def _lists(asked, register) -> dict:
    systems = [_line(asked, body, found, own="") for body, found in by_system(register)]
    units = [_line(asked, body, found, own="1") for body, found in by_unit(register)]
    return {
        "systems": tables.SystemTable(systems) if len(systems) > 1 else None,
        "by_unit": tables.UnitTable(units) if units else None,
    }


def _line(asked, body, found, own):
    address = reverse("rates") + asked.address(unit=body.code, own="")
    return tables.UnitLine(body, found, address, _link(asked, unit=body.code, own=own))


@in_sentences
def rows(request):
    """Exactly the rows that a number counted."""
    asked = _to_open(request)
    number, register = _asked_number(request.GET), asked.register()
    found = asked.measure(register)
    pks, title, meaning = _counted(found, **number)
    if number.get("rate") == "share_of_assignments" and number["part"] != "numerator":
        if not asked.reach.opens_all(asked.term):
            raise PermissionDenied
        register = asked.everywhere()
    code = number.get("rate") or number["count"]
    kind = rows_of(code)
    table = _table(kind, code, counted.rows(kind, asked.term, register, pks), asked)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    context = {
        "asked": asked,
        "title": title,
        "meaning": meaning,
        "number": len(pks),
        "kind": kind,
        "unit_of_number": tables.UNITS[kind],
        "table": table,
        "basis": BASIS,
        "back": reverse("rates") + asked.address(own=""),
    }
    return render(request, "tracker/rate_rows.html", context)


def _to_open(request) -> rate_question.RateQuestion:
    """The question of who may open its rows; refused where it cannot be read."""
    asked = rate_question.read(request.GET, rate_question.reach_of(request))
    if not asked.opens:
        raise PermissionDenied
    asked.need_readable()
    return asked


def _asked_number(get) -> dict[str, str]:
    """Which number is asked for: a part of a rate, or a count."""
    if "rate" in get:
        return {"rate": get["rate"], "part": get.get("part", "numerator")}
    return {"count": get.get("count", "")}


def _counted(found, rate="", part="", count=""):
    """(primary keys, title, meaning) of a number; Unreadable where there is no such number."""
    if rate in found.rates and part in counted.PARTS:
        title = _("%(rate)s · %(part)s") % {"rate": RATE_LABELS[rate], "part": tables.PART_LABELS[part]}
        return counted.part_of(found[rate], part), title, RATE_MEANINGS[rate]
    if count in found.counts:
        return found.counts[count], tables.count_label(count), ""
    raise Unreadable(
        _("没有「%(asked)s」这一指标或计数，请从四率页面的数字进入。") % {"asked": f"{rate or count} {part}".strip()}
    )


def _table(kind, code, found, asked):
    if kind == "assignment":
        return row_tables.AssignmentRows(found, code=code)
    if kind == "body":
        return row_tables.UnitRows(found, link=lambda unit: reverse("rates") + asked.address(unit=unit.code, own=""))
    return ROW_TABLES[kind](found)


@official
@in_sentences
def workbook(request):
    """The workbook of the rates of a scope, units below included; it holds cases, so it is for who opens the rows."""
    asked = replace(_to_open(request), own=False)
    register, today = asked.register(), timezone.localdate()
    found, name = asked.measure(register), rates_book.title(asked.term, asked.unit)
    return answer(name, lambda out: rates_book.write(asked.term, register, found, out, made_on=today, unit=asked.unit))
