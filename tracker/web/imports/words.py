"""What the import pages call the work on a file and the states of it."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...intake import importer
from ...intake.jobs import Progress, keeping, rows, work
from ...models import ImportJob

State = ImportJob.State
TONES = {
    State.CHECKING: "running",
    State.CHECKED: "unknown",
    State.REFUSED: "short",
    State.WRITING: "running",
    State.WRITTEN: "met",
    State.DISCARDED: "none",
}
DOING = {
    keeping.WAITING: _("正在排队"),
    importer.READING: _("正在读取"),
    importer.CHECKING: _("正在检查"),
    rows.STORING: _("正在保存预览"),
    work.MARKING: _("正在标注错误"),
    work.WRITING: _("正在写入"),
}


def words_of(progress: Progress) -> str:
    """What is being done with a file, and how far it is."""
    doing = str(DOING.get(progress.doing, DOING[keeping.WAITING]))
    if not progress.done:
        return gettext("%(doing)s…") % {"doing": doing}
    said = gettext("%(doing)s：%(done)s / %(total)s 行") if progress.total else gettext("%(doing)s：%(done)s 行")
    return said % {"doing": doing, "done": progress.done, "total": progress.total}
