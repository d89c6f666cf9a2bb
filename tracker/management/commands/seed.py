"""Loads the reference data of seeds/."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from tracker.intake import seeds
from tracker.ledger import By, Refused
from tracker.ledger.actors import system_user


class Command(BaseCommand):
    help = "写入 seeds/ 中的基础数据：补上缺少的，更新没有人改动过的，列出其余的。"
    requires_migrations_checks = True

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="只说明会有什么变化，不写入")

    @transaction.atomic
    def handle(self, *args, check, **options):
        try:
            report = seeds.seed(By(system_user(), timezone.now()))
        except Refused as error:
            raise CommandError(str(error)) from error
        print(len(report.inserted), len(report.updated), len(report.unchanged), report.kept)
        if check:
            transaction.set_rollback(True)
