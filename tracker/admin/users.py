"""Users and their roles."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _

from ..models import Role, RoleGrant, User
from .site import AdministratorInline, RoleAdmin, site


class RoleGrantInline(AdministratorInline):
    model = RoleGrant
    autocomplete_fields = ["body", "group", "person"]


@admin.register(User, site=site)
class LoginAdmin(RoleAdmin, UserAdmin):
    """Logins; what they may do is said by role grants, never by permissions."""

    viewers = frozenset({Role.AUDITOR})
    list_display = ["username", "last_name", "first_name", "is_active", "last_login"]
    list_filter = ["is_active", "grants__role"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("个人信息"), {"fields": ["last_name", "first_name", "telephone", "email"]}),
        (_("状态"), {"fields": ["is_active", "last_login", "date_joined"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]
    filter_horizontal = []
    inlines = [RoleGrantInline]


@admin.register(RoleGrant, site=site)
class RoleGrantAdmin(RoleAdmin):
    viewers = frozenset({Role.AUDITOR})
    list_display = ["user", "role", "body", "group", "person", "sees_reasons", "sees_results", "starts_on", "ends_on"]
    list_filter = ["role"]
    search_fields = ["user__username", "user__last_name"]
    autocomplete_fields = ["user", "body", "group", "person"]
    list_select_related = ["user", "body", "group", "person"]
