"""Prints the figures and requirements that a report's text proposes; writes nothing."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from tracker.intake.reading import decoding, shown
from tracker.intake.reading.reader import read
from tracker.intake.world import world, world_of_seeds
from tracker.management import doors

HEADS = ["原文", "数值", "单位", "限定", "机构", "起", "止", "指标"]


class Command(BaseCommand):
    help = "读一份报告的文字，列出其中的数字和要求，逐条附原文；只列出，不写入。"

    def add_arguments(self, parser):
        parser.add_argument("file", help="报告的文本文件（.txt，UTF-8 或 GB18030，至多 2 MB）")
        parser.add_argument("--format", choices=["table", "json"], default="table")

    def handle(self, *args, **asked):
        known = world()
        reading = read(_text(asked["file"]), known if known.indicators else world_of_seeds())
        if asked["format"] == "json":
            return doors.as_json(shown.reading(reading))
        for remark in reading.remarks:
            self.stderr.write(remark)
        return doors.as_table(HEADS, [shown.row(figure) for figure in reading.figures], self.stdout)


def _text(name):
    try:
        with Path(name).open("rb") as file:
            return decoding.text_of(file.read(decoding.LIMIT + 1))
    except OSError as wrong:
        raise CommandError(f"读不了文件 {name}：{wrong.strerror}。") from None
    except decoding.NotText as wrong:
        raise CommandError(f"{name}：{wrong}") from None
