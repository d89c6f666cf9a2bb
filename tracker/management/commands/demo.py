"""Fills an empty ledger with the invented demo world."""

import sys

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console

from tracker.intake import demo
from tracker.intake.demo import city
from tracker.models import DutyRecord, ElectoralUnit, Mandate

BUILDERS = {"hall": demo.build, "city": city.build}


class Command(BaseCommand):
    help = "写入演示数据（虚构的代表）；只写入没有代表的数据库。"
    requires_migrations_checks = True

    def add_arguments(self, parser):
        parser.add_argument("--scale", choices=BUILDERS, default="hall", help="规模：一届市人大，或者全市各级")
        parser.add_argument("--random-seed", type=int, default=6, metavar="N", help="随机数种子；相同则数据相同")

    def handle(self, *args, scale, random_seed, **options):
        script = demo.read_script("hall")
        refuse(script.words["term"])
        with Console(file=sys.stderr).status("演示数据") as status:
            for step in BUILDERS[scale](script, random_seed):
                status.update(f"演示数据：{step}")
        deputies, records = Mandate.objects.count(), DutyRecord.objects.count()
        self.stdout.write(f"演示数据已写入：{deputies} 名虚构的代表（含补选），{records} 条履职登记。")


def refuse(term_code):
    """Refuse a database that holds mandates, or that lacks the reference data."""
    if Mandate.objects.exists():
        raise CommandError("数据库中已有代表，演示数据只写入空的数据库；请用 DATABASE_URL 或 DATA_DIR 换一个数据库。")
    if not ElectoralUnit.objects.filter(term__code=term_code).exists():
        raise CommandError("数据库中还没有基础数据；请先运行 manage.py seed，再运行 manage.py demo。")
