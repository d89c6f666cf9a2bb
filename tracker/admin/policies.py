"""What the logins of each role must do to sign in."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..models import Role, RolePolicy
from .site import RoleAdmin, site


@admin.register(RolePolicy, site=site)
class RolePolicyAdmin(RoleAdmin):
    """A row for each role; of somebody with several roles the strictest requirement counts."""

    viewers = frozenset({Role.AUDITOR})
    list_display = ["role", "second_factor", "idle_minutes"]
    fields = ["role", "second_factor", "idle_minutes"]

    def has_add_permission(self, request):
        """Only a role that has lost its row needs a new one."""
        return super().has_add_permission(request) and RolePolicy.objects.count() < len(Role)

    def get_readonly_fields(self, request, obj=None):
        return ["role"] if obj else []

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in HELP:
            field.help_text = HELP[db_field.name]
        return field


HELP = {
    "second_factor": _("持有这个角色、还没有启用动态验证码的人，下次打开页面时须先启用。"),
    "idle_minutes": _("5 至 1440 分钟；持有几个角色的人按最短的时间退出。"),
}
