"""A page for strangers is the same for everybody, knows no cookie, and may be kept by a cache for a minute."""

import pytest

from tests import make
from tests.web.public.opened import LIST, NAMES, page_of, publish
from tracker.models import Body, Wording


def test_staff_who_are_signed_in_get_what_strangers_get(client, client_as, item):
    stranger = client.get(page_of(item))
    inside = client_as("office").get(page_of(item))
    assert inside.content == stranger.content and inside["ETag"] == stranger["ETag"]
    assert not inside.cookies and inside.wsgi_request.user.is_anonymous


def test_a_cache_may_keep_a_page_for_a_minute_and_asks_again(client, item):
    first = client.get(page_of(item))
    assert first["Cache-Control"] == "public, max-age=60" and "Vary" not in first and not first.cookies
    again = client.get(page_of(item), headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304 and not again.content
    publish(item, make.NOON.date(), "withhold")
    assert client.get(page_of(item), headers={"if-none-match": first["ETag"]}).status_code == 404


def test_a_fact_that_is_no_longer_published_changes_the_tag(client, deputy):
    tag = client.get(NAMES)["ETag"]
    Body.objects.filter(terms=deputy.term).update(published_facts=[])
    assert client.get(NAMES, headers={"if-none-match": tag}).status_code == 200


def test_the_language_is_in_the_address_and_stays(client, item):
    client.cookies["django_language"] = "en"
    assert '<html lang="zh-hans">' in client.get(LIST).text
    page = client.get(f"{LIST}?lang=en").text
    assert '<html lang="en">' in page and f"{page_of(item)}?lang=en" in page and 'name="lang" value="en"' in page


@pytest.mark.parametrize("address", ["x/", "x/suggestions/", "chongqing-congress-6/x/", "x/deputies/9/"])
def test_what_is_not_there_is_one_page(client, item, address):
    missing = client.get(f"{LIST}999999/")
    found = client.get(f"/public/{address}")
    assert (found.status_code, found.content) == (404, missing.content)
    assert "代表履职登记管理系统" not in found.text


def test_nothing_is_sent_to_a_public_page(client, item):
    assert {client.post(address).status_code for address in ("/public/", LIST, NAMES, page_of(item))} == {405}


def test_an_office_network_takes_the_pages_away(client, client_as, item, settings):
    settings.PUBLIC_PAGES = False
    assert {client.get(address).status_code for address in ("/public/", LIST, NAMES, page_of(item))} == {404}
    assert "在公开页面查看" not in client_as("office").get(f"/suggestions/{item.pk}/").text


def test_a_cppcc_body_speaks_its_words(client, item):
    Body.objects.filter(terms=item.term).update(kind="cppcc")
    for key, old, new in (("deputy", "代表", "委员"), ("proposals", "议案建议", "提案")):
        Wording.objects.create(body_kind="congress", key=key, text=old)
        Wording.objects.create(body_kind="cppcc", key=key, text=new)
    assert "公开的提案" in client.get(LIST).text and "委员名单" in client.get(NAMES).text


def test_an_administrator_chooses_what_a_body_publishes(client_as, term):
    client, page = client_as("administrator"), f"/admin/tracker/body/{term.body_id}/change/"
    given = {"code": term.body.code, "name": "x", "level": "municipal", "kind": "congress", "order": 1}
    client.post(page, given | {"published_facts": ["gender", "work"]})
    term.body.refresh_from_db()
    assert (term.body.is_public, term.body.published_facts) == (False, ["gender", "work"])
