"""What every request carries: the chosen language and the roles of who is asking."""

from django.conf import settings
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from ..models import RoleGrant


class Roles:
    """Sets ``request.roles``, read when first asked for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.roles = SimpleLazyObject(lambda: RoleGrant.objects.roles(request.user, timezone.localdate()))
        return self.get_response(request)


class ChosenLanguage:
    """Chinese first: activates the language of the cookie, else the project's own, whatever the browser asks for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            return self.get_response(request)
