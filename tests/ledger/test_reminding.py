"""What was sent is noted: who may, what is refused, and that the trail agrees."""

from datetime import date

import pytest

from tests import make
from tracker.ledger import Refused, reminding
from tracker.ledger.check import faults_of
from tracker.models import Event, Reminder

DAY = date(2023, 6, 1)


def remind(by, row, *, term, text="您好", way="message", on=DAY):
    return reminding.remind(by, term, [(row, text)], way=way, sent_on=on)


def test_each_addressee_gets_a_row_with_the_text_as_it_was_sent_and_an_event(deputy, term):
    other = make.deputy(term, "600002")
    by = make.acting("office", body=term.body)
    reminding.remind(by, term, [(deputy, "甲"), (other, "乙")], way="wechat", sent_on=DAY)
    said = Reminder.objects.order_by("pk").values_list("mandate__number", "text", "way", "sent_by__username")
    assert list(said) == [("600001", "甲", "wechat", by.user.username), ("600002", "乙", "wechat", by.user.username)]
    assert Event.objects.filter(subject="reminder", verb="remind", actor=by.user).count() == 2
    assert list(faults_of(Reminder)) == []


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"on": date(2023, 6, 2)}, "尚未到来"),
        ({"on": date(2023, 1, 12)}, "早于本届起始日"),
        ({"way": "pigeon"}, "没有「pigeon」这种方式"),
        ({"text": " \n"}, "是空的"),
    ],
)
def test_what_cannot_have_been_sent_is_refused(deputy, term, given, sentence):
    with pytest.raises(Refused, match=sentence):
        remind(make.by(), deputy, term=term, **given)
    with pytest.raises(Refused, match="至少保留一段"):
        reminding.remind(make.by(), term, [], way="message", sent_on=DAY)
    assert not Reminder.objects.exists()


def test_a_liaison_reminds_the_own_deputies_and_a_referral_office_presses_its_units(deputy, term):
    stranger, group = make.deputy(term, "600002", groups=[make.group(term, "涪陵区联系组")]), make.group(term)
    liaison, office = make.acting("liaison", group=group), make.acting("referral_office", body=make.system())
    ours = make.handling_unit()
    theirs = make.handling_unit("示例法院", make.system("法院系统", "system-court"))
    for by, allowed, others in ((liaison, deputy, (stranger, group, ours)), (office, ours, (theirs, deputy, group))):
        remind(by, allowed, term=term)
        for row in others:
            with pytest.raises(Refused, match="没有提醒"):
                remind(by, row, term=term)
    assert Reminder.objects.count() == 2


@pytest.mark.parametrize("role", ["verifier", "auditor", "leader", "administrator"])
def test_who_only_reads_notes_nothing(deputy, term, role):
    with pytest.raises(Refused, match="没有提醒"):
        remind(make.acting(role), deputy, term=term)


def test_the_office_of_another_body_and_a_deputy_of_another_term_are_refused(deputy, term):
    other = make.Body.objects.create(code="other", name="其他", level="district", kind="congress")
    with pytest.raises(Refused, match="没有提醒"):
        remind(make.acting("office", body=other), deputy, term=term)
    fifth = make.term("chongqing-congress-5", 5, date(2018, 1, 25), make.START)
    with pytest.raises(Refused, match="不属于"):
        remind(make.by(), deputy, term=fifth, on=date(2022, 1, 1))
