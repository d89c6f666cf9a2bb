"""Writes an empty sheet to be filled in and imported."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tracker.intake import templates
from tracker.intake.sheets import DESKS
from tracker.ledger import Refused
from tracker.management import doors


class Command(BaseCommand):
    help = "生成导入模板（.xlsx）。"

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=DESKS, metavar="KIND", help="、".join(DESKS))
        parser.add_argument("out", metavar="OUT.xlsx", help="要写的文件")
        parser.add_argument("--term", required=True, metavar="CODE", help="届的代码，如 chongqing-congress-6")
        parser.add_argument(
            "--group", metavar="NAME", help="为这个组生成：duties 每位代表预填一行，activities 附全组名单"
        )

    def handle(self, *args, kind, out, term, group, **options):
        path = doors.path_of(out)
        if group is not None and kind not in templates.FOR_GROUPS:
            raise CommandError(f"--group 只用于 {'、'.join(templates.FOR_GROUPS)} 模板。")
        try:
            self._save(kind, path, doors.term_of(term), group)
        except Refused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"已写入 {out}。")

    def _save(self, kind, path, term, name):
        group = templates.group_of(term, name) if name is not None else None
        today = timezone.localdate()
        doors.write_whole(path, lambda part: templates.save(kind, term, part, group=group, on=today))
