"""Nothing private reaches a page for strangers: a mark is planted wherever something private can stand."""

import re
from datetime import date
from urllib.parse import quote

import pytest
from django.apps import apps
from django.db.models import CharField, TextField, Value
from django.db.models.functions import Cast, Concat

from tests import make
from tests.kept import kept
from tests.web.public.opened import DAY, LIST, NAMES, answered, page_of, suggestion
from tracker.ledger import assigning, oversight, people, replies
from tracker.models import Body, ElectoralUnit, Event, Person, Reply, Suggestion, Term

MARK = "㊙"
SHOWN = {
    "body.name",
    "term.code",
    "term.label",
    "electoralunit.name",
    "person.name",
    "person.gender",
    "person.nationality",
    "mandate.number",
    "sponsor.organisation",
    "suggestion.number",
    "suggestion.title",
    "suggestion.text",
    "reply.text",
}
UNTOLD = [
    *("满意", "不满意", "重新办理", "承诺跟踪", "评价销号", "回执", "轮", "A 类", "C 类", "督办", "面商", "退办"),
    *("病假", "暂停", "个人隐私", "国家秘密", "商业秘密", "联系人", "期限", "达到", "登录", "管理系统"),
]


@pytest.fixture
@kept
def world(busy, soldier):
    """A published suggestion with all that goes on around it inside, and what is not public beside it."""
    other = make.deputy(busy.term, "600003")
    row = suggestion(busy, joint=[other])
    share = answered(row, contact_person="联系人甲", contact_telephone="02360000000", signed_by="某某").assignment
    _handle(row, share)
    hidden = [suggestion(soldier), make.suggestion(busy, DAY), make.paper(busy, DAY), suggestion(busy)]
    oversight.disclose(make.by(), hidden[-1], "withhold", date(2023, 4, 2), reason="privacy", note="涉及病情")
    oversight.link_similar(make.by(), hidden[1], row, DAY)
    people.interrupt(make.by(), other, "sick", date(2023, 3, 1), date(2023, 5, 1), document="病假条")
    gone = make.deputy(busy.term, "600004")
    people.end(make.by(), gone, date(2023, 5, 1), "被罢免")
    secret = Body.objects.create(code="secret", name=MARK, level="district", kind="congress", is_public=False)
    Term.objects.create(body=secret, code="secret-1", label=MARK, number=1, starts_on=make.START)
    _plant(hidden[1:], gone, soldier)
    return [row, *hidden]


def _handle(row, share):
    """Contact, an extension, an unsatisfied receipt, a withheld second reply, a helper, a share handed back."""
    replies.contact(make.acting("unit", body=share.unit), share, date(2023, 3, 1), "after", "face", "某某")
    row.refresh_from_db()
    helper = make.assignment(row, make.handling_unit("示例协办局"), date(2023, 2, 21), role="co_handler")
    make.reply(helper, date(2023, 2, 24), text="协办意见")
    row.refresh_from_db()
    back = make.assignment(row, make.handling_unit("示例退办局"), date(2023, 2, 22), role="co_handler")
    unit, office = make.acting("unit", body=back.unit), make.acting("referral_office", body=make.system())
    assigning.receive(unit, back, date(2023, 2, 23))
    assigning.return_assignment(unit, back, date(2023, 2, 24), "不属职责")
    assigning.accept_return(office, back, date(2023, 2, 25))
    share.refresh_from_db()
    make.receipt(share, "unsatisfied", date(2023, 3, 20))
    second = make.reply(share, date(2023, 4, 3), reply_class="C", text="第二次答复")
    oversight.disclose(make.by(), second, "withhold", date(2023, 4, 4), reason="state_secret")
    row.refresh_from_db()
    oversight.supervise(make.by(), row, "key", "主任会议", date(2023, 4, 5))


def _plant(hidden, gone, soldier):
    for model in apps.get_app_config("tracker").get_models():
        for field in model._meta.concrete_fields:
            plain = isinstance(field, CharField | TextField) and not field.choices and model is not Event
            if plain and f"{model._meta.model_name}.{field.name}" not in SHOWN:
                marked = Concat(Value(MARK), Cast("pk", CharField()))
                model._base_manager.update(**{field.name: marked})
    few = Suggestion.objects.filter(pk__in=[row.pk for row in hidden])
    few.update(title=MARK, text=MARK)
    Reply.objects.exclude(text="已增设两条线路。").update(text=MARK)
    Person.objects.filter(pk=gone.person_id).update(name=MARK)
    Person.objects.filter(pk=soldier.person_id).update(gender=MARK, nationality=MARK)
    ElectoralUnit.objects.filter(is_garrison=True).update(name=MARK)
    Body.objects.filter(name="示例退办局").update(name=MARK)


def _crawl(client):
    """Every address that is linked from the first page, in both languages, with its answer."""
    found, todo = {}, ["/public/", "/public/?lang=en"]
    while todo:
        address = todo.pop()
        if address not in found:
            found[address] = client.get(address)
            links = re.findall(r'href="([^"#]+)', found[address].text)
            own = [address.split("?")[0] + link if link.startswith("?") else link for link in links]
            todo += [link for link in own if not link.startswith("/static/")]
    return found


def test_nothing_private_is_on_a_page_or_in_its_headers(client, world):
    found = _crawl(client)
    assert {page_of(world[0]), page_of(world[1]), LIST, NAMES, f"{NAMES}600003/", f"{NAMES}600870/"} <= set(found)
    assert all(address.startswith("/public/") for address in found)
    for address, response in found.items():
        told = f"{address} {response.headers} {response.cookies} {response.text}"
        assert response.status_code == 200 and MARK not in told and quote(MARK) not in told, address
        assert not [word for word in UNTOLD if word in response.text], address


def test_what_is_hidden_is_nowhere_by_its_address(client, world):
    hidden = [page_of(row) for row in world[2:]]
    hidden += [f"{NAMES}600004/", "/public/secret-1/suggestions/", "/public/secret-1/deputies/", f"{LIST}?q={MARK}"]
    answers = [client.get(address) for address in hidden]
    assert [answer.status_code for answer in answers] == [404] * (len(hidden) - 1) + [200]
    assert MARK not in "".join(answer.text for answer in answers[:-1]) and not answers[-1].context["pages"].count


def test_the_days_of_handling_stay_inside(client, world):
    days = set(re.findall(r"\d{4}-\d\d-\d\d|\d{4}年", client.get(page_of(world[0])).text))
    assert days == {"2023-02-06", "2023-03-01"}
