"""A deed of a form: done once, on what the page showed."""

import hashlib
from collections.abc import Callable, Iterable

from django.utils import timezone

from ...ledger import By, Refused
from ...ledger.once import content_of, is_known, once
from ...scores.own import head_of

LONG = 19
CHANGED = "登记在您打开页面之后有变动，请核对最新内容后再提交。"


def run(request, form, do: Callable) -> list:
    """Do the deed of a form that was sent, once: a list of what came of it, the same when it is sent again.

    Empty when the form was not sent or must be corrected; a refusal stands on it.
    """
    if request.method != "POST" or not form.is_valid():
        return []
    by = By(request.user, timezone.now())
    try:
        return [once(by, _key(request), content_of(request.path, _said(request)), lambda: do(by))]
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return []


def _said(request) -> list:
    """What a form says, its files with it: another file under the same key is another form."""
    files = [(name, [_digest(file) for file in files]) for name, files in request.FILES.lists()]
    return [*request.POST.lists(), *files]


def _digest(file) -> str:
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


def _key(request) -> str:
    return request.POST.get("once", "").replace("\0", "")[:36]


def was_done(request) -> bool:
    """Whether the form was sent before: what came of it then answers it, and needs no second look."""
    return is_known(By(request.user, timezone.now()), _key(request))


def need_as_seen(request, records: Iterable[int]):
    """Refuse a deed about records of which something was changed since the page was shown."""
    seen = request.POST.get("seen", "")
    if seen.isdecimal() and len(seen) < LONG and head_of(records) > int(seen):
        raise Refused(CHANGED)
