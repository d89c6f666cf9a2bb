"""The admin site of signed-in office staff: stock admin, own doors, roles instead of permissions."""

from functools import reduce

from django.contrib import admin
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from ..access.scope import seen
from ..models import STAFF, Mandate, Role, Suggestion, Term
from .filters import RelatedFilter, TermFilter
from .large import Large
from .pickers import Picks, named

HEADS = (
    (
        _("台账"),
        (
            "DutyRecord",
            "Activity",
            "Mandate",
            "Person",
            "Interruption",
            "Session",
            "Delegation",
            "Reminder",
            "Approval",
        ),
    ),
    (
        _("议案建议办理"),
        (
            "Suggestion",
            "Assignment",
            "Reply",
            "Evaluation",
            "Supervision",
            "Disclosure",
            "HandlingRule",
            "CalendarDay",
        ),
    ),
    (
        _("规则与来源"),
        ("Regulation", "Requirement", "RequirementValue", "AssessmentPeriod", "SourceDocument", "SourceNote"),
    ),
    (
        _("指标与公布的数字"),
        ("Indicator", "FigureRelation", "ReportedFigure", "ReportReading", "FigureProposal"),
    ),
    (
        _("基础数据"),
        ("Body", "Term", "ElectoralUnit", "Group", "DutyKind", "Wording", "ReminderTemplate", "ColumnAlias"),
    ),
    (_("系统"), ("User", "RoleGrant", "RolePolicy", "Event", "ImportBatch")),
)


UNUSED = {"password_change", "password_change_done", "view_on_site"}
TAILS = ("", "__exact", "__id__exact", "__isnull", "__isempty", "__gte", "__lt")


def label_of(row) -> str:
    """How a picker names a row: a mandate with its person, a suggestion with its number, each with its term."""
    name = str(row)
    if isinstance(row, Mandate):
        name = f"{row} {row.person.name}"
    if isinstance(row, Suggestion) and row.number:
        name = f"{row.number} {row}"
    return f"{name}（{row.term.label}）" if hasattr(row, "term") else name


class Picker(AutocompleteJsonView):
    """The rows of a picker, named so that nobody takes one for another."""

    def serialize_result(self, obj, to_field_name):
        return {"id": str(getattr(obj, to_field_name)), "text": label_of(obj)}


class LedgerSite(admin.AdminSite):
    """The ledger's admin; it opens to the roles that keep, check or audit the ledger."""

    site_header = site_title = _("代表履职登记管理系统")
    index_title = _("管理")
    index_template = "admin/tracker/index.html"
    enable_nav_sidebar = False

    def has_permission(self, request):
        return request.user.is_active and bool(request.roles & STAFF)

    def get_urls(self):
        """The stock addresses but those that the pages have of their own, or that name any row by its type."""
        return [url for url in super().get_urls() if getattr(url, "name", None) not in UNUSED]

    def autocomplete_view(self, request):
        return Picker.as_view(admin_site=self)(request)

    def get_app_list(self, request, app_label=None):
        """The tables under their heads, in the order in which the office thinks of them; made where they are shown."""
        return SimpleLazyObject(lambda: self._tables(request, app_label))

    def _tables(self, request, app_label):
        # Django's own list is this one in the order of its names, each translated anew to be compared with each other
        apps = self._build_app_dict(request, app_label).values()
        found = {row["object_name"]: row for app in apps for row in app["models"]}
        groups = [(name, [found[model] for model in models if model in found]) for name, models in HEADS]
        url = reverse("admin:index")
        return [
            {"name": name, "app_label": "tracker", "app_url": url, "has_module_perms": True, "models": rows}
            for name, rows in groups
            if rows
        ]

    def login(self, request, extra_context=None):
        """One sign-in page for pages and admin; who is signed in without a role goes home."""
        if request.user.is_authenticated:
            return redirect("home")
        return redirect(f"/login/?next={request.GET.get('next', request.path)}")


site = LedgerSite()


class RoleAdmin(Large, Picks, admin.ModelAdmin):
    """Rights by role: who sees a table and what of it, and who may write it.

    ``body`` is the way from a row to its body; where there is none all bodies share the table, and only who
    administers them all may write it.
    """

    viewers = STAFF
    writers = frozenset({Role.ADMINISTRATOR})
    body = ""
    list_per_page = 50
    empty_value_display = "—"

    def get_queryset(self, request):
        """The rows that who is asking may see, with what their names are made of."""
        rows, related = seen(super().get_queryset(request), request.who), self.list_select_related
        return rows.select_related(*related) if isinstance(related, list) else rows

    def lookup_allowed(self, lookup, value, request):
        """The columns and the filters on the page: nothing that is not shown can be asked about."""
        filters = [item[0] if isinstance(item, tuple) else item for item in self.get_list_filter(request)]
        named = [item if isinstance(item, str) else item.parameter_name for item in filters]
        if lookup in {TermFilter.sought} | {f"{name}{tail}" for name in named for tail in TAILS}:
            return True
        own = {field.name for field in self.opts.concrete_fields if not field.is_relation}
        return lookup.split("__")[0] in (own & set(self.get_list_display(request))) | {"id"}

    def get_list_filter(self, request):
        """The filters of the list; one by a related row offers those that may be seen."""
        return [self._filter(item) for item in super().get_list_filter(request)]

    def _filter(self, item):
        field = get_fields_from_path(self.model, item)[-1] if isinstance(item, str) else None
        if field is None or not field.is_relation:
            return item
        return item, TermFilter if field.related_model is Term else RelatedFilter

    def get_changelist_instance(self, request):
        """The page of the list; its cells can be edited by who may write every row."""
        page = super().get_changelist_instance(request)
        page.list_editable = page.list_editable if self.governs_all(request) else ()
        self.counted(page.result_list)
        return page

    def counted(self, rows):
        """Tell each row of a page what is counted for it."""

    def get_changelist_formset(self, request, **kwargs):
        """The forms of the cells that can be edited in the list."""
        return named(super().get_changelist_formset(request, **kwargs))

    def own(self, rows, who):
        """Those of some rows that belong to a body for which who is asking acts, or to all bodies."""
        return rows if who.sees_all or not self.body else rows.filter(**{f"{self.body}__in": who.bodies})

    def governs_all(self, request) -> bool:
        """Whether who is asking may write every row of the table."""
        return bool(request.roles & self.writers) and request.who.sees_all

    def governs(self, request, obj) -> bool:
        """Whether a row belongs to a body for which who is asking acts."""
        if request.who.sees_all:
            return True
        return bool(self.body) and reduce(getattr, self.body.split("__"), obj).pk in request.who.bodies

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """A row that is not there, or another body's, is not found."""
        raise Http404

    def history_view(self, request, object_id, extra_context=None):
        """The stock history, for who may see the table."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)

    def changelist_view(self, request, extra_context=None):
        """The stock list under its plain name."""
        title = {"title": self.opts.verbose_name_plural}
        return super().changelist_view(request, title | (extra_context or {}))

    def has_view_permission(self, request, obj=None):
        return bool(request.roles & (self.viewers | self.writers))

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_add_permission(self, request):
        return bool(request.roles & self.writers) and bool(self.body or request.who.sees_all)

    def has_change_permission(self, request, obj=None):
        return bool(request.roles & self.writers) and (obj is None or self.governs(request, obj))

    def has_delete_permission(self, request, obj=None):
        return False


class AdministratorInline(Picks, admin.TabularInline):
    """Rows of reference data below the row they belong to; administrators edit them."""

    extra = 0

    def get_formset(self, request, obj=None, **kwargs):
        """The forms of the rows."""
        return named(super().get_formset(request, obj, **kwargs))

    has_add_permission = has_change_permission = has_delete_permission = lambda self, request, obj=None: (
        Role.ADMINISTRATOR in request.roles
    )

    def has_view_permission(self, request, obj=None):
        return True
