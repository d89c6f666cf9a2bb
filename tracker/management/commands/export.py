"""Writes an official workbook to a file."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tracker.exports import gathered, reports, terms, workreport
from tracker.exports import rates as rates_book
from tracker.ledger.moment import one_moment
from tracker.management import doors
from tracker.scores import calendar, summary
from tracker.scores.indicators import spans
from tracker.scores.indicators.report import NoLedger, report
from tracker.scores.parts import judge_parts, judge_terms
from tracker.scores.rates import measure
from tracker.scores.register import gather
from tracker.scores.totals import NoYear

WRONG_USAGE = 2


class Command(BaseCommand):
    requires_system_checks = []  # they load every page: memory that a file of a whole city needs
    help = "导出工作簿：compliance 年度履职情况汇总表，duty-file 一名代表的履职档案，rates 建议办理“四率”统计表，"
    help += "work-report 代表工作统计（年度工作报告用）。"

    def add_arguments(self, parser):
        reports_of = parser.add_subparsers(dest="report", required=True, metavar="|".join(WRITERS))
        compliance = reports_of.add_parser("compliance", help="年度履职情况汇总表")
        duty_file = reports_of.add_parser("duty-file", help="一名代表的履职档案")
        rates = reports_of.add_parser("rates", help="建议办理“四率”统计表")
        work_report = reports_of.add_parser("work-report", help="代表工作统计，每个数附明细")
        for each in (compliance, duty_file, rates, work_report):
            each.add_argument("out", metavar="OUT.xlsx")
            asked_of = each.add_mutually_exclusive_group(required=True)
            asked_of.add_argument("--term", help="届的代码，如 chongqing-congress-6")
            if each is compliance:
                asked_of.add_argument("--all-terms", action="store_true", help="所有届的代表，须同时给出 --year")
            each.add_argument("--on", help="截至日，如 2024-01-01；默认今天")
        compliance.add_argument("--year", type=int, help="默认为最近已开始的一年")
        duty_file.add_argument("--deputy", required=True, help="代表编号")
        rates.add_argument("--from", dest="first", metavar="DATE", help="交办日期自（含）；默认本届起始日")
        rates.add_argument("--to", dest="last", metavar="DATE", help="交办日期至（含）；默认截至日")
        rates.add_argument("--unit", metavar="NAME", help="承办单位或系统的名称，含其下级；默认全部")
        span = work_report.add_mutually_exclusive_group(required=True)
        span.add_argument("--year", type=int, metavar="YYYY", help="一年")
        span.add_argument("--since-session", type=int, metavar="N", help="第 N 次会议开幕以来")

    @one_moment()
    def handle(self, *args, report, **asked):
        out = doors.path_of(asked["out"])
        on = doors.day_of(asked["on"])
        if asked.get("all_terms"):
            return self.stdout.write(f"已写入 {out}：{all_terms(out, on, asked['year'])}，截至 {on}。")
        term = doors.term_of(asked["term"])
        said = WRITERS[report](out, term, on, asked)
        self.stdout.write(f"已写入 {out}：{said}，截至 {on}。")


def compliance(out, term, on, asked) -> str:
    """Write the compliance workbook of a year; what was written, in words."""
    year = calendar.year_of(term, on) if asked["year"] is None else asked["year"]
    periods = [doors.period_of(term, year), doors.period_of(term, None)]
    found = gathered.gather(judge_parts(term, doors.mandates_of(term), periods, on))
    doors.write_whole(out, lambda part: reports.annual(found, part, made_on=timezone.localdate()))
    return f"{term.label} {periods[0].label} 年，{found.extent.number} 名代表"


def all_terms(out, on, year) -> str:
    """Write the compliance workbook of the deputies of all terms in a year; what was written, in words."""
    if year is None:
        raise CommandError("--all-terms 须同时给出 --year，如 --year 2026。", returncode=WRONG_USAGE)
    try:
        found = terms.gather(judge_terms(year, on), year, on)
    except NoYear as error:
        raise CommandError(f"--year：{error}") from error
    doors.write_whole(out, lambda part: terms.write(found, part, made_on=timezone.localdate()))
    return f"{terms.title(found)}，{len(found.terms)} 届，{found.number} 名代表"


def duty_file(out, term, on, asked) -> str:
    """Write the duty file of a deputy; what was written, in words."""
    mandates = doors.mandates_of(term, asked["deputy"])
    periods = reports.file_periods(calendar.periods_of(term), on)
    judgement = summary.judge(term, mandates, periods, on)
    try:
        doors.write_whole(out, lambda part: reports.duty_file(judgement, part, made_on=timezone.localdate()))
    except reports.NotServing as error:
        raise CommandError(str(error)) from error
    return f"{term.label}代表 {asked['deputy']} 的履职档案"


def rates(out, term, on, asked) -> str:
    """Write the workbook of the rates; what was written, in words."""
    span, unit = doors.span_of(asked["first"], asked["last"]), doors.unit_of(asked["unit"])
    register = gather(term, *span, on, unit)
    found, made_on = measure(register), timezone.localdate()
    write = rates_book.write
    doors.write_whole(out, lambda part: write(term, register, found, part, made_on=made_on, unit=unit))
    return f"{term.label}{unit or '全部系统'}，承办件 {found.count('assignments')} 件"


def work_report(out, term, on, asked) -> str:
    """Write the workbook of the work report; what was written, in words."""
    year, session = asked["year"], asked["since_session"]
    try:
        span = spans.since_session(term, session, on) if year is None else spans.year_of(term, year, on)
        found = report(span)
    except NoLedger as error:
        raise CommandError(f"--term：{error}") from error
    except calendar.NoPeriod as error:
        raise CommandError(f"{'--since-session' if year is None else '--year'}：{error}") from error
    doors.write_whole(out, lambda part: workreport.write(found, part, made_on=timezone.localdate()))
    return f"{workreport.title(span)}，{span.days}，指标 {len(found.lines)} 项"


WRITERS = {"compliance": compliance, "duty-file": duty_file, "rates": rates, "work-report": work_report}
