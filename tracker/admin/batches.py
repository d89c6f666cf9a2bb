"""Imported files: what came with each, and what waits in it for verification, verified all at once."""

from collections import Counter
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Count, Max, Min
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from ..ledger import duties, verifying
from ..models import Activity, DutyKind, DutyRecord, Event, ImportBatch
from .glass import FactAdmin, Reason, Verb
from .site import site

State = DutyRecord.State
ALL = ""
LIVE = [state for state in State if state != State.VOID]


def address_of(model, batch, **chosen) -> str:
    """The list of a model's rows that came with a file, narrowed further by what is chosen."""
    asked = {"import_batch__id__exact": batch.pk} | {f"{name}__exact": value for name, value in chosen.items() if value}
    return f"{reverse(f'admin:tracker_{model._meta.model_name}_changelist')}?{urlencode(asked)}"


def link_to_rows(number: int, model, batch, **chosen) -> str:
    """A number that leads to its rows; a dash for none."""
    return format_html('<a href="{}">{}</a>', address_of(model, batch, **chosen), number) if number else "—"


def contents(batch) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """The records of a file as a table: the states that occur, then a line of numbers for each kind and one for all."""
    counts, kinds = Counter(), {}
    rows = DutyRecord.objects.filter(import_batch=batch).order_by("kind__order", "kind__code")
    for kind, label, state, number in rows.values_list("kind", "kind__label", "state").annotate(Count("pk")):
        kinds[kind] = label
        counts.update(dict.fromkeys([(kind, state), (kind, ALL), (ALL, state), (ALL, ALL)], number))
    states = [state for state in State if counts[ALL, state]]
    lines = [
        (label, [link_to_rows(counts[kind, s], DutyRecord, batch, kind__id=kind, state=s) for s in [*states, ALL]])
        for kind, label in [*kinds.items(), (ALL, _("合计"))]
    ]
    return [state.label for state in states], lines if kinds else []


def waiting_of(batches) -> dict[int, int]:
    """How many records of each of these files wait for verification, by the file's key."""
    rows = DutyRecord.objects.filter(import_batch__in=batches, state=State.SUBMITTED).order_by()
    return dict(rows.values_list("import_batch").annotate(Count("pk")))


@admin.register(ImportBatch, site=site)
class ImportBatchAdmin(FactAdmin):
    list_display = ["imported_at", "kind", "file_name", "imported_by", "rows", "new", "changed", "unchanged", "waiting"]
    list_display_links = ["file_name"]
    list_filter = ["term", "kind"]
    search_fields = ["file_name", "file_hash"]
    search_help_text = _("按文件名或 SHA-256 查找")
    list_select_related = ["imported_by"]
    readonly_fields = ["activities"]
    change_form_template = "admin/tracker/batch.html"
    verbs = (
        Verb(
            "verify",
            _("整批审核通过"),
            verifying.verify_batch,
            roles=verifying.VERIFIERS,
            fits=lambda batch: bool(waiting_of([batch])),
            primary=True,
        ),
        Verb(
            "void",
            _("整批作废"),
            duties.void_batch,
            Reason,
            fits=lambda batch: _rows(batch, LIVE).exists(),
            tells=True,
        ),
    )

    def counted(self, batches):
        """Tell each file how many of its records wait."""
        waiting = waiting_of([batch.pk for batch in batches])
        for batch in batches:
            batch.to_verify = waiting.get(batch.pk, 0)

    @admin.display(description=_("待审核"))
    def waiting(self, batch):
        return link_to_rows(batch.to_verify, DutyRecord, batch, state=State.SUBMITTED)

    def get_fields(self, request, obj=None):
        """What a file says; its activities where it brought some."""
        names = super().get_fields(request, obj)
        brought = obj is not None and Activity.objects.filter(import_batch=obj).exists()
        return [name for name in names if brought or name != "activities"]

    @admin.display(description=_("履职活动"))
    def activities(self, batch):
        return link_to_rows(Activity.objects.filter(import_batch=batch).count(), Activity, batch)

    def offered(self, request, obj):
        """Nobody is offered to verify what he or she imported."""
        own = obj.imported_by_id == request.user.pk
        return [verb for verb in super().offered(request, obj) if not (own and verb.code == "verify")]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        batch = self.get_object(request, object_id)
        states, lines = contents(batch) if batch else ([], [])
        own = batch is not None and batch.imported_by_id == request.user.pk and bool(waiting_of([batch]))
        told = {"states": states, "lines": lines, "own": own}
        return super().change_view(request, object_id, form_url, told | (extra_context or {}))

    def told(self, obj, verb):
        """What verifying or voiding the whole file would touch."""
        will, states = (_("将作废"), LIVE) if verb.code == "void" else (_("将审核"), [State.SUBMITTED])
        rows = _rows(obj, states).order_by()
        number, deputies, first, last = rows.aggregate(
            Count("pk"), Count("mandate", distinct=True), Min("occurred_on"), Max("occurred_on")
        ).values()
        if not number:
            return []
        labels = dict(DutyKind.objects.values_list("pk", "label"))
        return [
            (_("导入人"), str(obj.imported_by)),
            (_("导入时间"), date_format(localtime(obj.imported_at), "DATETIME_FORMAT")),
            (will, _("%(n)d 条登记，%(who)d 名代表") % {"n": number, "who": deputies}),
            (_("类别"), numbers(rows, "kind", labels)),
            (_("参加情况"), numbers(rows, "attendance", dict(DutyRecord.Attendance.choices))),
            (_("日期"), _("%(first)s至%(last)s") % {"first": date_format(first), "last": date_format(last)}),
        ]

    def success(self, verb, done):
        said = _("已作废 %(n)d 条。") if verb.code == "void" else _("已审核 %(n)d 条。")
        return said % {"n": done}

    def _head(self, obj) -> int:
        """The last event of any record that came with the file."""
        pks = DutyRecord.objects.filter(import_batch=obj).values("pk")
        events = Event.objects.filter(subject=Event.Subject.RECORD, object_id__in=pks)
        return events.aggregate(pk=Max("pk"))["pk"] or 0


def _rows(batch, states):
    return DutyRecord.objects.filter(import_batch=batch, state__in=states)


def numbers(rows, name: str, labels: dict) -> str:
    """How many of some records have each value of a field, most first."""
    counts = Counter(dict(rows.values_list(name).annotate(Count("pk"))))
    return "，".join(f"{labels[value]} {number}" for value, number in counts.most_common())
