"""The import command, and a small sheet for it."""

from datetime import date
from io import StringIO

from django.core.management import CommandError, call_command

HEADERS = ("代表编号", "类别", "日期", "名称")
ROW = ("600001", "走访", date(2023, 3, 1), "走访一")


def run(*arguments):
    """What the command printed on stdout and stderr, and its refusal."""
    out, err, refusal = StringIO(), StringIO(), ""
    try:
        call_command("import", *map(str, arguments), "--term", "chongqing-congress-6", stdout=out, stderr=err)
    except CommandError as error:
        refusal = str(error)
    return out.getvalue(), err.getvalue(), refusal
