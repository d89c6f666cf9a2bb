"""What makes a page one for strangers: no cookie is read or set, and any cache on the way may keep it for a minute."""

from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import cc_delim_re, get_conditional_response, patch_cache_control, set_response_etag
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

PREFIX = "/public/"
SECONDS = 60  # in which what is no longer public may still stand in a cache


class Strangers:
    """Takes the cookies off a request for a public page, and off its answer: who is signed in is nobody there."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        response.cookies.clear()
        _forget_cookies(response)
        return response


def _forget_cookies(response):
    others = [name for name in cc_delim_re.split(response.get("Vary", "")) if name.lower() not in ("", "cookie")]
    del response["Vary"]
    if others:
        response["Vary"] = ", ".join(others)


def for_strangers(view):
    """A page that opens without sign-in, read only, in the language of its address; what is not public is not there."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        with translation.override(_language(request)):
            response = _answer(view, request, *args, **kwargs)
        patch_cache_control(response, public=True, max_age=SECONDS)
        set_response_etag(response)
        return get_conditional_response(request, etag=response["ETag"], response=response)

    return login_not_required(csrf_exempt(require_safe(answered)))


def _answer(view, request, *args, **kwargs):
    try:
        if not settings.PUBLIC_PAGES:
            raise Http404
        return view(request, *args, **kwargs)
    except Http404:
        return render(request, "tracker/public/missing.html", {"keep": keep(request)}, status=404)


def _language(request) -> str:
    asked = request.GET.get("lang", "")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def keep(request) -> str:
    """The query string that keeps the language of the address; empty for the project's own."""
    language = _language(request)
    return "" if language == settings.LANGUAGE_CODE else f"?lang={language}"
