"""Lists over tables that grow with the city: a bounded count, a page by its keys, few rows before any sorting."""

from functools import cached_property

from django import forms
from django.contrib import messages
from django.contrib.admin import ShowFacets
from django.contrib.admin.views.main import SEARCH_VAR, ChangeList
from django.core.paginator import Paginator
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from ..models import Mandate
from .pickers import is_key

MOST = 10_000  # so many rows are counted and paged through; an action on more is refused
LARGE = 50_000  # from so many rows on a list is not sorted as a whole
NAMED = 100  # so many deputies that a text names are looked up
OF_TERM = "term__id__exact"
ACROSS = forms.BooleanField(required=False)  # as the admin's own form of actions reads it


class Pages(Paginator):
    """Counts no further than ``MOST`` rows, and reads a page in two steps: its keys, then just those rows."""

    @cached_property
    def first(self) -> list[int]:
        """The keys of the first page, and one more where there is a second."""
        return self._keys(0, self.per_page + 1)

    @cached_property
    def found(self) -> int:
        """How many rows there are, at most one more than are counted."""
        if len(self.first) <= self.per_page:
            return len(self.first)
        return self.object_list.order_by().values("pk")[: MOST + 1].count()

    @cached_property
    def count(self) -> int:
        """How many rows can be paged through."""
        return min(self.found, MOST)

    @property
    def more(self) -> bool:
        """Whether there are more rows than are counted."""
        return self.found > MOST

    def page(self, number):
        """The page of a number."""
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        keys = self.first[: self.per_page] if number == 1 else self._keys(start, min(start + self.per_page, MOST))
        return self._get_page(self.object_list.filter(pk__in=keys), number, self)

    def _keys(self, start, end) -> list[int]:
        return list(self.object_list.values_list("pk", flat=True)[start:end])


class Rows(ChangeList):
    """The rows of a list; of very many in the order in which the database keeps them, until a filter leaves few."""

    def get_results(self, request):
        """Read the page; actions are offered where it has rows."""
        super().get_results(request)
        if not self.multi_page:
            self.result_list = self.paginator.page(1).object_list
        self.show_admin_actions = bool(self.result_count)

    def get_ordering(self, request, queryset):
        """The order of the rows."""
        if self.model_admin.sorts(request):
            return super().get_ordering(request, queryset)
        return self.model_admin.order_of_many(request)

    def get_ordering_field_columns(self):
        """The columns by which the rows are sorted."""
        return super().get_ordering_field_columns() if self.sortable_by != () else {}


class Large:
    """A list that stays fast however many rows its table has.

    Where there are very many, and the address holds none of ``narrowing``, the list stands in ``many``, an order that
    an index keeps, columns cannot be sorted, and the filters of ``list_filter_few`` wait.
    """

    paginator = Pages
    show_full_result_count = False
    show_facets = ShowFacets.NEVER
    narrowing: tuple[str, ...] = ()
    many = ("-pk",)
    list_filter_few: tuple = ()

    def get_changelist(self, request, **kwargs):
        """The class of the list."""
        return Rows

    def is_large(self) -> bool:
        """Whether the table has very many rows."""
        return (self.model._base_manager.aggregate(last=Max("pk"))["last"] or 0) > LARGE

    def sorts(self, request) -> bool:
        """Whether what is asked leaves few enough rows to be sorted."""
        asked = any(request.GET.get(name) for name in (*self.narrowing, SEARCH_VAR))
        return not self.narrowing or asked or not self.is_large()

    def order_of_many(self, request) -> list[str]:
        """The order of very many rows."""
        return list(self.many)

    def get_sortable_by(self, request):
        """The columns that can be sorted."""
        return super().get_sortable_by(request) if self.sorts(request) else ()

    def get_list_filter(self, request):
        """The filters of the list, those for few rows last."""
        few = self.list_filter_few if self.sorts(request) else ()
        return [*super().get_list_filter(request), *few]

    def response_action(self, request, queryset):
        """An action; on all pages only where they were counted to the end."""
        if ACROSS.clean(request.POST.get("select_across")) and Pages(queryset, self.list_per_page).more:
            messages.error(request, _("符合条件的超过 %(n)d 条：请先用筛选缩小范围，再选择全部。") % {"n": MOST})
            return None
        return super().response_action(request, queryset)


class FindsDeputies:
    """Searches deputies first, in a query of their own, then the rows about them; titles only inside a chosen term."""

    titles: tuple[str, ...] = ()

    def get_search_results(self, request, queryset, search_term):
        """The rows of the deputies whom a text names, and those of the chosen term that have it in a title."""
        text = search_term.strip()
        return (queryset.filter(self.about(request, text)) if text else queryset), False

    def about(self, request, text) -> Q:
        """The condition of the rows that a text is about."""
        term = request.GET.get(OF_TERM, "")
        named = Mandate.objects.visible_to(request.who).called_all(text)
        named = named.filter(term=term) if is_key(term) else named
        keys = list(named.order_by("-pk").values_list("pk", flat=True)[: NAMED + 1])
        if len(keys) > NAMED:
            said = _("「%(text)s」涉及的代表超过 %(n)d 名，只列出其中 %(n)d 名：请输入完整的姓名或编号，或先选择届。")
            messages.warning(request, said % {"text": text, "n": NAMED})
        found = Q(mandate__in=keys[:NAMED])
        for title in self.titles if is_key(term) else ():
            found |= Q(**{f"{title}__icontains": text})
        return found
