"""Plants the reference data of seeds/."""

from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone

from tracker.intake import documents, seed_files, seeds
from tracker.ledger import By, Refused
from tracker.ledger.actors import system_user
from tracker.models import SeedMark


class Command(BaseCommand):
    help = "写入 seeds/ 中的基础数据：补上缺少的，更新没有人改过的，列出其余的。"
    requires_migrations_checks = True

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="只说明会有什么变化，不写入")
        parser.add_argument("--documents", type=Path, metavar="DIR", help="用这个文件夹里的原文核对每一处引文")
        parser.add_argument("--seeds", type=Path, default=seed_files.FOLDER, metavar="DIR", help="种子文件所在的文件夹")

    def handle(self, *args, **options):
        if SeedMark._meta.db_table not in connection.introspection.table_names():
            raise CommandError("数据库里还没有表，请先运行 manage.py migrate。")
        try:
            if options["documents"]:
                self.prove(options["seeds"], options["documents"])
            self.plant(options["seeds"], options["check"])
        except (Refused, seed_files.Unreadable) as error:
            raise CommandError(str(error)) from error

    def prove(self, folder, texts):
        """Say that every quote was found, or refuse and name those that were not."""
        if not texts.is_dir():
            raise CommandError(f"没有「{texts}」这个文件夹，请写原文所在的文件夹。")
        proof = documents.prove(seed_files.read(folder), texts)
        for failure in proof.failures:
            self.stderr.write(failure)
        said = f"{proof.documents} 份文件与记录一致，{proof.quotes} 处引文在原文中找到（比对时忽略空格和换行）"
        if proof.failures:
            raise CommandError(f"{said}；{len(proof.failures)} 处不符，什么也没有写入。")
        self.stdout.write(f"{said}。")

    def plant(self, folder, check):
        """Plant the seeds, or with ``check`` take it all back, and say what changed."""
        with transaction.atomic():
            report = seeds.seed(By(system_user(), timezone.now()), folder)
            transaction.set_rollback(check)
        for sentence in sentences(report, "将" if check else ""):
            self.stdout.write(sentence)
        for sentence in report.kept:
            self.stderr.write(sentence)
        if check:
            self.stdout.write("以上只是检查，什么也没有写入。")


def sentences(report, will=""):
    """What a planting did (or will do), for the one who ran it."""
    for kind, count in Counter(row.kind for row in report.inserted).items():
        yield f"{will}新增{kind} {count} 条。"
    yield from (f"{will}更新{row}。" for row in report.updated)
    yield from (f"{will}删去{row}，种子文件已不含，也没有人改过。" for row in report.removed)
    written = (("新增", report.inserted), ("更新", report.updated), ("删去", report.removed))
    counts = [f"{will}{verb} {len(rows)} 条" for verb, rows in written]
    yield f"基础数据：{'，'.join(counts)}；未变 {len(report.unchanged)} 条，保持不动 {len(report.kept)} 条。"
