"""Supervision of suggestions, and decisions on publishing suggestions and replies (facts)."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..ledger import oversight
from ..models import Disclosure, Supervision
from .glass import FactAdmin, Verb
from .site import site
from .suggestion_forms import FinishForm


@admin.register(Supervision, site=site)
class SupervisionAdmin(FactAdmin):
    brief = True
    list_display = ["number", "title", "kind", "decided_by", "decided_on", "finished_on"]
    list_display_links = ["title"]
    list_filter = ["kind", ("finished_on", admin.EmptyFieldListFilter), "suggestion__term"]
    list_select_related = ["suggestion__term"]
    search_fields = ["suggestion__number", "suggestion__title", "decided_by"]
    ordering = ["-decided_on", "-pk"]
    verbs = (
        Verb(
            "finish",
            _("登记督办结果"),
            oversight.finish_supervision,
            FinishForm,
            fits=lambda row: row.finished_on is None,
            primary=True,
        ),
    )

    @admin.display(description=_("编号"), ordering="suggestion__number")
    def number(self, row):
        return row.suggestion.number

    @admin.display(description=_("标题"), ordering="suggestion__title")
    def title(self, row):
        return row.suggestion.title


@admin.register(Disclosure, site=site)
class DisclosureAdmin(FactAdmin):
    """Decisions are taken on the page of the suggestion or the reply; a later one takes the place of an earlier."""

    brief = True
    list_display = ["decided_on", "about", "title", "decision", "reason", "review_on"]
    list_display_links = ["title"]
    list_filter = ["decision", "reason"]
    list_select_related = [
        *("suggestion__term", "reply__assignment__suggestion__term", "reply__assignment__unit"),
    ]
    search_fields = [
        *("suggestion__number", "suggestion__title"),
        *("reply__assignment__suggestion__number", "reply__assignment__suggestion__title"),
    ]
    ordering = ["-decided_on", "-pk"]

    def heading(self, obj):
        return f"{obj.suggestion or obj.reply} · {obj}"

    @admin.display(description=_("对象"))
    def about(self, row):
        return _("建议") if row.suggestion_id else _("答复")

    @admin.display(description=_("标题"))
    def title(self, row):
        return str(row.suggestion or row.reply)
