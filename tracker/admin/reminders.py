"""What was sent to remind and to press (facts), and the texts of offices (written on a page of their own)."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ..models import Addressee, Reminder, ReminderTemplate, Role
from .glass import FactAdmin
from .site import RoleAdmin, site


@admin.register(Reminder, site=site)
class ReminderAdmin(FactAdmin):
    """Texts that were sent; they are noted on the page 提醒催办, where they are written."""

    brief = True
    list_display = ["sent_on", "addressee", "name", "way", "sent_by", "term"]
    list_display_links = ["sent_on"]
    list_filter = ["addressee", "way", "term"]
    list_select_related = ["term", "mandate__person", "group", "unit", "sent_by"]
    search_fields = ["mandate__person__name", "mandate__number", "group__name", "unit__name"]
    ordering = ["-sent_on", "-pk"]

    @admin.display(description=_("名称"))
    def name(self, row):
        return row.mandate.person.name if row.addressee == Addressee.DEPUTY else str(row.group or row.unit)


@admin.register(ReminderTemplate, site=site)
class ReminderTemplateAdmin(RoleAdmin):
    """The texts in use; changed on the page of templates, which knows their places."""

    writers = frozenset()
    viewers = frozenset({Role.OFFICE, Role.AUDITOR, Role.ADMINISTRATOR})
    list_display = ["addressee", "body", "text"]
    list_filter = ["addressee"]
    list_select_related = ["body"]
    search_fields = ["text", "body__name"]
    readonly_fields = ["page"]

    @admin.display(description=_("修改"))
    def page(self, row):
        code = row.body.code if row.body else "all"
        address = f"{reverse('reminder-templates')}?body={code}&addressee={row.addressee}"
        return format_html('<a href="{}">{}</a>', address, _("到提醒模板页面修改"))
