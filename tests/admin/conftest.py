"""A suggestion with something in every table of its chain."""

from datetime import date

import pytest

from tests import make
from tests.kept import kept
from tracker.ledger import assigning, evaluations, oversight, replies
from tracker.models import Assignment

APRIL = date(2023, 4, 3)


@pytest.fixture
@kept
def share(deputy):
    """The share of 示例教育委 in a suggestion that was accepted on 2023-01-15, due on 2023-05-04."""
    return make.assignment(make.suggestion(deputy, date(2023, 1, 15)))


@pytest.fixture
@kept
def replied(share):
    """The share after contact, progress and a reply of class B, which promises something for 2023-05-20."""
    unit = make.acting("unit", body=share.unit)
    assigning.receive(unit, share, date(2023, 2, 2))
    replies.contact(unit, share, date(2023, 3, 1), "before", "face", "示例代表001")
    replies.progress(unit, share, date(2023, 3, 2), "已列入计划")
    promised = [("年内完成", date(2023, 5, 20))]
    opened = {"decision": "publish"}
    replies.reply(unit, share, APRIL, reply_class="B", commitments=promised, disclosure=opened)
    return Assignment.objects.get(pk=share.pk)


@pytest.fixture
@kept
def chain(replied, deputy):
    """The share with a receipt of the lead, its suggestion supervised, published and like an earlier one."""
    lead, row = replied.suggestion.sponsors.get(), replied.suggestion
    evaluations.evaluate_reply(
        make.by(), replied, lead, "satisfied", date(2023, 4, 10), source="paper", note="回执 12 号"
    )
    evaluations.evaluate_fulfilment(
        make.by(), replied, lead, date(2023, 5, 21), rating="satisfied", source="paper", note="回执 13 号"
    )
    oversight.supervise(make.by(), row, "key", "主任会议", date(2023, 3, 1), supervisor="主任")
    oversight.disclose(make.by(), row, "publish", date(2023, 3, 1))
    earlier = make.suggestion(deputy, date(2023, 1, 14), "关于以往的建议")
    oversight.link_similar(make.by(), row, earlier, date(2023, 3, 1))
    return Assignment.objects.get(pk=replied.pk)
