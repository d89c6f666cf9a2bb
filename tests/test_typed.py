"""Every field for a day, on pages, in filters and in the admin, reads a day as Chinese people type it."""

import ast
import pkgutil
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from django import forms
from django.db import models
from django.utils import translation
from django_filters import DateFilter, FilterSet

import tracker.admin
import tracker.web
from tracker.admin.pickers import Picks
from tracker.admin.site import site
from tracker.typed import DayField

DOORS = (tracker.web, tracker.admin)
TYPED = [
    *("2026-11-22", "2026/11/22", "2026.11.22", "2026年11月22日", "20261122"),
    *("２０２６年１１月２２日", "２０２６－１１－２２", "２０２６．１１．２２", "２０２６１１２２", "2026。11。22"),
    *("2026 年 11 月 22 日", "2026年11月22号", "2026—11—22", "　2026-11-22 "),
]
STOCK = {"DateField", "DateInput", "DateFilter", "DateFromToRangeFilter", "SelectDateWidget", "SplitDateTimeField"}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("text", TYPED)
def test_a_day_is_read_as_it_is_typed(text, language):
    with translation.override(language):
        assert DayField().clean(text) == date(2026, 11, 22)


@pytest.mark.parametrize("text", ["11月22日", "11.22", "2026年11月", "2026-02-30", "11/22/2026", "昨天", "２２"])
def test_what_is_no_day_is_refused_with_an_example(text):
    with pytest.raises(forms.ValidationError, match=r"如 2026-11-22、2026\.11\.22 或 2026年11月22日"):
        DayField().clean(text)


def modules():
    """All modules of the web and of the admin, imported."""
    found = [item for door in DOORS for item in pkgutil.walk_packages(door.__path__, f"{door.__name__}.")]
    return [import_module(item.name) for item in found]


def below(cls) -> set:
    """All classes that inherit from a class, at any depth."""
    return {sub for child in cls.__subclasses__() for sub in {child, *below(child)}}


def test_all_forms_and_filters_take_days_in_this_way():
    assert modules()
    made_by_admin = below(forms.BaseModelForm)
    found = (below(forms.BaseForm) - made_by_admin) | below(FilterSet)
    ours = {cls for cls in found if cls.__module__.startswith("tracker.")}
    fields = [field for cls in ours for field in getattr(cls, "base_fields", {}).values()]
    filters = [item for cls in ours for item in getattr(cls, "base_filters", {}).values()]
    fields += [item.field for item in filters if isinstance(item, DateFilter)]
    days = [field for field in fields if isinstance(field, (forms.DateField, forms.DateTimeField))]
    assert len(days) > 50
    assert not [field for field in days if not isinstance(field, DayField)]


def test_the_stock_forms_of_the_admin_take_days_in_this_way(rf):
    request = rf.get("/")
    made = [
        (f"{model.__name__}.{column.name}", row.formfield_for_dbfield(column, request))
        for model, admin in site._registry.items()
        for row in (admin, *(inline(model, site) for inline in admin.inlines if issubclass(inline, Picks)))
        for column in row.opts.concrete_fields
        if type(column) is models.DateField and column.editable
    ]
    assert len(made) > 30
    assert not [name for name, field in made if not isinstance(field, DayField)]


def test_no_form_is_built_with_a_stock_field_for_days():
    files = [path for door in DOORS for path in Path(door.__file__).parent.rglob("*.py")]
    assert files
    for path in files:
        names = {node.attr for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute)}
        assert not names & STOCK, path
