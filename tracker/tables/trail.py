"""The trail as a table: who did what to which object, when, and what changed; for the page and for the sheet."""

from collections.abc import Callable, Iterator
from zoneinfo import ZoneInfo

import django_tables2 as tables
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_tables2.data import TableData

from ..models import Event
from .base import HIDE_ON_PHONES
from .slices import LongTable
from .subjects import objects_of
from .told import Changes, is_private

STAMP, CLOCK = "%Y-%m-%d %H:%M:%S", ZoneInfo(settings.TIME_ZONE)


class Events(TableData):
    """Events read slice by slice, each with what is said of it; how many there are nobody counts."""

    SLICE = 500

    def __getitem__(self, key: slice) -> list[Event]:
        found = list(self.data[key])
        self.table.learn(found)
        return found

    def __iter__(self) -> Iterator[Event]:
        start = 0
        while found := self[start : start + self.SLICE]:
            yield from found
            start += self.SLICE

    def order_by(self, aliases):
        """The newest stand first."""


class TrailTable(LongTable):
    """Events with their actor.

    ``opens`` says whether who is asking may open a page by its name; ``tells`` whether what may tell of illness,
    custody or an offence is told.
    """

    at = tables.Column(_("时间"), attrs={"td": {"class": "day"}})
    actor = tables.Column(_("操作人"))
    verb = tables.Column(_("操作"))
    subject = tables.Column(_("对象类型"), attrs=HIDE_ON_PHONES)
    about = tables.Column(_("对象"), accessor="pk")
    object_id = tables.Column(_("对象编号"), attrs=HIDE_ON_PHONES)
    changed = tables.Column(_("变更"), accessor="pk")
    note = tables.Column(_("说明"), accessor="pk")
    pk = tables.Column(_("记录号"), attrs=HIDE_ON_PHONES)

    def __init__(self, rows, *, opens: Callable[[str], bool], tells: bool, **kwargs):
        self.opens, self.tells, self.known, self.changes = opens, tells, {}, None
        self.verbs = {code: str(label) for code, label in Event.Verb.choices}
        self.subjects = {code: str(label) for code, label in Event.Subject.choices}
        super().__init__(Events(rows), **kwargs)

    def learn(self, events: list[Event]):
        """Read what is said of some events: their objects, and what they changed."""
        self.known, self.changes = objects_of(events), Changes(events)

    def _silent(self, event) -> bool:
        return is_private(event) and not self.tells

    def render_at(self, value):
        return value.astimezone(CLOCK).strftime(STAMP)

    def render_verb(self, record):
        return self.verbs[record.verb]

    def render_subject(self, record):
        return self.subjects[record.subject]

    def value_about(self, record):
        """What the object is called; a leave or a suspension does not say whose it is."""
        if self._silent(record) and record.subject == Event.Subject.INTERRUPTION:
            return gettext("不显示")
        return self.known.get((record.subject, record.object_id), ("", None))[0]

    def render_about(self, record):
        name, page = self.value_about(record), self.known.get((record.subject, record.object_id), ("", None))[1]
        hidden = self._silent(record) and record.subject == Event.Subject.INTERRUPTION
        if hidden or page is None or not self.opens(page[0]):
            return name
        address, parts, anchor = page
        return format_html('<a href="{}{}">{}</a>', reverse(address, args=parts), anchor, name)

    def render_changed(self, record):
        if self._silent(record):
            return gettext("不显示")
        states = " → ".join(str(state) for state in (record.from_label, record.to_label) if state)
        said = self.changes.words(record)
        return said if "state" in record.before else gettext("；").join(filter(None, [states, said]))

    def render_note(self, record):
        return "" if self._silent(record) else record.note
