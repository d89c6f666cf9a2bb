"""By what a list of activities can be narrowed, and the numbers that stand beside each."""

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet, ModelChoiceFilter

from ...models import Activity, ActivityGuest, DutyRecord, GroupMembership, Mandate
from ..filtering import since, until, words
from ..records.filters import batches, groups, kinds, placed, terms

State, Attendance = DutyRecord.State, DutyRecord.Attendance
STATES = [
    (State.SUBMITTED.value, _("有待审核的")),
    (State.RETURNED.value, _("有退回修改的")),
    ("empty", _("还没有名单")),
]
LIVE = ~Q(state__in=DutyRecord.DEAD)
COUNTS = {
    "attended": LIVE & Q(attendance=Attendance.ATTENDED),
    "on_leave": LIVE & Q(attendance=Attendance.LEAVE),
    "missing": LIVE & Q(attendance=Attendance.ABSENT),
    "waiting": Q(state=State.SUBMITTED),
    "returned": Q(state=State.RETURNED),
}


class ActivityFilters(FilterSet):
    """The filters of the list of activities."""

    q = words("named", _("查找"))
    state = ChoiceFilter(choices=STATES, method="in_state", label=_("状态"))
    kind = ModelChoiceFilter(queryset=kinds, to_field_name="code", label=_("类别"), empty_label=_("全部类别"))
    group = ModelChoiceFilter(queryset=groups, method="of_group", label=_("组"), empty_label=_("全部组"))
    since = since("starts_on", _("日期起"))
    until = until("starts_on", _("日期止"))
    term = ModelChoiceFilter(queryset=terms, to_field_name="code", label=_("届"), empty_label=_("全部届"))
    batch = ModelChoiceFilter(field_name="import_batch", queryset=batches, label=_("导入批次"))

    class Meta:
        model = Activity
        fields = []

    @property
    def records(self):
        """The records on rolls that who is asking may see."""
        return DutyRecord.objects.visible_to(self.request.who).exclude(activity=None)

    def in_state(self, rows, name, state):
        """The activities with records in a state, or with nobody on the roll."""
        return rows.filter(self.stands(state))

    def stands(self, state) -> Q:
        """The condition of a state; none for the empty one."""
        if state == "empty":
            return ~Q(Exists(DutyRecord.objects.filter(LIVE, activity=OuterRef("pk"))))
        return Q(pk__in=self.records.filter(state=state).values("activity")) if state else Q()

    def of_group(self, rows, name, group):
        """The activities in which somebody took part who belonged to a group on the day."""
        found = placed(self.records.filter(LIVE), GroupMembership.objects.filter(group=group))
        return rows.filter(pk__in=found.values("activity"))

    def named(self, rows, name, text):
        """The activities that a text names: title, number, organisers, place, or a deputy on the roll."""
        of_deputy = self.records.filter(LIVE, mandate__in=Mandate.objects.called(text).values("pk"))
        plain = Q(title__icontains=text) | Q(number__icontains=text) | Q(organisers__icontains=text)
        return rows.filter(plain | Q(place__icontains=text) | Q(pk__in=of_deputy.values("activity")))


def counted(rows, records):
    """Activities with what a list shows of them; ``records`` are those that who is asking may see."""
    of_roll = records.filter(activity=OuterRef("pk")).order_by()
    numbers = {name: _number(of_roll, "activity", which) for name, which in COUNTS.items()}
    guests = ActivityGuest.objects.filter(activity=OuterRef("pk")).order_by()
    return rows.select_related("kind", "term").annotate(**numbers, guest_count=_number(guests, "activity", Q()))


def _number(rows, by, which):
    found = rows.filter(which).values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(found), 0)
