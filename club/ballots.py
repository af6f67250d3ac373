"""A ballot: how the club chooses what to study, and evaluates what was studied (articles CHOISIR, ÉVALUER).

The charter leaves the method to rules set elsewhere, so each of them is a setting of the ballot: frozen when
it opens, and printed with its result. How votes are counted stands in `club.tally`, what keeps a ballot from
opening in `club.readiness`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import IntEnum, StrEnum
from fractions import Fraction
from hashlib import sha256
from math import ceil

from club.ids import BallotId, OptionId

Marks = Mapping[OptionId, int]
"""What one vote says. Approval: 1 for each option approved. Points: the points given, none of them 0.
Judgment: a `Grade`; an option left out is given no opinion. Ranking: 1, 2, 3… without a gap; options left out
come last together. An empty vote is a blank one: it counts for the turnout, and for nothing else."""

MOST_OPTIONS = 200
"""More could not be weighed by a voter, nor searched in a form."""
LONGEST_MOTION = 3000
"""Characters of a resolution's text; a longer one is read behind a link."""
MOST_RANKS = 12
"""How many options one vote may place in order, or give points to where there are too many to show."""
MOST_NUMBERS = 20
"""How many options a form can show a number of points for; of more, the voter picks some first."""
FEWEST_SECRET = 5
"""Fewer confidential or sealed votes than this are not broken down: the figures would name the voters. Nor is
an option that fewer of them mark."""
EDITION = 2
"""The rules of every ballot opened from now on. 1: those before, without floors, by which the ballots of then
are counted for ever."""


class Purpose(StrEnum):
    """What is voted on."""

    SELECTION = "selection"
    EVALUATION = "evaluation"
    MOTION = "motion"
    """Resolutions, each adopted or rejected."""


class Method(StrEnum):
    """How votes are expressed and counted."""

    APPROVAL = "approval"
    POINTS = "points"
    JUDGMENT = "judgment"
    RANKING = "ranking"
    MOTION = "motion"
    """For, against or abstaining; of resolutions alone."""


class Unit(StrEnum):
    """Whose a vote is."""

    COMPANY = "company"
    MEMBER = "member"


class Secrecy(StrEnum):
    """Who can know what was chosen."""

    OPEN = "open"
    """Who chose what is shown after closing."""
    CONFIDENTIAL = "confidential"
    """May be changed until closing, when the link between voter and choice is erased."""
    SEALED = "sealed"
    """Cast once; who voted and what was voted are never kept together."""


class TieBreak(StrEnum):
    """What settles a tie for the last seat. None does so silently."""

    ORGANISERS = "organisers"
    """The organisers decide, and that is recorded and told."""
    DRAW = "draw"
    """A draw, from a key fixed when the ballot opens and the papers fixed when it closes."""


class NoOpinion(StrEnum):
    """How a judgment counts an option that a vote gives no opinion of."""

    REJECT = "reject"
    """As `Grade.REJECT`: announced beforehand, as in the experiment of Orsay (Balinski and Laraki 2007)."""
    UNRANKED = "unranked"
    """Set aside; an option judged by fewer than half of the votes cast is not ranked."""
    ASIDE = "aside"
    """Set aside, however few judge: an evaluation, which says beside each grade how many did."""


class Majority(StrEnum):
    """What a resolution needs to be adopted. A tie is a rejection."""

    SIMPLE = "simple"
    """More for than against."""
    ABSOLUTE = "absolute"
    """More than half of all votes cast, abstentions and blank ones among them."""
    TWO_THIRDS = "two_thirds"
    """Two thirds at least, of what `MajorityOf` says."""


class MajorityOf(StrEnum):
    """Of what two thirds are."""

    EXPRESSED = "expressed"
    """Of the votes for and against: abstentions and blank ones are out."""
    CAST = "cast"
    """Of all votes cast."""


class Stance(IntEnum):
    """What a vote says of a resolution; one that says nothing is blank there."""

    AGAINST = 0
    FOR = 1
    ABSTAIN = 2


class QuorumOf(StrEnum):
    """What a quorum counts."""

    VOTERS = "voters"
    """Those who voted, whatever their votes weigh."""
    VOTES = "votes"
    """What their votes weigh."""


class BallotState(StrEnum):
    """Where a ballot stands."""

    DRAFT = "draft"
    PLANNED = "planned"
    """Ready; opens by itself at its hour."""
    OPENING = "opening"
    """Opened by an organiser; its roll is about to be drawn up. Nothing of it changes any more."""
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


UNSEEN = (BallotState.DRAFT, BallotState.PLANNED, BallotState.OPENING)
"""A ballot that is there for organisers alone."""


class Grade(IntEnum):
    """The grades of majority judgment, and of an evaluation."""

    REJECT = 0
    POOR = 1
    FAIR = 2
    GOOD = 3
    EXCELLENT = 4


class Criterion(StrEnum):
    """What a delivered work is judged by (article ÉVALUER)."""

    USEFULNESS = "usefulness"
    QUALITY = "quality"
    RECOMMEND = "recommend"
    """Whether one would recommend it to a colleague."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that decides how a ballot is counted."""

    method: Method
    unit: Unit = Unit.COMPANY
    secrecy: Secrecy = Secrecy.CONFIDENTIAL
    seats: int = 1
    """How many options are to be chosen; 0 in an evaluation, which chooses nothing."""
    most: int = 0
    """Approval: how many options one vote may approve of."""
    points: int = 0
    """Points: how many one vote may give away…"""
    cap: int = 0
    """…and how many of them to one option."""
    floor: int = 1
    """What an option needs to be chosen. Approval, points: so many votes, by weight; ranking: papers…"""
    floor_share: Fraction = Fraction(0)
    """…and this share of the votes cast, blank ones among them; 0: no such share."""
    floor_grade: Grade | None = Grade.FAIR
    """Judgment: the median must be this grade or better; None: any will do."""
    no_opinion: NoOpinion = NoOpinion.REJECT
    """Judgment: what an option counts that a vote gives no opinion of. In an evaluation, always `ASIDE`."""
    quorum: int = 0
    """How many must vote for there to be a decision; a vote cast by proxy counts as if its owner had come.
    Where a share is meant: the number that it comes to, known once the roll is drawn up."""
    quorum_share: Fraction = Fraction(0)
    """The share of the roll that `quorum` comes from; 0: it was given as a number."""
    quorum_of: QuorumOf = QuorumOf.VOTERS
    majority: Majority = Majority.SIMPLE
    """Resolutions: what adopts one…"""
    majority_of: MajorityOf = MajorityOf.EXPRESSED
    """…and of what two thirds are."""
    proxies: int = 0
    """How many other members one member may vote for; 0 forbids proxies."""
    live: bool = False
    """Whether an open ballot shows its figures before it closes."""
    tie_break: TieBreak = TieBreak.ORGANISERS
    seed: str = ""
    """The key of a draw: made by Prime at the opening, told with the result."""
    edition: int = EDITION
    """By which rules of Prime's votes are counted."""


@dataclass(frozen=True, slots=True)
class Electorate:
    """Who might vote: how many there are, and what their votes weigh together."""

    voters: int
    votes: int


def frozen(rules: Rules, roll: Electorate) -> Rules:
    """The rules once the roll is drawn up: a quorum given as a share becomes a number, rounded up."""
    if not rules.quorum_share:
        return rules
    whole = roll.votes if rules.quorum_of is QuorumOf.VOTES else roll.voters
    return replace(rules, quorum=ceil(rules.quorum_share * whole))


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be chosen or judged."""

    id: OptionId
    title: str
    topic_id: int | None = None
    work_id: int | None = None
    criterion: Criterion | None = None
    """In an evaluation: the criterion that this option judges its work by."""
    text: str = ""
    """Of a resolution: what is adopted or rejected, to the letter…"""
    link: str = ""
    """…or where it is read."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """A ballot; all instants in UTC."""

    id: BallotId
    title: str
    purpose: Purpose
    rules: Rules
    state: BallotState
    opens_at: datetime | None = None
    """When it is to open, or did; None: when the organisers open it."""
    closes_at: datetime | None = None
    closed_at: datetime | None = None
    """When it was closed, or called off and its votes forgotten."""
    reason: str = ""
    """Why it was closed early or cancelled."""
    note: str = ""
    """The organisers' word on the outcome."""
    salt: str = ""
    """Mixed into the digest of its papers, so that nobody finds out by trying what is not published."""
    second_of: BallotId | None = None
    """The ballot whose quorum was missed, which this one consults again on."""
    options: tuple[Option, ...] = field(default=())


def shuffled(options: Iterable[Option], ballot: BallotId, voter: str) -> list[Option]:
    """The options in the order this voter sees them, always the same for one voter, fair among all.

    Whoever stands first in a list gets more votes for it: so nobody stands first for everybody.
    Resolutions compete with nothing (`in_order`).
    """

    def key(option: Option) -> bytes:
        return sha256(f"{ballot}/{voter}/{option.id}".encode()).digest()

    return sorted(options, key=key)


def in_order(ballot: Ballot, voter: str) -> list[Option]:
    """The options as a voter reads them: resolutions by their number, whatever competes in an order of one's
    own."""
    if ballot.purpose is Purpose.MOTION:
        return list(ballot.options)
    return shuffled(ballot.options, ballot.id, voter)


def most_marked(ballot: Ballot) -> int | None:
    """How many options one vote may mark at most, for no form shows more; None: all of them."""
    shown = {Method.RANKING: MOST_RANKS, Method.POINTS: MOST_NUMBERS}.get(ballot.rules.method)
    return MOST_RANKS if shown and len(ballot.options) > shown else None


def is_secret(rules: Rules) -> bool:
    """Whether nobody is to know who chose what once the ballot is closed."""
    return rules.secrecy is not Secrecy.OPEN


def may_change(rules: Rules) -> bool:
    """Whether a vote may be changed while the ballot is open."""
    return rules.secrecy is not Secrecy.SEALED


def is_open(ballot: Ballot, now: datetime) -> bool:
    """Whether votes are taken now. The closing itself is already too late: one votes *before* it."""
    return ballot.state is BallotState.OPEN and (ballot.closes_at is None or now < ballot.closes_at)
