"""Column aliases: what an administrator may add, and what the others see."""

import pytest

from tests.admin.pages import shown, url
from tracker.models import ColumnAlias


@pytest.fixture
def added(term):
    return ColumnAlias.objects.create(kind="duties", header="名称", alias="开展内容")


def test_an_administrator_adds_changes_and_removes_an_alias(client_as, term):
    client = client_as("administrator")
    client.post(url("columnalias", "add"), {"alias": " 开展内容 ", "column": "duties:名称"})
    row = ColumnAlias.objects.get()
    assert (row.kind, row.header, row.alias) == ("duties", "名称", "开展内容")
    assert '<option value="duties:名称" selected>' in shown(client, row)
    client.post(url("columnalias", "change", row.pk), {"alias": "开展内容", "column": "suggestions:正文"})
    row.refresh_from_db()
    assert (row.kind, row.header) == ("suggestions", "正文")
    client.post(url("columnalias", "delete", row.pk), {"post": "yes"})
    assert not ColumnAlias.objects.exists()


def test_a_name_that_means_something_already_is_refused_with_what_it_means(client_as, added):
    client = client_as("administrator")
    for alias, column, told in [
        ("名称", "duties:说明", "已经表示“名称”这一列"),
        ("主 题：", "duties:说明", "已经表示“名称”这一列"),
        ("备注（必填）", "duties:说明", "已经表示“说明”这一列"),
        ("开展 内容*", "duties:说明", "已是“名称”这一列的别名"),
        ("单位", "suggestions:编号", "在议案建议表格中已经表示“承办单位”这一列"),
        ("错误说明", "duties:说明", "不能作别名"),
        ("：", "duties:说明", "没有文字"),
        ("情况", "duties:没有", "没有"),
    ]:
        page = client.post(url("columnalias", "add"), {"alias": alias, "column": column})
        assert told in str(page.context["adminform"].form.errors), alias
    assert ColumnAlias.objects.get() == added
    client.post(url("columnalias", "add"), {"alias": "开展内容", "column": "suggestions:正文"})
    assert ColumnAlias.objects.count() == 2


def test_staff_read_the_aliases_and_those_the_program_knows(client_as, added):
    client = client_as("verifier")
    page = client.get(url("columnalias", "changelist")).content.decode()
    assert "开展内容" in page and "活动名称、内容、主题" in page and "议案建议 · 承办" in page
    page = shown(client, added)
    assert "履职登记" in page and "名称" in page and 'name="alias"' not in page
    assert client.get(url("columnalias", "add")).status_code == 403
    assert client.post(url("columnalias", "delete", added.pk), {"post": "yes"}).status_code == 403
