"""Where each role arrives: its own work in front of it."""

from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect, render

from ..models import Role
from .homes import leader, liaison
from .middleware import CHOSEN
from .overview import overview
from .own import home as own
from .trail import trail


def home(request):
    """The home of the role that who is asking acts in."""
    found = HOMES.get(request.who.role)
    return found(request) if found else render(request, "tracker/nothing.html")


def _assignments(request):
    return redirect("assignments")


def switch_role(request):
    """Act in another role that one holds, from its home on."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if request.POST.get("role") in request.who.choices:
        request.session[CHOSEN] = request.POST["role"]
    return redirect("home")


HOMES = {
    Role.OFFICE: overview,
    Role.VERIFIER: overview,
    Role.ADMINISTRATOR: overview,
    Role.AUDITOR: trail,
    Role.LIAISON: liaison.home,
    Role.LEADER: leader.home,
    Role.REFERRAL_OFFICE: _assignments,
    Role.UNIT: _assignments,
    Role.DEPUTY: own.home,
}
