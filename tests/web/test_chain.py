"""The page of a suggestion and its acts: who sees it, what is offered to whom, and what a form does."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import make
from tests.kept import kept
from tracker.ledger import assigning, replies, suggestions
from tracker.ledger.overdue import write_overdue
from tracker.models import Assignment, Evaluation, Event, Suggestion
from tracker.web.chain.acts import SUGGESTION_ACTS, find
from tracker.web.chain.shareacts import ASSIGNMENT_ACTS
from tracker.web.chain.target import Target

DAY = date(2023, 2, 1)


@pytest.fixture
@kept
def share(deputy):
    """An assignment of the deputy's suggestion to 示例教育委."""
    return make.assignment(make.suggestion(deputy, date(2023, 1, 15)))


@pytest.fixture
@kept
def replied(share):
    """The assignment, replied with a commitment."""
    unit = make.acting("unit", body=share.unit)
    replies.reply(unit, share, date(2023, 4, 3), reply_class="B", commitments=[("年内完成", date(2023, 5, 1))])
    return share


@pytest.fixture
def sign_in(client_as, deputy):
    """Signs a role in with the scope that it has in life."""

    def enter(role):
        body = {"unit": make.handling_unit, "referral_office": make.system}
        scope = {"body": body[role]()} if role in body else {"person": deputy.person} if role == "deputy" else {}
        return client_as(role, **scope)

    return enter


def page(row):
    return reverse("suggestion", args=[row.pk])


def act(row, code):
    name = "assignment-act" if isinstance(row, Assignment) else "suggestion-act"
    return reverse(name, args=[row.pk, code])


def acts_on(body):
    """The codes of the acts that a page offers."""
    return set(re.findall(r'href="/suggestions/(?:assignments/)?\d+/([a-z_]+)/"', body))


OFFERED = {
    "office": {"assign_more", "refer", "disclose", "supervise", "link_similar", "consent_paper"},
    "referral_office": {"extend"},
    "unit": {"receive", "contact", "progress", "reply"},
    "deputy": {"consent", "link_similar"},
    "auditor": set(),
    "verifier": set(),
}


@pytest.mark.parametrize("role", OFFERED)
def test_the_page_offers_each_role_what_it_may_do_now(sign_in, share, role):
    body = sign_in(role).get(page(share.suggestion)).content.decode()
    assert acts_on(body) == OFFERED[role]


@pytest.mark.parametrize("role", ["leader", "liaison"])
def test_who_has_no_part_in_it_sees_no_page(client_as, share, role):
    assert client_as(role).get(page(share.suggestion)).status_code == 403


@pytest.mark.parametrize("unit", ["示例交通局", "示例法院"])
def test_another_units_suggestion_is_as_one_that_is_not_there(client_as, share, unit):
    of = make.system("法院系统", "system-court") if unit == "示例法院" else None
    client = client_as("unit", body=make.handling_unit(unit, of))
    assert client.get(page(share.suggestion)).status_code == 404
    assert client.get(act(share, "reply")).status_code == 404


def test_another_system_sees_nothing_and_another_deputy_neither(client_as, share, term):
    court = client_as("referral_office", body=make.system("法院系统", "system-court"))
    assert court.get(page(share.suggestion)).status_code == 404
    other = client_as("deputy", person=make.deputy(term, "600002").person)
    assert other.get(page(share.suggestion)).status_code == 404


def test_a_draft_shows_to_its_sponsors_and_the_office_alone(sign_in, deputy):
    row = make.suggestion(deputy, DAY, accepted=False)
    assert sign_in("deputy").get(page(row)).status_code == 200
    assert sign_in("unit").get(page(row)).status_code == 404


@pytest.mark.parametrize("role", OFFERED)
def test_an_act_that_is_not_offered_does_nothing(sign_in, share, role):
    client, before = sign_in(role), Event.objects.count()
    for code in {one.code for one in ASSIGNMENT_ACTS} - OFFERED[role]:
        answer = client.post(act(share, code), {"on": "2023-05-01", "reason": "x"})
        assert answer.status_code in (302, 403), code
    assert Event.objects.count() == before


def test_acts_have_codes_of_their_own():
    for every in (SUGGESTION_ACTS, ASSIGNMENT_ACTS):
        assert len({one.code for one in every}) == len(every)


def test_an_act_is_found_among_those_of_its_target_alone(share):
    whole, part = (Target(share.suggestion, of, None, DAY) for of in (None, share))
    assert (find(part, "extend").code, find(whole, "merge").code) == ("extend", "merge")
    assert (find(whole, "extend"), find(part, "merge")) == (None, None)


def test_a_unit_replies_with_a_class_and_dated_commitments(sign_in, share):
    said = {"on": "2023-04-03", "reply_class": "B", "text": "已列入计划", "decision": "publish"}
    promise = {"promise_1": "建成", "promise_1_on": "2023-12-01"}
    sign_in("unit").post(act(share, "reply"), said | promise)
    reply = share.replies.get()
    assert (reply.reply_class, reply.commitments.get().text) == ("B", "建成")
    assert reply.disclosures.get().decision == "publish"


def test_a_commitment_without_a_day_is_refused_beside_its_field(sign_in, share):
    said = {"on": "2023-04-03", "reply_class": "B", "text": "已列入计划", "promise_1": "建成"}
    body = sign_in("unit").post(act(share, "reply"), said).content.decode()
    assert "请写明承诺期限" in body and not share.replies.exists()


def test_a_unit_without_contact_is_warned_before_it_replies(sign_in, share):
    assert "还没有与代表沟通的记录" in sign_in("unit").get(act(share, "reply")).content.decode()


def test_a_refusal_of_the_ledger_stands_on_the_form(sign_in, share):
    said = {"on": "2023-01-20", "reply_class": "B", "text": "已列入计划"}
    body = sign_in("unit").post(act(share, "reply"), said).content.decode()
    assert "答复日期 2023-01-20 早于交办日期 2023-02-01" in body


def test_the_deputy_rates_the_reply_and_its_commitments(sign_in, replied):
    client = sign_in("deputy")
    client.post(act(replied, "evaluate_reply"), {"rating": "satisfied", "on": "2023-04-10"})
    assert Assignment.objects.get().state == "tracking"
    client.post(act(replied, "evaluate_fulfilment"), {"rating": "satisfied", "on": "2023-05-02"})
    assert Assignment.objects.get().state == "closed"


def test_one_line_says_otherwise_than_the_whole(sign_in, replied):
    make.receipt(replied)
    line = replied.replies.get().commitments.get()
    said = {"rating": "satisfied", f"line_{line.pk}": "unsatisfied", "on": "2023-05-02", "comment": "没有建成"}
    sign_in("deputy").post(act(replied, "evaluate_fulfilment"), said)
    assert Assignment.objects.get().state == "rehandling"


def test_an_unsatisfied_receipt_without_a_word_is_refused(sign_in, replied):
    body = sign_in("deputy").post(act(replied, "evaluate_reply"), {"rating": "unsatisfied", "on": "2023-04-10"})
    assert "请写明意见" in body.content.decode() and not Evaluation.objects.exists()


def test_the_office_enters_a_paper_receipt_with_its_proof(sign_in, replied):
    client, lead = sign_in("office"), replied.suggestion.sponsors.get()
    said = {"rating": "satisfied", "on": "2023-04-10", "sponsor": lead.pk, "source": "paper"}
    client.post(act(replied, "evaluate_reply"), said)
    assert not Evaluation.objects.exists()
    client.post(act(replied, "evaluate_reply"), said | {"note": "扫描件 12"})
    assert "扫描件 12" in client.get(page(replied.suggestion)).content.decode()


def test_a_corrected_receipt_stays_on_the_page(sign_in, replied):
    client = sign_in("deputy")
    client.post(act(replied, "evaluate_reply"), {"rating": "unsatisfied", "comment": "点错了", "on": "2023-04-10"})
    old = Evaluation.objects.get()
    said = {"old": old.pk, "rating": "satisfied", "on": "2023-04-11", "reason": "点错了选项"}
    client.post(act(replied, "correct_receipt"), said)
    body = client.get(page(replied.suggestion)).content.decode()
    assert Assignment.objects.get().state == "tracking" and "已更正" in body and "点错了选项" in body


def test_a_form_sent_twice_does_it_once(sign_in, share):
    client = sign_in("unit")
    said = {"on": "2023-03-01", "text": "已调研", "once": "a" * 36}
    for _ in range(2):
        client.post(act(share, "progress"), said)
    assert share.progress.count() == 1


def test_a_draft_sent_twice_leads_to_it_whatever_it_is_called_now(sign_in, deputy, term):
    client, said = sign_in("deputy"), {"term": term.pk, "kind": "suggestion", "channel": "recess", "once": "a" * 36}
    first = client.post(reverse("suggestion-new"), said | {"title": "旧题目"}).headers["Location"]
    Suggestion.objects.update(title="新题目")
    assert client.post(reverse("suggestion-new"), said | {"title": "旧题目"}).headers["Location"] == first


@pytest.mark.parametrize("seen", ["²", "9" * 5000])
def test_what_no_form_sends_back_is_passed_over(sign_in, share, seen):
    answer = sign_in("unit").post(act(share, "progress"), {"on": "2023-03-01", "text": "已调研", "seen": seen})
    assert answer.status_code == 302


def test_who_leads_an_item_and_one_merged_into_it_rates_for_each(sign_in, deputy):
    row = make.suggestion(deputy, date(2023, 1, 15))
    suggestions.merge(make.by(), make.suggestion(deputy, date(2023, 1, 15)), row, DAY)
    row.refresh_from_db()
    share = make.assignment(row)
    make.reply(share)
    client, said = sign_in("deputy"), {"rating": "satisfied", "on": "2023-04-10"}
    for _ in range(2):
        client.post(act(share, "evaluate_reply"), said)
    assert share.evaluations.values("sponsor").distinct().count() == 2


def test_a_form_opened_before_a_change_is_refused(sign_in, share):
    client = sign_in("unit")
    seen = re.search(r'name="seen" value="(\d+)"', client.get(act(share, "receive")).content.decode())[1]
    replies.progress(make.acting("unit", body=share.unit), share, DAY, "已调研")
    body = client.post(act(share, "receive"), {"on": "2023-02-02", "seen": seen}).content.decode()
    assert "在您打开页面之后有变动" in body


def test_an_act_that_the_state_forbids_leads_back_with_a_sentence(sign_in, share):
    assigning.receive(make.acting("unit", body=share.unit), share, DAY)
    body = sign_in("unit").get(act(share, "receive"), follow=True).content.decode()
    assert "现在不能办理" in body


def test_a_deputy_drafts_confirms_and_submits(sign_in, deputy, term):
    other, client = make.deputy(term, "600002"), sign_in("deputy")
    said = {"term": term.pk, "kind": "suggestion", "channel": "recess", "title": "关于示例的建议", "joint": "600002"}
    address = client.post(reverse("suggestion-new"), said).headers["Location"]
    row = Suggestion.objects.get()
    assert list(row.sponsors.values_list("mandate__number", flat=True)) == ["600001", other.number]
    client.post(act(row, "confirm"), {"on": timezone.localdate().isoformat()})
    assert "提出人确认联名" not in client.get(address).content.decode()
    assert row.sponsors.filter(confirmed_on=None).count() == 1


def test_an_unknown_number_among_the_joint_sponsors_is_named(sign_in, term):
    said = {"term": term.pk, "kind": "suggestion", "channel": "recess", "title": "关于示例的建议", "joint": "600009"}
    assert "没有编号为 600009" in sign_in("deputy").post(reverse("suggestion-new"), said).content.decode()


def test_the_office_drafts_for_an_organisation(sign_in, deputy, term):
    said = {"term": term.pk, "kind": "suggestion", "channel": "session", "title": "关于示例的建议"}
    group = {"organisation_kind": "delegation", "organisation": "示例代表团", "signatory": "600001"}
    sign_in("office").post(reverse("suggestion-new"), said | group)
    sponsor = Suggestion.objects.get().sponsors.get()
    assert (sponsor.organisation, sponsor.signatory) == ("示例代表团", deputy)


@pytest.mark.parametrize("role", ["unit", "referral_office", "auditor", "leader"])
def test_who_may_not_draft_gets_no_form(sign_in, share, role):
    assert sign_in(role).get(reverse("suggestion-new")).status_code == 403


def test_a_similar_earlier_suggestion_is_shown_on_submission_and_linked(sign_in, deputy, term):
    earlier = make.suggestion(deputy, date(2023, 1, 15), "关于增设老旧小区电梯的建议")
    row = make.paper(deputy, date(2023, 3, 1), "关于在老旧小区增设电梯的建议")
    client = sign_in("deputy")
    assert earlier.number in client.get(act(row, "submit")).content.decode()
    client.post(act(row, "submit"), {"on": "2023-03-01", "similar": [earlier.pk]})
    assert row.similar.get().earlier == earlier


def test_the_page_says_how_the_due_day_came_about(sign_in, share):
    body = sign_in("unit").get(page(share.suggestion)).content.decode()
    assert "2023年2月1日交办，三个月内答复" in body and "顺延至2023年5月4日" in body


def test_the_story_tells_of_a_day_that_passed(sign_in, share):
    write_overdue(make.by(), date(2023, 6, 1))
    body = sign_in("unit").get(page(share.suggestion)).content.decode()
    assert "2023-05-05" in body and "第 1 轮期限 2023-05-04 已过，未答复" in body
