"""What cannot be answered becomes a page with a sentence."""

from functools import wraps

from django.shortcuts import render

from ..exports.reports import NotServing
from ..scores.calendar import NoPeriod, NoTerm
from .question import Unreadable


def in_sentences(view):
    """A view whose unknown terms, periods and times of service are answered with their sentence."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except (NoPeriod, NoTerm, NotServing, Unreadable) as problem:
            return render(request, "tracker/problem.html", {"sentence": str(problem)}, status=404)

    return answered
