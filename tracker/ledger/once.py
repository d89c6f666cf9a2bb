"""A form that is sent twice does what it says once."""

import hashlib
from collections.abc import Callable

from django.apps import apps
from django.db import IntegrityError, models, transaction

from ..models import Submission
from .errors import Refused
from .trail import By, subject_of


def content_of(path: str, fields) -> str:
    """The digest of what a form says, (name, values) by field, and of where it was sent to."""
    said = sorted((name, values) for name, values in fields if name != "csrfmiddlewaretoken")
    return hashlib.sha256(repr((path, said)).encode()).hexdigest()


def made_before(by: By, key: str, content: str) -> models.Model | None:
    """The row that the same form of the same user made when it was sent before; None when it is new."""
    mark = Submission.objects.filter(key=f"{by.user.pk}-{key}", content=content).first() if key else None
    return _answer(mark, content) if mark and mark.object_id else None


@transaction.atomic
def once(by: By, key: str, content: str, run: Callable):
    """Run a verb under a form's key; the same key of the same user again returns the row it made the first time.

    The same key with other content is refused: it is another form that a browser kept the key of. A refused verb
    leaves no mark, so that the corrected form can be sent again.
    """
    if not key:
        return run()
    name = f"{by.user.pk}-{key}"
    try:
        with transaction.atomic():
            mark = Submission.objects.create(key=name, content=content, actor=by.user, at=by.at)
    except IntegrityError:
        return _answer(Submission.objects.get(key=name), content)
    made = run()
    if isinstance(made, models.Model):
        mark.subject, mark.object_id = subject_of(type(made)), made.pk
        mark.save(update_fields=["subject", "object_id"])
    return made


def is_known(by: By, key: str) -> bool:
    """Whether a form of a user was sent under a key before."""
    return bool(key) and Submission.objects.filter(key=f"{by.user.pk}-{key}").exists()


def _answer(mark: Submission, content: str):
    if mark.content != content:
        raise Refused("这张表单已经提交过，现在的内容与当时不同；请重新打开表单再填。")
    if mark.object_id is None:
        return 0
    return apps.get_model("tracker", mark.subject)._base_manager.get(pk=mark.object_id)
