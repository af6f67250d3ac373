"""Casting a vote: what keeps somebody from it, and who may entrust theirs to whom (article CHOISIR)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from club.ballots import Ballot, BallotState, Rules, Unit, is_open


class VotingBar(StrEnum):
    """Why a vote is not taken. Nothing is written then."""

    UNKNOWN = "unknown"
    """No such ballot, or one still being prepared."""
    NOT_OPEN = "not_open"
    CANCELLED = "cancelled"
    CLOSED = "closed"
    NOT_ON_ROLL = "not_on_roll"
    """Neither this member nor their company was on the roll drawn up at the opening."""
    PROXY_GONE = "proxy_gone"
    """The vote was entrusted to this member, and no longer is."""
    SEALED = "sealed"
    """Cast already, and it never changes."""
    FOREIGN = "foreign"
    """Something marked is no option of this ballot."""
    FORGED = "forged"
    """A mark that the form does not offer."""


def bar_of(ballot: Ballot | None, now: datetime) -> VotingBar | None:
    """What keeps everybody from voting in this ballot now; None where it is open."""
    if ballot is None or ballot.state is BallotState.DRAFT:
        return VotingBar.UNKNOWN
    if ballot.state in (BallotState.PLANNED, BallotState.OPENING):
        return VotingBar.NOT_OPEN
    if ballot.state is BallotState.CANCELLED:
        return VotingBar.CANCELLED
    return None if is_open(ballot, now) else VotingBar.CLOSED


class ProxyBar(StrEnum):
    """Why a vote cannot be entrusted to somebody, or taken back."""

    NONE_HERE = "none_here"
    """This ballot has no proxies, or is not open."""
    NOT_ON_ROLL = "not_on_roll"
    SELF = "self"
    VOTED = "voted"
    """The vote is cast: there is nothing left to entrust."""
    HOLDS = "holds"
    """Who votes for others votes for themself: no chains."""
    STRANGER = "stranger"
    """The other may not vote in this ballot."""
    AWAY = "away"
    """The other can do nothing in Slack now: an account closed, a guest's, or none."""
    PASSED_ON = "passed_on"
    """The other has entrusted their own vote: no chains."""
    FULL = "full"
    """The other votes for as many as one may."""
    USED = "used"
    """The vote was cast by its holder: it is taken back by voting oneself."""


@dataclass(frozen=True, slots=True)
class Entrusting:
    """What a proxy is judged by."""

    voted: bool
    """Whether the giver's vote is cast."""
    holds: int
    """How many votes the giver holds for others."""
    holder_gave: bool
    """Whether the holder has entrusted their own vote."""
    holder_holds: int
    """How many votes the holder has for others than the giver."""


def has_proxies(rules: Rules) -> bool:
    """Whether a vote may be entrusted at all: never a company's, which its members share."""
    return rules.proxies > 0 and rules.unit is Unit.MEMBER


def proxy_bar(rules: Rules, case: Entrusting) -> ProxyBar | None:
    """What keeps a vote from being entrusted; None where it may be."""
    checks = {
        ProxyBar.NONE_HERE: not has_proxies(rules),
        ProxyBar.VOTED: case.voted,
        ProxyBar.HOLDS: case.holds > 0,
        ProxyBar.PASSED_ON: case.holder_gave,
        ProxyBar.FULL: case.holder_holds >= rules.proxies,
    }
    return next((bar for bar, holds in checks.items() if holds), None)
