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
