"""The trail and the import batches: to be read, never written."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..models import Event, ImportBatch, Interruption, Role
from .site import RoleAdmin, site
from .words import before_in_words


class ReadOnly(RoleAdmin):
    """Rows that only verbs and imports write."""

    viewers = frozenset({Role.OFFICE, Role.AUDITOR, Role.ADMINISTRATOR})
    writers = frozenset()

    def has_view_permission(self, request, obj=None):
        return bool(request.roles & self.viewers)


@admin.register(Event, site=site)
class EventAdmin(ReadOnly):
    """Every change of a fact; what it tells of leaves and suspensions is for the office alone."""

    list_display = ["at", "actor", "subject", "object_id", "verb", "from_state", "to_state", "told"]
    list_filter = ["subject", "verb"]
    search_fields = ["=object_id", "actor__username"]
    list_select_related = ["actor"]
    show_full_result_count = False
    fields = [
        "at",
        "actor",
        "subject",
        "object_id",
        "verb",
        "from_state",
        "to_state",
        "told",
        "told_before",
        "row_hash",
    ]
    readonly_fields = ["told", "told_before"]

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        private = request.roles & {Role.OFFICE, Role.ADMINISTRATOR}
        return rows if private else rows.exclude(subject=Interruption._meta.model_name)

    @admin.display(description=_("说明"))
    def told(self, event):
        return event.note

    @admin.display(description=_("变更前的值"))
    def told_before(self, event):
        return before_in_words(event)


@admin.register(ImportBatch, site=site)
class ImportBatchAdmin(ReadOnly):
    list_display = ["imported_at", "kind", "file_name", "imported_by", "rows", "new", "changed", "unchanged"]
    list_filter = ["kind", "term"]
    search_fields = ["file_name", "file_hash"]
    list_select_related = ["imported_by"]
