"""Works on an uploaded file in a process of its own; started by the page, not by people."""

import fcntl
import gc
import resource

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tracker.intake.apart import limit
from tracker.intake.jobs import folder, work
from tracker.models import ImportJob

MEMORY = 2 * 1024 * 1024 * 1024
STEPS = {"check": ImportJob.State.CHECKING, "write": ImportJob.State.WRITING}


class Command(BaseCommand):
    help = "检查或写入一个已上传的文件（由导入页面启动，不需要手工运行）。"

    def add_arguments(self, parser):
        parser.add_argument("job", type=int, metavar="JOB", help="上传的文件的编号")
        parser.add_argument("step", choices=STEPS, help="check 检查，write 写入")

    def handle(self, *args, job, step, **options):
        row = ImportJob.objects.select_related("user", "term__body").filter(pk=job, state=STEPS[step]).first()
        if row is None:
            raise CommandError(f"没有编号为 {job}、正在等候这一步的上传文件；请在导入页面操作。")
        limit(resource.RLIMIT_AS, MEMORY)
        gc.disable()
        with folder.slot_of(row).open("w") as slot:
            fcntl.flock(slot, fcntl.LOCK_EX)
            work.run(row, step, timezone.now(), timezone.localdate())
