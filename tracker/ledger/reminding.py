"""The verb on reminders: what was sent to whom is noted, as it was sent."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q

from ..models import Addressee, Body, Group, GroupMembership, Mandate, Reminder, Role, Term
from .errors import Refused
from .guards import need_day, need_term
from .rights import Rights
from .trail import By, create_many

TO = {Mandate: ("mandate", Addressee.DEPUTY), Group: ("group", Addressee.GROUP), Body: ("unit", Addressee.UNIT)}


@transaction.atomic
def remind(by: By, term: Term, texts: Iterable[tuple], *, way: str, sent_on: date) -> list[Reminder]:
    """Note texts as sent: pairs of an addressee (mandate, liaison group or handling unit, one kind) and its text.

    Refused to who does not speak to the addressees, for a day to come, an unknown way, a blank text, or nobody.
    """
    texts = list(texts)
    if not texts:
        raise Refused("没有要登记的文字；请至少保留一段。")
    need_day(by, sent_on, "发出日期", after=term.starts_on, called="本届起始日")
    if way not in Reminder.Way.values:
        raise Refused(f"没有「{way}」这种方式；请在短信、微信、电话、书面、其他中选择。")
    rows = [row for row, _text in texts]
    _need_right(by, term, rows)
    return create_many(by, [_reminder(by, term, row, text, way, sent_on) for row, text in texts], "remind")


def _reminder(by, term, row, text, way, sent_on) -> Reminder:
    name, addressee = TO[type(row)]
    if not text.strip():
        raise Refused(f"给「{row}」的文字是空的；不发的请从名单中去掉。")
    fields = {"way": way, "sent_on": sent_on, "sent_by": by.user, "noted_at": by.at}
    return Reminder(term=term, addressee=str(addressee), text=text, **{name: row}, **fields)


def _need_right(by, term, rows):
    rights, kinds = Rights.of(by), {type(row) for row in rows}
    if len(kinds) > 1:
        raise Refused("一次只能登记同一类对象的文字。")
    if kinds & {Mandate, Group}:
        need_term(term, *rows)
    if rights.is_system or any(grant.role == Role.OFFICE and _of_body(grant, term) for grant in rights.grants):
        return
    reached = _reached(rights, by.day, kinds.pop(), rows)
    stranger = next((row for row in rows if row.pk not in reached), None)
    if stranger is not None:
        who = "该组的联络员、所属系统的交办机构或者人代工委"
        raise Refused(f"「{by.user}」没有提醒「{stranger}」的权限；须由{who}办理。")


def _of_body(grant, term) -> bool:
    return grant.body_id in (None, term.body_id)


def _reached(rights, on, kind, rows) -> set[int]:
    """The addressees to whom a liaison or a referral office speaks: deputies of the own group, units of the system."""
    if kind is Body:
        return {row.pk for row in rows if rights.system_of.get(row.pk) in rights.systems and row.kind == row.Kind.UNIT}
    if kind is Group:
        return set()
    groups = [grant.group_id for grant in rights.grants if grant.role == Role.LIAISON]
    members = GroupMembership.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on), group__in=groups, starts_on__lte=on)
    return set(members.values_list("mandate", flat=True))
