"""When the results of a period were approved (facts); recorded on the page 结果审定, which shows the results first."""

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..models import Approval
from .glass import FactAdmin
from .site import site


@admin.register(Approval, site=site)
class ApprovalAdmin(FactAdmin):
    brief = True
    list_display = ["period", "term", "as_of", "approved_by", "approved_on", "document", "withdrawn_on"]
    list_filter = ["period__term", ("withdrawn_on", admin.EmptyFieldListFilter)]
    list_select_related = ["period__term", "recorded_by"]
    search_fields = ["approved_by", "document", "period__label"]
    ordering = ["-approved_on", "-pk"]

    @admin.display(description=_("届"), ordering="period__term__label")
    def term(self, row):
        return row.period.term.label

    def links(self, obj):
        return [(_("到结果审定页面办理"), f"{reverse('approvals')}?term={obj.period.term.code}", True)]
