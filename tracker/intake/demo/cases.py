"""Plays the single cases of the fixture with the verbs of the ledger, as if the persons concerned had acted."""

from collections.abc import Callable
from datetime import datetime, time

from ...ledger import assigning, evaluations, oversight, replies, suggestions
from ...ledger.actors import system_user
from ...ledger.trail import By
from ...models import Assignment, Body, Commitment, Evaluation, Sponsor, Suggestion
from .office import Office
from .rating import PROOF
from .world import SHANGHAI

NOON = time(12)
OWN_UNIT, OWN_SYSTEM = "demo-unit", "system-government"
LETTER = "J"


def play_all(office: Office):
    """Play every case of the fixture in its order."""
    units = {unit.name: unit for units in office.units.values() for unit in units}
    units[OWN_UNIT] = Body.objects.get(code=OWN_UNIT)
    for words in office.world.script.cases:
        case = Case(office, units, words)
        for step in words["steps"]:
            case.play(step)


class Case:
    """One suggestion that is played step by step."""

    def __init__(self, office: Office, units: dict[str, Body], words: dict):
        self.office, self.units, self.user = office, units, system_user()
        self.row = self._draft(words)
        if words["steps"]:
            by = self._by(words["on"])
            suggestions.confirm_all(by, self.row, words["on"], Sponsor.How.SYSTEM)
            suggestions.submit(by, self.row, words["on"])

    def _by(self, on) -> By:
        return By(self.user, datetime.combine(on, NOON, SHANGHAI))

    def _draft(self, words) -> Suggestion:
        lead, *joint = self._sponsors(words)
        if "organisation" in words:
            kind = Sponsor.Organisation.DELEGATION
            lead = Sponsor(organisation_kind=kind, organisation=words["organisation"], signatory=lead)
        text = self.office.pick("texts").format(topic=words["topic"], place=self.office.say("everywhere"))
        return suggestions.draft(
            self._by(words["on"]),
            self.office.world.term,
            Suggestion.Kind.SUGGESTION,
            Suggestion.Channel.RECESS,
            words["title"],
            lead,
            joint=joint,
            text=text,
            category=self.office.words["topics"][words["topic"]]["category"],
            wish=Suggestion.Wish.AGREE,
        )

    def _sponsors(self, words) -> list:
        world, given = self.office.world, [words["lead"]] if "lead" in words else []
        willing = [number for number in self.office.willing if world.deputies[number].there(words["on"])]
        drawn = world.rng.sample([number for number in willing if number not in given], words.get("joint", 0) + 1)
        return [world.deputies[number].mandate for number in [*given, *drawn][: words.get("joint", 0) + 1]]

    def play(self, step: dict):
        """Play one step on its day; the rows are read anew, as a screen would."""
        self.row = Suggestion.objects.select_related("term__body__parent").get(pk=self.row.pk)
        words = {name: value for name, value in step.items() if name not in ("do", "on")}
        STEPS[step["do"]](self, self._by(step["on"]), step["on"], **words)

    def _share(self, unit=OWN_UNIT) -> Assignment:
        rows = Assignment.objects.select_related("suggestion__term__body__parent", "unit")
        return rows.exclude(state__in=Assignment.GONE).get(suggestion=self.row, unit=self.units[unit])

    def _lead(self) -> Sponsor:
        return self.row.sponsors.get(role=Sponsor.Role.LEAD)

    def accept(self, by, on):
        number = self.office.next_number(LETTER, on.year)
        suggestions.accept(by, self.row, on, f"{LETTER}{on.year}-{number:04d}")

    def publish(self, by, on):
        oversight.disclose(by, self.row, "publish", on)

    def supervise(self, by, on, kind):
        decider = self.office.say("deciders")[kind]
        oversight.supervise(by, self.row, kind, decider, on, supervisor=self.office.pick("supervisors"))

    def refer(self, by, on, system=OWN_SYSTEM):
        assigning.refer(by, self.row, Body.objects.get(code=system), on)

    def assign(self, by, on, unit=OWN_UNIT, role="host", hard=False):
        assigning.assign(by, self.row, self.units[unit], role, on, is_hard=hard)

    def receive(self, by, on, **unit):
        assigning.receive(by, self._share(**unit), on)

    def ask_return(self, by, on, **unit):
        assigning.return_assignment(by, self._share(**unit), on, self.office.say("returned"))

    def extend(self, by, on, to, **unit):
        assigning.extend(by, self._share(**unit), on, to, self.office.say("extension"))

    def contact(self, by, on, form, view="", **unit):
        share = self._share(**unit)
        stage = "during" if share.contacts.exists() else "before"
        replies.contact(by, share, on, stage, form, self.office.say("persons"), view)

    def progress(self, by, on, **unit):
        replies.progress(by, self._share(**unit), on, self.office.pick("progress"))

    def reply(self, by, on, commitments=(), publish=False, **named):
        reply_class, share = named.pop("class", ""), self._share(**named)
        text = self.office.say("replies")[reply_class] if reply_class else self.office.say("opinion")
        replies.reply(
            by,
            share,
            on,
            commitments=commitments,
            disclosure={"decision": "publish"} if publish else None,
            reply_class=reply_class,
            text=text.format(title=self.row.title),
            signed_by="示例签发人",
            contact_person="示例联系人",
        )

    def confirm(self, by, on, **unit):
        for row in Commitment.objects.filter(reply__assignment=self._share(**unit)):
            replies.confirm_commitment(by, row, on)

    def report_done(self, by, on, **unit):
        row = Commitment.objects.filter(reply__assignment=self._share(**unit), reported_done_on=None).first()
        replies.report_done(by, row, on, self.office.say("done"))

    def rate(self, by, on, rating, source=Evaluation.Source.SYSTEM, comment="", **unit):
        said = {"source": source, "note": PROOF[source], "comment": comment}
        evaluations.evaluate_reply(by, self._share(**unit), self._lead(), rating, on, **said)

    def correct(self, by, on, rating, reason, **unit):
        old = Evaluation.objects.get(assignment=self._share(**unit))
        evaluations.correct(by, old, rating, on, reason)

    def look_back(self, by, on, reason, **unit):
        evaluations.look_back(by, self._share(**unit), on, reason)


STEPS: dict[str, Callable] = {
    verb.__name__: verb
    for verb in (
        Case.accept,
        Case.publish,
        Case.supervise,
        Case.refer,
        Case.assign,
        Case.receive,
        Case.ask_return,
        Case.extend,
        Case.contact,
        Case.progress,
        Case.reply,
        Case.confirm,
        Case.report_done,
        Case.rate,
        Case.correct,
        Case.look_back,
    )
}
