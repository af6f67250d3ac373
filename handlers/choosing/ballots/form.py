"""The form of a ballot: its fields as they stand in the modal, and the ballot they make.

A field is a string, as Slack gives it: days `2027-01-14`, times `09:30` on the club's wall clock
(docs.slack.dev: date picker and time picker elements).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from fractions import Fraction

from club.ballots import (
    Ballot,
    BallotState,
    Grade,
    Majority,
    MajorityOf,
    Method,
    NoOpinion,
    Option,
    Purpose,
    QuorumOf,
    Rules,
    Secrecy,
    TieBreak,
    Unit,
)
from club.ids import BallotId
from club.portions import read_portion
from club.readiness import OpeningFault
from handlers.choosing.ballots import ids
from handlers.choosing.ballots.outcomes import BallotTrouble, Faults
from handlers.choosing.ballots.place import First
from handlers.kit.carried import choice, number, whole
from handlers.kit.interaction import Interaction
from handlers.kit.zones import instant

PURPOSE, TITLE, METHOD, UNIT, SECRECY = "purpose", "title", "method", "unit", "secrecy"
ALL, OPTIONS = "all", "options"
SEATS, MOST, POINTS, CAP, QUORUM, PROXIES = "seats", "most", "points", "cap", "quorum", "proxies"
FLOOR, FLOOR_GRADE, NO_OPINION, QUORUM_OF = "floor", "floor_grade", "no_opinion", "quorum_of"
QUORUM_KIND = "quorum_kind"
"""In a second consultation: none, or another."""
LIVE, TIE, OPENING = "live", "tie", "opening"
OPEN_DAY, OPEN_TIME, CLOSE_DAY, CLOSE_TIME = "open_day", "open_time", "close_day", "close_time"
QUESTION, TEXT, READ_AT = "question", "text", "link"
MAJORITY, MAJORITY_OF = "majority", "majority_of"
MOTION = (QUESTION, TEXT, READ_AT)
NUMBERS = (SEATS, MOST, POINTS, CAP, QUORUM, PROXIES)
WINNING = (FLOOR, FLOOR_GRADE, NO_OPINION, QUORUM_OF)
FIELDS = (
    *NUMBERS,
    *WINNING,
    MAJORITY,
    MAJORITY_OF,
    TIE,
    OPENING,
    OPEN_DAY,
    OPEN_TIME,
    CLOSE_DAY,
    CLOSE_TIME,
)
BY_HAND, NOW, PLANNED = "hand", "now", "planned"
LARGEST = 100_000
"""No number of the form is larger."""
IN_A_SELECT = 100
"""Slack shows a hundred chosen options in one select (docs.slack.dev, multi-select menu element)."""

FIELD_OF: Mapping[OpeningFault, str] = {
    OpeningFault.NO_TITLE: TITLE,
    OpeningFault.NOT_JUDGMENT: METHOD,
    OpeningFault.NOT_MOTION: METHOD,
    OpeningFault.NO_QUESTION: QUESTION,
    OpeningFault.NO_TEXT: TEXT,
    OpeningFault.TEXT_TOO_LONG: TEXT,
    OpeningFault.NO_OPTION: OPTIONS,
    OpeningFault.ONE_OPTION: OPTIONS,
    OpeningFault.TOO_MANY_OPTIONS: OPTIONS,
    OpeningFault.SEATS: SEATS,
    OpeningFault.MOST: MOST,
    OpeningFault.POINTS: POINTS,
    OpeningFault.CAP: CAP,
    OpeningFault.QUORUM: QUORUM,
    OpeningFault.QUORUM_VOTES: QUORUM,
    OpeningFault.NO_VOTER: QUORUM,
    OpeningFault.PROXIES_SEALED: PROXIES,
    OpeningFault.PROXIES_COMPANY: PROXIES,
    OpeningFault.LIVE_SECRET: LIVE,
    OpeningFault.QUORUM_SHARE: QUORUM,
    OpeningFault.FLOOR: FLOOR,
    OpeningFault.FLOOR_SHARE: FLOOR,
    OpeningFault.FLOOR_SEATS: FLOOR,
    OpeningFault.CLOSES_IN_PAST: CLOSE_DAY,
    OpeningFault.CLOSES_BEFORE_OPENING: CLOSE_DAY,
    OpeningFault.NO_CLOSING: CLOSE_DAY,
}


@dataclass(frozen=True, slots=True)
class Second:
    """What stands in the submitted second step."""

    fields: Mapping[str, str]
    chosen: Sequence[int] = ()
    """Topics or works, each once."""
    all: bool = False
    """Whether every shortlisted topic is an option too."""
    live: bool = False
    topic: int = 0
    """The topic that the first resolution is about; 0: none."""
    motions: Mapping[int, Option] = field(default_factory=dict)
    """The resolutions of a new ballot, by their number in the form."""


def block_of(name: str, purpose: Purpose) -> str:
    """The block id of a field in the second step."""
    if name != OPTIONS:
        return name
    if purpose is Purpose.MOTION:
        return QUESTION
    return f"{ids.TOPIC if purpose is Purpose.SELECTION else ids.WORK}#1"


def first_typed(interaction: Interaction) -> First:
    """The first step, as submitted."""
    purpose, method = (
        choice(Purpose, interaction.entered(PURPOSE)),
        choice(Method, interaction.entered(METHOD)),
    )
    return First(
        purpose,
        interaction.entered(TITLE),
        Method.MOTION if purpose is Purpose.MOTION else method,
        choice(Unit, interaction.entered(UNIT)),
        choice(Secrecy, interaction.entered(SECRECY)),
    )


def second_typed(interaction: Interaction) -> Second:
    """The second step, as submitted, but for what it says of resolutions."""
    selects = [block for block in interaction.state if block.partition("#")[0] in (ids.TOPIC, ids.WORK)]
    chosen = [number(one) for block in sorted(selects) for one in interaction.ticked(block)]
    fields = {name: interaction.entered(name) for name in FIELDS}
    ticks = (bool(interaction.ticked(ALL)), bool(interaction.ticked(LIVE)))
    return Second(fields, list(dict.fromkeys(chosen)), *ticks)


def ballot_from(
    first: First, second: Second, options: Sequence[Option], old: Ballot | None, now: datetime, zone: tzinfo
) -> Ballot | Faults:
    """The ballot that the form makes out of `old` (None: a new one), or what cannot be read of it."""
    reader = BallotFormReader(second.fields, zone)
    closes = reader.instant(CLOSE_DAY, CLOSE_TIME)
    opens = reader.instant(OPEN_DAY, OPEN_TIME) if second.fields[OPENING] == PLANNED else None
    if opens and opens <= now:
        reader.faults[OPEN_DAY] = BallotTrouble.OPENS_IN_PAST
    rules = _rules(first, second, reader)
    if reader.faults:
        return reader.faults
    return Ballot(
        id=old.id if old else BallotId(0),
        title=first.title,
        purpose=first.purpose,
        rules=rules,
        state=BallotState.PLANNED if opens else BallotState.DRAFT,
        opens_at=opens,
        closes_at=closes,
        options=tuple(options),
    )


def _rules(first: First, second: Second, reader: "BallotFormReader") -> Rules:
    """The settings that belong to this method, unit and secrecy; the others are left as nothing."""
    choosing = first.purpose is Purpose.SELECTION
    rules = _quorum(Rules(first.method, first.unit, first.secrecy), reader)
    rules = replace(rules, seats=reader.number(SEATS) if choosing else 0)
    rules = _winning(rules, reader) if choosing else replace(rules, no_opinion=NoOpinion.ASIDE)
    if first.method is Method.MOTION:
        rules = _majority(rules, reader)
    if first.method is Method.APPROVAL:
        rules = replace(rules, most=reader.number(MOST) or rules.seats)
    if first.method is Method.POINTS:
        points = reader.number(POINTS)
        rules = replace(rules, points=points, cap=reader.number(CAP) or points)
    if may_have_proxies(first):
        rules = replace(rules, proxies=reader.number(PROXIES))
    if first.secrecy is Secrecy.OPEN:
        rules = replace(rules, live=second.live)
    if choosing and second.fields[TIE] == TieBreak.DRAW:
        rules = replace(rules, tie_break=TieBreak.DRAW)
    return rules


def _majority(rules: Rules, reader: "BallotFormReader") -> Rules:
    """What adopts a resolution; only two thirds are of one thing or another."""
    majority = Majority(reader.said(MAJORITY) or Majority.SIMPLE)
    of = MajorityOf(reader.said(MAJORITY_OF) or MajorityOf.EXPRESSED)
    whole = {Majority.SIMPLE: MajorityOf.EXPRESSED, Majority.ABSOLUTE: MajorityOf.CAST}
    return replace(rules, majority=majority, majority_of=whole.get(majority, of))


def _winning(rules: Rules, reader: "BallotFormReader") -> Rules:
    """What an option needs to be chosen; by grade, where there are grades."""
    if rules.method is Method.JUDGMENT:
        grade = Grade(int(reader.said(FLOOR_GRADE) or Grade.FAIR))
        missing = NoOpinion(reader.said(NO_OPINION) or NoOpinion.REJECT)
        return replace(rules, floor_grade=grade, no_opinion=missing)
    floor = reader.portion(FLOOR, OpeningFault.FLOOR_SHARE)
    if isinstance(floor, Fraction):
        return replace(rules, floor_share=floor)
    return rules if floor is None else replace(rules, floor=floor)


def _quorum(rules: Rules, reader: "BallotFormReader") -> Rules:
    """A number, or a share; of voters, or of what their votes weigh."""
    quorum = reader.portion(QUORUM, OpeningFault.QUORUM_SHARE)
    of = QuorumOf(reader.said(QUORUM_OF) or QuorumOf.VOTERS)
    rules = replace(rules, quorum_of=of if quorum else QuorumOf.VOTERS)
    if isinstance(quorum, Fraction):
        return replace(rules, quorum_share=quorum)
    return replace(rules, quorum=quorum or 0)


def may_have_proxies(first: First) -> bool:
    """Whether a member may vote for another: a company's vote is shared anyway, a sealed one is one's own."""
    return first.unit is Unit.MEMBER and first.secrecy is not Secrecy.SEALED


def closing_from(interaction: Interaction, zone: tzinfo) -> datetime | Faults:
    """The closing that the modal of an extension names, or what cannot be read of it."""
    reader = BallotFormReader({name: interaction.entered(name) for name in (CLOSE_DAY, CLOSE_TIME)}, zone)
    closes = reader.instant(CLOSE_DAY, CLOSE_TIME)
    return reader.faults if closes is None else closes


@dataclass(slots=True)
class BallotFormReader:
    """Reads times and numbers, noting at its field what cannot be read."""

    fields: Mapping[str, str]
    zone: tzinfo
    faults: dict[str, OpeningFault | BallotTrouble] = field(default_factory=dict)

    def instant(self, day: str, clock: str) -> datetime | None:
        if not self.fields[day] or not self.fields[clock]:
            self.faults[clock if self.fields[day] else day] = BallotTrouble.MISSING
            return None
        meant = instant(self.fields[day], self.fields[clock], self.zone, later=True)
        if meant is None:
            self.faults[clock] = BallotTrouble.NO_SUCH_TIME
        return meant

    def said(self, name: str) -> str:
        """What is typed; empty where the field is not in the form."""
        return self.fields.get(name, "").strip()

    def portion(self, name: str, outside: OpeningFault) -> int | Fraction | None:
        """A number or a share; None where nothing is typed. `outside`: the fault of a share of nothing, or of
        more than all."""
        typed = self.said(name)
        if not typed:
            return None
        found = read_portion(typed)
        if found is None:
            self.faults[name] = BallotTrouble.NO_PORTION
        elif isinstance(found, Fraction) and not 0 < found <= 1:
            self.faults[name] = outside
        return found

    def quorum(self, *, wanted: bool) -> int | Fraction | None:
        """The quorum; None: none is wanted."""
        quorum = self.portion(QUORUM, OpeningFault.QUORUM_SHARE)
        if wanted and not quorum and QUORUM not in self.faults:
            self.faults[QUORUM] = BallotTrouble.MISSING
        return quorum

    def number(self, name: str) -> int:
        """0 where nothing is given; what no number input sends counts for too large a number."""
        said = self.fields[name]
        found = whole(said or "0", LARGEST)
        return LARGEST if found is None else found
