"""Starts the demo: database, logins, last year's outcomes and workbook, then the web server."""

import os
import socket
import sys
from datetime import date
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.utils import timezone

from tracker.intake import demo
from tracker.models import Assignment, Mandate, Term
from tracker.scores import calendar, summary
from tracker.tables.words import OUTCOME_LABELS

HOST = "127.0.0.1"
SCALE = "hall"
QUIET = {"DEBUG": "0", "SECURE_SSL": "0", "COLLECTED_STATIC": "0"}
SERVER = [
    *("-m", "gunicorn", "config.wsgi", "--worker-class", "gthread", "--workers", "2", "--threads", "4"),
    *("--error-logfile", "-", "--log-level", "warning", "--no-control-socket"),
]


class Command(BaseCommand):
    help = "启动演示：准备演示数据库和登录名，打印去年的履职结果，然后开启网页服务（make run）。"

    def handle(self, *args, **options):
        if not settings.DEBUG:
            raise CommandError("launch 只用于演示；请用 make run 启动，或设置 DEBUG=1。")
        require_free_port(settings.PORT)
        script = demo.read_script(SCALE)
        prepare(script, self.stdout)
        logins = keep_logins(script, settings.DATA_DIR / "logins.txt")
        on = timezone.localdate()
        self.report(Term.objects.get(code=script.words["term"]), on)
        self.greet(logins)
        serve(settings.PORT)

    def report(self, term: Term, on: date):
        """Print the outcome counts of last year and write its workbook."""
        year = calendar.year_of(term, date(on.year - 1, 12, 31))
        for line in outcome_lines(term, year, on):
            self.stdout.write(line)
        path = write_workbook(term, year, on, settings.DATA_DIR)
        self.stdout.write(f"汇总表：{path}")

    def greet(self, logins: list[demo.Login]):
        """Print the address and the logins."""
        self.stdout.write(f"\n请在浏览器中打开 http://{HOST}:{settings.PORT} ，停止请按 Ctrl+C。登录名和密码：")
        for login in logins:
            self.stdout.write(f"  {login.username:<16} {login.password}  {login.name}")
        self.stdout.write(f"（保存在 {settings.DATA_DIR / 'logins.txt'}，仅本人可读）")
        self.stdout.flush()


def require_free_port(port: int):
    """Refuse a port on which somebody listens already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise CommandError(
                f"端口 {port} 不能使用（{error.strerror}）：请关闭占用它的程序，或换一个端口：make run PORT={port + 1}"
            ) from error


def prepare(script: demo.Script, stdout):
    """Bring the database to the present shape, with the reference data and the demo world."""
    call_command("migrate", verbosity=0)
    empty = not Mandate.objects.exists()
    if not empty:
        require_demo(script)
        if not Assignment.objects.exists():
            stdout.write("这个演示数据库是旧版建立的，没有建议承办数据；删除它再启动，就会重新生成完整的演示。")
    call_command("seed", stdout=StringIO())
    if empty:
        stdout.write("首次启动，正在写入演示数据……")
        stdout.flush()
        call_command("demo", scale=SCALE, stdout=stdout)


def require_demo(script: demo.Script):
    """Refuse a database whose deputies are not those of the demo world."""
    if not demo.is_demo(script):
        raise CommandError("这个数据库中的代表不是演示数据，launch 不会为它建立登录名；请用 make run 启动。")


def keep_logins(script: demo.Script, path: Path) -> list[demo.Login]:
    """The logins, made on first start."""
    try:
        return demo.keep_logins(script, path)
    except demo.Damaged as error:
        raise CommandError(str(error)) from error


def outcome_lines(term: Term, year: int, on: date):
    """The six counts of each regulation that has requirements of the year, which add up to all."""
    period = calendar.period_of(term, year)
    judgement = summary.judge(term, Mandate.objects.filter(term=term), [period], on)
    for regulation in judgement.book.regulations:
        if any(item.cycle == period.cycle for item in regulation.requirements):
            found = summary.count_overall(judgement.standings, regulation.code, period.cycle)
            counts = "，".join(f"{OUTCOME_LABELS[outcome]} {number}" for outcome, number in found.items())
            total = len(judgement.standings)
            yield f"{year} 年度「{regulation.label}」，截至 {on}，代表 {total} 名：{counts}。"


def write_workbook(term: Term, year: int, on: date, folder: Path) -> Path:
    """Write the compliance workbook of a year."""
    path = folder / f"compliance-{year}.xlsx"
    asked = ("--term", term.code, "--year", str(year), "--on", str(on))
    call_command("export", "compliance", str(path), *asked, stdout=StringIO())
    return path


def serve(port: int):
    """Become the web server, which shows its users what production shows; does not return."""
    connections.close_all()
    sys.stdout.flush()
    command = [sys.executable, *SERVER, "--bind", f"{HOST}:{port}"]
    os.execve(sys.executable, command, os.environ | QUIET | {"SECRET_KEY": settings.SECRET_KEY})
