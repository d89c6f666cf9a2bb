"""The addresses of the project."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from tracker.admin import site

urlpatterns = [
    path("admin/", site.urls),
    path("i18n/setlang/", login_not_required(set_language), name="set_language"),
    path("", include("tracker.web.account.urls")),
    path("", include("tracker.web.urls")),
]
