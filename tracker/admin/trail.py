"""The trail: to be read, never written."""

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..models import Event, Role, User
from ..tables.told import Changes, is_private
from .large import NAMED
from .pickers import is_key
from .site import RoleAdmin, site


@admin.register(Event, site=site)
class EventAdmin(RoleAdmin):
    """Every change of a fact; what one tells of leaves, suspensions and ends is for authorised office staff alone."""

    viewers = frozenset({Role.OFFICE, Role.AUDITOR, Role.ADMINISTRATOR})
    writers = frozenset()
    list_display = ["at", "actor", "subject", "object_id", "verb", "from_label", "to_label"]
    list_filter = ["subject", "verb"]
    search_fields = ["object_id", "actor__username"]
    search_help_text = _("按对象编号或操作人的登录名查找")
    list_select_related = ["actor"]
    fields = [
        "at",
        "actor",
        "subject",
        "object_id",
        "verb",
        "from_label",
        "to_label",
    ]
    readonly_fields = ["from_label", "to_label", "told_before"]

    def get_search_results(self, request, queryset, search_term):
        """The events about the object of a number, and those of the actors whose login has the text in it."""
        text = search_term.strip()
        if not text:
            return queryset, False
        actors = list(User.objects.filter(username__icontains=text).order_by("pk").values_list("pk", flat=True)[:NAMED])
        about = Q(object_id=int(text)) if is_key(text) else Q(pk__in=[])
        return queryset.filter(about | Q(actor__in=actors) if actors else about), False

    def get_list_display(self, request):
        return [*self.list_display, "note"] if request.who.sees_reasons else self.list_display

    def get_fields(self, request, obj=None):
        told = request.who.sees_reasons or obj is None or not is_private(obj)
        return [*self.fields, "row_hash", "note", "told_before"] if told else self.fields

    @admin.display(description=_("原状态"), ordering="from_state")
    def from_label(self, event):
        return event.from_label

    @admin.display(description=_("新状态"), ordering="to_state")
    def to_label(self, event):
        return event.to_label

    @admin.display(description=_("变更"))
    def told_before(self, event):
        return Changes([event]).words(event)
