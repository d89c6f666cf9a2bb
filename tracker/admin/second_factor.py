"""A lost telephone: an administrator takes somebody's second factor away, and the trace stays."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class SecondFactorReset:
    """Adds to the admin of users whether a second factor is set up, and a page that takes it away."""

    reset_template = "admin/tracker/second_factor.html"

    def get_urls(self):
        reset = self.admin_site.admin_view(self.reset_second_factor)
        return [path("<int:pk>/second-factor/", reset, name="tracker_user_second_factor"), *super().get_urls()]

    @admin.display(description=gettext_lazy("动态验证码"))
    def second_factor(self, user):
        """Whether the user has one, and the way to take it away."""
        if not user.pk or not Authenticator.objects.filter(user=user).exists():
            return _("未启用")
        address = reverse("admin:tracker_user_second_factor", args=[user.pk])
        return format_html('{} <a href="{}">{}</a>', _("已启用"), address, _("重置（手机丢失）"))

    def reset_second_factor(self, request, pk):
        """Ask, then take the second factor and all sessions away; one's own is switched off on one's own page."""
        user = self.get_object(request, str(pk))
        if user is None:
            raise Http404
        if not self.has_change_permission(request, user) or user == request.user:
            raise PermissionDenied
        if request.method == "POST":
            self._reset(request, user)
            return redirect("admin:tracker_user_change", user.pk)
        told = {"opts": self.opts, "original": user, "title": _("重置动态验证码")}
        context = self.admin_site.each_context(request) | told
        return TemplateResponse(request, self.reset_template, context)

    @transaction.atomic
    def _reset(self, request, user):
        Authenticator.objects.filter(user=user).delete()
        for session in UserSession.objects.filter(user=user):
            session.end()
        self.log_change(request, user, "重置动态验证码，并退出其所有登录。")
        messages.success(request, _("%(user)s 的动态验证码已重置，其所有登录都已退出。") % {"user": user})
