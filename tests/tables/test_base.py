"""What all tables share."""

import django_tables2 as tables
import pytest
from django.test import RequestFactory

from tracker.tables.base import Table


class Names(Table):
    name = tables.Column()


@pytest.mark.parametrize("asked", ["name", "-name"])
def test_no_address_sorts_a_table(asked):
    table = Names([{"name": "乙"}, {"name": "甲"}])
    tables.RequestConfig(RequestFactory().get("/", {"sort": asked})).configure(table)
    assert [row.get_cell("name") for row in table.rows] == ["乙", "甲"]


@pytest.mark.parametrize("asked", ["-1", "0", "100000"])
def test_no_address_says_how_long_a_page_is(asked):
    table = Names([{"name": "甲"}, {"name": "乙"}, {"name": "丙"}])
    request = RequestFactory().get("/", {"per_page": asked})
    tables.RequestConfig(request, paginate={"per_page": 2}).configure(table)
    assert len(table.page.object_list) == 2
