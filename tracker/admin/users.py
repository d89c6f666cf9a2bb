"""Users and their roles: who manages one body's gives nothing beyond it, and nobody changes what is his or her own."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserCreationForm
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from ..models import Role, RoleGrant, User, Who
from .second_factor import SecondFactorReset
from .site import AdministratorInline, RoleAdmin, site

FIELDS = ["user", "role", "body", "group", "person", "sees_reasons", "sees_results", "starts_on", "ends_on"]
OF_A_PLACE = {Role.LIAISON, Role.DEPUTY}  # their group or person says for which body they are
EXPLAINED = _(
    "请假、暂停的事由只对勾选了“可见请假、暂停事由”的人代工委授权显示，系统管理员也看不到；"
    "领导只有勾选“可见个人结果”才能在结果审定以后查看个人结果。授权须由另一位系统管理员设定，本人不能更改自己的授权。"
)


def users_of(rows, who: Who):
    """Users whom an administrator or auditor may see: all, or those with a grant within the body, and those without."""
    if who.sees_all:
        return rows
    grants = RoleGrant.objects.filter(user=OuterRef("pk"))
    return rows.filter(Exists(grants.visible_to(who)) | (~Exists(grants) & Q(is_superuser=False)))


def reaches_beyond(user, who: Who) -> bool:
    """Whether a user holds more than an administrator of one body governs."""
    within = RoleGrant.objects.visible_to(who).values("pk")
    return not who.sees_all and (
        user.is_superuser or RoleGrant.objects.filter(user=user).exclude(pk__in=within).exists()
    )


def is_own(request, user_id) -> bool:
    """Whether a grant is the asking user's own; the operator's account, a superuser, sets up the first ones."""
    return user_id == request.user.pk and not request.user.is_superuser


class GrantForm(forms.ModelForm):
    """A grant; ``who`` gives it, and nothing beyond the own body."""

    who: Who | None = None

    def clean(self):
        given = super().clean()
        wide = given.get("body") is None and given.get("role") not in OF_A_PLACE
        if self.who and not self.who.sees_all and wide:
            self.add_error("body", _("您只管理本机构的授权，请指定机构。"))
        return given


def given_by(who: Who) -> type[GrantForm]:
    """The form of the grants that somebody gives."""
    return type("GrantForm", (GrantForm,), {"who": who})


class RoleGrantInline(AdministratorInline):
    model = RoleGrant
    template = "admin/edit_inline/stacked.html"  # side by side the fields are wider than a window
    fields = ["role", ("body", "group"), "person", "sees_reasons", "sees_results", ("starts_on", "ends_on")]
    autocomplete_fields = ["body", "group", "person"]

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, form=given_by(request.who), **kwargs)

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.who)

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and not (obj and is_own(request, obj.pk))

    has_change_permission = has_delete_permission = has_add_permission


@admin.register(User, site=site)
class LoginAdmin(SecondFactorReset, RoleAdmin, UserAdmin):
    """Logins; what they may do is said by role grants, never by permissions."""

    viewers = frozenset({Role.AUDITOR})
    body = "grants__body"
    list_display = ["username", "last_name", "first_name", "is_active", "last_login"]
    list_filter = ["is_active", "grants__role"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("个人信息"), {"fields": ["last_name", "first_name", "telephone", "email"]}),
        (_("状态"), {"fields": ["is_active", "second_factor", "last_login", "date_joined"], "description": EXPLAINED}),
    ]
    add_form = UserCreationForm  # without the choice of another way to sign in, which there is not
    add_fieldsets = [(None, {"fields": ["username", "last_name", "first_name", "password1", "password2"]})]
    readonly_fields = ["second_factor", "last_login", "date_joined"]
    filter_horizontal = []
    inlines = [RoleGrantInline]

    def get_queryset(self, request):
        return users_of(super().get_queryset(request), request.who)

    def own(self, rows, who):
        return users_of(rows, who)

    def governs(self, request, obj):
        return not reaches_beyond(obj, request.who)


@admin.register(RoleGrant, site=site)
class RoleGrantAdmin(RoleAdmin):
    viewers = frozenset({Role.AUDITOR})
    body = "body"
    list_display = FIELDS
    list_filter = ["role", "sees_reasons", "sees_results"]
    search_fields = ["user__username", "user__last_name"]
    autocomplete_fields = ["user", "body", "group", "person"]
    list_select_related = ["user", "body", "group", "person"]
    fieldsets = [(None, {"fields": FIELDS, "description": EXPLAINED})]

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change, form=given_by(request.who), **kwargs)

    def choices_of(self, db_field, request):
        rows = super().choices_of(db_field, request)
        own = db_field.name == "user" and not request.user.is_superuser
        return rows.exclude(pk=request.user.pk) if own else rows

    def governs(self, request, obj):
        return not is_own(request, obj.user_id)
