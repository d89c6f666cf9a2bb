"""What goes wrong below a page is told in the page's own words and clothes."""

import pytest
from django.template import loader
from django.test import Client


def test_a_form_without_its_token_says_why_nothing_was_sent(db):
    answer = Client(enforce_csrf_checks=True).post("/login/", {"login": "a", "password": "b"})
    assert answer.status_code == 403
    assert "填写的内容没有提交" in answer.content.decode()
    assert "<style" not in answer.content.decode()


@pytest.mark.parametrize(("name", "said"), [("500.html", "系统出错"), ("400.html", "无法处理")])
def test_a_failure_is_told_without_anything_of_the_request(name, said):
    text = loader.get_template(name).render()
    assert f"<h1>{said}</h1>" in text
    assert "style=" not in text
