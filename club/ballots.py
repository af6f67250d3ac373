"""A ballot: how the club chooses what to study, and evaluates what was studied (articles CHOISIR, ÉVALUER).

The charter leaves the method to rules set elsewhere, so each of them is a setting of the ballot: frozen when
it opens, and printed with its result. How votes are counted stands in `club.tally`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from hashlib import sha256

from club.ids import BallotId, OptionId

Marks = Mapping[OptionId, int]
"""What one vote says. Approval: 1 for each option approved. Points: the points given, none of them 0.
Judgment: a `Grade`; an option left out is given no opinion. Ranking: 1, 2, 3… without a gap; options left out
come last together. An empty vote is a blank one: it counts for the turnout, and for nothing else."""

MOST_OPTIONS = 200
"""More could not be weighed by a voter, nor searched in a form."""
MOST_RANKS = 12
"""How many options one vote may place in order, or give points to where there are too many to show."""
MOST_NUMBERS = 20
"""How many options a form can show a number of points for; of more, the voter picks some first."""
FEWEST_SECRET = 5
"""Fewer confidential or sealed votes than this are not broken down: the figures would name the voters."""


class Purpose(StrEnum):
    """What is voted on."""

    SELECTION = "selection"
    EVALUATION = "evaluation"


class Method(StrEnum):
    """How votes are expressed and counted."""

    APPROVAL = "approval"
    POINTS = "points"
    JUDGMENT = "judgment"
    RANKING = "ranking"


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
    """A draw, from a seed published when the ballot opens."""


class State(StrEnum):
    """Where a ballot stands."""

    DRAFT = "draft"
    PLANNED = "planned"
    """Ready; opens by itself at its hour."""
    OPENING = "opening"
    """Opened by an organiser; its roll is about to be drawn up. Nothing of it changes any more."""
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


UNSEEN = (State.DRAFT, State.PLANNED, State.OPENING)
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
    quorum: int = 0
    """How many of the units must vote for there to be a decision; counted in votes, not in weights."""
    proxies: int = 0
    """How many other members one member may vote for; 0 forbids proxies."""
    live: bool = False
    """Whether an open ballot shows its figures before it closes."""
    tie_break: TieBreak = TieBreak.ORGANISERS
    seed: str = ""
    """What a draw is made from; published when the ballot opens."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be chosen or judged."""

    id: OptionId
    title: str
    topic_id: int | None = None
    work_id: int | None = None
    criterion: Criterion | None = None
    """In an evaluation: the criterion that this option judges its work by."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """A ballot; all instants in UTC."""

    id: BallotId
    title: str
    purpose: Purpose
    rules: Rules
    state: State
    opens_at: datetime | None = None
    """When it is to open, or did; None: when the organisers open it."""
    closes_at: datetime | None = None
    closed_at: datetime | None = None
    """When it was closed, or called off and its votes forgotten."""
    reason: str = ""
    """Why it was closed early or cancelled."""
    note: str = ""
    """The organisers' word on the outcome."""
    options: tuple[Option, ...] = field(default=())


class Fault(StrEnum):
    """Why a ballot cannot open as it stands."""

    NO_TITLE = "no_title"
    NO_OPTION = "no_option"
    ONE_OPTION = "one_option"
    TOO_MANY_OPTIONS = "too_many_options"
    SEATS = "seats"
    """No seat, or as many as there are options."""
    MOST = "most"
    """Approvals allowed: fewer than one, or more than there are options."""
    POINTS = "points"
    CAP = "cap"
    QUORUM = "quorum"
    """More than there are voters."""
    NO_VOTER = "no_voter"
    CLOSES_IN_PAST = "closes_in_past"
    CLOSES_BEFORE_OPENING = "closes_before_opening"
    NO_CLOSING = "no_closing"
    PROXIES_SEALED = "proxies_sealed"
    PROXIES_COMPANY = "proxies_company"
    LIVE_SECRET = "live_secret"
    NO_SEED = "no_seed"
    NOT_JUDGMENT = "not_judgment"
    """An evaluation grades: it is held by judgment."""


def faults_of(ballot: Ballot, voters: int, now: datetime) -> list[Fault]:
    """What keeps a ballot from opening, were it opened at its hour (or now); `voters` may vote."""
    return [*_option_faults(ballot), *_count_faults(ballot, voters), *_time_faults(ballot, now)]


def _option_faults(ballot: Ballot) -> list[Fault]:
    count = len(ballot.options)
    checks = {
        Fault.NO_TITLE: not ballot.title.strip(),
        Fault.NO_OPTION: count == 0,
        Fault.ONE_OPTION: count == 1 and ballot.purpose is Purpose.SELECTION,
        Fault.TOO_MANY_OPTIONS: count > MOST_OPTIONS,
        Fault.NOT_JUDGMENT: ballot.purpose is Purpose.EVALUATION
        and ballot.rules.method is not Method.JUDGMENT,
    }
    return [fault for fault, wrong in checks.items() if wrong]


def _count_faults(ballot: Ballot, voters: int) -> list[Fault]:
    rules, count = ballot.rules, len(ballot.options)
    choosing = ballot.purpose is Purpose.SELECTION and count > 1
    points = rules.method is Method.POINTS
    checks = {
        Fault.SEATS: choosing and not 1 <= rules.seats < count,
        Fault.MOST: choosing and rules.method is Method.APPROVAL and not 1 <= rules.most <= count,
        Fault.POINTS: points and rules.points < 1,
        Fault.CAP: points and not 1 <= rules.cap <= max(rules.points, 1),
        Fault.NO_VOTER: voters == 0,
        Fault.QUORUM: rules.quorum < 0 or 0 < voters < rules.quorum,
        Fault.PROXIES_SEALED: rules.proxies > 0 and rules.secrecy is Secrecy.SEALED,
        Fault.PROXIES_COMPANY: rules.proxies > 0 and rules.unit is Unit.COMPANY,
        Fault.LIVE_SECRET: rules.live and rules.secrecy is not Secrecy.OPEN,
        Fault.NO_SEED: rules.tie_break is TieBreak.DRAW and not rules.seed.strip(),
    }
    return [fault for fault, wrong in checks.items() if wrong]


def _time_faults(ballot: Ballot, now: datetime) -> list[Fault]:
    if ballot.closes_at is None:
        return [Fault.NO_CLOSING]
    if ballot.closes_at <= now:
        return [Fault.CLOSES_IN_PAST]
    late = ballot.opens_at is not None and ballot.closes_at <= ballot.opens_at
    return [Fault.CLOSES_BEFORE_OPENING] if late else []


def shuffled(options: Iterable[Option], ballot: BallotId, voter: str) -> list[Option]:
    """The options in the order this voter sees them, always the same for one voter, fair among all.

    Whoever stands first in a list gets more votes for it: so nobody stands first for everybody.
    """

    def key(option: Option) -> bytes:
        return sha256(f"{ballot}/{voter}/{option.id}".encode()).digest()

    return sorted(options, key=key)


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
    return ballot.state is State.OPEN and (ballot.closes_at is None or now < ballot.closes_at)
