"""By what a list of duty records can be narrowed; every choice is one of what who is asking may see."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet, ModelChoiceFilter

from ...models import (
    Activity,
    DutyKind,
    DutyRecord,
    ElectoralUnit,
    Group,
    GroupMembership,
    ImportBatch,
    Mandate,
    MandateUnit,
    Term,
)
from ..filtering import since, until, words

State = DutyRecord.State
MANY = 40  # terms
NARROWING = ("term", "batch", "activity")  # what leaves the records of one term


def terms(request):
    """The terms of which who is asking may see something."""
    return Term.objects.visible_to(request.who).order_by("-starts_on")


def needs_term(request) -> bool:
    """Whether nothing in the address keeps a list from reading the records of very many terms."""
    return not any(request.GET.get(name) for name in NARROWING) and has_many_terms(request)


def has_many_terms(request) -> bool:
    """Whether there are so many terms that a list shows one of them at a time."""
    if not hasattr(request, "has_many_terms"):
        request.has_many_terms = request.who.is_staff and terms(request)[MANY:].exists()
    return request.has_many_terms


def of_chosen(request, rows):
    """Rows of the terms that may be seen; where there are very many, those of the chosen term alone."""
    return rows.filter(term__code=request.GET.get("term", "")) if has_many_terms(request) else rows


def groups(request):
    """The groups that who is asking may see, in official order, those of the newest term first."""
    rows = of_chosen(request, Group.objects.visible_to(request.who).select_related("term"))
    return rows.order_by("-term__starts_on", "kind", "order", "name")


def units(request):
    """The electoral units of the terms that staff may see; a liaison has no use for them."""
    rows = ElectoralUnit.objects.filter(term__in=terms(request).values("pk")) if request.who.is_staff else None
    if rows is None:
        return ElectoralUnit.objects.none()
    return of_chosen(request, rows).order_by("-term__starts_on", "order", "name")


def kinds(request):
    """The kinds of duty that can be registered."""
    return DutyKind.objects.filter(derived=False)


def batches(request):
    """The imported files that the staff may see; a liaison's are the own ones."""
    if request.who.is_staff:
        return ImportBatch.objects.visible_to(request.who)
    return ImportBatch.objects.filter(term__in=terms(request).values("pk"), imported_by=request.user)


def activities(request):
    """The activities that who is asking may see."""
    return Activity.objects.visible_to(request.who)


def on_the_day(spells, path: str):
    """The spells of a mandate that hold on the day of a record; ``path`` is the field of that day."""
    lasting = Q(ends_on=None) | Q(ends_on__gt=OuterRef(path))
    return spells.filter(lasting, mandate=OuterRef("mandate"), starts_on__lte=OuterRef(path))


def placed(rows, spells):
    """The records of deputies who were there, in a group or a unit, on the day."""
    rows = rows.filter(mandate__in=spells.values("mandate"))
    return rows.filter(Exists(on_the_day(spells, "occurred_on")))


class RecordFilters(FilterSet):
    """The filters of the list of duty records."""

    q = words("named", _("查找"))
    state = ChoiceFilter(choices=State.choices, label=_("状态"))
    kind = ModelChoiceFilter(queryset=kinds, to_field_name="code", label=_("类别"), empty_label=_("全部类别"))
    group = ModelChoiceFilter(queryset=groups, method="of_group", label=_("组"), empty_label=_("全部组"))
    since = since("occurred_on", _("日期起"))
    until = until("occurred_on", _("日期止"))
    attendance = ChoiceFilter(choices=DutyRecord.Attendance.choices, label=_("参加情况"), empty_label=_("全部参加情况"))
    unit = ModelChoiceFilter(queryset=units, method="of_unit", label=_("选举单位"), empty_label=_("全部选举单位"))
    term = ModelChoiceFilter(queryset=terms, to_field_name="code", label=_("届"), empty_label=_("全部届"))
    batch = ModelChoiceFilter(field_name="import_batch", queryset=batches, label=_("导入批次"))
    activity = ModelChoiceFilter(queryset=activities, label=_("活动"))

    class Meta:
        model = DutyRecord
        fields = []

    def of_group(self, rows, name, group):
        """The records of the deputies who belonged to a group on the day."""
        return placed(rows, GroupMembership.objects.filter(group=group))

    def of_unit(self, rows, name, unit):
        """The records of the deputies who belonged to an electoral unit on the day."""
        return placed(rows, MandateUnit.objects.filter(unit=unit))

    def named(self, rows, name, text):
        """The records whose title, or whose deputy, a text names."""
        return rows.filter(Q(mandate__in=Mandate.objects.called(text).values("pk")) | Q(title__icontains=text))


def shown(rows):
    """Records with what a list shows of them."""
    return rows.select_related("term", "mandate__person", "kind", "session", "recorded_by", "verified_by")
