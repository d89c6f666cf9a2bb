"""The addresses of the project."""

from django.urls import include, path

from tracker.admin import site

urlpatterns = [
    path("admin/", site.urls),
    path("", include("tracker.web.urls")),
]
