"""Other names of columns, as administrators add them."""

from ..models import ColumnAlias


def aliases_of(kind: str) -> dict[str, str]:
    """The further aliases of the columns of one kind of workbook, each with the header it stands for."""
    return dict(ColumnAlias.objects.filter(kind=kind).values_list("alias", "header"))
