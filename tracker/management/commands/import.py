"""Imports a filled-in sheet: a dry run unless --yes."""

import gc
import json
import sys
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import track

from tracker.intake import importer, refusals
from tracker.intake.lines import State, address
from tracker.intake.sheets import DESKS
from tracker.ledger import By, Refused
from tracker.ledger.actors import system_user
from tracker.management import doors
from tracker.models import User

LONG = 2000


class Command(BaseCommand):
    help = "导入 Excel 文件；不加 --yes 只试运行，不写入。"

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=DESKS, metavar="KIND", help="、".join(DESKS))
        parser.add_argument("file", type=Path, metavar="FILE.xlsx", help="要导入的文件")
        parser.add_argument("--term", required=True, metavar="CODE", help="届的代码，如 chongqing-congress-6")
        parser.add_argument("--yes", action="store_true", help="写入；不加则只试运行")
        parser.add_argument("--as", dest="user", metavar="USERNAME", help="导入人；不填则为系统")
        parser.add_argument("--verified-by", metavar="USERNAME", help="审核人：导入的登记记为已由其审核")
        parser.add_argument("--errors", metavar="OUT.xlsx", help="把不能导入的行连同错误说明写到这个文件")
        parser.add_argument("--format", choices=["table", "json"], default="table", help="输出格式")

    def handle(self, *args, kind, file, term, errors, yes, format, **options):
        with _no_collection():
            self._import(kind, file, term, errors, yes, format, **options)

    def _import(self, kind, file, term, errors, yes, format, **options):
        copy = _copy_of(errors, file)
        try:
            term, by, verifier = self._who(term, **options)
            today = timezone.localdate()
            check = importer.check(kind, file, term, by, today, verified_by=verifier, watch=_watched)
        except Refused as error:
            raise CommandError(str(error)) from error
        verified_by = By(verifier, by.at) if verifier else None
        written = importer.attempt(check, by, verified_by) if yes else 0
        if copy and any(problem.row for problem in check.errors):
            doors.write_whole(copy, lambda part: refusals.save(check, part))
            self.stderr.write(f"标出错误的文件已写入 {copy}。", self.style.SUCCESS)
        self._tell(check, written, format, yes)
        if check.desk.is_verified and written and verifier is None:
            self.stderr.write("提醒：导入的登记待审核，由另一人审核以后才计入。")

    def _who(self, term, user, verified_by, **options):
        actor = system_user() if user is None else _user_of(user, "--as")
        verifier = None if verified_by is None else _user_of(verified_by, "--verified-by")
        return doors.term_of(term), By(actor, timezone.now()), verifier

    def _tell(self, check, written, format, yes):
        for problem in check.warnings:
            self.stderr.write(f"提醒：{problem}", self.style.WARNING)
        for problem in check.errors:
            self.stderr.write(f"错误：{problem}")
        if format == "json":
            self.stdout.write(json.dumps(check.report(written), ensure_ascii=False))
        else:
            self.stdout.write("\n".join(_summary(check, written, yes)))
        if check.refusals:
            raise CommandError("导入被拒绝，没有写入任何内容；请重新检查后再导入。")
        if check.errors:
            raise CommandError(f"有 {check.counts['rejected']} 行不能导入，没有写入任何内容；请改正后再导入。")


@contextmanager
def _no_collection():
    """Without the search for garbage, which among rows that all live to the end takes a third of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _copy_of(text, file):
    """The file for the refused rows; never the one that is imported."""
    if text is None:
        return None
    copy = doors.path_of(text)
    if copy.resolve() == file.resolve() or (copy.exists() and file.exists() and copy.samefile(file)):
        raise CommandError(f"--errors：「{text}」就是要导入的文件，不能覆盖；请换一个文件名。")
    return copy


def _user_of(username, option):
    user = User.objects.filter(username=username).first()
    if user is None:
        raise CommandError(f"{option}：没有用户「{username}」；请核对用户名，或先在系统中建立用户。")
    return user


def _watched(doing, rows, total):
    """The rows, with a progress bar where somebody watches a long file; while it is read its length is unknown."""
    if not sys.stderr.isatty() or (total is not None and total < LONG):
        return rows
    return track(rows, doing, total=total, console=Console(stderr=True), transient=True)


def _summary(check, written, yes):
    counts = check.counts
    yield (
        f"{check.desk.label}：{counts['rows']} 行，新增 {counts['new']}，变更 {counts['changed']}，"
        f"未变 {counts['unchanged']}，拒绝 {counts['rejected']}。"
    )
    for line in check.lines:
        if line.state == State.CHANGED:
            yield f"{address(line)}　" + "；".join(map(str, line.diff))
    if not check.errors:
        yield f"已写入 {written} 行。" if yes else "试运行，没有写入；加 --yes 写入。"
