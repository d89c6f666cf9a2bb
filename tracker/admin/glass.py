"""The ledger through glass: facts are read-only, buttons and actions call verbs and say what was refused."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import display_for_field
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.forms.models import _get_foreign_key
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ..access.scope import narrow
from ..ledger import By, Refused
from ..ledger.once import content_of, once
from ..models import Event, Role
from ..tables.told import Changes, is_private
from .fields import Form
from .pickers import is_key
from .site import RoleAdmin

EMPTY = (None, "", False)


class Reason(Form):
    """Why something is returned, voided or taken back."""

    reason = forms.CharField(label=_("原因"), widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}))


class Nothing(Form):
    """A verb that needs nothing but a yes."""


@dataclass(frozen=True)
class Verb:
    """A button on a fact: its form, what it runs as ``run(by, obj, **cleaned)``, who may press it and when."""

    code: str
    label: str
    run: Callable
    form: Callable = Nothing
    roles: frozenset = frozenset({Role.OFFICE})
    fits: Callable = lambda obj: True
    primary: bool = False
    second_person: bool = False
    tells: bool = False  # what it is about to touch, though its form asks for something


def link_to(row, text) -> str:
    """A link to a fact's own page."""
    return format_html(
        '<a href="{}">{}</a>', reverse(f"admin:tracker_{row._meta.model_name}_change", args=[row.pk]), text
    )


def hand(request) -> By:
    """Who acts through this request, and when."""
    return By(request.user, timezone.now())


class GlassInline(admin.TabularInline):
    """Rows that belong to a fact, shown below it; nothing to edit."""

    extra = 0
    related: tuple[str, ...] = ()
    has_add_permission = has_change_permission = has_delete_permission = lambda self, request, obj=None: False

    def has_view_permission(self, request, obj=None):
        return True

    def get_queryset(self, request):
        """The rows with what their columns are made of."""
        rows = super().get_queryset(request)
        return rows.select_related(*self.related) if self.related else rows

    @admin.display(description=_("详情"))
    def opens(self, row):
        return link_to(row, _("查看"))


class FilledInline(GlassInline):
    """Rows below a fact that has some; nothing where it has none."""

    def has_view_permission(self, request, obj=None):
        key = _get_foreign_key(self.parent_model, self.model, fk_name=self.fk_name)
        return obj is None or self.model._base_manager.filter(**{key.name: obj}).exists()


class FactAdmin(RoleAdmin):
    """A fact: stock lists, filters and search; nothing to edit; verbs as buttons; its trail below."""

    writers = frozenset({Role.OFFICE})
    adding: Verb | None = None
    verbs: tuple[Verb, ...] = ()
    change_form_template = "admin/tracker/fact.html"
    change_list_template = "admin/tracker/facts.html"
    list_select_related = True
    brief = False

    def has_add_permission(self, request):
        return self.adding is not None and bool(request.roles & self.adding.roles)

    def has_change_permission(self, request, obj=None):
        return False

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_verb"
        own = path("<int:pk>/verb/<slug:code>/", self.admin_site.admin_view(self.verb_view), name=name)
        return [own, *super().get_urls()]

    def get_fields(self, request, obj=None):
        """What a fact says; where it is ``brief`` without what is empty."""
        names = super().get_fields(request, obj)
        return [name for name in names if not self.brief or obj is None or self._told(obj, name) not in EMPTY]

    def _told(self, obj, name):
        own = getattr(self, name, None)
        return own(obj) if callable(own) else getattr(obj, name)

    def offered(self, request, obj) -> list[Verb]:
        """The verbs that who is asking may use on a fact as it stands."""
        mine = getattr(obj, "recorded_by_id", None) == request.user.pk
        usable = [verb for verb in self.verbs if verb.roles & request.roles and verb.fits(obj)]
        return [verb for verb in usable if not (verb.second_person and mine)]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        obj = self.get_object(request, object_id)
        buttons = [(verb, self._verb_url(obj, verb)) for verb in self.offered(request, obj)] if obj else []
        context = {
            "links": self.links(obj) if obj else [],
            "buttons": buttons,
            "events": self.trail_of(request, obj) if obj else [],
        }
        named = {"fact": self.opts.verbose_name, "name": self.heading(obj)} if obj else {}
        context |= {"title": _("%(fact)s：%(name)s") % named if obj else "", "subtitle": None}
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    def links(self, obj) -> list[tuple[str, str, bool]]:
        """Other pages about a fact: (words, address, whether it is what one most likely wants)."""
        return []

    def oddities(self, obj) -> list[str]:
        """What looks odd about a fact that a verb has just made or changed."""
        return []

    def success(self, verb, done) -> str:
        """What is said when a verb has been done."""
        return _("%(verb)s：完成。") % {"verb": verb.label}

    def trail_of(self, request, obj) -> list[tuple[Event, str, str]]:
        """The events of a fact, newest first, each with what it changed and its note, as far as a role may know."""
        rows = Event.objects.filter(subject=self.opts.model_name, object_id=obj.pk).select_related("actor")
        changes, silent = Changes(rows), not request.who.sees_reasons
        return [
            (event, "", "") if silent and is_private(event) else (event, changes.words(event), event.note)
            for event in changes.events
        ]

    def told(self, obj, verb) -> list[tuple[str, str]]:
        """What a fact says, field by field, for who is asked to confirm a verb on it."""
        fields = [field for field in obj._meta.concrete_fields if not field.primary_key and field.name != "key"]
        values = [(field, getattr(obj, field.name)) for field in fields]
        return [
            (field.verbose_name, str(value) if field.is_relation else display_for_field(value, field, "—"))
            for field, value in values
            if value not in (None, "")
        ]

    def heading(self, obj) -> str:
        """What stands over a fact's page."""
        return str(obj)

    def _verb_url(self, obj, verb):
        return reverse(f"admin:tracker_{self.opts.model_name}_verb", args=[obj.pk, verb.code])

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = self._form(self.adding, request, None)
        if request.method == "POST" and form.is_valid():
            made = self._run(request, self.adding, form)
            if made is not None:
                return redirect(reverse(f"admin:tracker_{self.opts.model_name}_change", args=[made.pk]))
        return self._show(request, self.adding, form, None)

    def verb_view(self, request, pk, code):
        """One verb on one fact: its form, then the deed or the reason why not."""
        obj = get_object_or_404(self.get_queryset(request), pk=pk)
        verb = next((verb for verb in self.verbs if verb.code == code), None)
        if verb is None or not verb.roles & request.roles:
            raise PermissionDenied
        form = self._form(verb, request, obj)
        if request.method == "POST" and form.is_valid() and self._run(request, verb, form, obj) is not None:
            return redirect(reverse(f"admin:tracker_{self.opts.model_name}_change", args=[obj.pk]))
        return self._show(request, verb, form, obj)

    def _form(self, verb, request, obj):
        initial = {name: value for name, value in request.GET.items() if name in getattr(verb.form, "base_fields", {})}
        if obj is not None and hasattr(verb.form, "initial_of"):
            initial |= verb.form.initial_of(obj)
        form = verb.form(request.POST if request.method == "POST" else None, initial=initial)
        narrow(form, request.who)
        if obj is not None:
            form.fit(obj)
        return form

    def _run(self, request, verb, form, obj=None):
        """What the verb made or changed; None, with the sentence on the form, when it refused."""
        target = () if obj is None else (obj,)
        try:
            by, key = hand(request), request.POST.get("once", "")[:36]
            done = once(
                by,
                key,
                content_of(request.path, request.POST.lists()),
                lambda: self._do(by, request, verb, target, form),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return None
        messages.success(request, self.success(verb, done))
        for sentence in self.oddities(done if obj is None else obj):
            messages.warning(request, sentence)
        return obj if obj is not None else done

    def _do(self, by, request, verb, target, form):
        """The deed, unless the fact has changed since its form was opened."""
        seen = request.POST.get("seen")
        if target and seen is not None and seen != str(self._head(*target)):
            raise Refused("这一条在您打开页面之后有变动，请重新打开本页，核对最新内容后再提交。")
        return verb.run(by, *target, **form.cleaned_data)

    def _head(self, obj) -> int:
        """The last event of a fact."""
        return Event.objects.filter(subject=self.opts.model_name, object_id=obj.pk).aggregate(pk=Max("pk"))["pk"] or 0

    def _show(self, request, verb, form, obj):
        shown = self.told(obj, verb) if obj is not None and (verb.tells or not form.fields) else []
        seen = "" if obj is None else self._head(obj)
        context = {
            "seen": seen if shown else request.POST.get("seen", seen),
            "told": shown,
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": obj,
            "title": verb.label,
            "verb": verb,
            "form": form,
            "once": uuid4(),
            "media": self.media + form.media,
        }
        return render(request, "admin/tracker/verb_form.html", context)

    def changelist_view(self, request, extra_context=None):
        """The list, with how far the trail had come when it was shown."""
        head = {"seen": request.POST.get("seen") or Event.objects.aggregate(pk=Max("pk"))["pk"] or 0}
        return super().changelist_view(request, head | (extra_context or {}))

    def _need_unchanged(self, request, row):
        seen = request.POST.get("seen", "")
        if is_key(seen) and self._head(row) > int(seen):
            raise Refused(f"「{row}」在列表打开之后有变动，请核对后再办理。")

    def act(self, request, rows, run: Callable, done: str):
        """Run a verb on each row of an action; refusals become messages, row by row."""
        count = 0
        for row in rows:
            try:
                self._need_unchanged(request, row)
                run(hand(request), row)
                count += 1
            except Refused as refusal:
                messages.error(request, str(refusal))
        if count:
            messages.success(request, done % {"n": count})

    def act_with_reason(self, request, rows, action: str, title: str, run: Callable, done: str):
        """An action that first asks why, on a page that lists what it is about to touch."""
        form = Reason(request.POST if "reason" in request.POST else None)
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            return self.act(request, rows, lambda by, row: run(by, row, reason), done)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": title,
            "form": form,
            "rows": rows,
            "action": action,
            "seen": request.POST.get("seen", ""),
            "checkbox": admin.helpers.ACTION_CHECKBOX_NAME,
        }
        return render(request, "admin/tracker/reason.html", context)
