"""Other names of columns in the sheets that people have (reference data of the imports)."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..intake.aliases import headers_of, stands_for
from ..intake.columns import header_key
from ..intake.sheets import DESKS
from ..intake.workbook import OWN
from ..models import ColumnAlias, SheetKind
from .site import RoleAdmin, site

BETWEEN = ":"


def columns() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every column that an alias may stand for, under the kind of its sheet."""
    kinds = [kind for kind in SheetKind if kind in DESKS]
    return [
        (kind.label, [(f"{kind}{BETWEEN}{header}", f"{kind.label} · {header}") for header in headers_of(kind)])
        for kind in kinds
    ]


def known() -> list[tuple[str, list]]:
    """The columns of every sheet with the names that the program itself knows them by."""
    return [
        (kind.label if form.title == DESKS[kind].label else f"{kind.label} · {form.title}", form.columns)
        for kind in SheetKind
        if kind in DESKS
        for form in DESKS[kind].forms()
    ]


class AliasForm(forms.ModelForm):
    """An alias and the one column it stands for."""

    column = forms.ChoiceField(label=_("表格和列"), choices=lambda: [("", "——"), *columns()])

    class Meta:
        model = ColumnAlias
        fields = ["alias"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["column"] = f"{self.instance.kind}{BETWEEN}{self.instance.header}"

    def clean(self):
        given = super().clean()
        column, alias = given.get("column"), given.get("alias")
        if column and alias:
            row = self.instance
            row.kind, row.header = column.split(BETWEEN, 1)
            refusal = self._refusal(row.kind, alias)
            if refusal:
                self.add_error("alias", refusal)
        return given

    def _refusal(self, kind, alias) -> str:
        """Why a text cannot be an alias in a kind of sheet; it must not name a column already."""
        if not header_key(alias):
            return _("别名“%(alias)s”中没有文字，请填写别人表格里这一列的名称。") % {"alias": alias}
        if header_key(alias) == OWN:
            return _("“%(alias)s”是退回的文件里导入自己加的一列，不能作别名。") % {"alias": alias}
        named = {"alias": alias, "sheet": SheetKind(kind).label}
        others = dict(ColumnAlias.objects.filter(kind=kind).exclude(pk=self.instance.pk).values_list("alias", "header"))
        own, added = stands_for(kind, alias, {}), stands_for(kind, alias, others)
        if own:
            return _("“%(alias)s”在%(sheet)s表格中已经表示“%(header)s”这一列，不必添加，也不能改指别的列。") % (
                named | {"header": own}
            )
        if added:
            return _("“%(alias)s”在%(sheet)s表格中已是“%(header)s”这一列的别名；要改指别的列，请修改那一条。") % (
                named | {"header": added}
            )
        return ""


@admin.register(ColumnAlias, site=site)
class ColumnAliasAdmin(RoleAdmin):
    """Aliases of columns; below the list stand those that the program knows by itself."""

    form = AliasForm
    list_display = ["alias", "kind", "header"]
    list_filter = ["kind"]
    search_fields = ["alias", "header"]
    search_help_text = _("按别名或列名查找")
    change_list_template = "admin/tracker/aliases.html"

    def get_fields(self, request, obj=None):
        return ["alias", "column"] if self.has_change_permission(request, obj) else ["kind", "header", "alias"]

    def has_delete_permission(self, request, obj=None):
        return bool(request.roles & self.writers)

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"known": known()} | (extra_context or {}))
