"""Builders with fixed values: the smallest world a test needs, made through the ledger."""

from datetime import date, datetime, time
from hashlib import sha256
from zoneinfo import ZoneInfo

from tracker.ledger import By, assigning, duties, evaluations, figures, people, replies, sessions, suggestions
from tracker.ledger.trail import create
from tracker.models import (
    AssessmentPeriod,
    Body,
    DutyKind,
    ElectoralUnit,
    FigureProposal,
    Group,
    Indicator,
    Regulation,
    ReportReading,
    Requirement,
    RequirementValue,
    RoleGrant,
    Sponsor,
    Term,
    User,
)
from tracker.scores.periods import plan

START = date(2023, 1, 13)
SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2023, 6, 1, 12, tzinfo=SHANGHAI)


def by(username="clerk", at=NOON):
    """Somebody of the office who acts at noon on 2023-06-01."""
    return acting("office", at, username=username)


def acting(role, at=NOON, *, username=None, **scope):
    """Who acts in a role for a body or a person, at a time or at noon of a day."""
    name = username or "-".join([role, *(str(row.pk) for row in scope.values())])
    user, made = User.objects.get_or_create(username=name)
    if made:
        special = {"sees_reasons": role == "office"}
        RoleGrant.objects.create(user=user, role=role, starts_on=date(2018, 1, 1), **special | scope)
    return By(user, at if isinstance(at, datetime) else datetime.combine(at, time(12), SHANGHAI))


def term(code="chongqing-congress-6", number=6, starts_on=START, ends_on=None):
    """A term of the municipal congress with its assessment periods."""
    body, _ = Body.objects.get_or_create(
        code="chongqing-congress", defaults={"name": "重庆市人民代表大会", "level": "municipal", "kind": "congress"}
    )
    row = Term.objects.create(
        body=body, code=code, label="重庆市第六届人民代表大会", number=number, starts_on=starts_on, ends_on=ends_on
    )
    AssessmentPeriod.objects.bulk_create(
        AssessmentPeriod(
            term=row, cycle=period.cycle, label=period.label, starts_on=period.starts_on, ends_on=period.ends_on
        )
        for period in plan(starts_on, ends_on)
    )
    return row


def kind(code, timing="any", label=None):
    """A kind of duty."""
    return DutyKind.objects.get_or_create(code=code, defaults={"label": label or code, "timing": timing})[0]


def requirement(code, minimum, kinds, *, cycle="year", part_period="full", days=0, regulation="341-311", **extra):
    """A requirement of a regulation of the municipal congress, in force from 2020."""
    rule, _ = Regulation.objects.get_or_create(
        code=regulation,
        defaults={"body": Body.objects.get(code="chongqing-congress"), "title": regulation, "label": regulation},
    )
    row = Requirement.objects.create(
        regulation=rule, code=code, label=code, short=code[:4], cycle=cycle, order=rule.requirements.count()
    )
    value = RequirementValue.objects.create(
        requirement=row,
        starts_on=date(2020, 1, 1),
        minimum=minimum,
        part_period=part_period,
        min_service_days=days,
        **extra,
    )
    value.kinds.set(kinds)
    return row


def unit(of, name="万州区", order=1):
    """An electoral unit."""
    return ElectoralUnit.objects.get_or_create(term=of, name=name, defaults={"order": order, "seats": 35})[0]


def group(of, name="万州区联系组", kind="liaison"):
    """A liaison group."""
    return Group.objects.get_or_create(term=of, name=name, kind=kind)[0]


def deputy(of, number="600001", name=None, starts_on=START, at=None, groups=(), **fields):
    """A deputy elected on the first day of the term."""
    person = people.register_person(by(), f"P-{number}", name or f"示例代表{number[-3:]}")
    return people.elect(by(), person, of, number, at or unit(of), starts_on, groups=groups, **fields)


def session(of, ordinal=1, opens_on=START, closes_on=date(2023, 1, 17), complete=False):
    """A session with a delegation of each unit of the term."""
    row = sessions.convene(by(), of, ordinal, opens_on, closes_on)
    if complete:
        sessions.complete_all_rolls(by(), row, closes_on)
    return row


def record(mandate, of_kind, day, title="走访", *, verified=True, **fields):
    """A duty record, submitted by the clerk and verified by the verifier."""
    row = duties.record(by(), mandate, of_kind, day, title, **fields)
    duties.submit(by(), row)
    return duties.verify(by("verifier"), row) if verified else row


def suggestion(lead, day, title="关于示例的建议", *, joint=(), kind="suggestion", accepted=True):
    """A suggestion submitted on a day, and accepted (a proposal: filed) the same day."""
    row = paper(lead, day, title, joint=joint, kind=kind)
    suggestions.submit(by(), row, day)
    take = suggestions.file if kind == "proposal" else suggestions.accept
    return take(by("verifier"), row, day, f"J{row.pk:04d}") if accepted else row


def paper(lead, day, title="关于示例的建议", *, joint=(), kind="suggestion"):
    """A draft whose sponsors have all signed on a day; a bill is for the session, what else is for the recess."""
    row = suggestions.draft(by(), lead.term, kind, "session" if kind == "bill" else "recess", title, lead, joint=joint)
    suggestions.confirm_all(by(), row, day, "paper")
    return row


def organisation(name="万州区代表团", kind="delegation", signatory=None):
    """An organisation that sponsors, not stored yet; a bill of a delegation needs nobody else."""
    return Sponsor(organisation=name, organisation_kind=kind, signatory=signatory)


def system(name="政府系统", code="system-government"):
    """A system of units."""
    values = {"name": name, "level": "municipal", "kind": "system"}
    return Body.objects.get_or_create(code=code, defaults=values)[0]


def handling_unit(name="示例教育委", of=None, **fields):
    """A handling unit of a system, by default the government's."""
    values = {"code": f"unit-{name}", "level": "municipal", "kind": "unit", "parent": of or system()}
    return Body.objects.get_or_create(name=name, defaults=values | fields)[0]


def assignment(row, unit=None, on=date(2023, 2, 1), role="host", **fields):
    """A share in handling an accepted suggestion, assigned by the office on a day."""
    return assigning.assign(by(), row, unit or handling_unit(), role, on, **fields)


def reply(share, on=date(2023, 4, 3), reply_class="A", **content):
    """The reply of the unit; a co-handler's has no class."""
    reply_class = reply_class if share.answers else ""
    return replies.reply(acting("unit", body=share.unit), share, on, reply_class=reply_class, **content)


def receipt(share, rating="satisfied", on=date(2023, 4, 10), sponsor=None):
    """A receipt on the latest reply by a deputy, the lead sponsor unless another is named."""
    sponsor = sponsor or share.suggestion.sponsors.get(role="lead")
    comment = "没有解决" if rating == "unsatisfied" else ""
    return evaluations.evaluate_reply(as_sponsor(sponsor), share, sponsor, rating, on, comment=comment)


def fulfilment(share, rating="satisfied", on=date(2023, 5, 22), **said):
    """The lead's receipt on the commitments then due."""
    lead = share.suggestion.sponsors.get(role="lead")
    comment = "没有落实" if rating == "unsatisfied" else ""
    return evaluations.evaluate_fulfilment(as_sponsor(lead), share, lead, on, rating=rating, comment=comment, **said)


def as_sponsor(sponsor, at=NOON):
    """The deputy who is a sponsor, or signed for it."""
    return acting("deputy", at, person=sponsor.who.person)


KINDS = {
    "session_speech": ("session", "审议发言"),
    "visit": ("recess", "走访"),
    "observe_standing_committee": ("recess", "列席本级人大常委会会议"),
    **{f"{form}_{role}": ("any", "") for form in ("bill", "suggestion") for role in ("lead", "joint")},
    **dict.fromkeys(["training", "good_deed", "duty_report"], ("any", "")),
}
BILLS = [code for code in KINDS if code.endswith(("_lead", "_joint"))]
RULES = [
    ("session-speeches", 3, ["session_speech"], "year", "session", 0),
    ("recess-activities", 4, ["visit", "observe_standing_committee"], "year", "proportional", 90),
    ("bills-suggestions", 1, BILLS, "year", "full", 180),
    ("trainings", 3, ["training"], "term", "proportional", 180),
    ("good-deeds", 1, ["good_deed"], "term", "full", 365),
    ("duty-reports", 1, ["duty_report"], "term", "full", 365),
    ("observe-standing-committee", 1, ["observe_standing_committee"], "term", "full", 365),
]


def rule_book():
    """The six requirements of 341/311 and the observer rule, as the seeds have them, in few kinds and few queries."""
    kinds = _kinds()
    asked, observer = _regulations()
    rows = [
        Requirement(regulation=asked, code=code, label=code, short=code[:4], cycle=cycle, order=place)
        for place, (code, _, _, cycle, _, _) in enumerate(RULES)
    ]
    rows[-1].regulation, rows[-1].order = observer, 0
    values = [
        RequirementValue(
            requirement=row, starts_on=date(2020, 1, 1), minimum=least, part_period=part, min_service_days=days
        )
        for row, (_, least, _, _, part, days) in zip(Requirement.objects.bulk_create(rows), RULES, strict=True)
    ]
    pairs = zip(RequirementValue.objects.bulk_create(values), RULES, strict=True)
    link = RequirementValue.kinds.through
    link.objects.bulk_create(
        [link(requirementvalue=value, dutykind=kinds[code]) for value, rule in pairs for code in rule[2]]
    )


def _kinds():
    rows = [DutyKind(code=code, timing=timing, label=label or code) for code, (timing, label) in KINDS.items()]
    DutyKind.objects.bulk_create(rows, ignore_conflicts=True)
    return {row.code: row for row in DutyKind.objects.filter(code__in=KINDS)}


def _regulations():
    body = Body.objects.get(code="chongqing-congress")
    common = {"body": body}
    return Regulation.objects.bulk_create(
        [
            Regulation(code="341-311", title="341-311", label="341-311", **common),
            Regulation(code="observer", title="observer", label="observer", grassroots_only=True, order=1, **common),
        ]
    )


def login(role, **scope):
    """A user with a role, from the first day of the term on."""
    user = User.objects.create_user(username=f"{role}-login", last_name=role)
    RoleGrant.objects.create(user=user, role=role, starts_on=START, **{"sees_reasons": role == "office"} | scope)
    return user


def indicator(code="inspections", label="视察活动次数", unit="次", *, measure="", kinds=(), **more):
    """What a figure is of."""
    row, made = Indicator.objects.get_or_create(
        code=code, defaults={"label": label, "unit": unit, "scope": "deputy", "measure": measure} | more
    )
    if made:
        row.kinds.set(kind(name) for name in kinds)
    return row


def reading(body, text="", by_=None, **more):
    """A report that the office has uploaded, with nothing proposed yet."""
    digest = sha256(text.encode()).hexdigest()
    told = {"title": "工作报告", "publisher": "办公室", "sha256": digest, "text": text} | more
    return figures.read_report(by_ or by(), ReportReading(owner=body, **told), [])


def proposal(row, quote, value="3", unit="次", **more):
    """A figure that a reading proposes, whole unless it is said otherwise."""
    told = {"body_name": "重庆市第六届人大常委会", "starts_on": date(2023, 1, 1), "last_on": date(2023, 12, 31)}
    told |= {"precision": "year", "offset": 0, "indicator": more.pop("indicator", None) or indicator()}
    found = FigureProposal(reading=row, quote=quote, value=value, unit=unit, **told | more)
    return create(by(), found, "propose_figure")
